// The outbox on the owner's page: what is to be sent, what was, and the posts that wait for a decision.
import { html } from "hono/html";
import {
  countsInWords,
  lineStates,
  viewOutbox,
  type LineState,
  type OutboxLine,
} from "../delivery/outbox-view.js";
import { nothing, moment, press, table, type Html } from "./layout.js";
import type { Owner } from "./owner.js";

const SHOWN = 100;

export async function outboxPage(owner: Owner, query: URLSearchParams): Promise<Html> {
  const state = lineStates.find((one) => one === query.get("state")) ?? null;
  const post = query.get("post")?.trim() || null;
  const view = await viewOutbox(
    owner.store,
    { states: state && [state], post, place: null, limit: SHOWN },
    owner.store.now(),
  );
  const total = [...view.counts.values()].reduce((sum, count) => sum + count, 0);
  return html`
    <form class="row" method="get">
      <label for="state">State</label>
      <select id="state" name="state">
        <option value="">all</option>
        ${lineStates.map((one) => html`<option ${one === state ? "selected" : ""}>${one}</option>`)}
      </select>
      <label for="post">Post</label>
      <input id="post" name="post" value="${post ?? ""}" />
      <button>Show</button>
    </form>
    <p>
      ${total === 0 ? "The outbox holds nothing of that." : `${countsInWords(view.counts)}.`}
      ${total > view.lines.length ? `The ${view.lines.length} newest are shown.` : ""}
    </p>
    ${
      view.counts.has("held") && post === null
        ? html`<p class="row">
            ${press("/owner/outbox", "release", {}, "Announce all held posts")}
            ${press("/owner/outbox", "seen", {}, "Never announce the held posts")}
          </p>`
        : ""
    }
    ${
      isRetried(view.counts) && post === null
        ? html`<p class="row">${press("/owner/outbox", "retry", {}, "Try again all that failed")}</p>`
        : ""
    }
    ${outboxTable(view.lines, owner)}
  `;
}

const isRetried = (counts: ReadonlyMap<LineState, number>): boolean =>
  counts.has("failed") || counts.has("uncertain") || counts.has("suspended");

export const outboxTable = (lines: readonly OutboxLine[], { locale }: Owner): Html =>
  lines.length === 0
    ? nothing
    : table(
        ["State", "Kind", "Tries", "When", "To", "Post", "Actions"],
        lines.map((line) => [
          line.reason ? `${line.state}: ${locale.say.reason(line.reason)}` : line.state,
          line.kind,
          String(line.attempts),
          moment(line.next ?? line.ended),
          line.destination ?? "–",
          html`<a href="/owner/post?id=${encodeURIComponent(line.postId)}">${line.title ?? line.postId}</a>`,
          pressesOf(line),
        ]),
      );

function pressesOf({ state, postId, title }: OutboxLine): Html {
  const [to, name] = ["/owner/outbox", title ?? postId];
  if (state === "held")
    return html`${press(to, "release", { post: postId }, `Announce: ${name}`)}
    ${press(to, "seen", { post: postId }, `Never: ${name}`)}`;
  if (state === "failed" || state === "uncertain")
    return press(to, "retry", { post: postId }, `Try again: ${name}`);
  return nothing;
}

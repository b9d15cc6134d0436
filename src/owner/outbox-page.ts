// The outbox on the owner's page: what is to be sent, what was, and the posts that wait for a decision.
import { html } from "hono/html";
import { lineStates, viewOutbox, type LineState, type OutboxLine } from "../delivery/outbox-view.js";
import { nothing, moment, press, table, type Html } from "./layout.js";
import type { Owner, Speech } from "./owner.js";

const SHOWN = 100;

export async function outboxPage(owner: Owner, query: URLSearchParams, speech: Speech): Promise<Html> {
  const { words, locale } = speech;
  const { owner: say } = locale.say;
  const state = lineStates.find((one) => one === query.get("state")) ?? null;
  const post = query.get("post")?.trim() || null;
  const view = await viewOutbox(
    owner.store,
    { states: state && [state], post, place: null, limit: SHOWN },
    owner.store.now(),
  );
  const total = [...view.counts.values()].reduce((sum, count) => sum + count, 0);
  const held = view.counts.get("held") ?? 0;
  return html`
    <form class="row" method="get">
      <label for="state">${words.state}</label>
      <select id="state" name="state">
        <option value="">${words.all}</option>
        ${lineStates.map((one) => html`<option value="${one}" ${one === state ? "selected" : ""}>${stateSaid(one, speech)}</option>`)}
      </select>
      <label for="post">${words.post}</label>
      <input id="post" name="post" value="${post ?? ""}" />
      <button>${words.show}</button>
    </form>
    <p>
      ${total === 0 ? words.noLines : countsSaid(view.counts, speech)}
      ${total > view.lines.length ? words.newest(view.lines.length) : ""}
    </p>
    ${
      held > 0 && post === null
        ? html`<p class="row">
            ${press("/owner/outbox", "release", {}, say.release(held))}
            ${press("/owner/outbox", "seen", {}, say.dismiss(held))}
          </p>`
        : ""
    }
    ${
      isRetried(view.counts) && post === null
        ? html`<p class="row">${press("/owner/outbox", "retry", {}, words.retryAll)}</p>`
        : ""
    }
    ${outboxTable(view.lines, speech)}
  `;
}

const isRetried = (counts: ReadonlyMap<LineState, number>): boolean =>
  counts.has("failed") || counts.has("uncertain") || counts.has("suspended");

/** As a reader of this language calls it. */
function stateSaid(state: LineState, { locale, words }: Speech): string {
  const { states } = locale.say.owner;
  const { pending, sending, done } = words;
  return { ...states, pending, claimed: sending, sending, uncertain: states.unsure, done }[state];
}

export const countsSaid = (counts: ReadonlyMap<LineState, number>, speech: Speech): string =>
  [...counts].map(([state, count]) => `${stateSaid(state, speech)}: ${count}`).join(", ");

export const outboxTable = (lines: readonly OutboxLine[], speech: Speech): Html => {
  const { words, locale } = speech;
  const kinds = { post: words.post, edit: words.edit, remove: words.removal };
  return lines.length === 0
    ? nothing
    : table(
        [words.state, words.kind, words.tries, words.when, words.to, words.post, words.actions],
        lines.map((line) => [
          line.reason
            ? `${stateSaid(line.state, speech)}: ${locale.say.reason(line.reason)}`
            : stateSaid(line.state, speech),
          kinds[line.kind],
          String(line.attempts),
          moment(line.next ?? line.ended),
          line.destination ?? "–",
          html`<a href="/owner/post?id=${encodeURIComponent(line.postId)}">${line.title ?? line.postId}</a>`,
          pressesOf(line, speech),
        ]),
      );
};

function pressesOf({ state, postId, title }: OutboxLine, { words, locale }: Speech): Html {
  const [to, name] = ["/owner/outbox", title ?? postId];
  const { owner: say } = locale.say;
  if (state === "held")
    return html`${press(to, "release", { post: postId }, say.release(1), name)}
    ${press(to, "seen", { post: postId }, say.dismiss(1), name)}`;
  if (state === "failed" || state === "uncertain")
    return press(to, "retry", { post: postId }, words.retry, name);
  return nothing;
}

// The owner's first page: how the chats stand, what waits for a decision, what the doctor finds.
import { html } from "hono/html";
import { countsInWords, viewOutbox } from "../delivery/outbox-view.js";
import { isVisible } from "../post/post.js";
import { reportLines } from "../doctor/report-text.js";
import type { Html } from "./layout.js";
import { outboxTable } from "./outbox-page.js";
import type { Owner } from "./owner.js";

export async function overviewPage(owner: Owner): Promise<Html> {
  const { store, library } = owner;
  const everything = { states: null, post: null, place: null, limit: 1 };
  const { counts } = await viewOutbox(store, everything, store.now());
  const urgent = await viewOutbox(
    store,
    { ...everything, states: ["held", "failed", "uncertain"], limit: 20 },
    store.now(),
  );
  const places = await store.subscriptions.all();
  const suspended = places.filter((one) => one.suspended !== null).length;
  const all = library.all();
  return html`
    <dl>
      <dt>Posts</dt>
      <dd>${all.length}, ${all.filter(isVisible).length} of them visible</dd>
      <dt>Subscriptions</dt>
      <dd>${places.length}${suspended > 0 ? `, ${suspended} of them suspended` : ""}</dd>
      <dt>Outbox</dt>
      <dd>${countsInWords(counts) || "empty"}</dd>
      <dt>Chats</dt>
      <dd>${owner.chats().map((line) => html`${line}<br />`)}</dd>
    </dl>
    <h2>To decide</h2>
    ${urgent.lines.length === 0 ? html`<p>Nothing waits for you.</p>` : outboxTable(urgent.lines, owner)}
  `;
}

export const doctorPage = async (owner: Owner): Promise<Html> =>
  html`<pre>${reportLines(await owner.examine()).join("\n")}</pre>`;

// The owner's first page: how the chats stand, what waits for a decision, what the doctor finds.
import { html } from "hono/html";
import { viewOutbox } from "../delivery/outbox-view.js";
import { isVisible } from "../post/post.js";
import { reportLines } from "../doctor/report-text.js";
import type { Html } from "./layout.js";
import { countsSaid, outboxTable } from "./outbox-page.js";
import type { Owner, Speech } from "./owner.js";

export async function overviewPage(owner: Owner, speech: Speech): Promise<Html> {
  const { locale, words } = speech;
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
      <dt>${words.posts}</dt>
      <dd>${words.visibleOf(all.length, all.filter(isVisible).length)}</dd>
      <dt>${words.subscriptions}</dt>
      <dd>${suspended > 0 ? words.suspendedOf(places.length, suspended) : places.length}</dd>
      <dt>${locale.say.owner.outbox}</dt>
      <dd>${countsSaid(counts, speech) || words.empty}</dd>
      <dt>${locale.say.pageChats}</dt>
      <dd>${owner.chats(locale).map((line) => html`${line}<br />`)}</dd>
    </dl>
    <h2>${words.toDecide}</h2>
    ${urgent.lines.length === 0 ? html`<p>${words.nothingWaits}</p>` : outboxTable(urgent.lines, speech)}
  `;
}

/** The doctor speaks English, here as on the command line. */
export const doctorPage = async (owner: Owner): Promise<Html> =>
  html`<pre lang="en">${reportLines(await owner.examine()).join("\n")}</pre>`;

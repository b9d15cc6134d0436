// What an owner does with what waits for him: looks into the chats, and has sent what is not there.
import { decideHeld } from "../../build/delivery/outbox-view.js";
import { has, postIn } from "./count.mjs";

/** How many messages he had sent, and how many he found there. */
export async function lookAfter(world) {
  const messages = await decideMessages(world);
  const posts = await decidePosts(world);
  return { sent: messages.sent + posts.sent, there: messages.there + posts.there };
}

/** Messages that may have arrived: `postern outbox --retry` for those that did not. */
async function decideMessages({ database, platform }) {
  const { outbox } = database.store;
  const failed = await outbox.list({ states: ["failed"], limit: 1_000_000 });
  const unsure = failed.filter(({ error }) => error?.code === "perhaps-sent");
  const missing = unsure.filter(({ address, title }) => !has(platform, address, postIn(title)));
  await outbox.tryAgain(
    missing.map(({ key }) => key),
    database.now(),
  );
  // The others are there: nothing is to be done.
  return { sent: missing.length, there: unsure.length - missing.length };
}

/** Posts held after a restore: `--release` where nobody has one, else `--seen`, and by hand to who does not have it. */
async function decidePosts({ database, platform, places }) {
  const { news, subscriptions } = database.store;
  let [sent, there] = [0, 0];
  for (const row of (await news.all()).filter(({ state }) => state === "held")) {
    const missing = places.filter((address) => !has(platform, address, postIn(row.title)));
    const none = missing.length === places.length;
    sent += missing.length;
    there += places.length - missing.length;
    await decideHeld(database.store, none ? "waiting" : "seen", row.post_id, database.now());
    if (none || missing.length === 0) continue;
    const only = [];
    for (const address of missing)
      only.push((await subscriptions.at({ platform: platform.name, address })).id);
    const { post_id, digest, title, url, source } = row;
    const announcing = { notify: "loud", text: null };
    const facts = { tags: [], categories: [], authors: [], summary: "", lang: null };
    const post = { id: post_id, title, ...facts, announcing };
    await news.tell(post, { post_id, digest, title, url, source }, database.now(), { only });
  }
  return { sent, there };
}

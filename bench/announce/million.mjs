// An outbox of very many rows: how long the start takes, and how many rows a second are claimed and completed.
import { openStore } from "../../build/store/open-store.js";
import { everything } from "../../build/subscription/subscription.js";

const PLACES = 1000;
const SECONDS = 10;
const AT_ONCE = 48;

/** `folder` is where the database is made. */
export async function million(folder, rows) {
  const options = { dataDir: folder, databaseUrl: null };
  const full = await openStore(options);
  for (let n = 0; n < PLACES; n += 1) {
    const place = { platform: "discord", address: String(100_000_000_000_000_000n + BigInt(n)) };
    await full.subscriptions.put({ place, wishes: everything, origin: "chat", locale: null }, Date.now());
  }
  const began = performance.now();
  for (let n = 0; n < rows / PLACES; n += 1) {
    const post = {
      id: `p${n}`,
      title: `Post ${n}`,
      tags: [],
      categories: [],
      authors: [],
      summary: "",
      lang: null,
      announcing: { notify: "loud", text: null },
    };
    const facts = { post_id: post.id, digest: "d", title: post.title, url: null, source: `p${n}.md` };
    await full.news.tell(post, facts, Date.now());
  }
  const filled = performance.now() - began;
  await full.close();

  const opening = performance.now();
  const store = await openStore(options);
  await store.outbox.recover("discord", Date.now(), ["nobody"], 20_000);
  const wish = { name: "send discord", holder: "w", lasts: 60_000, isDead: () => true };
  const { term: worker } = await store.takeLease(wish);
  const claim = () => ({
    platform: "discord",
    worker,
    now: Date.now(),
    leaseUntil: Date.now() + 60_000,
    limit: AT_ONCE,
  });
  let mine = await store.outbox.claimDue(claim());
  const started = performance.now() - opening;
  let [claimed, claiming, done, completing] = [0, 0, 0, 0];
  const end = performance.now() + SECONDS * 1000;
  while (performance.now() < end && mine.length > 0) {
    const at = performance.now();
    for (const { key } of mine) {
      const held = { keys: [key], worker };
      await store.outbox.startSending(held, Date.now(), Date.now() + 20_000);
      await store.outbox.finish(held, "m", Date.now());
    }
    done += mine.length;
    completing += performance.now() - at;
    const before = performance.now();
    mine = await store.outbox.claimDue(claim());
    claiming += performance.now() - before;
    claimed += mine.length;
  }
  await store.close();
  return {
    "written a second": Math.round((rows * 1000) / filled),
    "start ms": Math.round(started),
    "claims a second": Math.round((claimed * 1000) / claiming),
    "completions a second": Math.round((done * 1000) / completing),
  };
}

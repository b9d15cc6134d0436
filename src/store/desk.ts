// The desk of commands, over the store.
import type { Desk, Fate } from "../subscription/desk.js";
import { restsSince, type State } from "./outbox.js";
import type { Store } from "./store.js";

const fates: Readonly<Record<State, Fate>> = {
  pending: "coming",
  claimed: "coming",
  sending: "coming",
  done: "sent",
  failed: "failed",
  uncertain: "unsure",
  suspended: "held",
};

export const storeDesk = (store: Store, now: () => number = Date.now): Desk => ({
  at: (place) => store.subscriptions.at(place),

  async history(postId, here) {
    const news = await store.news.get(postId);
    if (!news) return null;
    const about = { posts: [postId], kind: "post" } as const;
    const [row] = await store.outbox.list({ ...about, place: here });
    const failed = await store.outbox.list({ ...about, states: ["failed"] });
    const places = { sent: 0, coming: 0, failed: 0, unsure: 0, held: 0 };
    for (const [state, rows] of Object.entries(await store.outbox.count(about)))
      places[fates[state as State]] += rows;
    return {
      state: news.state === "seen" ? "none" : news.state,
      reason: news.reason,
      seenAt: news.seen_at,
      liveAt: news.live_at,
      checkAt: news.check_at,
      toldAt: news.told_at,
      places,
      failures: [...new Set(failed.flatMap(({ error }) => error ?? []))],
      here: row ? { fate: fates[row.state], at: restsSince(row) ?? row.next_at, reason: row.error } : null,
    };
  },

  async asked(place) {
    const subscription = await store.subscriptions.at(place);
    if (subscription?.suspended) await store.subscriptions.lookAt(subscription.id, now());
  },

  async carryOut(change) {
    if (change.kind === "unsubscribe") return void (await store.subscriptions.remove(change.place));
    const { place, wishes, locale } = change;
    await store.subscriptions.put({ place, wishes, locale, origin: "chat" }, now());
  },
});

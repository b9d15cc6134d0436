// The desk of commands, over the store.
import type { Desk } from "../subscription/desk.js";
import type { Store } from "./store.js";

export const storeDesk = (store: Store, now: () => number = Date.now): Desk => ({
  at: (place) => store.subscriptions.at(place),

  async history(postId) {
    const news = await store.news.get(postId);
    if (!news) return null;
    const about = { posts: [postId], kind: "post" } as const;
    const failed = await store.outbox.list({ ...about, states: ["failed"] });
    return {
      state: news.state,
      reason: news.reason,
      seenAt: news.seen_at,
      liveAt: news.live_at,
      toldAt: news.told_at,
      sent: await store.outbox.count(about),
      failures: [...new Set(failed.flatMap(({ error }) => error ?? []))],
    };
  },

  async carryOut(change) {
    if (change.kind === "unsubscribe") return void (await store.subscriptions.remove(change.place));
    const { place, wishes, locale } = change;
    await store.subscriptions.put({ place, wishes, locale, origin: "chat" }, now());
  },
});

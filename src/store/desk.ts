// The desk of commands, over the store.
import type { Desk } from "../subscription/desk.js";
import type { Store } from "./store.js";

export const storeDesk = (store: Store, now: () => number = Date.now): Desk => ({
  at: (place) => store.subscriptions.at(place),

  async history(postId) {
    const news = await store.news.get(postId);
    if (!news) return null;
    const rows = (await store.outbox.list({ posts: [postId], limit: 10_000 })).filter(
      (row) => row.kind === "post",
    );
    const sent: Record<string, number> = {};
    for (const { state } of rows) sent[state] = (sent[state] ?? 0) + 1;
    const failures = new Set(
      rows.flatMap(({ state, error }) => (state === "failed" && error ? [error] : [])),
    );
    return {
      state: news.state,
      reason: news.reason,
      seenAt: news.seen_at,
      liveAt: news.live_at,
      toldAt: news.told_at,
      sent,
      failures: [...failures],
    };
  },

  async carryOut(change) {
    if (change.kind === "unsubscribe") return void (await store.subscriptions.remove(change.place));
    const { place, wishes, locale } = change;
    await store.subscriptions.put({ place, wishes, locale, origin: "chat" }, now());
  },
});

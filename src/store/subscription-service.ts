// The subscription service of commands, over the store.
import type { SubscriptionService, DeliveryStatus } from "../subscription/subscription-service.js";
import { restsSince, type OutboxState } from "./outbox.js";
import type { Store } from "./store.js";

const statuses: Readonly<Record<OutboxState, DeliveryStatus>> = {
  pending: "coming",
  claimed: "coming",
  sending: "coming",
  done: "sent",
  failed: "failed",
  uncertain: "unsure",
  suspended: "held",
};

export const storeSubscriptionService = (
  store: Store,
  mostPerGroup: number,
  now: () => number = () => store.now(),
): SubscriptionService => ({
  at: (place) => store.subscriptions.at(place),

  async limitReached(place, isBeside) {
    const all = (await store.subscriptions.all()).filter(
      ({ place: { platform }, origin }) => origin === "chat" && platform === place.platform,
    );
    const are = await Promise.all(all.map(async ({ place: { address } }) => isBeside(address)));
    const beside = all.filter((_, at) => are[at]);
    const isOne = beside.some(({ place: { address } }) => address === place.address);
    return !isOne && beside.length >= mostPerGroup ? mostPerGroup : null;
  },

  async history(postId, here) {
    const news = await store.news.get(postId);
    if (!news) return null;
    const about = { posts: [postId], kind: "post" } as const;
    const [row] = await store.outbox.list({ ...about, place: here });
    const failed = await store.outbox.list({ ...about, states: ["failed"] });
    const places = { sent: 0, coming: 0, failed: 0, unsure: 0, held: 0 };
    for (const [state, rows] of Object.entries(await store.outbox.count(about)))
      places[statuses[state as OutboxState]] += rows;
    return {
      state: news.state === "seen" ? "none" : news.state,
      reason: news.reason,
      seenAt: news.seen_at,
      liveAt: news.live_at,
      checkAt: news.check_at,
      toldAt: news.told_at,
      places,
      failures: [...new Set(failed.flatMap(({ error }) => error ?? []))],
      here: row
        ? { status: statuses[row.state], at: restsSince(row) ?? row.next_at, reason: row.error }
        : null,
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

// A post announced by hand: what would become of it at every destination, and the rows that make it so.
import { readBy } from "../library/rules-stamp.js";
import { newsFactsOf } from "../news/facts.js";
import type { Post } from "../post/post.js";
import type { Wording } from "../post/said.js";
import type { OutboxState } from "../store/outbox.js";
import type { Store } from "../store/store.js";
import { forecast, type Forecast } from "../subscription/forecast.js";
import { placeName, type Place } from "../subscription/place.js";

export interface AnnounceWish {
  /** Places that hear of it whatever they want; null: every subscription that wants it. */
  readonly places: readonly Place[] | null;
  /** Also where it was sent or failed before. */
  readonly again: boolean;
  /** What the post says. */
  readonly said: Wording;
}

export interface Prospect {
  readonly place: Place;
  readonly subscriptionId: string;
  /** `known`: it was sent there before, or is about to be. */
  readonly what: Forecast | { readonly kind: "known"; readonly state: OutboxState };
}

export interface Prospects {
  readonly all: readonly Prospect[];
  /** Places named that have no subscription. */
  readonly strangers: readonly Place[];
}

/** What `announce` would do now; changes nothing. */
export async function prospects(
  store: Store,
  post: Post,
  { places, again, said }: AnnounceWish,
  now: number,
): Promise<Prospects> {
  const names = places && new Set(places.map(placeName));
  const subscriptions = (await store.subscriptions.all()).filter(
    ({ place }) => names === null || names.has(placeName(place)),
  );
  const rows = await store.outbox.list({ posts: [post.id], limit: 1_000_000 });
  const known = new Map(
    rows
      .filter(({ kind, state }) => kind === "post" && !(again && (state === "done" || state === "failed")))
      .map((row) => [row.subscription_id, row.state]),
  );
  const all = subscriptions.map((subscription): Prospect => {
    const state = known.get(subscription.id);
    return {
      place: subscription.place,
      subscriptionId: subscription.id,
      what: state ? { kind: "known", state } : forecast(subscription, post, said, now, names !== null),
    };
  });
  const found = new Set(all.map(({ place }) => placeName(place)));
  return { all, strangers: (places ?? []).filter((place) => !found.has(placeName(place))) };
}

/** Writes the rows; a running bot sends them within two seconds. How many are to be sent by this. */
export async function addToOutbox(
  store: Store,
  post: Post,
  { places, again, said }: AnnounceWish,
  { all }: Prospects,
  now: number,
): Promise<number> {
  const only = places && all.map(({ subscriptionId }) => subscriptionId);
  return await store.news.tell(post, newsFactsOf(post, readBy), now, { only, again, said });
}

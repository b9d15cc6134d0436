// Pushing as a whole: fixed destinations, the watch for news, and a worker for every chat that can be told things.
import { isDeepStrictEqual } from "node:util";
import { saidIn } from "./blog.js";
import type { Log } from "./log.js";
import { checkPlace } from "./delivery/check-place.js";
import { composer } from "./delivery/compose.js";
import { isDead, newHolder, retire } from "./delivery/lease-holder.js";
import type { Messenger } from "./delivery/messenger.js";
import { mattersOf } from "./delivery/matters.js";
import { tellOwners } from "./delivery/owner-notices.js";
import { startWorker } from "./delivery/worker.js";
import type { Library } from "./library/library.js";
import { readBy } from "./library/rules-stamp.js";
import { localeFor } from "./locale/locale.js";
import type { NewsRules } from "./news/judge.js";
import type { Network } from "./net/network.js";
import { checkLive, waitsForPage } from "./news/live-check.js";
import { watchNews, type NewsDeps } from "./news/watch-news.js";
import { NEWS_LEASE } from "./store/lease.js";
import type { Store } from "./store/store.js";
import type { Addressing, Destination } from "./subscription/announce-to.js";
import type { Person } from "./subscription/owners.js";
import { placeName } from "./subscription/place.js";

export interface PushSettings {
  /** Whether this process may decide what is news, and whether it may send; it may unless told. */
  readonly decides?: boolean;
  readonly sends?: boolean;
  /** ANNOUNCE_TO. */
  readonly destinations: readonly Destination[];
  /** OWNER. */
  readonly owners: readonly Person[];
  /** Times in milliseconds. */
  readonly rules: Omit<NewsRules, "live">;
  /** Null: live where the site's address is public. */
  readonly when: "live" | "now" | null;
  readonly wait: number;
  readonly onRemove: "delete" | "strike" | "keep";
  /** Milliseconds for which what is published while a place is closed is kept for it. */
  readonly catchUp: number;
}

export interface PushDeps {
  readonly store: Store;
  readonly library: Library;
  readonly messengers: readonly Messenger[];
  readonly addressings: readonly Addressing[];
  readonly settings: PushSettings;
  /** Opened with the first page that is looked at: few starts announce anything. */
  readonly network: () => Promise<Network>;
  readonly log: Log;
  readonly now?: () => number;
}

export interface Push {
  /** Decides what is due now, without waiting for the next look. */
  look(): Promise<void>;
  /** Finishes what is being sent (within 3 s). */
  stop(): Promise<void>;
}

/** Prolonged at each look, every ten seconds at least; with the pauses of who waits for it less than 30 s. */
const NEWS_LEASE_MS = 20_000;

export async function startPush(deps: PushDeps): Promise<Push> {
  const { store, library, messengers, settings, log, now = () => store.now() } = deps;
  const me = newHolder();
  await keepDestinations(store, settings.destinations, now());
  const compose = composer(library, store);
  const { catchUp, decides = true, sends = true } = settings;
  const { maxAtOnce } = settings.rules;
  const workers = (sends ? messengers : []).map((messenger) =>
    startWorker({ store, messenger, compose, holder: me, catchUp, maxAtOnce, log, now }),
  );
  if (sends) void checkDestinations(deps);
  const newsDeps: NewsDeps = {
    library,
    store,
    rules: {
      ...settings.rules,
      // The site is known only when its first fetch has come.
      get live() {
        return waitsForPage(settings.when, library.site.url);
      },
    },
    readBy,
    wait: settings.wait,
    onRemove: settings.onRemove,
    leads: async () => {
      const { term } = await store.takeLease({ name: NEWS_LEASE, holder: me, lasts: NEWS_LEASE_MS, isDead });
      return term === null ? null : store.newsOf(term);
    },
    withHistory: new Set(messengers.filter((one) => one.hasHistory).map(({ platform }) => platform)),
    checkLive: async (url) => checkLive(url, library.site.url, await deps.network()),
    said: saidIn(library),
    onTold: () => workers.forEach((worker) => worker.nudge()),
    now,
    log,
  };
  const news = decides ? watchNews(newsDeps) : null;
  const notices = tellOwners({
    store,
    owners: (sends ? settings.owners : []).map((owner) => ({
      ...owner,
      remedy: remedyFor(owner, deps.addressings),
    })),
    messengers,
    matters: mattersOf(store, library),
    locale: (language) => localeFor(language, library.site.lang),
    holder: me,
    log,
    now,
  });
  return {
    look: async () => news?.look(),
    async stop() {
      const decisions = news?.stop().then(() => store.dropLease(NEWS_LEASE, me).catch(() => {}));
      await Promise.all([decisions, notices.stop(), ...workers.map((worker) => worker.stop())]);
      retire(me);
    },
  };
}

const remedyFor = ({ platform }: Person, addressings: readonly Addressing[]): string =>
  addressings.find((one) => one.platform === platform)?.persons.remedy ?? "";

/** Makes the subscriptions that ANNOUNCE_TO names, and ends those it names no more. */
async function keepDestinations(
  store: Store,
  destinations: readonly Destination[],
  now: number,
): Promise<void> {
  const wanted = new Set(destinations.map(({ place }) => placeName(place)));
  for (const { origin, place } of await store.subscriptions.all())
    if (origin === "config" && !wanted.has(placeName(place))) await store.subscriptions.remove(place);
  for (const { place, wishes } of destinations) {
    const known = await store.subscriptions.at(place);
    // Written only where something changes, so that a start succeeds on a full disk.
    const same = known?.origin === "config" && !known.suspended && isDeepStrictEqual(known.wishes, wishes);
    if (!same) await store.subscriptions.put({ place, wishes, origin: "config", locale: null }, now);
  }
}

/** Says in the log which destinations cannot be written to, and why. */
async function checkDestinations({ messengers, settings, log }: PushDeps): Promise<void> {
  for (const { place } of settings.destinations) {
    const name = placeName(place);
    const access = await checkPlace(place, messengers);
    if (access.may === "yes") log.info({ place: name }, "New posts are announced in a place of ANNOUNCE_TO");
    else log.warn({ place: name, ...access }, "A place of ANNOUNCE_TO cannot be written to yet");
  }
}

// Tells owners in private what wants a decision: each matter once, and never before what readers are sent.
import type { Log } from "../log.js";
import type { Locale } from "../locale/locale.js";
import { decisions, notice, outboxButton } from "../reply/notice.js";
import type { SealedReply } from "../reply/reply.js";
import { seal } from "../reply/seal.js";
import { languageOfOwner } from "../store/state.js";
import { StoreError } from "../store/store-error.js";
import type { Store } from "../store/store.js";
import { matterKinds, type Matter } from "../subscription/matter.js";
import { personName, type Person } from "../subscription/owners.js";
import { isDead } from "./lease-holder.js";
import type { Messenger, Place } from "./messenger.js";

export interface OwnerNoticesDeps {
  readonly store: Store;
  /** Each with what to do where the platform refuses private messages. */
  readonly owners: readonly (Person & { readonly remedy: string })[];
  readonly messengers: readonly Messenger[];
  readonly matters: (now: number) => Promise<readonly Matter[]>;
  /** In the language that this owner asked in last, as BCP 47; null where they never asked. */
  readonly locale: (language: string | null) => Locale;
  /** This process, to the others on the store. */
  readonly holder: string;
  readonly log: Log;
  readonly now?: () => number;
  /** Milliseconds between two looks. */
  readonly lookEvery?: number;
}

const LOOK_MS = 3_000;
const LEASE_MS = 45_000;
const PATIENCE_MS = 15_000;
/** Who cannot be written to is tried again after so many ms. */
const REFUSED_MS = 3_600_000;
/** What was told and is no matter any more is known for so many ms: it may come and go meanwhile. */
const KEPT_MS = 30 * 24 * 3_600_000;
/** So long it is none, in ms, before it is forgotten: after a start not every file is read yet. */
const GONE_MS = 3_600_000;
/** So many matters are named in one message; the rest is counted. */
const NAMED = 10;

/** Starts at once, and goes on through every fault of store and platform; gives how to stop it. */
export function tellOwners(deps: OwnerNoticesDeps): { stop(): Promise<void> } {
  const { store, owners, holder, log, now = () => deps.store.now(), lookEvery = LOOK_MS } = deps;
  const stopping = new AbortController();
  const restsUntil = new Map<string, number>();
  const toldOfRefusal = new Set<string>();
  const places = new Map<string, Place>();
  const goneSince = new Map<string, ReadonlyMap<string, number>>();
  let timer: NodeJS.Timeout | undefined;

  const messengerOf = ({ platform }: Person) => deps.messengers.find((one) => one.platform === platform);
  const signal = () => AbortSignal.any([stopping.signal, AbortSignal.timeout(PATIENCE_MS)]);

  for (const owner of owners)
    if (!messengerOf(owner))
      log.warn({ owner: personName(owner) }, "OWNER names somebody on a platform that has no token");

  function refused(owner: OwnerNoticesDeps["owners"][number], reason: unknown): void {
    const name = personName(owner);
    restsUntil.set(name, now() + REFUSED_MS);
    if (toldOfRefusal.has(name)) return;
    toldOfRefusal.add(name);
    log.warn(
      { owner: name, reason, remedy: owner.remedy },
      "The owner cannot be written to in private; it is tried again every hour",
    );
  }

  async function placeOf(
    owner: OwnerNoticesDeps["owners"][number],
    messenger: Messenger,
  ): Promise<Place | null> {
    const name = personName(owner);
    const known = places.get(name);
    if (known) return known;
    const opened = await messenger.privatePlace(owner.id, signal());
    if (opened.may === "no") refused(owner, opened.reason);
    if (opened.may !== "yes") return null;
    places.set(name, opened.place);
    return opened.place;
  }

  /** What was under way when a process ended: looked for where the platform can tell, else it counts as told. */
  async function settle(messages: ReadonlyMap<string, number>, messenger: Messenger, place: Place) {
    for (const [key, since] of messages) {
      const found = await messenger.find(place, { key, link: null }, new Date(since), signal());
      if (found.kind === "later") continue;
      await (found.kind === "absent" ? store.notices.undo(key) : store.notices.sent(key));
    }
  }

  async function tell(
    owner: OwnerNoticesDeps["owners"][number],
    matters: readonly Matter[],
    messenger: Messenger,
    place: Place,
  ): Promise<void> {
    for (const kind of matterKinds) {
      const some = matters.filter((one) => one.kind === kind);
      if (some.length === 0 || stopping.signal.aborted) continue;
      const key = await store.notices.begin(personName(owner), some, now());
      const locale = deps.locale(await store.getState(languageOfOwner(personName(owner))));
      const reply = await seal(noticeOf(kind, some, key, locale), store);
      const outcome = await messenger.deliver(deliveryOf(place, reply, key), signal());
      switch (outcome.kind) {
        case "sent":
          await store.notices.sent(key);
          break;
        case "uncertain":
          // Looked into at the next look.
          return;
        case "gone":
        case "forbidden":
        case "refused":
          await store.notices.undo(key);
          places.delete(personName(owner));
          return refused(owner, outcome.reason);
        case "retry":
          await store.notices.undo(key);
          restsUntil.set(personName(owner), now() + outcome.after);
          return;
        case "moved":
        case "unchangeable":
        case "not-allowed":
          await store.notices.undo(key);
          return;
      }
    }
  }

  async function lookFor(owner: OwnerNoticesDeps["owners"][number]): Promise<void> {
    const messenger = messengerOf(owner);
    const name = personName(owner);
    if (!messenger || (restsUntil.get(name) ?? 0) > now()) return;
    const before = await store.notices.told(name);
    const matters = await deps.matters(now());
    const told = await store.notices.told(name);
    // A post that gets another id meanwhile is known by either.
    const known = new Set([...before, ...told].map(({ kind, subject }) => `${kind} ${subject}`));
    const current = new Set(matters.map(({ kind, subject }) => `${kind} ${subject}`));
    const gone = new Map(
      [...known]
        .filter((matter) => !current.has(matter))
        .map((matter) => [matter, goneSince.get(name)?.get(matter) ?? now()]),
    );
    goneSince.set(name, gone);
    const past = told.filter(
      ({ kind, subject, state, at }) =>
        state === "sent" &&
        now() - at > KEPT_MS &&
        now() - (gone.get(`${kind} ${subject}`) ?? Infinity) > GONE_MS,
    );
    if (past.length > 0) await store.notices.forget(name, past);
    const fresh = matters.filter(({ kind, subject }) => !known.has(`${kind} ${subject}`));
    const underWay = new Map(
      told.filter(({ state }) => state === "sending").map(({ message, at }) => [message, at]),
    );
    if (fresh.length === 0 && underWay.size === 0) return;
    const place = await placeOf(owner, messenger);
    if (!place) return;
    await settle(underWay, messenger, place);
    await tell(owner, fresh, messenger, place);
  }

  async function look(): Promise<void> {
    try {
      const lease = { name: "owner", holder, lasts: LEASE_MS, isDead };
      if ((await store.takeLease(lease)).term === null) return;
      for (const owner of owners) await lookFor(owner);
    } catch (error) {
      // The store's own faults are told once, by whoever opened it; what the end cuts off is found again.
      if (!(error instanceof StoreError) && !stopping.signal.aborted)
        log.warn({ reason: String(error) }, "The owner could not be told; it is tried again");
    }
  }

  let work: Promise<void> = Promise.resolve();
  const lookAgain = (): void => {
    work = look().then(() => {
      if (!stopping.signal.aborted) timer = setTimeout(lookAgain, lookEvery);
    });
  };
  if (owners.length > 0) lookAgain();

  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await work;
      if (owners.length > 0) await store.dropLease("owner", holder).catch(() => {});
    },
  };
}

const deliveryOf = (place: Place, reply: SealedReply, key: string) => ({
  place,
  reply,
  key,
  silent: false,
  mention: null,
  crosspost: false,
  plain: false,
});

function noticeOf(kind: Matter["kind"], matters: readonly Matter[], key: string, locale: Locale) {
  const { say } = locale;
  const lines = matters
    .slice(0, NAMED)
    .map(({ title, reason }) => (reason === null ? title : `${title}: ${say.reason(reason)}`));
  const more = matters.length - lines.length;
  return notice(
    say.owner.notice[kind](matters.length),
    more > 0 ? [...lines, say.owner.andMore(more)] : lines,
    [...(kind === "held" ? decisions({ notice: key }, matters.length, locale) : []), outboxButton(locale)],
  );
}

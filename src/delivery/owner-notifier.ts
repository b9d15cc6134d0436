// Tells one owner in private what wants a decision: each matter once, those of a kind in one message.
import type { Log } from "../log.js";
import type { Locale } from "../locale/locale.js";
import { decisions, notice, outboxButton } from "../reply/notice.js";
import type { SealedReply } from "../reply/reply.js";
import { seal } from "../reply/seal.js";
import type { MatterKey, Notice } from "../store/notices.js";
import { languageOfOwner } from "../store/state.js";
import type { Store } from "../store/store.js";
import { matterKinds, type Matter } from "../subscription/matter.js";
import { personName, type Person } from "../subscription/owners.js";
import type { Messenger, Place } from "./messenger.js";

export interface NotifierDeps {
  readonly store: Store;
  readonly matters: (now: number) => Promise<readonly Matter[]>;
  /** In the language that this owner asked in last, as BCP 47; null where they never asked. */
  readonly locale: (language: string | null) => Locale;
  readonly log: Log;
}

/** With what to do where the platform refuses private messages. */
export type NotifiedOwner = Person & { readonly remedy: string };

const PATIENCE_MS = 15_000;
/** Who cannot be written to is tried again after so many ms. */
const REFUSED_MS = 3_600_000;
/** What was told and is no matter any more is known for so many ms: it may come and go meanwhile. */
const KEPT_MS = 30 * 24 * 3_600_000;
/** So long it is none, in ms, before it is forgotten: after a start not every file is read yet. */
const GONE_MS = 3_600_000;
/** So many matters are named in one message; the rest is counted. */
const NAMED = 10;

const nameOf = ({ kind, subject }: MatterKey): string => `${kind} ${subject}`;

export class OwnerNotifier {
  readonly #owner: NotifiedOwner;
  readonly #name: string;
  readonly #messenger: Messenger;
  readonly #deps: NotifierDeps;
  readonly #now: () => number;
  readonly #stopping: AbortSignal;
  #restsUntil = 0;
  #toldOfRefusal = false;
  #place: Place | null = null;
  /** Since when what was told is no matter any more. */
  #goneSince: ReadonlyMap<string, number> = new Map();

  constructor(
    owner: NotifiedOwner,
    messenger: Messenger,
    deps: NotifierDeps,
    now: () => number,
    stopping: AbortSignal,
  ) {
    this.#owner = owner;
    this.#name = personName(owner);
    this.#messenger = messenger;
    this.#deps = deps;
    this.#now = now;
    this.#stopping = stopping;
  }

  async look(): Promise<void> {
    if (this.#restsUntil > this.#now()) return;
    const { notices } = this.#deps.store;
    const before = await notices.told(this.#name);
    const matters = await this.#deps.matters(this.#now());
    const told = await notices.told(this.#name);
    // A post that gets another id meanwhile is known by either.
    const known = new Set([...before, ...told].map(nameOf));
    await this.#forgetPast(told, known, new Set(matters.map(nameOf)));
    const fresh = matters.filter((matter) => !known.has(nameOf(matter)));
    const underWay = new Map(
      told.filter(({ state }) => state === "sending").map(({ message, at }) => [message, at]),
    );
    if (fresh.length === 0 && underWay.size === 0) return;
    const place = await this.#openPlace();
    if (!place) return;
    await this.#settle(underWay, place);
    await this.#tell(fresh, place);
  }

  async #forgetPast(
    told: readonly Notice[],
    known: ReadonlySet<string>,
    current: ReadonlySet<string>,
  ): Promise<void> {
    const now = this.#now();
    const gone = [...known].filter((matter) => !current.has(matter));
    const since = new Map(gone.map((matter) => [matter, this.#goneSince.get(matter) ?? now]));
    this.#goneSince = since;
    const past = told.filter(
      (matter) =>
        matter.state === "sent" &&
        now - matter.at > KEPT_MS &&
        now - (since.get(nameOf(matter)) ?? Infinity) > GONE_MS,
    );
    if (past.length > 0) await this.#deps.store.notices.forget(this.#name, past);
  }

  async #openPlace(): Promise<Place | null> {
    if (this.#place) return this.#place;
    const opened = await this.#messenger.privatePlace(this.#owner.id, this.#signal());
    if (opened.may === "no") this.#refused(opened.reason);
    if (opened.may !== "yes") return null;
    return (this.#place = opened.place);
  }

  /** What was under way when a process ended: looked for where the platform can tell, else it counts as told. */
  async #settle(messages: ReadonlyMap<string, number>, place: Place): Promise<void> {
    const { notices } = this.#deps.store;
    for (const [key, since] of messages) {
      const sought = { key, link: null };
      const found = await this.#messenger.find(place, sought, new Date(since), this.#signal());
      if (found.kind === "later") continue;
      await (found.kind === "absent" ? notices.undo(key) : notices.sent(key));
    }
  }

  async #tell(matters: readonly Matter[], place: Place): Promise<void> {
    for (const kind of matterKinds) {
      const some = matters.filter((one) => one.kind === kind);
      if (some.length === 0 || this.#stopping.aborted) continue;
      if (!(await this.#send(kind, some, place))) return;
    }
  }

  /** Whether it was sent; what is uncertain is looked into at the next look. */
  async #send(kind: Matter["kind"], matters: readonly Matter[], place: Place): Promise<boolean> {
    const { store, locale } = this.#deps;
    const key = await store.notices.begin(this.#name, matters, this.#now());
    const language = await store.getState(languageOfOwner(this.#name));
    const reply = await seal(noticeOf(kind, matters, key, locale(language)), store);
    const outcome = await this.#messenger.deliver(deliveryOf(place, reply, key), this.#signal());
    if (outcome.kind === "sent") await store.notices.sent(key);
    else if (outcome.kind !== "uncertain") await store.notices.undo(key);
    if (outcome.kind === "retry") this.#restsUntil = this.#now() + outcome.after;
    if (outcome.kind === "gone" || outcome.kind === "forbidden" || outcome.kind === "refused") {
      this.#place = null;
      this.#refused(outcome.reason);
    }
    return outcome.kind === "sent";
  }

  #refused(reason: unknown): void {
    this.#restsUntil = this.#now() + REFUSED_MS;
    if (this.#toldOfRefusal) return;
    this.#toldOfRefusal = true;
    this.#deps.log.warn(
      { owner: this.#name, reason, remedy: this.#owner.remedy },
      "The owner cannot be written to in private; it is tried again every hour",
    );
  }

  #signal(): AbortSignal {
    return AbortSignal.any([this.#stopping, AbortSignal.timeout(PATIENCE_MS)]);
  }
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

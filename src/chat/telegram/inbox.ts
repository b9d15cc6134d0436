// Questions that wait for their answer, kept in the store so that a crash neither loses nor repeats one.
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { isLate } from "../../is-late.js";
import type { BotMessage, Question } from "./question.js";

/** The part of the store that the inbox needs. */
export interface InboxStore {
  getState(name: string): Promise<string | null>;
  setState(name: string, value: string): Promise<void>;
}

/** A question and how far its answer came. */
export interface PendingQuestion {
  readonly question: Question;
  /** Sending has begun: the answer may be out. */
  readonly begun: boolean;
  /** A sending before this one was cut off by the end of the process. */
  readonly again: boolean;
  /** The text of the answer, once it is surely out; what belongs below it may be missing yet. */
  readonly text?: BotMessage;
}

interface SavedInbox {
  readonly offset: number;
  readonly recent: readonly number[];
  readonly waiting: readonly PendingQuestion[];
}

/**
 * So many update ids are remembered to drop repeats. Telegram itself repeats what was not confirmed, at most the
 * last batch (100); ids are not always rising: after a week without updates they start anew at random.
 */
const REMEMBERED = 300;
/** The longest pause between two writes, in ms. */
const LONGEST_REST = 50;
/** Questions and answers wait no longer than this (ms) to be written down; then memory has to do until the store can. */
const PATIENCE = 2000;
/** The end waits so many ms for a last write. */
const LAST_WRITE = 1000;
/** What only memory holds is written at the next change, and after so many ms. */
const AGAIN = 5000;

/** Told that the store cannot be written, and that it can again. */
export type OnBehind = (isBehind: boolean) => void;

export class Inbox {
  readonly #state: InboxStore;
  readonly #name: string;
  #offset = 0;
  #recent: number[] = [];
  readonly #waiting = new Map<number, PendingQuestion>();
  readonly #onBehind: OnBehind;
  #writing: Promise<void> = Promise.resolve();
  /** How long the last write took, in ms. */
  #lasted = 0;
  #next: Promise<void> | null = null;
  /** The store could not be written: what changes is in memory alone. */
  #behind = false;
  #triesAgain = false;

  private constructor(state: InboxStore, name: string, onBehind: OnBehind) {
    this.#state = state;
    this.#name = name;
    this.#onBehind = onBehind;
  }

  /** Update ids belong to a bot: another bot's token finds another inbox. */
  static async open(state: InboxStore, bot: number, onBehind: OnBehind = () => {}): Promise<Inbox> {
    const inbox = new Inbox(state, `telegram.${bot}.inbox`, onBehind);
    const text = await state.getState(inbox.#name);
    if (text === null) return inbox;
    const kept = parseKept(text);
    inbox.#offset = kept.offset;
    inbox.#recent = [...kept.recent];
    for (const entry of kept.waiting) inbox.#waiting.set(entry.question.id, entry);
    return inbox;
  }

  /** The first update id not yet taken in. */
  get offset(): number {
    return this.#offset;
  }

  waiting(): readonly PendingQuestion[] {
    return [...this.#waiting.values()];
  }

  /** Takes in the updates `ids` and the questions among them; gives the questions that are new, once they are kept (see `#save`). */
  async take(ids: readonly number[], questions: readonly Question[]): Promise<readonly Question[]> {
    const known = new Set(this.#recent);
    const fresh = questions.filter(
      ({ id }, at) => !known.has(id) && questions.findIndex((other) => other.id === id) === at,
    );
    for (const question of fresh) this.#waiting.set(question.id, { question, begun: false, again: false });
    this.#recent = [...this.#recent, ...ids.filter((id) => !known.has(id))].slice(-REMEMBERED);
    if (ids.length > 0) this.#offset = Math.max(...ids) + 1;
    await this.#save();
    return fresh;
  }

  /** Once `begun`, the answer may be out: after a crash it is sent once more, silently. */
  async mark(id: number, begun: boolean): Promise<void> {
    const entry = this.#waiting.get(id);
    if (!entry) return;
    this.#waiting.set(id, { ...entry, begun });
    await this.#save();
  }

  /** The answer's text is out. */
  async sent(id: number, text: BotMessage): Promise<void> {
    const entry = this.#waiting.get(id);
    if (!entry) return;
    this.#waiting.set(id, { ...entry, text });
    await this.#save();
  }

  /** Before the second try of a question whose first was cut off. */
  async startAgain(id: number): Promise<void> {
    const entry = this.#waiting.get(id);
    if (!entry) return;
    this.#waiting.set(id, { ...entry, begun: false, again: true });
    await this.#save();
  }

  async done(id: number): Promise<void> {
    if (this.#waiting.delete(id)) await this.#save();
  }

  /** Before the end: what only memory holds is written, if the store takes it by now. Never rejects. */
  async close(): Promise<void> {
    if (this.#behind) await isLate(this.#written(), LAST_WRITE);
  }

  /** Resolves when everything up to now is written, or when the store does not take it just now. Never rejects. */
  async #save(): Promise<void> {
    const written = this.#written();
    if (!this.#behind && (await isLate(written, PATIENCE))) this.#fallBehind();
  }

  /** Calls that come before a write begins share it. */
  #written(): Promise<void> {
    this.#next ??= this.#gather();
    return this.#next;
  }

  async #gather(): Promise<void> {
    await this.#writing;
    // A write may hold up everything else in this process: others get as much of the time.
    await pause(Math.min(this.#lasted, LONGEST_REST));
    this.#next = null;
    this.#writing = this.#write();
    return this.#writing;
  }

  async #write(): Promise<void> {
    const kept: SavedInbox = { offset: this.#offset, recent: this.#recent, waiting: this.waiting() };
    const begun = performance.now();
    try {
      await this.#state.setState(this.#name, JSON.stringify(kept));
      this.#lasted = performance.now() - begun;
      if (this.#behind) this.#onBehind(false);
      this.#behind = false;
    } catch {
      this.#fallBehind();
      this.#tryAgain();
    }
  }

  #tryAgain(): void {
    if (this.#triesAgain) return;
    this.#triesAgain = true;
    setTimeout(() => {
      this.#triesAgain = false;
      void this.#written();
    }, AGAIN).unref();
  }

  #fallBehind(): void {
    if (!this.#behind) this.#onBehind(true);
    this.#behind = true;
  }
}

/** What we wrote ourselves, but perhaps as another version: only entries that still mean something are taken. */
const keptSchema = z.object({
  offset: z.int().nonnegative(),
  recent: z.array(z.int()),
  waiting: z.array(z.unknown()),
});
const entrySchema = z.looseObject({
  question: z.looseObject({
    id: z.int(),
    kind: z.enum(["line", "press", "inline", "chosen", "guest", "channel", "moved", "member"]),
    locale: z.string().nullable(),
  }),
  begun: z.boolean(),
  again: z.boolean(),
});

/** What a damaged inbox held is lost, but it must not keep the bot from answering. */
function parseKept(text: string): SavedInbox {
  try {
    const { waiting, ...rest } = keptSchema.parse(JSON.parse(text));
    const sound = waiting.filter((entry): entry is PendingQuestion => entrySchema.safeParse(entry).success);
    return { ...rest, waiting: sound };
  } catch {
    return { offset: 0, recent: [], waiting: [] };
  }
}

// Questions that wait for their answer, kept in the store so that a crash neither loses nor repeats one.
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { isLate } from "../../is-late.js";
import { DoneElsewhere } from "../once.js";
import type { ChatDeps } from "../platform.js";
import type { BotMessage, Question } from "./question.js";

/** The part of the store that the inbox needs. */
export type InboxStore = ChatDeps["store"];

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

/** What an answer needs of it: how far it came is written down before anything else is done. */
export interface AnswerInbox {
  /**
   * Once `begun`, the answer may be out: after a crash it is sent once more, silently. Throws TakenOver where another
   * process answers by now.
   */
  mark(id: number, begun: boolean): Promise<void>;
  /** The answer's text is out. */
  sent(id: number, text: BotMessage): Promise<void>;
  /** Before the second try of a question whose first was cut off. Told to the store when that begins. */
  startAgain(id: number): void;
  /** Never rejects. */
  done(id: number): Promise<void>;
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
/** A process that waited longer for that, in ms, stood still: another may have taken over. */
const STOOD_STILL = 2 * PATIENCE;
/** The end waits so many ms for a last write. */
const LAST_WRITE = 1000;
/** What only memory holds is written at the next change, and after so many ms. */
const AGAIN = 5000;

/** A write to come; whether it lasts longer than anybody waits. */
interface NextWrite {
  readonly written: Promise<void>;
  readonly lasts: Promise<boolean>;
}

/** Told that the store cannot be written, and that it can again. */
export type OnBehind = (isBehind: boolean) => void;

/** Another process has taken a question over, and answers it. */
export class TakenOver extends DoneElsewhere {
  override readonly name = "TakenOver";
}

export class Inbox implements AnswerInbox {
  readonly #rows: InboxStore["inbox"];
  readonly #bot: number;
  /** This process, or an earlier turn of it, to the others. */
  readonly #holder = randomUUID();
  #offset = 0;
  #recent: number[] = [];
  readonly #waiting = new Map<number, PendingQuestion>();
  /** What is not written down as it is by now. */
  readonly #changed = new Set<number>();
  /** What others answer. */
  readonly #lost = new Set<number>();
  readonly #onBehind: OnBehind;
  #writing: Promise<void> = Promise.resolve();
  /** How long the last write took, in ms. */
  #lasted = 0;
  #next: NextWrite | null = null;
  /** The store could not be written: what changes is in memory alone. */
  #behind = false;
  #triesAgain = false;

  private constructor(rows: InboxStore["inbox"], bot: number, onBehind: OnBehind) {
    this.#rows = rows;
    this.#bot = bot;
    this.#onBehind = onBehind;
  }

  /** Takes over what the process before left. Update ids belong to a bot: another bot's token finds another inbox. */
  static async open(
    { inbox: rows }: Pick<InboxStore, "inbox">,
    bot: number,
    onBehind: OnBehind = () => {},
  ): Promise<Inbox> {
    const inbox = new Inbox(rows, bot, onBehind);
    await rows.adopt(bot, inbox.#holder);
    for (const { id, entry } of await rows.kept(bot, REMEMBERED)) {
      inbox.#recent.push(id);
      inbox.#offset = id + 1;
      const pending = entry === null ? null : parseEntry(entry);
      if (pending) inbox.#waiting.set(id, pending);
    }
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
    await this.#save(...ids.filter((id) => !known.has(id)));
    return fresh.filter(({ id }) => !this.#lost.has(id));
  }

  async mark(id: number, begun: boolean): Promise<void> {
    const entry = this.#waiting.get(id);
    if (!entry) return;
    this.#waiting.set(id, { ...entry, begun });
    const asked = performance.now();
    await this.#save(id);
    if (performance.now() - asked > STOOD_STILL) await this.#ask(id);
    if (this.#lost.has(id)) throw new TakenOver("another process answers this question by now");
  }

  async sent(id: number, text: BotMessage): Promise<void> {
    const entry = this.#waiting.get(id);
    if (!entry) return;
    this.#waiting.set(id, { ...entry, text });
    await this.#save(id);
  }

  startAgain(id: number): void {
    const entry = this.#waiting.get(id);
    if (entry) this.#waiting.set(id, { ...entry, begun: false, again: true });
  }

  async done(id: number): Promise<void> {
    if (this.#waiting.delete(id)) await this.#save(id);
  }

  /** Before the end: what is not written yet is, if the store takes it by now, for who takes over. Never rejects. */
  async close(): Promise<void> {
    await isLate(this.#written().written, LAST_WRITE);
  }

  /** Resolves when everything up to now is written, or when the store does not take it just now. Never rejects. */
  async #save(...ids: readonly number[]): Promise<void> {
    for (const id of ids) this.#changed.add(id);
    const { lasts } = this.#written();
    if (!this.#behind && (await lasts)) this.#fallBehind();
  }

  /** Whose a question is by now, if the store says so in time. */
  async #ask(id: number): Promise<void> {
    this.#changed.add(id);
    await isLate(this.#written().written, PATIENCE);
  }

  /** Calls that come before a write begins share it, and how long they wait for it. */
  #written(): NextWrite {
    if (this.#next) return this.#next;
    const written = this.#gather();
    return (this.#next = { written, lasts: isLate(written, PATIENCE) });
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
    const ids = [...this.#changed];
    this.#changed.clear();
    const begun = performance.now();
    try {
      const ours = await this.#rows.write(
        this.#bot,
        this.#holder,
        ids.map((id) => this.#kept(id)),
      );
      for (const id of ids) if (!ours.has(id)) this.#lose(id);
      this.#lasted = performance.now() - begun;
      if (this.#behind) this.#onBehind(false);
      this.#behind = false;
    } catch {
      for (const id of ids) this.#changed.add(id);
      this.#fallBehind();
      this.#tryAgain();
    }
  }

  #kept(id: number): { readonly id: number; readonly entry: string | null } {
    const pending = this.#waiting.get(id);
    return { id, entry: pending ? JSON.stringify(pending) : null };
  }

  #lose(id: number): void {
    if (this.#waiting.delete(id)) this.#lost.add(id);
  }

  #tryAgain(): void {
    if (this.#triesAgain) return;
    this.#triesAgain = true;
    setTimeout(() => {
      this.#triesAgain = false;
      this.#written();
    }, AGAIN).unref();
  }

  #fallBehind(): void {
    if (!this.#behind) this.#onBehind(true);
    this.#behind = true;
  }
}

/** All of them: one that was missing would be lost where it is read again. */
const KINDS: Readonly<Record<Question["kind"], true>> = {
  line: true,
  press: true,
  inline: true,
  chosen: true,
  guest: true,
  channel: true,
  discussion: true,
  moved: true,
  member: true,
};

/** What we wrote ourselves, but perhaps as another version: only entries that still mean something are taken. */
const entrySchema = z.looseObject({
  question: z.looseObject({
    id: z.int(),
    kind: z.string().refine((kind) => Object.hasOwn(KINDS, kind)),
    locale: z.string().nullable(),
  }),
  begun: z.boolean(),
  again: z.boolean(),
});

/** What is damaged is lost, but it must not keep the bot from answering. */
export function parseEntry(text: string): PendingQuestion | null {
  try {
    const entry: unknown = JSON.parse(text);
    return isPending(entry) ? entry : null;
  } catch {
    return null;
  }
}

const isPending = (entry: unknown): entry is PendingQuestion => entrySchema.safeParse(entry).success;

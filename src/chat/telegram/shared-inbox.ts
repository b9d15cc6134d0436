// Questions of several processes that answer at a time: each is written down before it counts as taken, and is one's.
import { LRUCache } from "lru-cache";
import { atMost } from "../at-most.js";
import { isDead, newHolder, retire } from "../../delivery/lease-holder.js";
import type { Log } from "../../log.js";
import { wait } from "../../back-off.js";
import { seldom } from "../seldom.js";
import { parseEntry, TakenOver, type AnswerInbox, type InboxStore, type PendingQuestion } from "./inbox.js";
import { laneOf, type BotMessage, type Question } from "./question.js";

/**
 * Between two looks for what others wrote down for this process, in ms. They do so only behind what it has to do: once that
 * has been nothing for longer than a statement may take (store/postgres.ts), a look now and then is enough.
 */
const LOOK_EVERY = 500;
const LOOK_IDLE = 3_000;
const IDLE_AFTER = 10_000;
/** Between two looks of who leads for what others left. */
const LEFT_EVERY = 1_000;
/** Others take what it has over after ten seconds (store/inbox.ts). */
const PROLONG_EVERY = 3_000;
/** What the store said so many ms after it was asked, or later, may hold no more: others take over after ten seconds. */
const SURE = 5_000;
/** Between two tries to write, in ms. */
const AGAIN = 1_000;
/** After the store was away for all, each gets so many ms to say that it is still there. */
const GRACE = 5_000;
/** What was done just now may turn up in a look that began before. */
const REMEMBERED = 10_000;

export interface SharedInboxOptions {
  readonly bot: number;
  readonly log: Log;
  /** Told of each question that this process is to answer and did not take itself. */
  readonly onFound: (pending: PendingQuestion) => void;
  /** Nothing more can be answered. */
  readonly signal: AbortSignal;
}

export class SharedInbox implements AnswerInbox {
  readonly #rows: InboxStore["inbox"];
  readonly #options: SharedInboxOptions;
  readonly #holder = newHolder();
  readonly #pending = new Map<number, PendingQuestion>();
  readonly #known = new LRUCache<number, true>(atMost(REMEMBERED));
  /** What is being written down. */
  readonly #taking = new Map<number, Promise<boolean>>();
  #closing = false;
  #wake = new AbortController();
  readonly #tending: Promise<void>;
  #leads: AbortSignal = AbortSignal.abort();
  #awayAt = -Infinity;
  #prolongedAt = -Infinity;
  /** When there was something to do last. */
  #busyAt = performance.now();

  constructor({ inbox: rows }: Pick<InboxStore, "inbox">, options: SharedInboxOptions) {
    this.#rows = rows;
    this.#options = options;
    this.#tending = this.#tend();
  }

  /**
   * Resolves once it is written down: true where it is to be answered at once. What waits behind another of its lane is
   * found in its turn, by whoever answers that one. Throws while the store is away.
   */
  async take(question: Question): Promise<boolean> {
    const { id } = question;
    const before = this.#taking.get(id);
    // Given again meanwhile: it is as safe as the first becomes.
    if (before) return before.then(() => false);
    if (this.#known.has(id)) return false;
    const taken = this.#share(question);
    this.#taking.set(id, taken);
    try {
      return await taken;
    } finally {
      this.#taking.delete(id);
    }
  }

  async #share(question: Question): Promise<boolean> {
    const pending = { question, begun: false, again: false };
    const { id } = question;
    const wasIdle = this.#pause() > LOOK_EVERY;
    // Before it is written: a look that finds it then must not take it for somebody else's work.
    this.#known.set(id, true);
    this.#pending.set(id, pending);
    this.#busyAt = performance.now();
    // From now on others may write something down behind it: what is left of the long wait would be too long.
    if (wasIdle) this.#wake.abort();
    const update = {
      id,
      entry: JSON.stringify(pending),
      lane: laneOf(question),
      subject: subjectOf(question),
    };
    const ours = await this.#rows.share(this.#options.bot, this.#holder, update).catch((error: unknown) => {
      this.#forget(id);
      throw error;
    });
    if (ours) return true;
    this.#forget(id);
    this.#wake.abort();
    return false;
  }

  async mark(id: number, begun: boolean): Promise<void> {
    let asked: number;
    do {
      asked = performance.now();
      if (!(await this.#change(id, (pending) => ({ ...pending, begun }))))
        throw new TakenOver("another process answers this question by now");
      // Else this process may have stood still behind the store's answer.
    } while (performance.now() - asked > SURE);
  }

  async sent(id: number, text: BotMessage): Promise<void> {
    await this.#change(id, (pending) => ({ ...pending, text }));
  }

  startAgain(id: number): void {
    const pending = this.#pending.get(id);
    if (pending) this.#pending.set(id, { ...pending, begun: false, again: true });
  }

  async done(id: number): Promise<void> {
    if (!this.#pending.delete(id)) return;
    await this.#write(id);
    this.#busyAt = performance.now();
  }

  /** Takes over what others left, until `signal` aborts. For one process at a time. */
  lead(signal: AbortSignal): void {
    this.#leads = signal;
    this.#wake.abort();
  }

  /** What is not done is left to others. Never rejects. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#wake.abort();
    await this.#tending;
    await this.#rows.release(this.#options.bot, this.#holder).catch(() => {});
    retire(this.#holder);
  }

  async #change(id: number, change: (pending: PendingQuestion) => PendingQuestion): Promise<boolean> {
    const pending = this.#pending.get(id);
    if (!pending) return false;
    this.#pending.set(id, change(pending));
    return this.#write(id);
  }

  /** Waits for the store. False where it is another's by now, or all is to end. */
  async #write(id: number): Promise<boolean> {
    const { bot, signal } = this.#options;
    do {
      const pending = this.#pending.get(id);
      const entry = pending ? JSON.stringify(pending) : null;
      const ours = await this.#rows.write(bot, this.#holder, [{ id, entry }]).catch(() => null);
      if (ours?.has(id)) return true;
      if (ours) {
        this.#forget(id);
        return false;
      }
    } while (await wait(AGAIN, signal));
    return false;
  }

  /** How long it may be until the next look, in ms. */
  #pause(): number {
    if (this.#pending.size > 0 || performance.now() - this.#busyAt < IDLE_AFTER) return LOOK_EVERY;
    return this.#leads.aborted ? LOOK_IDLE : LEFT_EVERY;
  }

  async #tend(): Promise<void> {
    const tell = seldom(this.#options.log);
    for (let lookedAt = -Infinity; ;) {
      await wait(this.#pause(), this.#wake.signal);
      if (this.#closing) return;
      // What is told during a look is looked for again.
      const isWoken = this.#wake.signal.aborted;
      this.#wake = new AbortController();
      const now = performance.now();
      try {
        const isDue = isWoken || this.#pause() === LOOK_EVERY || now - lookedAt >= LOOK_IDLE;
        if (!(await this.#takeLeft(now)) && !isDue) continue;
        lookedAt = now;
        await this.#look(now);
      } catch (error) {
        this.#awayAt = performance.now();
        tell({ reason: String(error) }, "Telegram: the store does not answer; questions wait for it");
      }
    }
  }

  /** Whether who leads has taken over something. */
  async #takeLeft(now: number): Promise<boolean> {
    if (this.#leads.aborted || now - this.#awayAt <= GRACE) return false;
    return this.#rows.takeLeft(this.#options.bot, this.#holder, isDead);
  }

  async #look(now: number): Promise<void> {
    const { bot } = this.#options;
    if (this.#pending.size > 0 && now - this.#prolongedAt > PROLONG_EVERY) {
      await this.#rows.prolong(bot, this.#holder);
      this.#prolongedAt = now;
    }
    for (const { id, entry } of await this.#rows.held(bot, this.#holder)) this.#find(id, entry);
  }

  /** It is another's; by its end it may be ours again. */
  #forget(id: number): void {
    this.#pending.delete(id);
    this.#known.delete(id);
  }

  #find(id: number, entry: string | null): void {
    if (this.#known.has(id)) return;
    this.#known.set(id, true);
    const pending = entry === null ? null : parseEntry(entry);
    if (pending) {
      this.#pending.set(id, pending);
      this.#busyAt = performance.now();
      this.#options.onFound(pending);
    } else void this.#write(id);
  }
}

/** What becomes of a message by an edit is no second question; but numbers of messages that the bot alone sees come again. */
const subjectOf = (question: Question): string | null =>
  question.kind === "line" && question.ephemeral === undefined
    ? `${question.chat} ${question.message}`
    : null;

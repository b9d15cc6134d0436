// Runs questions: those of one chat one after another, no chat waiting for another, nobody taking the room of all.
import type { Log } from "../../log.js";
import { answering } from "../../under-way.js";
import { seldom } from "../seldom.js";
import { createTurns } from "../turns.js";
import { answer, type TelegramAnswerDeps, type Earlier } from "./answer.js";
import { CallError } from "./api.js";
import { TakenOver } from "./inbox.js";
import { laneOf, type Question } from "./question.js";

/** More waiting in one chat, or of one person in all chats, is a flood: what is above goes. */
const MOST_A_CHAT = 30;
const MOST_A_PERSON = 30;
/** What somebody typed before the last two words is offered to nobody any more. */
const MOST_INLINE = 2;
/** Questions that wait for this machine: more are better left with Telegram. Those whose chat must wait do not count. */
const MOST_READY = 500;
/** Questions in all, also of chats that must wait. */
const MOST = 2_000;
/** An answer that takes longer, in ms, waits for its chat and not for us. */
const SLOW = 1_000;
/** An answer that its chat has held up for so long, in ms, is wanted no more once another has been asked for. */
const STALE = 15_000;

interface Lane {
  readonly name: string;
  /** The oldest first; that one is being answered. */
  readonly entries: Entry[];
  /** Infinity while it waits for its turn on this machine. */
  begunAt: number;
  /** Telegram made the last answer wait, or gave no answer to it. */
  held: boolean;
  work: Promise<void>;
}

interface Entry {
  readonly question: Question;
  readonly earlier: Earlier;
  readonly person: string;
  readonly lane: Lane;
  readonly since: number;
}

/** Who speaks in a chat's own name is that chat: Telegram gives all of these one user. */
function personOf(question: Question): string {
  const own = question.kind === "line" && question.official;
  return own || question.user === null ? laneOf(question) : String(question.user);
}

export class Lanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #persons = new Map<string, Set<Entry>>();
  readonly #deps: TelegramAnswerDeps;
  readonly #signal: AbortSignal;
  readonly #tell: Log["warn"];
  /** One answer is begun at a time, so that many at once leave room for what else happens. */
  readonly #turn = createTurns();
  #total = 0;
  #stopping = false;

  constructor(deps: TelegramAnswerDeps, signal: AbortSignal) {
    this.#deps = deps;
    this.#signal = signal;
    this.#tell = seldom(deps.log);
  }

  /** Whether more questions are better left with Telegram: this machine is behind, or Telegram takes no answers at all. */
  get full(): boolean {
    const now = performance.now();
    let ready = 0;
    for (const { begunAt, entries } of this.#lanes.values())
      if (now - begunAt < SLOW) ready += entries.length;
    return ready > MOST_READY || this.#total > MOST;
  }

  add(question: Question, earlier: Earlier = { silent: false, text: null }): void {
    const name = laneOf(question);
    const lane = this.#lanes.get(name) ?? this.#open(name);
    const entry = { question, earlier, person: personOf(question), lane, since: performance.now() };
    lane.entries.push(entry);
    this.#total += 1;
    const theirs = this.#persons.get(entry.person) ?? new Set();
    this.#persons.set(entry.person, theirs.add(entry));
    if (lane.entries.length > (question.kind === "inline" ? MOST_INLINE : MOST_A_CHAT))
      this.#dropOldest(lane.entries, ({ person }) => person);
    if (theirs.size > MOST_A_PERSON) this.#dropOldest([...theirs], (one) => one.lane.name);
    if (lane.held) this.#shed(lane);
    if (lane.entries[0] === entry) lane.work = this.#work(lane);
  }

  /** Begins no more; resolves when what was begun is finished. What was not stays in the inbox. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all([...this.#lanes.values()].map(({ work }) => work));
  }

  #open(name: string): Lane {
    const lane: Lane = { name, entries: [], begunAt: Infinity, held: false, work: Promise.resolve() };
    this.#lanes.set(name, lane);
    return lane;
  }

  async #work(lane: Lane): Promise<void> {
    for (let [entry] = lane.entries; entry && !this.#stopping; [entry] = lane.entries) {
      if (this.#isStale(entry)) {
        this.#drop(entry);
        continue;
      }
      lane.begunAt = Infinity;
      await this.#turn();
      lane.begunAt = performance.now();
      lane.held = false;
      if (!(await this.#run(entry))) return;
      await this.#deps.inbox.done(entry.question.id);
      this.#forget(entry);
    }
    if (lane.entries.length === 0) this.#lanes.delete(lane.name);
  }

  /** False when stopping cut it short: after the restart the inbox knows how far it came. */
  async #run(entry: Entry): Promise<boolean> {
    const { log } = this.#deps;
    const { question, lane, earlier } = entry;
    const worthIt = ({ kind }: CallError): boolean => {
      lane.held ||= kind === "flood" || kind === "uncertain";
      if (lane.held) this.#shed(lane);
      return !this.#isStale(entry);
    };
    try {
      await answering("telegram", String(question.id), entry.since, () =>
        answer(question, this.#deps, earlier, worthIt),
      );
    } catch (error) {
      if (this.#signal.aborted) return false;
      const reason = error instanceof Error ? error.message : String(error);
      const quiet =
        error instanceof TakenOver ||
        (error instanceof CallError && (error.kind === "forbidden" || this.#isStale(entry)));
      log[quiet ? "info" : "warn"](
        { reason, kind: question.kind },
        "Telegram: a question could not be answered",
      );
    }
    return true;
  }

  /** The last question of a chat is always answered. */
  #isStale({ lane, since }: Entry): boolean {
    return lane.held && lane.entries.length > 1 && performance.now() - since > STALE;
  }

  /** Where there is little room left, a chat that must wait keeps but its last question. */
  #shed({ entries }: Lane): void {
    if (this.#total > MOST / 2) for (const entry of entries.slice(1, -1)) this.#drop(entry);
  }

  /** Of those that wait, the oldest of whoever has the most: so the others' are safe. */
  #dropOldest(entries: readonly Entry[], ownerOf: (entry: Entry) => string): void {
    const waiting = entries.filter((one) => one !== one.lane.entries[0]);
    const counts = new Map<string, number>();
    for (const one of waiting) counts.set(ownerOf(one), (counts.get(ownerOf(one)) ?? 0) + 1);
    const most = Math.max(...counts.values());
    const oldest = waiting.find((one) => counts.get(ownerOf(one)) === most);
    if (oldest) this.#drop(oldest);
  }

  #drop(entry: Entry): void {
    this.#forget(entry);
    void this.#deps.inbox.done(entry.question.id);
    this.#tell(
      { chat: entry.lane.name, person: entry.person },
      "Telegram: more is asked than can be answered; a question is dropped",
    );
  }

  #forget(entry: Entry): void {
    const { lane, person } = entry;
    lane.entries.splice(lane.entries.indexOf(entry), 1);
    this.#total -= 1;
    const theirs = this.#persons.get(person);
    theirs?.delete(entry);
    if (theirs?.size === 0) this.#persons.delete(person);
  }
}

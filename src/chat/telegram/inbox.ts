// Questions that wait for their answer, kept in the store so that a crash neither loses nor repeats one.
import { z } from "zod";
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

export class Inbox {
  readonly #state: InboxStore;
  readonly #name: string;
  #offset = 0;
  #recent: number[] = [];
  readonly #waiting = new Map<number, PendingQuestion>();
  #writing: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  private constructor(state: InboxStore, name: string) {
    this.#state = state;
    this.#name = name;
  }

  /** Update ids belong to a bot: another bot's token finds another inbox. */
  static async open(state: InboxStore, bot: number): Promise<Inbox> {
    const inbox = new Inbox(state, `telegram.${bot}.inbox`);
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

  get size(): number {
    return this.#waiting.size;
  }

  waiting(): readonly PendingQuestion[] {
    return [...this.#waiting.values()];
  }

  /** Takes in the updates `ids` and the questions among them; gives the questions that are new, once they are kept. */
  async take(ids: readonly number[], questions: readonly Question[]): Promise<readonly Question[]> {
    const known = new Set(this.#recent);
    const fresh = questions.filter(
      ({ id }, at) => !known.has(id) && questions.findIndex((other) => other.id === id) === at,
    );
    const before = { offset: this.#offset, recent: this.#recent };
    for (const question of fresh) this.#waiting.set(question.id, { question, begun: false, again: false });
    this.#recent = [...this.#recent, ...ids.filter((id) => !known.has(id))].slice(-REMEMBERED);
    if (ids.length > 0) this.#offset = Math.max(...ids) + 1;
    try {
      await this.#save();
    } catch (error) {
      // Nothing was kept: as if they had never come, so that Telegram gives them again.
      this.#offset = before.offset;
      this.#recent = before.recent;
      for (const { id } of fresh) this.#waiting.delete(id);
      throw error;
    }
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

  /** Resolves when everything up to now is written. Calls that come while one write runs share the next. */
  #save(): Promise<void> {
    if (!this.#writing) {
      this.#writing = this.#write().finally(() => (this.#writing = null));
      return this.#writing;
    }
    this.#next ??= this.#writing
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        return this.#save();
      });
    return this.#next;
  }

  #write(): Promise<void> {
    const kept: SavedInbox = { offset: this.#offset, recent: this.#recent, waiting: this.waiting() };
    return this.#state.setState(this.#name, JSON.stringify(kept));
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
    kind: z.enum(["line", "press", "inline", "member"]),
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

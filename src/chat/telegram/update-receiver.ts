// Takes updates in, by whatever way they come: reads the questions, keeps them, hands them to their lanes.
import { LRUCache } from "lru-cache";
import { atMost } from "../at-most.js";
import { z } from "zod";
import type { TelegramAnswerDeps } from "./answer.js";
import type { Result } from "./api.js";
import { Inbox, type AnswerInbox, type PendingQuestion } from "./inbox.js";
import { Lanes } from "./lanes.js";
import { questionIn, type Question } from "./question.js";

/** So many messages are remembered; edits of older ones are seldom. */
const MOST_ASKED = 5_000;

/** Of an update only its number is sure; the rest is read with care. */
export const updateSchema = z.looseObject({ update_id: z.int().nonnegative() });
export type AnyUpdate = { readonly update_id: number };

export interface UpdateReceiver {
  /** Whether so many questions wait for this machine that more are better left with Telegram. */
  readonly full: boolean;
  /** Resolves when the updates are safe: from then on they are answered, also after a crash unless the store was away. */
  take(updates: readonly AnyUpdate[]): Promise<void>;
  /** Begins no more answers; resolves when those begun are done. */
  stop(): Promise<void>;
}

/** Of the one process that answers. */
export interface OwnReceiver extends UpdateReceiver {
  /** The first update not yet taken in. */
  readonly offset: number;
}

export type ReceiverDeps = Omit<TelegramAnswerDeps, "inbox">;

/** Reads what updates ask; what cannot be read is left out. */
export function questionReader(me: Result<"getMe">, { log, dispatcher }: ReceiverDeps) {
  const known = new Set(dispatcher.commands.map(({ name }) => name));
  return (update: AnyUpdate): Question | null => {
    try {
      return questionIn(update, me, known);
    } catch (error) {
      log.warn({ reason: String(error) }, "Telegram: an update could not be read and is left out");
      return null;
    }
  };
}

/** Goes on with what another process, or this one before, did not bring to its end; at once, so that a lane keeps its order. */
export function resume(
  { question, begun, again, text }: PendingQuestion,
  inbox: AnswerInbox,
  lanes: Lanes,
  { log }: ReceiverDeps,
): void {
  if (begun && again) {
    log.warn({}, "Telegram: an answer was cut off twice by the end of Postern; it is not sent again");
    void inbox.done(question.id);
  } else {
    if (begun) inbox.startAgain(question.id);
    lanes.add(question, { silent: begun || again, text: text ?? null });
  }
}

/** Opens the bot's inbox and goes on with what was left unanswered. */
export async function openUpdateReceiver(
  me: Result<"getMe">,
  deps: ReceiverDeps,
  signal: AbortSignal,
): Promise<OwnReceiver> {
  const { store, log } = deps;
  const inbox = await Inbox.open(store, me.id, (isBehind) => {
    if (isBehind)
      log.warn({}, "Telegram: the store cannot be written; questions are answered from memory until it can");
    else log.info({}, "Telegram: the store can be written again");
  });
  const lanes = new Lanes({ ...deps, inbox }, signal);
  const read = questionReader(me, deps);

  /** Messages that were questions: what becomes of them by an edit is not answered again. */
  const asked = new LRUCache<string, true>(atMost(MOST_ASKED));

  function questionsOf(update: AnyUpdate): Question[] {
    const question = read(update);
    if (question?.kind !== "line") return question ? [question] : [];
    // Numbers of messages that the bot alone sees come again.
    if (question.ephemeral !== undefined) return [question];
    const message = `${question.chat} ${question.message}`;
    if (asked.has(message)) return [];
    asked.set(message, true);
    return [question];
  }

  for (const pending of inbox.waiting()) resume(pending, inbox, lanes, deps);
  return {
    get offset() {
      return inbox.offset;
    },
    get full() {
      return lanes.full;
    },
    async take(updates) {
      const ids = updates.map((update) => update.update_id);
      for (const question of await inbox.take(ids, updates.flatMap(questionsOf))) lanes.add(question);
    },
    async stop() {
      await lanes.stop();
      await inbox.close();
    },
  };
}

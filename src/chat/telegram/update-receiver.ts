// Takes updates in, by whatever way they come: reads the questions, keeps them, hands them to their lanes.
import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { TelegramAnswerDeps } from "./answer.js";
import type { Result } from "./api.js";
import { Inbox } from "./inbox.js";
import { Lanes } from "./lanes.js";
import { questionIn, type Question } from "./question.js";

/** So many messages are remembered; edits of older ones are seldom. */
const MOST_ASKED = 5_000;

/** Of an update only its number is sure; the rest is read with care. */
export const updateSchema = z.looseObject({ update_id: z.int().nonnegative() });
export type AnyUpdate = { readonly update_id: number };

export interface UpdateReceiver {
  /** The first update not yet taken in. */
  readonly offset: number;
  /** Whether so many questions wait for this machine that more are better left with Telegram. */
  readonly full: boolean;
  /** Resolves when the updates are safe: from then on they are answered, also after a crash unless the store was away. */
  take(updates: readonly AnyUpdate[]): Promise<void>;
  /** Begins no more answers; resolves when those begun are done. */
  stop(): Promise<void>;
}

/** Opens the bot's inbox and goes on with what was left unanswered. */
export async function openUpdateReceiver(
  me: Result<"getMe">,
  deps: Omit<TelegramAnswerDeps, "inbox">,
  signal: AbortSignal,
): Promise<UpdateReceiver> {
  const { store, log, dispatcher } = deps;
  const inbox = await Inbox.open(store, me.id, (isBehind) => {
    if (isBehind)
      log.warn({}, "Telegram: the store cannot be written; questions are answered from memory until it can");
    else log.info({}, "Telegram: the store can be written again");
  });
  const lanes = new Lanes({ ...deps, inbox }, signal);
  const known = new Set(dispatcher.commands.map(({ name }) => name));

  /** Messages that were questions: what becomes of them by an edit is not answered again. */
  const asked = new LRUCache<string, true>({ max: MOST_ASKED });

  function questionsOf(update: AnyUpdate): Question[] {
    try {
      const question = questionIn(update, me, known);
      if (question?.kind !== "line") return question ? [question] : [];
      // Numbers of messages that the bot alone sees come again.
      if (question.ephemeral !== undefined) return [question];
      const message = `${question.chat} ${question.message}`;
      if (asked.has(message)) return [];
      asked.set(message, true);
      return [question];
    } catch (error) {
      log.warn({ reason: String(error) }, "Telegram: an update could not be read and is left out");
      return [];
    }
  }

  for (const { question, begun, again, text } of inbox.waiting()) {
    if (begun && again) {
      log.warn({}, "Telegram: an answer was cut off twice by the end of Postern; it is not sent again");
      await inbox.done(question.id);
    } else {
      if (begun) await inbox.startAgain(question.id);
      lanes.add(question, { silent: begun || again, text: text ?? null });
    }
  }
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

// Answers questions: each chat in its own order, no chat waiting for another.
import type { Dispatcher } from "../../command/dispatcher.js";
import type { Formulas } from "../../formula/formulas.js";
import { localeFor } from "../../locale/locale.js";
import type { SealedReply } from "../../reply/reply.js";
import type { OnPresence } from "../chat.js";
import type { Log } from "../../log.js";
import { addressesIn } from "./address.js";
import { CallError, type Api } from "./api.js";
import { askerOf } from "./asker.js";
import type { Inbox } from "./inbox.js";
import { inlineAnswer } from "./inline.js";
import type { BotMessage, Question } from "./question.js";
import { illustrated, type AnswerPayload } from "./formula-sheet.js";
import { render } from "./render.js";
import type { RichUse } from "./rich/use.js";
import type { Sender } from "./send.js";

export interface TelegramAnswerDeps {
  readonly api: Api;
  readonly dispatcher: Dispatcher;
  readonly inbox: Inbox;
  readonly sender: Sender;
  readonly log: Log;
  readonly use: RichUse;
  /** What draws formulas where a message cannot show them; without it they stay source. */
  readonly formulas?: Formulas | null;
  readonly onPresence?: OnPresence;
  /** The blog's language, for readers whose own is unknown. */
  readonly fallbackLocale?: string | null;
}

/** What is known of an answer that the end of the process may have cut off. */
export interface Earlier {
  /** It may be out already, so another makes no sound. */
  readonly silent: boolean;
  /** Its text is out: the rest is put to it. */
  readonly text: BotMessage | null;
}

/** Everything about one question, from the dispatcher to the message. Throws CallError when it cannot be answered. */
export async function answer(
  question: Question,
  deps: TelegramAnswerDeps,
  { silent, text }: Earlier = { silent: false, text: null },
): Promise<void> {
  const { api, dispatcher, inbox, sender } = deps;
  const asker = askerOf(question, api);
  const locale = localeFor(question.locale, deps.fallbackLocale ?? null);
  const written = (reply: SealedReply): AnswerPayload => ({
    ...render(reply, locale, deps.use.wish),
    illustrated: (signal) => illustrated(reply, locale, deps.formulas ?? null, signal),
  });
  switch (question.kind) {
    case "line": {
      const reply = await dispatcher.ask(question.line, asker);
      if (text) return sender.edit(text, written(reply));
      return sender.send({ ...question, silent }, written(reply), {
        mark: (begun) => inbox.mark(question.id, begun),
        onText: (place) => inbox.sent(question.id, place),
      });
    }
    case "press": {
      // The button's clock stops first, whatever becomes of the answer; too late is no harm.
      const stopped = api
        .call("answerCallbackQuery", { callback_query_id: question.query })
        .catch(() => undefined);
      const reply = await dispatcher.press(question.state, asker);
      await stopped;
      const at = question.inline === null ? question.message : { inline: question.inline };
      return at === null ? undefined : sender.edit(at, written(reply));
    }
    case "inline":
      await api.call("answerInlineQuery", await inlineAnswer(question, dispatcher, locale)).catch(benign);
      return;
    case "member":
      return deps.onPresence?.(addressesIn(question.chat, question.name ?? null), question.welcome);
  }
}

/** Answers that come too late are nobody's loss. */
function benign(error: unknown): void {
  if (error instanceof CallError && /query is too old|QUERY_ID_INVALID/i.test(error.message)) return;
  throw error;
}

/** What must keep its order: the chat; for inline queries the person who types cannot be told apart cheaply. */
const lane = (question: Question): string => {
  switch (question.kind) {
    case "line":
    case "member":
      return question.chat;
    case "press":
      return question.message?.chat ?? `press ${question.id}`;
    case "inline":
      return `inline ${question.id}`;
  }
};

/** More waiting in one chat than this is a flood; what comes on top is dropped. */
const MOST_WAITING_A_CHAT = 30;

/** Runs questions, those of one chat one after another. */
export class Lanes {
  readonly #lanes = new Map<string, { last: Promise<void>; length: number }>();
  readonly #deps: TelegramAnswerDeps;
  readonly #signal: AbortSignal;
  #stopping = false;

  constructor(deps: TelegramAnswerDeps, signal: AbortSignal) {
    this.#deps = deps;
    this.#signal = signal;
  }

  add(question: Question, silent = false, text: BotMessage | null = null): void {
    const name = lane(question);
    const before = this.#lanes.get(name) ?? { last: Promise.resolve(), length: 0 };
    if (before.length >= MOST_WAITING_A_CHAT) {
      this.#deps.log.warn(
        { chat: name },
        "Telegram: a chat asks faster than it can be answered; a question is dropped",
      );
      void this.#deps.inbox.done(question.id);
      return;
    }
    const here = {
      last: before.last.then(() => this.#run(question, { silent, text })),
      length: before.length + 1,
    };
    this.#lanes.set(name, here);
    here.last = here.last.then(() => {
      const now = this.#lanes.get(name);
      if (!now) return;
      if (now.length === 1) this.#lanes.delete(name);
      else now.length -= 1;
    });
  }

  /** Begins no more; resolves when what was begun is finished. What was not stays in the inbox. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all([...this.#lanes.values()].map(({ last }) => last));
  }

  async #run(question: Question, earlier: Earlier): Promise<void> {
    if (this.#stopping) return;
    const { log } = this.#deps;
    try {
      await answer(question, this.#deps, earlier);
    } catch (error) {
      // Cut short by stopping: after the restart the inbox knows how far it came.
      if (this.#signal.aborted) return;
      const reason = error instanceof Error ? error.message : String(error);
      const quiet = error instanceof CallError && error.kind === "forbidden";
      log[quiet ? "info" : "warn"](
        { reason, kind: question.kind },
        "Telegram: a question could not be answered",
      );
    }
    await this.#deps.inbox.done(question.id);
  }
}

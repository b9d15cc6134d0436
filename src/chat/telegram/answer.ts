// Answers one question: from what was asked to the message in the chat.
import type { Formulas } from "../../formula/formulas.js";
import { localeFor } from "../../locale/locale.js";
import type { SealedReply } from "../../reply/reply.js";
import type { OnPresence } from "../chat.js";
import type { Log } from "../../log.js";
import { addressesIn } from "./address.js";
import { CallError } from "./api.js";
import { askerOf } from "./asker.js";
import { greetGroup, keepGreeted } from "./greet-group.js";
import type { Inbox, InboxStore } from "./inbox.js";
import { addressIn, answerGuest, answerInline, countChosen, type InlineDeps } from "./inline.js";
import { cardKeys } from "./keyboard.js";
import type { WorthIt } from "./persist.js";
import type { BotMessage, Question } from "./question.js";
import { illustrated, type AnswerPayload } from "./formula-sheet.js";
import { pickChannel } from "./pick-channel.js";
import { render } from "./render.js";
import type { Sender } from "./send.js";

export interface TelegramAnswerDeps extends InlineDeps {
  readonly inbox: Inbox;
  readonly store: InboxStore;
  /** The bot's own number. */
  readonly me: number;
  readonly sender: Sender;
  readonly log: Log;
  /** Whether the bot has inline mode. */
  readonly canShare: boolean;
  /** What draws formulas where a message cannot show them; without it they stay source. */
  readonly formulas?: Formulas | null;
  readonly onPresence?: OnPresence;
  /** The blog's language, for readers whose own is unknown. */
  readonly fallbackLocale?: () => string | null;
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
  { silent, text }: Earlier,
  worthIt: WorthIt,
): Promise<void> {
  const { api, dispatcher, inbox, sender } = deps;
  const asker = askerOf(question, deps);
  const locale = localeFor(question.locale, deps.fallbackLocale?.() ?? null);
  const written = (reply: SealedReply): AnswerPayload => ({
    ...render(reply, locale, deps.use.wish, reply.card && cardKeys(reply.card, locale, deps.canShare)),
    illustrated: (signal) => illustrated(reply, locale, deps.formulas ?? null, signal),
  });
  switch (question.kind) {
    case "line": {
      const linked = await dispatcher.link(question.line, asker, addressIn(deps));
      const reply = linked ?? (await dispatcher.ask(question.line, asker));
      if (text) return sender.edit(text, written(reply), worthIt);
      // A sentence of links belongs to what its writer answered.
      const replyTo = (linked && question.about) ?? question.replyTo;
      return sender.send({ ...question, replyTo, silent }, written(reply), {
        mark: (begun) => inbox.mark(question.id, begun),
        worthIt,
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
      return at === null ? undefined : sender.edit(at, written(reply), worthIt);
    }
    case "inline":
      return answerInline(question, locale, deps).catch(benign);
    case "guest":
      return answerGuest(question, locale, deps).catch(benign);
    case "chosen":
      return countChosen(question, deps);
    case "channel":
      return pickChannel(question, locale, deps);
    case "moved":
      return keepGreeted(question.from, question.to, deps);
    case "member":
      await deps.onPresence?.(addressesIn(question.chat, question.name ?? null), question.welcome);
      if (question.joined) await greetGroup(question.chat, locale, deps);
  }
}

/** Answers that come too late are nobody's loss. */
function benign(error: unknown): void {
  if (error instanceof CallError && /query is too old|QUERY_ID_INVALID/i.test(error.message)) return;
  throw error;
}

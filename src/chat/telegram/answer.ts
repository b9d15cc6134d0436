// Answers one question: from what was asked to the message in the chat.
import { setTimeout as sleep } from "node:timers/promises";
import type { OpenDiscussion } from "../../delivery/open-discussion.js";
import { toPlain } from "../../document/plain.js";
import { cutText } from "../../fit/cut-text.js";
import type { Formulas } from "../../formula/formulas.js";
import { localeFor } from "../../locale/locale.js";
import type { SealedReply } from "../../reply/reply.js";
import { isLate } from "../../is-late.js";
import type { OnPresence } from "../chat.js";
import type { Once } from "../once.js";
import type { Log } from "../../log.js";
import { addressesIn, isPerson } from "./address.js";
import { readShare, shareState, type AloneUse } from "./alone.js";
import { answerLine } from "./answer-line.js";
import { CallError } from "./api.js";
import { askerOf } from "./asker.js";
import { greetGroup, keepGreeted } from "./greet-group.js";
import type { AnswerInbox, InboxStore } from "./inbox.js";
import { answerGuest, answerInline, countChosen, type InlineDeps } from "./inline.js";
import { cardKeys, searchKeys } from "./keyboard.js";
import type { WorthIt } from "./persist.js";
import type { BotMessage, Question, QuestionOf } from "./question.js";
import { illustrated, type AnswerPayload } from "./formula-sheet.js";
import { pickChannel } from "./pick-channel.js";
import { render } from "./render.js";
import type { Sender } from "./send.js";
import type { Progress } from "./send-target.js";

export interface TelegramAnswerDeps extends InlineDeps {
  readonly inbox: AnswerInbox;
  readonly store: InboxStore;
  /** The bot's own number. */
  readonly me: number;
  readonly sender: Sender;
  readonly log: Log;
  /** Whether the bot has inline mode. */
  readonly canShare: boolean;
  readonly aloneUse: AloneUse;
  /** By which what one person saw is shown to everyone. */
  readonly once: Once;
  /** What draws formulas where a message cannot show them; without it they stay source. */
  readonly formulas?: Formulas | null;
  readonly onPresence?: OnPresence;
  readonly openDiscussion?: OpenDiscussion;
  /** The blog's language, for readers whose own is unknown. */
  readonly fallbackLocale?: () => string | null;
}

/** A press waits so many ms for its answer before its clock is stopped without. */
const CLOCK_MS = 1000;
/** Bot API, answerCallbackQuery: 0–200 characters. */
const LONGEST_ALERT = 200;

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
  const locale = localeFor(question.locale, deps.fallbackLocale?.() ?? null);
  /** `alone`: for a message that only who asked sees, which they may show to everyone. */
  const written = (reply: SealedReply, alone = false): AnswerPayload => {
    const keys = [
      ...(reply.card ? cardKeys(reply.card, locale, deps.canShare) : []),
      ...(reply.invitesSearch && deps.canShare ? searchKeys(locale) : []),
      ...(alone && reply.toShare !== undefined
        ? [{ label: locale.say.showEveryone, state: shareState(reply.toShare) }]
        : []),
    ];
    return {
      ...render(reply, locale, deps.use.wish, keys),
      illustrated: async (signal) =>
        alone ? null : illustrated(reply, locale, deps.formulas ?? null, signal),
    };
  };
  const progress = {
    mark: (begun: boolean) => inbox.mark(question.id, begun),
    worthIt,
    onText: (place: BotMessage) => inbox.sent(question.id, place),
  };
  switch (question.kind) {
    case "line": {
      const receiver = receiverOf(question, deps);
      const asker = { ...askerOf(question, deps), canShare: receiver !== null };
      const { reply, isLinked } = await answerLine(question, asker, deps);
      if (text) return sender.edit(text, written(reply), worthIt);
      const isAskers = reply.audience === "asker" || question.ephemeral !== undefined;
      const alone =
        receiver !== null && isAskers
          ? { user: receiver, asked: question.ephemeral ?? null, answer: written(reply, true) }
          : null;
      // A sentence of links belongs to what its writer answered.
      const about = isLinked ? question.about : null;
      const target = { ...question, replyTo: about ?? question.replyTo, silent, alone };
      return sender.send(target, written(reply), progress);
    }
    case "press": {
      const alone = question.message?.alone;
      const { state, shares } = readShare(question.state);
      const asker = { ...askerOf(question, deps), canShare: alone !== undefined };
      const pressed = dispatcher.press(state, asker);
      // The button's clock stops soon, whatever becomes of the answer; only a refusal is told with it.
      const isSlow = await isLate(pressed, CLOCK_MS);
      if (isSlow) await stopClock(question, null, deps);
      const reply = await pressed;
      if (!isSlow) await stopClock(question, reply, deps);
      // What the button stands under stays for those who may; the window is gone by now.
      if (reply.isRefusal) return isSlow ? tellRefusal(question, written(reply), deps, progress) : undefined;
      const at = question.inline === null ? question.message : { inline: question.inline };
      // A remark is nobody else's business.
      if (shares && reply.toShare !== undefined && question.message && alone) {
        const { chat, topic } = question.message;
        const seen = { chat_id: chat, receiver_user_id: alone.user, ephemeral_message_id: alone.id };
        // A second press, before the button is gone, shows it no second time.
        const isShown = await deps.once.do(`telegram ${JSON.stringify(seen)}`, String(question.id), () =>
          text
            ? sender.edit(text, written(reply), worthIt)
            : sender.send({ chat, topic, replyTo: null, silent }, written(reply), progress),
        );
        // Everybody sees it now.
        if (isShown) await api.call("deleteEphemeralMessage", seen).catch(() => undefined);
        return;
      }
      return at === null ? undefined : sender.edit(at, written(reply, alone !== undefined), worthIt);
    }
    case "inline":
      return answerInline(question, locale, deps).catch(benign);
    case "guest":
      return answerGuest(question, locale, deps).catch(benign);
    case "chosen":
      return countChosen(question, deps);
    case "channel":
      return pickChannel(question, locale, deps, progress);
    case "discussion":
      return beginDiscussion(question, deps, written, progress);
    case "moved":
      return keepGreeted(question.from, question.to, deps);
    case "member":
      await deps.onPresence?.(addressesIn(question.chat, question.name ?? null), question.welcome);
      if (question.joined) await greetGroup(question.chat, locale, deps);
  }
}

/** Too late is no harm. `reply`: said in a window of its own where it refuses; null where it is not known yet. */
async function stopClock(
  { query }: QuestionOf<"press">,
  reply: SealedReply | null,
  { api }: TelegramAnswerDeps,
): Promise<void> {
  const told = reply?.isRefusal && {
    text: cutText(toPlain(reply.body ?? []), LONGEST_ALERT),
    show_alert: true,
  };
  await api.call("answerCallbackQuery", { callback_query_id: query, ...told }).catch(() => undefined);
}

/** The message may be here before it is written down that it was sent. */
const LOOKS = 3;
const LOOK_EVERY = 1_000;

/** A comment below a channel's post, so that readers find its talk begun. */
async function beginDiscussion(
  { chat, message, post }: QuestionOf<"discussion">,
  { openDiscussion, sender }: TelegramAnswerDeps,
  written: (reply: SealedReply) => AnswerPayload,
  progress: Progress,
): Promise<void> {
  if (!openDiscussion) return;
  const isMeant = addressesIn(post.chat, post.name);
  for (let looks = 0; looks < LOOKS; looks++) {
    if (looks > 0) await sleep(LOOK_EVERY, undefined, { ref: false });
    const reply = await openDiscussion(isMeant, String(post.message));
    if (reply === "none") return;
    if (reply)
      return sender.send({ chat, topic: null, replyTo: message, silent: true }, written(reply), progress);
  }
}

/** In a message of its own: to who pressed alone where that can be. */
async function tellRefusal(
  { message, user }: QuestionOf<"press">,
  answer: AnswerPayload,
  { sender, aloneUse }: TelegramAnswerDeps,
  progress: Progress,
): Promise<void> {
  if (!message) return;
  const { chat, topic } = message;
  const hides = user !== null && !isPerson(chat) && aloneUse.takes(chat);
  const target = { chat, topic, replyTo: message.alone ? null : message.id, silent: true };
  await sender.send({ ...target, alone: hides ? { user, answer } : null }, answer, progress);
}

/** Who alone may see an answer: of a person in a group that takes such messages. */
const receiverOf = (
  { user, chat, replyTo, ephemeral }: QuestionOf<"line">,
  { aloneUse }: TelegramAnswerDeps,
): number | null => (ephemeral !== undefined || (replyTo !== null && aloneUse.takes(chat)) ? user : null);

/** Answers that come too late are nobody's loss. */
function benign(error: unknown): void {
  if (error instanceof CallError && /query is too old|QUERY_ID_INVALID/i.test(error.message)) return;
  throw error;
}

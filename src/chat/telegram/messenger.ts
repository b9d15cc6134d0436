// Pushing in Telegram: deliver, edit, remove, check. Telegram cannot drop repeats nor be asked what was sent.
import {
  accessOf,
  type Delivery,
  type Messenger,
  type Outcome,
  type Place,
} from "../../delivery/messenger.js";
import { turnsOf } from "../../delivery/turns.js";
import { localeFor } from "../../locale/locale.js";
import { platformSays, unreachable, type Answer } from "../../subscription/reason.js";
import { faultOfMessage, notAllowed, type Act } from "../refusal.js";
import { isPerson, readAddress, telegramAddress, telegramPlace } from "./address.js";
import { CallError, telegramApi, unlessUnchanged, type Params } from "./api.js";
import { forEveryone, offersArticle } from "./for-everyone.js";
import { errorKindOf } from "./error-table.js";
import { openNetwork } from "../../net/network.js";
import { entriesThatFit, messageParams, render, type Payload } from "./render.js";
import { richUse } from "./rich/use.js";

/** Messages a second to all chats together (Bot FAQ, "broadcasting"). */
const PER_SECOND = 30;
/** A message under way when the process is killed may come twice: one at a time, unless its answer takes this long, in ms. */
const ALONE = 1000;
const IN_FLIGHT = 3;
/** One message a second to a person, 20 a minute to a group (Bot FAQ). */
const GAP_PERSON = 1000;
const GAP_GROUP = 3000;
/** A call longer than this, in ms, is given up; what became of it is unknown. */
const TIMEOUT = 15_000;
/** The bot's own name is waited for less long: a message that waited in vain would count as perhaps sent. */
const NAME_TIMEOUT = 3_000;
/**
 * So many persons told to wait within so many ms, and nothing sent meanwhile: it is the bot that must wait, not they. A
 * group may be told so for what others write in it.
 */
const PERSONS_TOGETHER = 3;
const FLOODS_TOGETHER = 1000;

type ChatAction = Params<"sendChatAction">["action"];
/**
 * The end of an action, which nobody sees. The Bot API server takes it though its documentation does not name it (Client.cpp,
 * get_chat_action), and refuses it where it refuses a message: a person who blocked the bot, a topic that is no more, of
 * which getChat and getChatMember tell nothing.
 */
const NO_ACTION = "cancel" as ChatAction;

const NOT_AN_ADDRESS: Outcome = {
  kind: "gone",
  reason: { code: "no-address" },
};

/** `apiUrl` is the root of a Bot API server, null for Telegram's own. */
export function telegramMessenger(
  token: string,
  apiUrl: string | null,
  use = richUse("auto"),
  onUncertain: Messenger["onUncertain"] = "resend",
  network = openNetwork(),
): Messenger {
  const api = telegramApi(token, apiUrl, network);
  // The part of a token before the colon is the bot's own id.
  const bot = Number(token.split(":")[0]);
  /** Persons told to wait since something was sent, and when. */
  const floods = new Map<string, number>();

  /** Runs a call and tells what came of it; `edit` and `remove` may say that there is nothing to do. */
  async function outcomeOf(
    place: Place,
    act: Act,
    work: (to: TelegramAddress) => Promise<string | Outcome>,
  ): Promise<Outcome> {
    const to = readAddress(place.address);
    if (!to) return NOT_AN_ADDRESS;
    try {
      const done = await work(to);
      floods.clear();
      return typeof done === "string" ? { kind: "sent", message: done } : done;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.kind === "flood") return flood(error, to.chat);
      return faultOutcome(error, to, act);
    }
  }

  function flood(error: CallError, chat: string): Outcome {
    const now = Date.now();
    for (const [person, at] of floods) if (now - at > FLOODS_TOGETHER) floods.delete(person);
    if (isPerson(chat)) floods.set(chat, now);
    const everywhere = floods.size >= PERSONS_TOGETHER;
    return {
      kind: "retry",
      after: error.after,
      scope: everywhere ? "all" : "place",
      reason: reasonOf(error),
    };
  }

  const limits = (signal: AbortSignal) => ({ signal, timeout: TIMEOUT });
  let known: string | null = null;
  /** The bot's name; null while it is not told: a message must not fail for it. */
  async function botName(signal: AbortSignal): Promise<string | null> {
    known ??= await api.call("getMe", undefined, { signal, timeout: NAME_TIMEOUT }).then(
      ({ username }) => username,
      () => null,
    );
    return known;
  }
  async function payloadOf({ reply, place, plain }: Delivery, signal: AbortSignal): Promise<Payload> {
    const shown = isPerson(place.address)
      ? reply
      : forEveryone(reply, offersArticle(reply) ? await botName(signal) : null);
    return render(shown, localeFor(null), plain ? null : use.wish);
  }

  return {
    platform: "telegram",
    pace: {
      perSecond: PER_SECOND,
      inFlight: IN_FLIGHT,
      alone: ALONE,
      gap: ({ address }) => (isPerson(address) ? GAP_PERSON : GAP_GROUP),
      // The topics of a group share its limit.
      group: ({ address }) => readAddress(address)?.chat ?? address,
    },
    dropsRepeatsFor: 0,
    hasHistory: false,
    onUncertain,
    entriesThatFit,
    deliver: (delivery, signal, turn) =>
      outcomeOf(delivery.place, "post", async ({ chat, topic }) => {
        const next = turnsOf(turn);
        const around = {
          chat_id: chat,
          ...(topic !== null && { message_thread_id: topic }),
          ...(delivery.silent && { disable_notification: true }),
        };
        const payload = await payloadOf(delivery, signal);
        const sent = await use.send<{ message_id: number }>(chat, payload, true, async (rich) => {
          await next();
          return rich
            ? api.call("sendRichMessage", { ...around, ...rich }, limits(signal))
            : api.call(
                "sendMessage",
                { ...around, ...messageParams(payload, delivery.plain) },
                limits(signal),
              );
        });
        return String(sent.message_id);
      }),
    edit: (message, delivery, signal, turn) =>
      outcomeOf(delivery.place, "change", async ({ chat }) => {
        const next = turnsOf(turn);
        const payload = await payloadOf(delivery, signal);
        await use
          .send(chat, payload, true, async (rich) => {
            await next();
            const content = rich ?? messageParams(payload, delivery.plain);
            const params = { chat_id: chat, message_id: Number(message), ...content };
            return api.call("editMessageText", params, limits(signal));
          })
          .catch(unlessUnchanged);
        return message;
      }),
    remove: (place, message, signal) =>
      outcomeOf(place, "change", async ({ chat }) => {
        await api.call("deleteMessage", { chat_id: chat, message_id: Number(message) }, limits(signal));
        return message;
      }),
    async pin({ address }, message, before, signal, turn) {
      const to = readAddress(address);
      if (!to) return;
      const at = (id: string) => ({ chat_id: to.chat, message_id: Number(id) });
      const next = turnsOf(turn);
      for (const one of before) {
        await next();
        await api.call("unpinChatMessage", at(one), limits(signal)).catch(() => undefined);
      }
      await next();
      const quietly = { ...at(message), disable_notification: true };
      await api.call("pinChatMessage", quietly, limits(signal)).catch(() => undefined);
    },
    // Telegram cannot tell; but the one repeat is not to be spent while it does not answer at all.
    find: (_place, _sought, _since, signal) =>
      api.call("getMe", undefined, limits(signal)).then(
        () => ({ kind: "unknown" }),
        () => ({ kind: "later", after: 5000 }),
      ),
    privatePlace: async (person) => ({ may: "yes", place: telegramPlace(person, null) }),
    check: async (place, signal, turn) => {
      const outcome = await outcomeOf(place, "look", async ({ chat, topic }) => {
        const { type } = await api.call("getChat", { chat_id: chat }, limits(signal));
        if (type === "channel") {
          await turn?.();
          const me = await api.call("getChatMember", { chat_id: chat, user_id: bot }, limits(signal));
          const may = me.status === "administrator" && me.can_post_messages !== false;
          return may ? "" : { kind: "forbidden", reason: { code: "may-not-post-in-channel" } };
        }
        const thread = topic !== null && { message_thread_id: topic };
        const show = async (action: ChatAction): Promise<string> => {
          await turn?.();
          await api.call("sendChatAction", { chat_id: chat, action, ...thread }, limits(signal));
          return "";
        };
        return show(NO_ACTION).catch((error: unknown) => {
          if (!(error instanceof CallError) || !/parameter action/.test(error.message)) throw error;
          return show("typing");
        });
      });
      return accessOf(outcome);
    },
  };
}

type TelegramAddress = NonNullable<ReturnType<typeof readAddress>>;

function refusal(error: CallError, act: Act): Outcome {
  const reason = reasonOf(error);
  switch (errorKindOf(error.message)) {
    case "gone":
      return { kind: "gone", reason };
    case "place":
      return { kind: "forbidden", reason };
    case "act":
    case "content":
      return notAllowed(act, reason);
    case "lost":
      return faultOfMessage(act, true, reason);
    case "message":
      return faultOfMessage(act, false, reason);
    case "moment":
      return { kind: "retry", after: 10_000, scope: "place", reason };
    case "bot":
      return { kind: "retry", after: 60_000, scope: "all", reason };
    case "request":
      // A refusal of rights in words that the table does not know.
      return { kind: error.kind === "forbidden" ? "forbidden" : "refused", reason };
  }
}

/** `unreachable` is ours to say; everything else is said by Telegram. */
const reasonOf = ({ kind, message }: CallError): Answer =>
  kind === "unreachable" ? unreachable("Telegram", message) : platformSays(message);

function faultOutcome(error: CallError, to: TelegramAddress, act: Act): Outcome {
  const reason = reasonOf(error);
  switch (error.kind) {
    case "moved":
      return { kind: "moved", address: telegramAddress(error.movedTo ?? to.chat, to.topic) };
    case "forbidden":
    case "refused":
      return refusal(error, act);
    case "uncertain":
      return { kind: "uncertain", reason };
    case "unavailable":
      // A gateway that gave up waiting says nothing about what the server behind it did.
      if (error.status === 504) return { kind: "uncertain", reason };
      return { kind: "retry", after: 1000, scope: "place", reason };
    case "unreachable":
      return { kind: "retry", after: 1000, scope: "all", reason };
    case "unauthorized":
    case "conflict":
    case "flood":
      return { kind: "retry", after: Math.max(error.after, 60_000), scope: "all", reason };
  }
}

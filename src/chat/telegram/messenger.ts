// Pushing in Telegram: deliver, edit, remove, check. Telegram cannot drop repeats nor be asked what was sent.
import { accessOf, type Delivery, type Messenger } from "../../delivery/messenger.js";
import { turnsOf } from "../../delivery/turns.js";
import { localeFor } from "../../locale/locale.js";
import { openNetwork } from "../../net/network.js";
import { isPerson, readAddress, telegramPlace } from "./address.js";
import { telegramApi, unlessUnchanged, type Api } from "./api.js";
import { forEveryone, offersArticle } from "./for-everyone.js";
import { mayWrite } from "./may-write.js";
import { CallOutcomes } from "./outcomes.js";
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

const PACE: Messenger["pace"] = {
  perSecond: PER_SECOND,
  inFlight: IN_FLIGHT,
  alone: ALONE,
  gap: ({ address }) => (isPerson(address) ? GAP_PERSON : GAP_GROUP),
  // The topics of a group share its limit.
  group: ({ address }) => readAddress(address)?.chat ?? address,
};

const limits = (signal: AbortSignal) => ({ signal, timeout: TIMEOUT });

/** Asks for the bot's name once; null while it is not told: a message must not fail for it. */
function botNameOf(api: Api): (signal: AbortSignal) => Promise<string | null> {
  let known: string | null = null;
  return async (signal) => {
    known ??= await api.call("getMe", undefined, { signal, timeout: NAME_TIMEOUT }).then(
      ({ username }) => username,
      () => null,
    );
    return known;
  };
}

/** `apiUrl` is the root of a Bot API server, null for Telegram's own. */
export function telegramMessenger(
  token: string,
  apiUrl: string | null,
  use = richUse("auto"),
  onUncertain: Messenger["onUncertain"] = "resend",
  network = openNetwork(),
): Messenger {
  const api = telegramApi(token, apiUrl, network);
  const outcomes = new CallOutcomes();
  const botName = botNameOf(api);
  // The part of a token before the colon is the bot's own id.
  const look = mayWrite(api, Number(token.split(":")[0]));

  async function payloadOf({ reply, place, plain }: Delivery, signal: AbortSignal): Promise<Payload> {
    const shown = isPerson(place.address)
      ? reply
      : forEveryone(reply, offersArticle(reply) ? await botName(signal) : null);
    return render(shown, localeFor(null), plain ? null : use.wish);
  }

  return {
    platform: "telegram",
    pace: PACE,
    dropsRepeatsFor: 0,
    hasHistory: false,
    onUncertain,
    entriesThatFit,
    deliver: (delivery, signal, turn) =>
      outcomes.of(delivery.place, "post", async ({ chat, topic }) => {
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
      outcomes.of(delivery.place, "change", async ({ chat }) => {
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
      outcomes.of(place, "change", async ({ chat }) => {
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
    check: async (place, signal, turn) =>
      accessOf(await outcomes.of(place, "look", (to) => look(to, limits(signal), turn))),
  };
}

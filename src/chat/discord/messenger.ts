// Pushing in Discord: channels, threads, announcement channels, forums. Repeats are dropped by nonce or found in history.
import { ChannelType, Routes } from "discord-api-types/v10";
import { REST } from "@discordjs/rest";
import {
  accessOf,
  type Access,
  type FindOutcome,
  type Messenger,
  type Outcome,
  type Place,
  type Turn,
} from "../../delivery/messenger.js";
import type { Formulas } from "../../formula/formulas.js";
import type { Act } from "../refusal.js";
import { isSnowflake } from "./address.js";
import { channelOf, channelPush, editMessage, sendMessage } from "./channel-push.js";
import { findIn, firstMessages, isForum } from "./find.js";
import { mayOpenThreads } from "./forum-rights.js";
import { editThread, removeThread } from "./forum.js";
import { botIdOf } from "./marker.js";
import { openNetwork, type Network } from "../../net/network.js";
import { reachedBy } from "./reach.js";
import { limits } from "./limits.js";
import { listEntries } from "./render-list.js";
import { inOpenThread } from "./open-thread.js";
import { pacedRest, type PacedRest } from "./paced-rest.js";
import { outcomeOf } from "./push-outcome.js";
import { tellRefusals } from "./refusals.js";
import type { DiscordStyle } from "./render-embed.js";

/** Calls a second for a bot (Rate Limits). Answers to readers do not count. */
const PER_SECOND = 50;
const IN_FLIGHT = 20;
/** About five messages in five seconds to one channel: not documented, so Discord's own answer decides in the end. */
const GAP = 1_000;
/** `enforce_nonce` reaches back "the past few minutes"; no length is promised. */
const NONCE_HOLDS = 60_000;
/** A call longer than this, in ms, is given up; what became of it is unknown. */
const TIMEOUT = 15_000;
const TEXTUAL = new Set<number>([
  ChannelType.GuildText,
  ChannelType.DM,
  ChannelType.GuildVoice,
  ChannelType.GroupDM,
  ChannelType.GuildAnnouncement,
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.GuildStageVoice,
]);

/** What the title of a message and the mention of a role leave of a forum's text. */
const LIST_ROOM = limits.content - 400;

const NOT_AN_ADDRESS: Outcome = {
  kind: "gone",
  reason: { code: "no-address" },
};

const NO_TEXTS: Access = {
  may: "no",
  reason: { code: "no-text-channel" },
};

const NO_THREADS: Access = {
  may: "no",
  reason: { code: "may-not-post-in-forum" },
};

/** A client that neither repeats nor waits: both are the outbox's to decide. */
function restClient(token: string, apiUrl: string | null, network: Network): REST {
  return new REST({
    ...reachedBy(network, apiUrl),
    timeout: TIMEOUT,
    retries: 0,
    offset: 0,
    rejectOnRateLimit: () => true,
    // The worker keeps the pace. This count goes by the clock, and refuses for hours when that is set back.
    globalRequestsPerSecond: Number.MAX_SAFE_INTEGER,
    userAgentAppendix: "Postern",
  }).setToken(token);
}

/** `apiUrl` is the root of the API without its version, null for Discord's own; without `formulas` they stay source. */
export function discordMessenger(
  token: string,
  apiUrl: string | null,
  formulas: Formulas | null = null,
  style: DiscordStyle = "components",
  network = openNetwork(),
): Messenger {
  const rest = restClient(token, apiUrl, network);
  tellRefusals(rest);
  const push = channelPush(formulas, style);
  const bot = botIdOf(token);
  const known = firstMessages();

  async function attempt(
    place: Place,
    signal: AbortSignal,
    turn: Turn | undefined,
    act: Act,
    work: (channel: string, calls: PacedRest) => Promise<string>,
  ): Promise<Outcome> {
    if (!isSnowflake(place.address)) return NOT_AN_ADDRESS;
    try {
      return { kind: "sent", message: await work(place.address, pacedRest(rest, signal, turn)) };
    } catch (error) {
      return outcomeOf(error, act);
    }
  }

  return {
    platform: "discord",
    pace: {
      perSecond: PER_SECOND,
      inFlight: IN_FLIGHT,
      alone: 0,
      gap: () => GAP,
      group: ({ address }) => address,
    },
    dropsRepeatsFor: NONCE_HOLDS,
    hasHistory: true,
    onUncertain: "skip",
    // A forum's text is the shortest, and whether a place is one is not known before something is sent there.
    entriesThatFit: ({ list = [] }) => listEntries(list.slice(0, limits.options), LIST_ROOM).length,

    deliver: (delivery, signal, turn) =>
      attempt(delivery.place, signal, turn, "post", (channel, calls) =>
        sendMessage(channel, delivery, calls, push),
      ),

    edit: (message, delivery, signal, turn) =>
      attempt(delivery.place, signal, turn, "change", async (channel, calls) => {
        const [thread, inForum] = message.split("/");
        if (thread && inForum) await editThread(thread, delivery, calls, style);
        else await editMessage(channel, message, delivery, calls, push);
        return message;
      }),

    remove: (place, message, signal, turn) =>
      attempt(place, signal, turn, "change", async (channel, calls) => {
        const [thread = "", inForum] = message.split("/");
        if (inForum) await removeThread(thread, calls);
        else await inOpenThread(channel, calls, () => calls.delete(Routes.channelMessage(channel, message)));
        return message;
      }),

    async pin({ address }, message, before, signal, turn) {
      // A forum pins a thread at most, and not its newest.
      if (!isSnowflake(address) || message.includes("/")) return;
      const calls = pacedRest(rest, signal, turn);
      for (const one of before) await calls.delete(pinOf(address, one)).catch(() => undefined);
      await calls.put(pinOf(address, message)).catch(() => undefined);
    },

    async find(place, sought, since, signal, turn) {
      if (!isSnowflake(place.address)) return { kind: "absent" };
      const calls = pacedRest(rest, signal, turn);
      const channel = await channelOf(place.address, calls).catch(noChannel);
      return "kind" in channel ? channel : findIn(calls, channel, bot, sought, since, known).catch(notFound);
    },

    async privatePlace(person, signal) {
      try {
        const body = { recipient_id: person };
        const { id } = (await rest.post(Routes.userChannels(), { body, signal })) as { readonly id: string };
        return { may: "yes", place: { platform: "discord", address: id } };
      } catch (error) {
        const access = accessOf(outcomeOf(error, "post"));
        return access.may === "no" || access.may === "unclear"
          ? { may: "no", reason: access.reason }
          : { may: "unknown", reason: { code: "no-answer" } };
      }
    },

    async check(place, signal, turn) {
      if (!isSnowflake(place.address)) return accessOf(NOT_AN_ADDRESS);
      return accessTo(place.address, bot, pacedRest(rest, signal, turn)).catch((error: unknown) =>
        accessOf(outcomeOf(error, "look")),
      );
    },
  };
}

const pinOf = (channel: string, message: string): `/${string}` =>
  `/channels/${channel}/messages/pins/${message}`;

/** Of a search that failed: a history we may not read is never readable, and Discord may not be there just now. */
function notFound(error: unknown): FindOutcome {
  const outcome = outcomeOf(error, "look");
  if (outcome.kind === "retry") return { kind: "later", after: outcome.after };
  return outcome.kind === "uncertain" ? { kind: "later", after: 0 } : { kind: "unknown" };
}

/** Who may not see the channel may not write there either. */
function noChannel(error: unknown): FindOutcome {
  const outcome = outcomeOf(error, "look");
  const shut = outcome.kind === "gone" || outcome.kind === "forbidden";
  return shut ? { kind: "closed", reason: outcome.reason } : notFound(error);
}

/** Whether the bot may post in a channel. Throws what discord.js throws. */
async function accessTo(address: string, bot: string, calls: PacedRest): Promise<Access> {
  const channel = await channelOf(address, calls);
  if (isForum(channel)) return (await mayOpenThreads(channel, bot, calls)) ? { may: "yes" } : NO_THREADS;
  if (!TEXTUAL.has(channel.type)) return NO_TEXTS;
  await calls.post(Routes.channelTyping(address));
  return { may: "yes" };
}

// Pushing in Discord: channels, threads, announcement channels, forums. Repeats are dropped by nonce or found in history.
import { LRUCache } from "lru-cache";
import { ChannelType, REST, RESTJSONErrorCodes as Code, Routes, type RouteLike } from "discord.js";
import {
  accessOf,
  type Access,
  type Delivery,
  type FindOutcome,
  type Messenger,
  type Outcome,
  type Place,
  type Turn,
} from "../../delivery/messenger.js";
import type { Formulas } from "../../formula/formulas.js";
import { mayOpenThreads, type Guarded } from "./forum-rights.js";
import type { Act } from "../refusal.js";
import { isSnowflake } from "./address.js";
import { errand, type Errand } from "./errand.js";
import { findIn, isForum, type Channel } from "./find.js";
import { botIdOf } from "./marker.js";
import { picturesOf } from "./pictures.js";
import { editThread, openThread, removeThread } from "./forum.js";
import { channelMessage, type Call } from "./push-message.js";
import { isCode, outcomeOf } from "./push-outcome.js";
import { inOpenThread } from "./open-thread.js";
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
/** Crossposts an hour and channel (community figure). */
const CROSSPOSTS = 10;
const HOUR = 3_600_000;

/** The channel is no place for plain messages: perhaps a forum. */
const NOT_TEXT = [Code.CannotSendMessagesInNonTextChannel, Code.CannotExecuteActionOnThisChannelType];
/** Discord refuses the message itself, for instance an embed where components were. */
const INVALID_FORM = Code.InvalidFormBodyOrContentType;
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

const NOT_AN_ADDRESS: Outcome = {
  kind: "gone",
  reason: "not an address in Discord: the number of a channel or thread",
};

const NO_TEXTS: Access = {
  may: "no",
  reason: "this channel takes no messages; name a text channel, thread or forum",
};

const NO_THREADS: Access = {
  may: "no",
  reason: "it may not see this forum, or not open posts in it",
};

const channelOf = async (id: string, { get }: Errand): Promise<Channel & Guarded> =>
  (await get(Routes.channel(id))) as Channel & Guarded;

/** `apiUrl` is the root of the API without its version, null for Discord's own; without `formulas` they stay source. */
export function discordMessenger(
  token: string,
  apiUrl: string | null,
  formulas: Formulas | null = null,
  style: DiscordStyle = "components",
): Messenger {
  const rest = new REST({
    ...(apiUrl && { api: apiUrl }),
    timeout: TIMEOUT,
    // A repeat is the outbox's to decide, and so is every wait.
    retries: 0,
    offset: 0,
    rejectOnRateLimit: () => true,
    // The worker keeps the pace. This count goes by the clock, and refuses for hours when that is set back.
    globalRequestsPerSecond: Number.MAX_SAFE_INTEGER,
    userAgentAppendix: "Postern",
  }).setToken(token);
  const forums = new LRUCache<string, Channel>({ max: 1_000, ttl: 600_000 });
  const crossposts = new LRUCache<string, readonly number[]>({ max: 1_000, ttl: HOUR });

  async function attempt(
    place: Place,
    signal: AbortSignal,
    turn: Turn | undefined,
    act: Act,
    work: (channel: string, calls: Errand) => Promise<string>,
  ): Promise<Outcome> {
    if (!isSnowflake(place.address)) return NOT_AN_ADDRESS;
    try {
      return { kind: "sent", message: await work(place.address, errand(rest, signal, turn)) };
    } catch (error) {
      return outcomeOf(error, act);
    }
  }

  async function forumOf(id: string, calls: Errand): Promise<Channel | null> {
    const known = forums.get(id);
    if (known) return known;
    const channel = await channelOf(id, calls);
    if (!isForum(channel)) return null;
    forums.set(id, channel);
    return channel;
  }

  /** With pictures of its formulas; without them where we may write, but attach no files. */
  async function illustrated(
    delivery: Delivery,
    kind: "new" | "edit",
    look: DiscordStyle,
    call: (call: Call) => Promise<unknown>,
  ): Promise<{ readonly id: string }> {
    const pictures = await picturesOf(delivery.reply, look === "embeds" ? null : formulas);
    const message = channelMessage(delivery, kind, pictures, look);
    try {
      return (await call(message)) as { id: string };
    } catch (error) {
      if (!message.files || !isCode(error, Code.MissingPermissions)) throw error;
      return (await call(channelMessage(delivery, kind, new Map(), look))) as { id: string };
    }
  }

  async function send(delivery: Delivery, channel: string, calls: Errand): Promise<string> {
    const known = forums.get(channel);
    if (known) return openThread(delivery, known, calls, style);
    try {
      const { id } = await illustrated(delivery, "new", style, ({ files, body }) =>
        calls.post(Routes.channelMessages(channel), {
          ...(files && { files }),
          body: { ...body, nonce: delivery.key, enforce_nonce: true },
        }),
      );
      if (delivery.crosspost) await crosspost(channel, id, calls);
      return id;
    } catch (error) {
      const forum = isCode(error, ...NOT_TEXT) ? await forumOf(channel, calls) : null;
      if (!forum) throw error;
      return openThread(delivery, forum, calls, style);
    }
  }

  /** What was sent is sent: a failed crosspost never counts against it. */
  async function crosspost(channel: string, message: string, calls: Errand): Promise<void> {
    const now = Date.now();
    const recent = (crossposts.get(channel) ?? []).filter((at) => at > now - HOUR);
    if (recent.length >= CROSSPOSTS) return;
    crossposts.set(channel, [...recent, now]);
    await calls.post(Routes.channelMessageCrosspost(channel, message)).catch(() => undefined);
  }

  /** A message keeps the look it was sent in, which may be another than today's: then the other is tried. */
  async function editMessage(route: RouteLike, delivery: Delivery, calls: Errand): Promise<void> {
    const other = style === "embeds" ? "components" : "embeds";
    const edit = (look: DiscordStyle) =>
      illustrated(delivery, "edit", look, (call) => calls.patch(route, call));
    await edit(style).catch(async (error: unknown) => {
      if (!isCode(error, INVALID_FORM)) throw error;
      await edit(other).catch(() => Promise.reject(error as Error));
    });
  }

  return {
    platform: "discord",
    pace: { perSecond: PER_SECOND, inFlight: IN_FLIGHT, gap: () => GAP },
    dropsRepeatsFor: NONCE_HOLDS,
    onUncertain: "resend",

    deliver: (delivery, signal, turn) =>
      attempt(delivery.place, signal, turn, "post", (channel, calls) => send(delivery, channel, calls)),

    edit: (message, delivery, signal, turn) =>
      attempt(delivery.place, signal, turn, "change", async (channel, calls) => {
        const [thread, inForum] = message.split("/");
        if (thread && inForum) await editThread(thread, delivery, calls, style);
        else
          await inOpenThread(channel, calls, () =>
            editMessage(Routes.channelMessage(channel, message), delivery, calls),
          );
        return message;
      }),

    remove: (place, message, signal, turn) =>
      attempt(place, signal, turn, "change", async (channel, calls) => {
        const [thread = "", inForum] = message.split("/");
        if (inForum) await removeThread(thread, calls);
        else await inOpenThread(channel, calls, () => calls.delete(Routes.channelMessage(channel, message)));
        return message;
      }),

    async find(place, key, since, signal, turn): Promise<FindOutcome> {
      if (!isSnowflake(place.address)) return { kind: "absent" };
      try {
        return await findIn(errand(rest, signal, turn), place.address, botIdOf(token), key, since);
      } catch (error) {
        const outcome = outcomeOf(error, "look");
        if (outcome.kind === "retry") return { kind: "later", after: outcome.after };
        // Discord is not there just now; a history we may not read is never readable.
        return outcome.kind === "uncertain" ? { kind: "later", after: 0 } : { kind: "unknown" };
      }
    },

    async check(place, signal, turn) {
      if (!isSnowflake(place.address)) return accessOf(NOT_AN_ADDRESS);
      const calls = errand(rest, signal, turn);
      try {
        const channel = await channelOf(place.address, calls);
        const { type } = channel;
        if (isForum(channel))
          return (await mayOpenThreads(channel, botIdOf(token), calls)) ? { may: "yes" } : NO_THREADS;
        if (!TEXTUAL.has(type)) return NO_TEXTS;
        await calls.post(Routes.channelTyping(place.address));
        return { may: "yes" };
      } catch (error) {
        return accessOf(outcomeOf(error, "look"));
      }
    },
  };
}

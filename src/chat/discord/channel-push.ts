// Sending and changing messages of a channel: pictures, forums, crossposts, and the look a message was sent in.
import { LRUCache } from "lru-cache";
import { RESTJSONErrorCodes as Code, Routes } from "discord-api-types/v10";
import type { Delivery } from "../../delivery/messenger.js";
import type { Formulas } from "../../formula/formulas.js";
import { isForum, type Channel } from "./find.js";
import type { Guarded } from "./forum-rights.js";
import { openThread } from "./forum.js";
import { inOpenThread } from "./open-thread.js";
import type { PacedRest } from "./paced-rest.js";
import { picturesOf } from "./pictures.js";
import { channelMessage, threadName, type PushPayload } from "./push-message.js";
import { isCode } from "./push-outcome.js";
import type { DiscordStyle } from "./render-embed.js";

/** Crossposts an hour and channel (community figure). */
const CROSSPOSTS = 10;
const HOUR = 3_600_000;

/** The channel is no place for plain messages: perhaps a forum. */
const NOT_TEXT = [Code.CannotSendMessagesInNonTextChannel, Code.CannotExecuteActionOnThisChannelType];
/** Discord refuses the message itself, for instance an embed where components were. */
const INVALID_FORM = Code.InvalidFormBodyOrContentType;

/** How messages look, and what was learnt of the channels they went to. */
export interface ChannelPush {
  /** Without it, formulas stay source. */
  readonly formulas: Formulas | null;
  readonly style: DiscordStyle;
  readonly forums: LRUCache<string, Channel>;
  /** When messages of a channel were crossposted, in the last hour. */
  readonly crossposts: LRUCache<string, readonly number[]>;
}

export const channelPush = (formulas: Formulas | null, style: DiscordStyle): ChannelPush => ({
  formulas,
  style,
  forums: new LRUCache({ max: 1_000, ttl: 600_000 }),
  crossposts: new LRUCache({ max: 1_000, ttl: HOUR }),
});

export const channelOf = async (id: string, { get }: PacedRest): Promise<Channel & Guarded> =>
  (await get(Routes.channel(id))) as Channel & Guarded;

/** Sends a new message, in a forum as a post of its own. The message's address in the channel. */
export async function sendMessage(
  channel: string,
  delivery: Delivery,
  calls: PacedRest,
  push: ChannelPush,
): Promise<string> {
  const known = push.forums.get(channel);
  if (known) return openThread(delivery, known, calls, push.style);
  try {
    const { id } = await withPictures(push, push.style, delivery, "new", ({ files, body }) =>
      calls.post(Routes.channelMessages(channel), {
        ...(files && { files }),
        body: { ...body, nonce: delivery.key, enforce_nonce: true },
      }),
    );
    if (delivery.crosspost) await crosspost(channel, id, calls, push);
    if (delivery.discuss) await startThread(channel, id, delivery, calls);
    return id;
  } catch (error) {
    const forum = isCode(error, ...NOT_TEXT) ? await forumOf(channel, calls, push) : null;
    if (!forum) throw error;
    return openThread(delivery, forum, calls, push.style);
  }
}

/** A message keeps the look it was sent in, which may be another than today's: then the other is tried. */
export async function editMessage(
  channel: string,
  message: string,
  delivery: Delivery,
  calls: PacedRest,
  push: ChannelPush,
): Promise<void> {
  const other = push.style === "embeds" ? "components" : "embeds";
  const edit = (look: DiscordStyle) =>
    withPictures(push, look, delivery, "edit", (payload) =>
      calls.patch(Routes.channelMessage(channel, message), payload),
    );
  await inOpenThread(channel, calls, () =>
    edit(push.style).catch(async (error: unknown) => {
      if (!isCode(error, INVALID_FORM)) throw error;
      await edit(other).catch(() => Promise.reject(error as Error));
    }),
  );
}

/** With pictures of its formulas; without them where we may write, but attach no files. */
async function withPictures(
  { formulas }: ChannelPush,
  look: DiscordStyle,
  delivery: Delivery,
  kind: "new" | "edit",
  call: (payload: PushPayload) => Promise<unknown>,
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

async function forumOf(id: string, calls: PacedRest, { forums }: ChannelPush): Promise<Channel | null> {
  const channel = await channelOf(id, calls);
  if (!isForum(channel)) return null;
  forums.set(id, channel);
  return channel;
}

/** What was sent is sent, as below: where threads may not be opened there is none. */
async function startThread(
  channel: string,
  message: string,
  delivery: Delivery,
  { post }: PacedRest,
): Promise<void> {
  const body = { name: threadName(delivery) };
  await post(Routes.threads(channel, message), { body }).catch(() => undefined);
}

/** What was sent is sent: a failed crosspost never counts against it. */
async function crosspost(
  channel: string,
  message: string,
  calls: PacedRest,
  { crossposts }: ChannelPush,
): Promise<void> {
  const now = Date.now();
  const recent = (crossposts.get(channel) ?? []).filter((at) => at > now - HOUR);
  if (recent.length >= CROSSPOSTS) return;
  crossposts.set(channel, [...recent, now]);
  await calls.post(Routes.channelMessageCrosspost(channel, message)).catch(() => undefined);
}

// Looks through a channel's or forum's history for a message with a delivery's marker.
import { ChannelType, Routes, RESTJSONErrorCodes as Code } from "discord-api-types/v10";
import { LRUCache } from "lru-cache";
import type { FindOutcome, Sought } from "../../delivery/messenger.js";
import type { PacedRest } from "./paced-rest.js";
import type { Tagged } from "./push-message.js";
import { carries, idBefore, markerOf } from "./marker.js";
import { isCode } from "./push-outcome.js";

/** The part of a channel that pushing needs. */
export interface Channel extends Tagged {
  readonly id: string;
  readonly type: number;
  readonly name?: string | null;
  readonly guild_id?: string;
  /** May name a message that is no more. */
  readonly last_message_id?: string | null;
}

interface Message {
  readonly id: string;
  readonly author: { readonly id: string };
  readonly components?: unknown;
  /** Of an answer to a command or button. */
  readonly interaction_metadata?: unknown;
}

/** The bot's threads' first messages by the thread's id. */
export type FirstMessages = LRUCache<string, Message>;

/** Whoever looks for many deliveries in one forum needs the same messages each time; they only change by our edits. */
export const firstMessages = (): FirstMessages => new LRUCache({ max: 2 * MOST_THREADS, ttl: 10 * 60_000 });

interface Thread {
  readonly id: string;
  readonly parent_id?: string | null;
  readonly owner_id?: string;
  readonly thread_metadata?: { readonly archive_timestamp: string };
}

const FORUMS = new Set<number>([ChannelType.GuildForum, ChannelType.GuildMedia]);

/** Whether a channel's messages stand in threads alone. */
export const isForum = ({ type }: Pick<Channel, "type">): boolean => FORUMS.has(type);

/*
 * The newest messages and threads are looked through whatever their time: where our clock was ahead, `since` is later
 * than the message. A place with more news since then than the most is not looked through to the end.
 */
const PAGE = 100;
const PAGES = 5;
/** Of the bot's own; each that is not known yet costs a request. */
const NEWEST_THREADS = 25;
const MOST_THREADS = 150;

/** Throws what discord.js throws. */
export async function findIn(
  { get }: PacedRest,
  channel: Channel,
  bot: string,
  { key, link }: Sought,
  since: Date,
  known: FirstMessages,
): Promise<FindOutcome> {
  const marker = markerOf(key);
  const isOurs = (message: Message): boolean =>
    message.author.id === bot &&
    (carries(message.components, marker) || (link !== null && announces(message, link)));
  if (isForum(channel)) return findThread(get, channel, bot, isOurs, since, known);

  const first = BigInt(idBefore(since));
  const isNewer = BigInt(channel.last_message_id ?? 0) > first;
  let before: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(before !== undefined && { before }) });
    const messages = (await get(Routes.channelMessages(channel.id), { query })) as Message[];
    const found = messages.find(isOurs);
    if (found) return { kind: "found", message: found.id };
    // Who lacks the right to read the history is shown none of it (Get Channel Messages).
    if (page === 0 && messages.length === 0 && isNewer) return { kind: "unknown" };
    // Newest first (Get Channel Messages).
    before = messages.at(-1)?.id;
    if (messages.length < PAGE || before === undefined) return { kind: "absent" };
  }
  return before !== undefined && BigInt(before) < first ? { kind: "absent" } : { kind: "unknown" };
}

/** Whether a message that nobody asked for links to `link`, in whatever form it went out. */
function announces(message: Message, link: string): boolean {
  const holds = (value: unknown): boolean =>
    typeof value === "string"
      ? value === link || value.includes(`](${link})`) || value.includes(`](<${link}>)`)
      : typeof value === "object" && value !== null && Object.values(value).some(holds);
  return !message.interaction_metadata && holds(message);
}

async function findThread(
  get: PacedRest["get"],
  forum: Channel,
  bot: string,
  isOurs: (message: Message) => boolean,
  since: Date,
  known: FirstMessages,
): Promise<FindOutcome> {
  if (!forum.guild_id) return { kind: "unknown" };
  const first = BigInt(idBefore(since));
  let looked = 0;
  const among = async (threads: readonly Thread[]): Promise<FindOutcome | null> => {
    const newestFirst = threads.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
    for (const { id, parent_id, owner_id } of newestFirst) {
      if (parent_id !== forum.id || owner_id !== bot) continue;
      if (looked >= NEWEST_THREADS && BigInt(id) < first) continue;
      if (looked >= MOST_THREADS) return { kind: "unknown" };
      looked += 1;
      const message =
        known.get(id) ?? ((await get(Routes.channelMessage(id, id)).catch(unlessLost)) as Message | null);
      if (message) known.set(id, message);
      if (message && isOurs(message)) return { kind: "found", message: `${id}/${id}` };
    }
    return null;
  };
  const active = (await get(Routes.guildActiveThreads(forum.guild_id))) as { threads: readonly Thread[] };
  const found = await among(active.threads);
  if (found) return found;
  // After some days without a word a thread is archived; those that were last come first.
  let before: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(before !== undefined && { before }) });
    const { threads, has_more: hasMore } = (await get(Routes.channelThreads(forum.id, "public"), {
      query,
    })) as { threads: readonly Thread[]; has_more: boolean };
    const archived = await among(threads);
    if (archived) return archived;
    before = threads.at(-1)?.thread_metadata?.archive_timestamp;
    if (!hasMore || before === undefined || Date.parse(before) < since.getTime()) return { kind: "absent" };
  }
  return { kind: "unknown" };
}

/** A thread may have lost its first message. */
function unlessLost(error: unknown): null {
  if (!isCode(error, Code.UnknownMessage)) throw error;
  return null;
}

// Looks through a channel's or forum's history for a message with a delivery's marker.
import { ChannelType, Routes } from "discord.js";
import type { FindOutcome, Sought } from "../../delivery/messenger.js";
import type { PacedRest } from "./paced-rest.js";
import type { Tagged } from "./push-message.js";
import { carries, idBefore, markerOf } from "./marker.js";

/** The part of a channel that pushing needs. */
export interface Channel extends Tagged {
  readonly id: string;
  readonly type: number;
  readonly name?: string | null;
  readonly guild_id?: string;
}

interface Message {
  readonly id: string;
  readonly author: { readonly id: string };
  readonly components?: unknown;
  /** Of an answer to a command or button. */
  readonly interaction_metadata?: unknown;
}

const FORUMS = new Set<number>([ChannelType.GuildForum, ChannelType.GuildMedia]);

/** Whether a channel's messages stand in threads alone. */
export const isForum = ({ type }: Pick<Channel, "type">): boolean => FORUMS.has(type);

const PAGE = 100;
/** A channel with more news than this since then is not read to its end. */
const MOST_PAGES = 5;

/** Throws what discord.js throws. */
export async function findIn(
  { get }: PacedRest,
  channel: string,
  bot: string,
  { key, link }: Sought,
  since: Date,
): Promise<FindOutcome> {
  const marker = markerOf(key);
  const isOurs = (message: Message): boolean =>
    message.author.id === bot &&
    (carries(message.components, marker) || (link !== null && announces(message, link)));
  const where = (await get(Routes.channel(channel))) as Channel;
  if (isForum(where)) return findThread(get, where, isOurs, since);

  let after = idBefore(since);
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = new URLSearchParams({ after, limit: String(PAGE) });
    const messages = (await get(Routes.channelMessages(channel), { query })) as Message[];
    const found = messages.find(isOurs);
    if (found) return { kind: "found", message: found.id };
    if (messages.length < PAGE) return { kind: "absent" };
    after = messages.reduce((newest, { id }) => (BigInt(id) > BigInt(newest) ? id : newest), after);
  }
  return { kind: "unknown" };
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
  isOurs: (message: Message) => boolean,
  since: Date,
): Promise<FindOutcome> {
  if (!forum.guild_id) return { kind: "unknown" };
  const { threads } = (await get(Routes.guildActiveThreads(forum.guild_id))) as {
    threads: readonly { readonly id: string; readonly parent_id?: string | null }[];
  };
  const first = BigInt(idBefore(since));
  for (const { id, parent_id } of threads) {
    if (parent_id !== forum.id || BigInt(id) < first) continue;
    const message = (await get(Routes.channelMessage(id, id))) as Message;
    if (isOurs(message)) return { kind: "found", message: `${id}/${id}` };
  }
  return { kind: "absent" };
}

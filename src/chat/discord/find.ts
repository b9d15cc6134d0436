// Looks through a channel's or forum's history for a message with a delivery's marker.
import { ChannelType, Routes, type REST } from "discord.js";
import type { Found } from "../../delivery/messenger.js";
import { carries, idBefore, markerOf } from "./marker.js";

/** The part of a channel that pushing needs. */
export interface Channel {
  readonly id: string;
  readonly type: number;
  readonly guild_id?: string;
  readonly available_tags?: readonly { readonly id: string; readonly name: string }[];
}

interface Message {
  readonly id: string;
  readonly author: { readonly id: string };
  readonly components?: unknown;
}

const FORUMS = new Set<number>([ChannelType.GuildForum, ChannelType.GuildMedia]);

/** Whether a channel's messages stand in threads alone. */
export const isForum = ({ type }: Pick<Channel, "type">): boolean => FORUMS.has(type);

const PAGE = 100;
/** A channel with more news than this since then is not read to its end. */
const MOST_PAGES = 5;

/** discord.js hangs a listener on the signal of every call; on one that serves many calls they would pile up. */
export const ownSignal = (caller: AbortSignal): AbortSignal => AbortSignal.any([caller]);

/** Throws what discord.js throws. */
export async function findIn(
  rest: REST,
  channel: string,
  bot: string,
  key: string,
  since: Date,
  signal: AbortSignal,
): Promise<Found> {
  const marker = markerOf(key);
  const isOurs = ({ author, components }: Message): boolean =>
    author.id === bot && carries(components, marker);
  const get = (route: `/${string}`, query?: URLSearchParams): Promise<unknown> =>
    rest.get(route, { ...(query && { query }), signal: ownSignal(signal) });
  const where = (await get(Routes.channel(channel))) as Channel;
  if (isForum(where)) return findThread(get, where, isOurs, since);

  let after = idBefore(since);
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = new URLSearchParams({ after, limit: String(PAGE) });
    const messages = (await get(Routes.channelMessages(channel), query)) as Message[];
    const found = messages.find(isOurs);
    if (found) return { kind: "found", message: found.id };
    if (messages.length < PAGE) return { kind: "absent" };
    after = messages.reduce((newest, { id }) => (BigInt(id) > BigInt(newest) ? id : newest), after);
  }
  return { kind: "unknown" };
}

async function findThread(
  get: (route: `/${string}`) => Promise<unknown>,
  forum: Channel,
  isOurs: (message: Message) => boolean,
  since: Date,
): Promise<Found> {
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

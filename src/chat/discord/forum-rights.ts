// Whether the bot may open threads in a forum: there is no call that only tries, so its rights are worked out.
import { PermissionFlagsBits, Routes } from "discord-api-types/v10";
import type { PacedRest } from "./paced-rest.js";

interface Overwrite {
  readonly id: string;
  readonly allow: string;
  readonly deny: string;
}

/** What a channel says of rights. */
export interface Guarded {
  readonly guild_id?: string;
  readonly permission_overwrites?: readonly Overwrite[];
}

interface Role {
  readonly id: string;
  readonly permissions: string;
}

interface Member {
  readonly roles: readonly string[];
  readonly communication_disabled_until?: string | null;
}

const { Administrator, ViewChannel, SendMessages } = PermissionFlagsBits;
/** In forums the right to send messages is the one to open threads (Discord, Permissions). */
const NEEDED = ViewChannel | SendMessages;

/** Throws what discord.js throws. */
export async function mayOpenThreads(
  { guild_id: guild, permission_overwrites: overwrites = [] }: Guarded,
  bot: string,
  { get }: PacedRest,
): Promise<boolean> {
  if (guild === undefined) return false;
  const member = (await get(Routes.guildMember(guild, bot))) as Member;
  const roles = (await get(Routes.guildRoles(guild))) as readonly Role[];
  // The role of everybody has the server's id.
  const mine = new Set([guild, ...member.roles]);
  const base = union(roles.filter(({ id }) => mine.has(id)).map(({ permissions }) => permissions));
  if ((base & Administrator) !== 0n) return true;
  // Who is timed out may only look (Discord, Permissions for Timed Out Members).
  if (Date.parse(member.communication_disabled_until ?? "") > Date.now()) return false;
  const ofRoles = overwrites.filter(({ id }) => id !== guild && mine.has(id));
  const steps = [
    overwrites.filter(({ id }) => id === guild),
    ofRoles,
    overwrites.filter(({ id }) => id === bot),
  ];
  const rights = steps.reduce(
    (had, step) => (had & ~union(step.map(({ deny }) => deny))) | union(step.map(({ allow }) => allow)),
    base,
  );
  return (rights & NEEDED) === NEEDED;
}

const union = (rights: readonly string[]): bigint => rights.reduce((all, each) => all | BigInt(each), 0n);

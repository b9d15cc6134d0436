// What the gateway keeps in memory of the servers that the bot is in.
import type { REST } from "@discordjs/rest";
import type { Client, Guild, GuildBasedChannel } from "discord.js";
import { setRole, type Servers } from "./servers.js";

/** `clients`: those that are connected now. */
export function gatewayServers(clients: () => readonly Client[], rest: REST): Servers {
  const guildOf = (server: string): Guild | undefined =>
    clients()
      .map(({ guilds }) => guilds.cache.get(server))
      .find((guild) => guild !== undefined);
  const channelsIn = (server: string) => guildOf(server)?.channels.cache;

  return {
    isMember: (_, server) => channelsIn(server) !== undefined,
    roles: (server) =>
      [...(guildOf(server)?.roles.cache.values() ?? [])].map(
        ({ id, name, managed, permissions, position }) => ({
          id,
          name,
          managed,
          permissions: permissions.bitfield,
          position,
          opens: opensChannel(id, [...(channelsIn(server)?.values() ?? [])]),
        }),
      ),
    setRole: (...wanted) => setRole(rest, ...wanted),
    has: (server, address) => channelsIn(server)?.has(address) ?? false,
  };
}

const opensChannel = (role: string, channels: readonly GuildBasedChannel[]): boolean =>
  channels.some(
    (channel) =>
      "permissionOverwrites" in channel &&
      (channel.permissionOverwrites.cache.get(role)?.allow.bitfield ?? 0n) !== 0n,
  );

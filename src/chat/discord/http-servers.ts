// What is known of servers without a gateway: what comes with a question, and what Discord says when asked.
import type { REST } from "@discordjs/rest";
import { Routes } from "discord-api-types/v10";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { setRole, type Servers } from "./servers.js";

const HOLDS = 60_000;
const idsIn = z.array(z.object({ id: z.string() }));
const bits = z
  .string()
  .regex(/^\d{1,30}$/)
  .transform(BigInt);
const allowancesIn = z.array(
  z.object({ permission_overwrites: z.array(z.object({ id: z.string(), allow: bits })).default([]) }),
);
const rolesIn = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    managed: z.boolean(),
    permissions: bits,
    position: z.number(),
  }),
);
const threadsIn = z.object({ threads: idsIn });

export function httpServers(rest: REST): Servers {
  const known = new LRUCache<string, Promise<ReadonlySet<string>>>({ max: 100, ttl: HOLDS });

  async function addressesIn(server: string): Promise<ReadonlySet<string>> {
    try {
      const channels = idsIn.parse(await rest.get(Routes.guildChannels(server)));
      const { threads } = threadsIn.parse(await rest.get(Routes.guildActiveThreads(server)));
      return new Set([...channels, ...threads].map(({ id }) => id));
    } catch {
      // Where it is not told, nobody is kept from subscribing.
      known.delete(server);
      return new Set();
    }
  }

  return {
    isMember: ({ isInstalled }) => isInstalled,
    async roles(server) {
      const roles = rolesIn.parse(await rest.get(Routes.guildRoles(server)));
      const channels = allowancesIn.parse(await rest.get(Routes.guildChannels(server)));
      const allowed = channels.flatMap((channel) => channel.permission_overwrites);
      const opening = new Set(allowed.filter(({ allow }) => allow !== 0n).map(({ id }) => id));
      return roles.map((role) => ({ ...role, opens: opening.has(role.id) }));
    },
    setRole: (...wanted) => setRole(rest, ...wanted),
    async has(server, address) {
      const addresses = known.get(server) ?? addressesIn(server);
      known.set(server, addresses);
      return (await addresses).has(address);
    },
  };
}

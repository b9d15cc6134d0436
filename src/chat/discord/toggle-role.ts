// Gives a member a role of the server that gives no rights, or takes it from them.
import { DiscordAPIError } from "@discordjs/rest";
import type { Asker } from "../../command/dispatcher.js";
import type { DiscordQuestion } from "./question.js";
import type { ServerRole, Servers } from "./servers.js";

/** A role that lets its members do no more than everybody may; one of a program's own is not to be given. */
export function givesNothing(
  { managed, permissions, opens }: ServerRole,
  server: string,
  all: readonly ServerRole[],
) {
  const everyones = all.find(({ id }) => id === server)?.permissions ?? 0n;
  return !managed && !opens && (permissions & ~everyones) === 0n;
}

/** By the rights that the role has at this moment, whoever offered it and when. */
export const roleToggle =
  (
    { person, personRoles }: DiscordQuestion,
    server: string,
    servers: Servers,
  ): NonNullable<Asker["toggleRole"]> =>
  async (id) => {
    try {
      const all = await servers.roles(server);
      const role = all.find((one) => one.id === id);
      if (!role || id === server || !givesNothing(role, server, all)) return "refused";
      const has = personRoles.includes(id);
      await servers.setRole(server, person, id, !has);
      return has ? "taken" : "given";
    } catch (error) {
      if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404))
        return "refused";
      throw error;
    }
  };

// Gives a member a role of the server that gives no rights, or takes it from them.
import { Routes } from "discord-api-types/v10";
import { DiscordAPIError, type Guild, type Interaction, type Role } from "discord.js";
import type { Asker } from "../../command/dispatcher.js";

/** A role that lets its members do no more than everybody may; one of a program's own is not to be given. */
export const givesNothing = ({ managed, permissions, guild }: Role): boolean =>
  !managed && guild.roles.everyone.permissions.has(permissions);

const hasRole = ({ member }: Interaction, role: string): boolean => {
  const roles = member?.roles ?? [];
  return "cache" in roles ? roles.cache.has(role) : roles.includes(role);
};

/** By the rights that the role has at this moment, whoever offered it and when. */
export const roleToggle =
  (interaction: Interaction, guild: Guild): NonNullable<Asker["toggleRole"]> =>
  async (id) => {
    const role = guild.roles.cache.get(id);
    if (!role || id === guild.id || !givesNothing(role)) return "refused";
    const has = hasRole(interaction, id);
    const route = Routes.guildMemberRole(guild.id, interaction.user.id, id);
    try {
      await (has ? interaction.client.rest.delete(route) : interaction.client.rest.put(route));
      return has ? "taken" : "given";
    } catch (error) {
      if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404))
        return "refused";
      throw error;
    }
  };

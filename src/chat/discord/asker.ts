// Who asks, where, and whether they may decide for that place: Discord tells the rights with every question.
import { InteractionContextType, PermissionFlagsBits } from "discord-api-types/v10";
import type { Interaction } from "discord.js";
import type { Asker } from "../../command/dispatcher.js";
import type { PlaceRole, Right } from "../../subscription/place.js";
import { givesNothing, roleToggle } from "./toggle-role.js";

/** Whoever may manage the server or the channel decides what is announced there; in private everybody may. */
export function askerOf(interaction: Interaction, mentionOf: NonNullable<Asker["mentionOf"]>): Asker {
  const { locale } = interaction;
  const canShare = interaction.context !== InteractionContextType.BotDM;
  const place = placeOf(interaction);
  if (!place) return { locale, canShare, mentionOf };
  const rights = interaction.memberPermissions;
  const may =
    !interaction.guildId ||
    (rights?.any([PermissionFlagsBits.ManageGuild, PermissionFlagsBits.ManageChannels]) ?? false);
  return {
    locale,
    canShare,
    mentionOf,
    place,
    person: interaction.user.id,
    // What is for the asker is sent to them alone everywhere.
    isAlone: true,
    // The channels of a server, and those of its threads that are not archived.
    isBeside: (address) => interaction.guild?.channels.cache.has(address) ?? false,
    missingRights: missingRights(interaction),
    extras: extras(interaction),
    roles: () => rolesOf(interaction),
    ...(interaction.guild && { toggleRole: roleToggle(interaction, interaction.guild) }),
    mayManage: () => Promise.resolve(may),
  };
}

/** Only a server has roles, and only its channels threads; who may not give roles offers none. */
function extras({ guildId, channel, memberPermissions }: Interaction): NonNullable<Asker["extras"]> {
  if (!guildId) return ["preview", "pin"];
  return [
    "preview",
    "pin",
    "role",
    ...(channel?.isThread() ? [] : (["discuss"] as const)),
    ...(memberPermissions?.has(PermissionFlagsBits.ManageRoles) ? (["offer"] as const) : []),
  ];
}

/** From the top as its members see them; those of programs mention nobody. */
const rolesOf = ({ guild }: Interaction): readonly PlaceRole[] =>
  [...(guild?.roles.cache.values() ?? [])]
    .filter(({ id, managed }) => !managed && id !== guild?.id)
    .sort((one, other) => other.position - one.position)
    .map((role) => ({ id: role.id, name: role.name, givesNothing: givesNothing(role) }));

/**
 * The rights of the bot in the channel come with every question; which of them it needs depends on the channel's kind,
 * which is not known of a thread that is archived. In private nobody grants any.
 */
function missingRights({ guildId, channel, appPermissions }: Interaction): readonly Right[] {
  if (!guildId || !channel) return [];
  const needed: readonly (readonly [Right, bigint])[] = [
    ["view", PermissionFlagsBits.ViewChannel],
    channel.isThread()
      ? ["sendInThreads", PermissionFlagsBits.SendMessagesInThreads]
      : ["send", PermissionFlagsBits.SendMessages],
  ];
  return needed.filter(([, bit]) => !appPermissions.has(bit)).map(([right]) => right);
}

/** None where the bot is not present itself: a server or a talk of two into which a person brought it along. */
function placeOf({ channelId, guildId, client, context }: Interaction): Asker["place"] | null {
  const present = guildId ? client.guilds.cache.has(guildId) : context === InteractionContextType.BotDM;
  return channelId && present ? { platform: "discord", address: channelId } : null;
}

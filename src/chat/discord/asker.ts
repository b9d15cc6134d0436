// Who asks, where, and whether they may decide for that place: Discord tells the rights with every question.
import { PermissionFlagsBits } from "discord-api-types/v10";
import type { Asker } from "../../command/dispatcher.js";
import type { ChosenPlace, PlaceRole, Right } from "../../subscription/place.js";
import type { Asks, DiscordQuestion } from "./question.js";
import type { Servers } from "./servers.js";
import { givesNothing, roleToggle } from "./toggle-role.js";

interface AskerSurroundings {
  readonly mentionOf: NonNullable<Asker["mentionOf"]>;
  readonly servers: Servers;
}

/** An administrator has every right. */
export const hasAny = (rights: bigint, ...wanted: readonly bigint[]): boolean =>
  [PermissionFlagsBits.Administrator, ...wanted].some((right) => (rights & right) !== 0n);

/** Whoever may manage the server or the channel decides what is announced there; in private everybody may. */
export function askerOf(question: DiscordQuestion, { mentionOf, servers }: AskerSurroundings): Asker {
  const { locale, server, rights, asks } = question;
  const canShare = !question.inPrivate;
  const place = placeOf(question, servers);
  if (!place) return { locale, canShare, mentionOf };
  const may = rights === null || manages(rights);
  return {
    locale,
    canShare,
    mentionOf,
    place,
    person: question.person,
    // What is for the asker is sent to them alone everywhere.
    isAlone: true,
    isBeside: (address) => server !== null && servers.has(server, address),
    missingRights: missingRights(question),
    extras: extras(question),
    takesForms: asks.kind === "command" || asks.kind === "press",
    chosenPlace: (address) => (asks.kind === "form" ? chosenPlace(address, asks.channels) : null),
    roles: async () => (server === null ? [] : rolesOf(server, servers, question)),
    ...(server !== null && { toggleRole: roleToggle(question, server, servers) }),
    mayManage: () => Promise.resolve(may),
  };
}

const manages = (rights: bigint): boolean =>
  hasAny(rights, PermissionFlagsBits.ManageGuild, PermissionFlagsBits.ManageChannels);

/** Discord lets only channels of the server be chosen, and tells of each what may be done there. */
function chosenPlace(
  address: string,
  channels: Extract<Asks, { readonly kind: "form" }>["channels"],
): ChosenPlace | null {
  const channel = channels.get(address);
  if (!channel) return null;
  const { name, isThread, rights, botRights } = channel;
  return {
    place: { platform: "discord", address },
    name: `#${name}`,
    mayManage: manages(rights),
    missingRights: botRights === null ? [] : missingIn(isThread, botRights),
  };
}

/** Only a server has roles, and only its channels threads; who may not give roles offers none. */
function extras({ server, channel, rights }: DiscordQuestion): NonNullable<Asker["extras"]> {
  if (server === null) return ["preview", "pin"];
  return [
    "preview",
    "pin",
    "role",
    "elsewhere",
    ...(channel?.isThread ? [] : (["discuss"] as const)),
    ...(rights !== null && hasAny(rights, PermissionFlagsBits.ManageRoles) ? (["offer"] as const) : []),
  ];
}

/** From the top as its members see them; those of programs mention nobody. */
async function rolesOf(
  server: string,
  servers: Servers,
  { rights, personRoles }: DiscordQuestion,
): Promise<readonly PlaceRole[]> {
  // Where they are not told, everything but roles can be chosen.
  const all = await Promise.resolve(servers.roles(server)).catch(() => []);
  // As in Discord itself: who manages roles gives those below their own.
  const own = all.filter(({ id }) => personRoles.includes(id)).map(({ position }) => position);
  const highest = rights !== null && hasAny(rights) ? Infinity : Math.max(0, ...own);
  return all
    .filter(({ id, managed }) => !managed && id !== server)
    .toSorted((one, other) => other.position - one.position)
    .map((role) => ({
      id: role.id,
      name: role.name,
      mayBeOffered: role.position < highest && givesNothing(role, server, all),
    }));
}

/** The rights of the bot in the channel come with every question. In private nobody grants any. */
function missingRights({ server, channel, botRights }: DiscordQuestion): readonly Right[] {
  if (server === null || !channel || channel.isThread === null) return [];
  return missingIn(channel.isThread, botRights);
}

function missingIn(isThread: boolean, botRights: bigint): readonly Right[] {
  const needed: readonly (readonly [Right, bigint])[] = [
    ["view", PermissionFlagsBits.ViewChannel],
    isThread
      ? ["sendInThreads", PermissionFlagsBits.SendMessagesInThreads]
      : ["send", PermissionFlagsBits.SendMessages],
  ];
  return needed.filter(([, bit]) => !hasAny(botRights, bit)).map(([right]) => right);
}

/** None where the bot is not present itself: a server or a talk of two into which a person brought it along. */
function placeOf(question: DiscordQuestion, servers: Servers): Asker["place"] | null {
  const { channel, server, inPrivate } = question;
  const present = server === null ? inPrivate : servers.isMember(question, server);
  return channel && present ? { platform: "discord", address: channel.id } : null;
}

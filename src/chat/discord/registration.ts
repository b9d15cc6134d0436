// Tells Discord which commands there are, only when what it knows is not what we have.
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Locale as DiscordLocale,
  PermissionFlagsBits,
  Routes,
  type RESTPostAPIApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import { DiscordAPIError, type REST } from "@discordjs/rest";
import { z } from "zod";
import { safeLine } from "../../document/safe-text.js";
import type { Dispatcher } from "../../command/dispatcher.js";
import type { Command, Option } from "../../command/command.js";
import { localeFor, locales, type Locale } from "../../locale/locale.js";
import { cutText } from "../../fit/cut-text.js";
import { isSnowflake } from "./address.js";
import { limits } from "./limits.js";

/** The option by which everyone sees an answer that only the asker would. */
export const SHARE = "share";
const shareOption: Option = {
  name: SHARE,
  description: ({ say }) => say.optionShare,
  required: false,
  kind: "flag",
};

/** What Discord lists for a reader: one entry a command. */
type CommandBody = RESTPostAPIApplicationCommandsJSONBody;

/** The part of the store that remembers the server of an earlier start. */
export interface GuildMemory {
  getState(name: string): Promise<string | null>;
  setState(name: string, value: string): Promise<void>;
}

/** Takes our commands out of a place where an earlier setting put them; those of other programs stay. */
async function withdraw(
  rest: REST,
  route: `/applications/${string}/commands`,
  commands: readonly Command[],
): Promise<void> {
  const names = new Set(commandEntries(commands, false).map(({ name }) => name));
  try {
    const known = (await rest.get(route)) as readonly { readonly id: string; readonly name: string }[];
    for (const { id, name } of known) if (names.has(name)) await rest.delete(`${route}/${id}`);
  } catch (error) {
    // A server that the bot has left has no commands of ours any more.
    if (!(error instanceof DiscordAPIError) || (error.status !== 403 && error.status !== 404)) throw error;
  }
}

/** Commands stand in one place: those that an earlier setting put elsewhere go. */
async function leaveOthers(
  rest: REST,
  applicationId: string,
  guildId: string | null,
  commands: readonly Command[],
  memory?: GuildMemory,
): Promise<void> {
  const name = `discord.${applicationId}.guild`;
  const before = (await memory?.getState(name)) || null;
  if (guildId !== null) await withdraw(rest, Routes.applicationCommands(applicationId), commands);
  if (before !== null && before !== guildId)
    await withdraw(rest, Routes.applicationGuildCommands(applicationId, before), commands);
  if (before !== guildId) await memory?.setState(name, guildId ?? "");
}

interface Registered {
  /** `awaited`: what Discord knows is not what we have, and another is to change that. */
  readonly outcome: "unchanged" | "changed" | "awaited";
  /** Discord's ids of the commands by their names, of which mentions are made. */
  readonly ids: ReadonlyMap<string, string>;
}

const listed = z.array(z.object({ id: z.string().refine(isSnowflake), name: z.string() }));
const idsOf = (known: unknown): Registered["ids"] =>
  new Map(listed.safeParse(known).data?.map(({ id, name }) => [name, id]));

/**
 * @param guildId register for this server at once; null registers everywhere
 * @param changes false only looks
 */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  guildId: string | null,
  { commands, ownerCommands }: Pick<Dispatcher, "commands" | "ownerCommands">,
  memory?: GuildMemory,
  changes = true,
): Promise<Registered> {
  const all = [...commands, ...ownerCommands];
  if (changes) await leaveOthers(rest, applicationId, guildId, all, memory);
  const route = guildId
    ? Routes.applicationGuildCommands(applicationId, guildId)
    : Routes.applicationCommands(applicationId);
  const wanted = commandEntries(all, guildId !== null);
  const query = new URLSearchParams({ with_localizations: "true" });
  const known = await rest.get(route, { query });
  if (Array.isArray(known) && fingerprint(known) === fingerprint(wanted))
    return { outcome: "unchanged", ids: idsOf(known) };
  if (!changes) return { outcome: "awaited", ids: idsOf(known) };
  return { outcome: "changed", ids: idsOf(await rest.put(route, { body: wanted })) };
}

export function commandEntries(commands: readonly Command[], forGuild: boolean): CommandBody[] {
  return [...slashEntries(commands, forGuild), ...messageEntries(commands, forGuild)];
}

/** Those that stand in the menu of a message, under Apps. */
const messageEntries = (commands: readonly Command[], forGuild: boolean) =>
  commands.flatMap(({ onMessage }) =>
    onMessage
      ? [
          {
            type: ApplicationCommandType.Message as const,
            ...localised(onMessage, limits.commandName, "name"),
            ...(!forGuild && everywhere(ALL_CONTEXTS)),
          },
        ]
      : [],
  );

const ALL_CONTEXTS = [
  InteractionContextType.Guild,
  InteractionContextType.BotDM,
  InteractionContextType.PrivateChannel,
];

/** Discord takes these for commands that are known everywhere only. */
const everywhere = (contexts: readonly InteractionContextType[]) => ({
  contexts: [...contexts],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
});

function slashEntries(commands: readonly Command[], forGuild: boolean) {
  return commands.map((command) => ({
    type: ApplicationCommandType.ChatInput as const,
    ...named(command.name),
    ...described(command.description),
    options: [
      ...command.options.toSorted((a, b) => Number(b.required) - Number(a.required)),
      ...(command.shares ? [shareOption] : []),
    ].map(optionEntry),
    // Of a set all are required, so not either right by which askerOf() lets decide; a server's owner can let others in.
    ...(command.needs === "manager" && {
      default_member_permissions: String(PermissionFlagsBits.ManageChannels),
    }),
    // Only administrators see it in a server, whoever the owner is.
    ...(command.needs === "owner" && { default_member_permissions: "0" }),
    ...(!forGuild && everywhere(command.needs === "owner" ? [InteractionContextType.BotDM] : ALL_CONTEXTS)),
  }));
}

function optionEntry(option: Option) {
  const entry = { ...named(option.name), ...described(option.description), required: option.required };
  switch (option.kind) {
    case "number":
      return {
        ...entry,
        type: ApplicationCommandOptionType.Integer as const,
        ...(option.min !== undefined && { min_value: option.min }),
        ...(option.max !== undefined && { max_value: option.max }),
      };
    case "flag":
      return { ...entry, type: ApplicationCommandOptionType.Boolean as const };
    case "choice":
      return {
        ...entry,
        type: ApplicationCommandOptionType.String as const,
        choices: (option.choices ?? []).slice(0, limits.choices).map(({ value, label }) => ({
          value,
          ...localised(label, limits.choiceName, "name"),
        })),
      };
    case "text":
      return {
        ...entry,
        type: ApplicationCommandOptionType.String as const,
        ...(option.suggests && { autocomplete: true as const }),
      };
  }
}

/** A name with what readers of other languages see and type instead; the English one goes on working. */
const named = (name: string) => ({
  name,
  name_localizations: Object.fromEntries(
    SERVED.map((tag) => [tag, localeFor(tag).say.names[name]] as const).filter(
      ([, own]) => own !== undefined,
    ),
  ),
});

const described = (text: (locale: Locale) => string) => localised(text, limits.description, "description");

/** Discord's own locales that one of our languages serves. en-US gets its own: Discord falls back from en-GB. */
const SERVED = Object.values(DiscordLocale).filter((tag) =>
  locales.some((locale) => language(locale.tag) === language(tag)),
);
function language(tag: string): string {
  return tag.split("-")[0] ?? tag;
}

function localised<K extends "name" | "description">(text: (locale: Locale) => string, room: number, key: K) {
  const inLocale = (tag: string | null): string => cutText(safeLine(text(localeFor(tag))), room);
  return {
    [key]: inLocale(null),
    [`${key}_localizations`]: Object.fromEntries(SERVED.map((tag) => [tag, inLocale(tag)])),
  } as Record<K, string> & Record<`${K}_localizations`, Record<string, string>>;
}

/** What of an entry is ours to say; Discord adds ids, versions and defaults of its own. */
const OURS = new Set(
  `type name description description_localizations name_localizations options required choices value
   autocomplete min_value max_value contexts integration_types default_member_permissions`.split(/\s+/),
);

const fingerprint = (entries: readonly unknown[]): string =>
  JSON.stringify(
    entries.map((entry) => canonical(entry)).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  );

/** Keys in order, what is empty or false left out: those are Discord's defaults. Locale maps are kept whole. */
function canonical(value: unknown, whole = false): unknown {
  if (Array.isArray(value)) return value.map((item) => canonical(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, field]) => (whole || OURS.has(key)) && !isDefault(field))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => [key, canonical(field, key.endsWith("_localizations"))]),
  );
}

const isDefault = (field: unknown): boolean =>
  field === null ||
  field === undefined ||
  field === false ||
  field === "" ||
  (typeof field === "object" && Object.keys(field).length === 0);

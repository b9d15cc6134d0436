// What is asked, read from an interaction as Discord writes it: the same over the gateway and by HTTP.
import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionType,
  MessageFlags,
  InteractionContextType,
} from "discord-api-types/v10";
import { z } from "zod";
import type { Args } from "../../command/command.js";
import type { Answers } from "../../reply/form.js";
import { messageText } from "./message-text.js";
import { SHARE } from "./registration.js";
import { formAnswers } from "./render-form.js";

/** Who asks where, and what may be done there. */
export interface DiscordQuestion {
  readonly id: string;
  /** By which it is answered; a secret while it holds, fifteen minutes. */
  readonly token: string;
  readonly application: string;
  readonly person: string;
  readonly locale: string;
  /** In a talk with the bot alone. */
  readonly inPrivate: boolean;
  readonly channel: { readonly id: string; readonly isThread: boolean | null } | null;
  readonly server: string | null;
  /** Whether the application was added to the server or talk itself, not brought along by a person. */
  readonly isInstalled: boolean;
  /** Bits (Discord, Permissions) of the bot in the channel, and of who asks; the latter null in private. */
  readonly botRights: bigint;
  readonly rights: bigint | null;
  /** Ids of the roles of who asks. */
  readonly personRoles: readonly string[];
  readonly asks: Asks;
}

/** A channel that was chosen, with the rights of who chose it and of the bot there; the latter not always told. */
export interface ChosenChannel {
  readonly name: string;
  readonly isThread: boolean;
  readonly rights: bigint;
  readonly botRights: bigint | null;
}

export type Asks =
  | {
      readonly kind: "suggestions";
      readonly command: string;
      readonly option: string;
      readonly typed: string;
    }
  | { readonly kind: "command"; readonly command: string; readonly args: Args; readonly shared: boolean }
  /** The words of somebody's message. */
  | { readonly kind: "message"; readonly words: string }
  /** What was chosen in a form, and the channels among that. */
  | {
      readonly kind: "form";
      readonly customId: string;
      readonly answers: Answers;
      readonly channels: ReadonlyMap<string, ChosenChannel>;
    }
  | {
      readonly kind: "press";
      readonly customId: string;
      /** What was chosen of a menu; null of a button. */
      readonly chosen: string | null;
      /** The message below which it stands. */
      readonly on: {
        readonly id: string;
        readonly isHidden: boolean;
        readonly hasComponents: boolean;
        readonly hasEmbeds: boolean;
      };
    };

const bits = z
  .string()
  .regex(/^\d{1,30}$/)
  .transform(BigInt);
const THREADS: readonly number[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];
const user = z.object({ id: z.string() });
const said = z.object({ content: z.string().default("") });
const option = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});
const options = z.array(option).default([]);

const kind = z.object({ type: z.number() });
const frame = z.object({
  id: z.string(),
  token: z.string(),
  application_id: z.string(),
  locale: z.string(),
  context: z.number().nullish(),
  channel_id: z.string().nullish(),
  channel: z.object({ type: z.number() }).nullish(),
  guild_id: z.string().nullish(),
  app_permissions: bits.default(0n),
  member: z.object({ user, permissions: bits, roles: z.array(z.string()).default([]) }).nullish(),
  user: user.nullish(),
  authorizing_integration_owners: z.record(z.string(), z.unknown()).nullish(),
});

const suggestions = z
  .object({ data: z.object({ name: z.string(), options }) })
  .transform(({ data: { name, options } }): Asks | null => {
    const typed = options.find(({ focused }) => focused);
    return typed
      ? { kind: "suggestions", command: name, option: typed.name, typed: String(typed.value ?? "") }
      : null;
  });

const command = z
  .object({
    data: z.object({
      name: z.string(),
      type: z.enum(ApplicationCommandType),
      options,
      target_id: z.string().nullish(),
      resolved: z
        .object({
          messages: z
            .record(
              z.string(),
              said.extend({ message_snapshots: z.array(z.object({ message: said })).nullish() }),
            )
            .nullish(),
        })
        .nullish(),
    }),
  })
  .transform(({ data: { name, type, options, target_id, resolved } }): Asks | null => {
    if (type === ApplicationCommandType.ChatInput) {
      const given = options.flatMap(({ name, value }) =>
        value === undefined ? [] : [[name, value] as const],
      );
      const args = given.filter(([name]) => name !== SHARE).map(([name, value]) => [name, String(value)]);
      const shared = given.some(([name, value]) => name === SHARE && value === true);
      return { kind: "command", command: name, args: Object.fromEntries(args) as Args, shared };
    }
    const target = resolved?.messages?.[target_id ?? ""];
    if (type !== ApplicationCommandType.Message || !target) return null;
    const forwarded = target.message_snapshots?.[0]?.message.content;
    return { kind: "message", words: messageText(target.content, forwarded) };
  });

const press = z
  .object({
    data: z.object({ custom_id: z.string(), values: z.array(z.string()).nullish() }),
    message: z.object({
      id: z.string(),
      flags: z.number().default(0),
      embeds: z.array(z.unknown()).default([]),
    }),
  })
  .transform(({ data, message: { id, flags, embeds } }): Asks => ({
    kind: "press",
    customId: data.custom_id,
    chosen: data.values ? (data.values[0] ?? "") : null,
    on: {
      id,
      isHidden: (flags & MessageFlags.Ephemeral) !== 0,
      hasComponents: (flags & MessageFlags.IsComponentsV2) !== 0,
      hasEmbeds: embeds.length > 0,
    },
  }));

const form = z
  .object({
    data: z.object({
      custom_id: z.string(),
      components: formAnswers,
      resolved: z
        .object({
          channels: z
            .record(
              z.string(),
              z.object({
                name: z.string().nullish(),
                type: z.number(),
                permissions: bits.default(0n),
                app_permissions: bits.nullish(),
              }),
            )
            .nullish(),
        })
        .nullish(),
    }),
  })
  .transform(({ data: { custom_id, components, resolved } }): Asks => ({
    kind: "form",
    customId: custom_id,
    answers: components,
    channels: new Map(
      Object.entries(resolved?.channels ?? {}).map(([id, { name, type, permissions, app_permissions }]) => [
        id,
        {
          name: name ?? id,
          isThread: THREADS.includes(type),
          rights: permissions,
          botRights: app_permissions ?? null,
        },
      ]),
    ),
  }));

const byType = new Map<number, z.ZodType<Asks | null>>([
  [InteractionType.ApplicationCommandAutocomplete, suggestions],
  [InteractionType.ApplicationCommand, command],
  [InteractionType.MessageComponent, press],
  [InteractionType.ModalSubmit, form],
]);

const PRIVATE: number = InteractionContextType.BotDM;

/** Null where nothing is asked that we answer. Throws where it is of another shape than Discord's. */
export function questionIn(interaction: unknown): DiscordQuestion | null {
  const { type } = kind.parse(interaction);
  const asks = byType.get(type)?.parse(interaction);
  const read = frame.parse(interaction);
  const person = read.member?.user ?? read.user;
  if (!asks || !person) return null;
  const server = read.guild_id ?? null;
  const installed = read.authorizing_integration_owners?.[ApplicationIntegrationType.GuildInstall];
  return {
    id: read.id,
    token: read.token,
    application: read.application_id,
    person: person.id,
    locale: read.locale,
    inPrivate: read.context === PRIVATE,
    channel: read.channel_id
      ? { id: read.channel_id, isThread: read.channel ? THREADS.includes(read.channel.type) : null }
      : null,
    server,
    isInstalled: server === null ? installed !== undefined : installed === server,
    botRights: read.app_permissions,
    rights: server === null ? null : (read.member?.permissions ?? 0n),
    personRoles: read.member?.roles ?? [],
    asks,
  };
}

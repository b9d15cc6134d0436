// Answers interactions: each within Discord's three seconds, or deferred; none ever ends the process.
import { MessageFlags, PermissionFlagsBits } from "discord-api-types/v10";
import {
  AttachmentBuilder,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  type StringSelectMenuInteraction,
} from "discord.js";
import type { LRUCache } from "lru-cache";
import { setTimeout as sleep } from "node:timers/promises";
import type { Args, Suggestion } from "../../command/command.js";
import type { Dispatcher } from "../../command/dispatcher.js";
import { safeLine } from "../../document/safe-text.js";
import { localeFor } from "../../locale/locale.js";
import type { SealedReply } from "../../reply/reply.js";
import type { Log } from "../../log.js";
import { answering, asksFor, asksInVain } from "../../under-way.js";
import { askerOf } from "./asker.js";
import { parseCustomId, parseMenuValue } from "./custom-id.js";
import { cutText } from "../../fit/cut-text.js";
import type { Formulas } from "../../formula/formulas.js";
import type { Illustrations } from "../../formula/illustrate.js";
import { faultFields, isLate, isRefusedMessage, isTaken } from "./faults.js";
import { limits } from "./limits.js";
import type { DiscordMessage } from "./message.js";
import { messageText } from "./message-text.js";
import { picturesOf } from "./pictures.js";
import { renderEmbed, type DiscordStyle, type EmbedMessage } from "./render-embed.js";
import { SHARE } from "./registration.js";
import { renderReply } from "./render-reply.js";

export interface DiscordAnswerDeps {
  readonly dispatcher: Dispatcher;
  readonly log: Log;
  /** Told that a question was answered by somebody else. */
  readonly tellOfRival: Log["warn"];
  readonly fallbackLocale: () => string | null;
  readonly style: DiscordStyle;
  /** Work that takes longer is deferred, in ms. Discord gives 3 s, from its own clock to its own clock. */
  readonly deferAfter: number;
  /** A command as a mention; undefined until it is registered. */
  readonly mentionOf: (command: string) => string | undefined;
  /** What one person saw and had shown to everyone, by message and state. */
  readonly shared: LRUCache<string, true>;
  /** Draws formulas; null leaves them as source. */
  readonly formulas: Formulas | null;
}

type AnswerableInteraction =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ButtonInteraction
  | StringSelectMenuInteraction;

/** Never rejects. */
export const answerInteraction = (interaction: Interaction, deps: DiscordAnswerDeps): Promise<void> =>
  answering("discord", interaction.id, performance.now(), () => answerInto(interaction, deps));

async function answerInto(interaction: Interaction, deps: DiscordAnswerDeps): Promise<void> {
  try {
    if (interaction.isAutocomplete()) await complete(interaction, deps);
    else if (interaction.isChatInputCommand()) await answerCommand(interaction, deps);
    else if (interaction.isMessageContextMenuCommand()) await answerMessage(interaction, deps);
    else if (interaction.isButton() || interaction.isStringSelectMenu()) await answerPress(interaction, deps);
  } catch (error) {
    asksInVain();
    const fields = faultFields(error);
    if (isTaken(error))
      deps.tellOfRival(
        fields,
        "Discord: another program answers with this bot's token. Stop the other one, or give this one a token of its own",
      );
    else if (isLate(error)) deps.log.info(fields, "Discord: an answer came too late for its question");
    else deps.log.warn(fields, "Discord: an answer could not be given");
  }
}

async function complete(
  interaction: AutocompleteInteraction,
  { dispatcher, mentionOf }: DiscordAnswerDeps,
): Promise<void> {
  asksFor("suggestions");
  const { name, value } = interaction.options.getFocused(true);
  const found = dispatcher.suggest(interaction.commandName, name, value, askerOf(interaction, mentionOf));
  await interaction.respond(found.flatMap(choiceOf).slice(0, limits.choices));
}

function choiceOf({ label, value }: Suggestion): { name: string; value: string }[] {
  const name = cutText(safeLine(label), limits.choiceName);
  return name === "" || value === "" || value.length > limits.choiceValue ? [] : [{ name, value }];
}

async function answerCommand(
  interaction: ChatInputCommandInteraction,
  deps: DiscordAnswerDeps,
): Promise<void> {
  const args: Args = Object.fromEntries(
    interaction.options.data
      .filter(({ name, value }) => value !== undefined && name !== SHARE)
      .map(({ name, value }) => [name, String(value)]),
  );
  const shared = interaction.options.getBoolean(SHARE) ?? false;
  const work = deps.dispatcher.run(interaction.commandName, args, askerOf(interaction, deps.mentionOf));
  await say(interaction, work, deps, { inPlace: false, shared });
}

/** Whoever asks about somebody's message sees the answer alone, and may show it. */
async function answerMessage(
  interaction: MessageContextMenuCommandInteraction,
  deps: DiscordAnswerDeps,
): Promise<void> {
  const asker = askerOf(interaction, deps.mentionOf);
  const work = deps.dispatcher.askAbout(messageText(interaction.targetMessage), asker);
  await say(interaction, work, deps, { inPlace: false });
}

/** Who asked turns pages in place; anybody else gets a copy that only they see. */
async function answerPress(
  interaction: ButtonInteraction | StringSelectMenuInteraction,
  deps: DiscordAnswerDeps,
): Promise<void> {
  const id = parseCustomId(interaction.customId);
  const state = interaction.isStringSelectMenu() ? parseMenuValue(interaction.values[0] ?? "") : id?.state;
  const press = () => deps.dispatcher.press(state ?? "", askerOf(interaction, deps.mentionOf));
  const isAsker = id !== null && id.asker === interaction.user.id;
  const foreign = id !== null && id.asker !== "" && !isAsker;
  const shared = id?.shares ?? false;
  const manner = { inPlace: isAsker && !shared, foreign, shared: shared && isAsker };
  if (!manner.shared) return say(interaction, press(), deps, manner);
  // The message stays with its button; a second press shows the same to everyone no second time.
  const seen = `${interaction.message.id} ${state}`;
  if (deps.shared.has(seen)) return void (await interaction.deferUpdate());
  deps.shared.set(seen, true);
  try {
    await say(interaction, press(), deps, manner);
  } catch (error) {
    deps.shared.delete(seen);
    throw error;
  }
}

interface Manner {
  readonly inPlace: boolean;
  readonly foreign?: boolean;
  /** Everyone is to see the answer, whoever it is for. */
  readonly shared?: boolean;
}

async function say(
  interaction: AnswerableInteraction,
  work: Promise<SealedReply>,
  deps: DiscordAnswerDeps,
  wanted: Manner,
): Promise<void> {
  const locale = localeFor(interaction.locale, deps.fallbackLocale());
  const mayAttach = interaction.appPermissions.has(PermissionFlagsBits.AttachFiles);
  const style = styleFor(interaction, deps.style, wanted);
  let manner = wanted;
  const render = (reply: SealedReply, pictures: Illustrations = new Map()): Rendered => {
    const options = {
      asker: interaction.user.id,
      locale,
      pictures,
      mayAttach,
      mayShare: isAlone(interaction, manner, reply.audience),
      ...(manner.foreign && { remark: locale.say.yourCopy }),
    };
    return style === "embeds" ? renderEmbed(reply, options) : renderReply(reply, options);
  };
  const clock = new AbortController();
  const late = sleep(deps.deferAfter, null, { signal: clock.signal }).catch(() => null);
  // Nobody else can see an answer deferred now: whether it is for everybody is not known yet.
  if ((await Promise.race([work, late])) === null) await defer(interaction, wanted, "asker");
  const reply = await work;
  // A remark is nobody else's business.
  manner = reply.toShare === undefined ? { ...wanted, shared: false } : wanted;
  const drawing = picturesOf(reply, mayAttach && style === "components" ? deps.formulas : null);
  if (!interaction.deferred && (await Promise.race([drawing, late])) === null)
    await defer(interaction, manner, reply.audience);
  clock.abort();
  try {
    await deliver(interaction, render(reply, await drawing), manner, reply.audience);
  } catch (error) {
    if (!isRefusedMessage(error)) throw error;
    deps.log.error(faultFields(error), "Discord: refused an answer; its reader gets a plain one");
    await deliver(interaction, render(remark(locale.say.fault)), manner, "asker");
  }
}

type Rendered = DiscordMessage | EmbedMessage;

/** A component message stays one for ever (Discord, Message Flags), also when the owner has chosen embeds since. */
function styleFor(
  interaction: AnswerableInteraction,
  style: DiscordStyle,
  { inPlace }: Manner,
): DiscordStyle {
  const stays =
    inPlace && !interaction.isCommand() && interaction.message.flags.has(MessageFlags.IsComponentsV2);
  return stays ? "components" : style;
}

const remark = (value: string): SealedReply => ({
  body: [{ type: "paragraph", children: [{ type: "text", value }] }],
  audience: "asker",
  buttons: [],
  posts: [],
});

async function defer(
  interaction: AnswerableInteraction,
  manner: Manner,
  audience: SealedReply["audience"],
): Promise<void> {
  if (manner.inPlace && !interaction.isCommand()) await interaction.deferUpdate();
  else if (isHidden(interaction, manner, audience))
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  else await interaction.deferReply();
}

/** What a press asks for is a copy of a message that others look at. */
const isHidden = (
  interaction: AnswerableInteraction,
  { shared }: Manner,
  audience: SealedReply["audience"],
): boolean => !shared && (audience === "asker" || !interaction.isCommand());

/** Whether an answer is seen by its asker alone. */
function isAlone(
  interaction: AnswerableInteraction,
  manner: Manner,
  audience: SealedReply["audience"],
): boolean {
  return manner.inPlace && !interaction.isCommand()
    ? interaction.message.flags.has(MessageFlags.Ephemeral)
    : (interaction.ephemeral ?? isHidden(interaction, manner, audience));
}

async function deliver(
  interaction: AnswerableInteraction,
  message: Rendered,
  manner: Manner,
  audience: SealedReply["audience"],
): Promise<void> {
  const here = manner.inPlace && !interaction.isCommand();
  const flags = "flags" in message ? message.flags : undefined;
  const files = message.files.map(
    ({ name, data, description }) => new AttachmentBuilder(data, { name, description }),
  );
  const payload = {
    ...("embeds" in message && { embeds: [...message.embeds] }),
    components: [...message.components],
    files,
    allowedMentions: { parse: [] },
    ...(flags !== undefined && { flags }),
  } as const;
  // What was an embed and becomes components must lose its embed.
  const changed = flags !== undefined && here && interaction.message.embeds.length > 0;
  // An edit's list of attachments drops those of the page before.
  const edit = { ...payload, attachments: [], ...(changed && { embeds: [], content: null }) };
  if (interaction.deferred || interaction.replied) await interaction.editReply(edit);
  else if (here) await interaction.update(edit);
  else if (isHidden(interaction, manner, audience))
    await interaction.reply({
      ...payload,
      flags: [MessageFlags.Ephemeral, ...(flags === undefined ? [] : [flags])],
    });
  else await interaction.reply(payload);
}

// Checks what the bot sends against Discord's documented limits, and against the promise to mention nobody.
import { Locale } from "discord-api-types/v10";
import { z } from "zod";
import { componentTree, flatten, legacyRows, modal, treeBreaches } from "./component-limits.js";

const V2 = 1 << 15;
const snowflake = z.string().regex(/^\d{17,20}$/);
const mentions = z.strictObject({
  parse: z.array(z.never()),
  roles: z.array(snowflake).max(100).optional(),
  replied_user: z.boolean().optional(),
});
const embed = z.strictObject({
  title: z.string().max(256).optional(),
  description: z.string().max(4096).optional(),
  url: z.url().optional(),
  timestamp: z.iso.datetime().optional(),
  color: z.int().optional(),
  author: z.strictObject({ name: z.string().min(1).max(256) }).optional(),
  footer: z.strictObject({ text: z.string().min(1).max(2048) }).optional(),
  thumbnail: z.strictObject({ url: z.url().max(2048) }).optional(),
  image: z.strictObject({ url: z.url().max(2048) }).optional(),
  fields: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(256),
        value: z.string().min(1).max(1024),
        inline: z.boolean().optional(),
      }),
    )
    .max(25)
    .optional(),
});
/** New files by the number of their part, kept ones by their id. */
const attachment = z.strictObject({
  id: z.union([z.string(), z.int()]),
  filename: z.string().min(1).optional(),
  description: z.string().max(1024).nullish(),
  // Of voice messages; discord.js names them always.
  title: z.null().optional(),
  waveform: z.null().optional(),
  duration_secs: z.null().optional(),
});
const message = z.strictObject({
  attachments: z.array(attachment).max(10).optional(),
  content: z.string().max(2000).nullish(),
  embeds: z.array(embed).max(10).nullish(),
  components: z.array(z.unknown()).nullish(),
  flags: z.int().optional(),
  allowed_mentions: mentions,
  nonce: z.string().min(1).max(25).optional(),
  enforce_nonce: z.boolean().optional(),
  tts: z.literal(false).optional(),
});

/** What is wrong with a message, in words; none when Discord would take it. */
export function messageBreaches(body: unknown, kind: "create" | "edit"): string[] {
  const parsed = message.safeParse(body);
  if (!parsed.success) return issues(parsed.error);
  const { flags = 0, components, content, embeds } = parsed.data;
  const wrong: string[] = [];
  if (flags & V2) {
    if (content || (embeds && embeds.length > 0)) wrong.push("content or embeds in a component message");
    wrong.push(...issuesOf(componentTree, components ?? []), ...treeBreaches(components));
  } else {
    wrong.push(...issuesOf(legacyRows, components ?? []), ...treeBreaches(components));
    const letters = (embeds ?? []).reduce(
      (sum, { title = "", description = "", footer, author, fields = [] }) =>
        sum +
        (author?.name.length ?? 0) +
        title.length +
        description.length +
        (footer?.text.length ?? 0) +
        fields.reduce((all, { name, value }) => all + name.length + value.length, 0),
      0,
    );
    if (letters > 6000) wrong.push(`${letters} letters in embeds, 6000 are allowed`);
  }
  const empty = !content?.trim() && !embeds?.length && flatten(components).length === 0;
  if (kind === "create" && empty) wrong.push("an empty message");
  return wrong;
}

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const name = z
  .string()
  .regex(NAME)
  .refine((text) => text === text.toLowerCase(), "not in lower case");
const described = z.string().min(1).max(100);
const localeTag = z.enum(Locale);
const localised = z.partialRecord(localeTag, described).optional();
const option = z.strictObject({
  type: z.int().min(3).max(11),
  name,
  description: described,
  description_localizations: localised,
  name_localizations: z.partialRecord(localeTag, name).optional(),
  required: z.boolean().optional(),
  autocomplete: z.boolean().optional(),
  min_value: z.number().optional(),
  max_value: z.number().optional(),
  min_length: z.int().min(0).max(6000).optional(),
  max_length: z.int().min(1).max(6000).optional(),
  channel_types: z.array(z.int()).optional(),
  choices: z
    .array(
      z.strictObject({
        name: described,
        name_localizations: localised,
        value: z.union([z.string().max(100), z.number()]),
      }),
    )
    .max(25)
    .optional(),
});
const command = z.strictObject({
  type: z.int().min(1).max(3).optional(),
  name: z.string().min(1).max(32),
  name_localizations: z.partialRecord(localeTag, z.string().min(1).max(32)).optional(),
  description: z.string().max(100).optional(),
  description_localizations: localised,
  options: z.array(option).max(25).optional(),
  contexts: z.array(z.int().min(0).max(2)).optional(),
  integration_types: z.array(z.int().min(0).max(1)).optional(),
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
});

interface Looks {
  readonly flags?: number;
  readonly content?: string | null;
  readonly embeds?: readonly unknown[];
}

/** A component message stays one, and one that becomes it must lose its text and embeds. */
export function editRefusal(before: Looks, body: unknown): string | null {
  const { flags = 0, content = before.content, embeds = before.embeds } = body as Looks;
  const now = ((before.flags ?? 0) | flags) & V2;
  return now && (content || (embeds && embeds.length > 0))
    ? "content or embeds in a component message"
    : null;
}

interface Lettered {
  readonly name: string;
  readonly description?: string | undefined;
  readonly value?: string | number;
  readonly name_localizations?: Readonly<Record<string, string | undefined>> | undefined;
  readonly description_localizations?: Readonly<Record<string, string | undefined>> | undefined;
  readonly options?: readonly Lettered[] | undefined;
  readonly choices?: readonly Lettered[] | undefined;
}

/** Whether two have the same name, in English or another language; whoever has none there goes by the English one. */
function namedTwice(all: readonly Lettered[]): boolean {
  const locales = new Set(["", ...all.flatMap((one) => Object.keys(one.name_localizations ?? {}))]);
  return [...locales].some(
    (locale) => new Set(all.map((one) => one.name_localizations?.[locale] ?? one.name)).size < all.length,
  );
}

/** Names, descriptions and values together; of each text the longest language counts. */
function lettersOf(one: Lettered): number {
  const longest = (...texts: readonly (string | undefined)[]): number =>
    Math.max(...texts.map((text) => text?.length ?? 0));
  return [...(one.options ?? []), ...(one.choices ?? [])].reduce(
    (sum, each) => sum + lettersOf(each),
    longest(one.name, ...Object.values(one.name_localizations ?? {})) +
      longest(one.description, ...Object.values(one.description_localizations ?? {})) +
      String(one.value ?? "").length,
  );
}

/** What is wrong with a list of commands. */
export function commandBreaches(body: unknown): string[] {
  const parsed = z.array(command).max(130).safeParse(body);
  if (!parsed.success) return issues(parsed.error);
  const wrong: string[] = [];
  for (const each of parsed.data) {
    const { type = 1, name: title, description, options = [] } = each;
    if (type === 1 && !NAME.test(title)) wrong.push(`${title}: no name for a slash command`);
    if (type === 1 && !description) wrong.push(`${title}: no description`);
    const lastRequired = options.findLastIndex(({ required }) => required);
    const firstFree = options.findIndex(({ required }) => !required);
    if (firstFree !== -1 && firstFree < lastRequired)
      wrong.push(`${title}: a required option after a free one`);
    if (namedTwice(options)) wrong.push(`${title}: an option twice`);
    for (const one of options)
      if (one.autocomplete && one.choices) wrong.push(`${title}: autocomplete beside choices`);
    if (lettersOf(each) > 8000) wrong.push(`${title}: over 8000 letters`);
  }
  const slash = parsed.data.filter(({ type = 1 }) => type === 1);
  if (namedTwice(slash)) wrong.push("a command twice");
  if (slash.length > 100) wrong.push("over 100 slash commands");
  return wrong;
}

const choices = z
  .array(
    z.strictObject({
      name: described,
      name_localizations: z.null().optional(),
      value: z.string().min(1).max(100),
    }),
  )
  .max(25);
const callback = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal(4), data: z.unknown() }),
  z.strictObject({
    type: z.literal(5),
    data: z.strictObject({ flags: z.union([z.literal(0), z.literal(64)]) }).optional(),
  }),
  z.strictObject({ type: z.literal(6) }),
  z.strictObject({ type: z.literal(7), data: z.unknown() }),
  z.strictObject({ type: z.literal(8), data: z.strictObject({ choices }) }),
  z.strictObject({ type: z.literal(9), data: modal }),
]);

export function callbackBreaches(body: unknown): string[] {
  const parsed = callback.safeParse(body);
  if (!parsed.success) return issues(parsed.error);
  if (parsed.data.type === 4) return messageBreaches(parsed.data.data, "create");
  return parsed.data.type === 7 ? messageBreaches(parsed.data.data, "edit") : [];
}

const thread = z.strictObject({
  name: z.string().min(1).max(100),
  auto_archive_duration: z
    .union([z.literal(60), z.literal(1440), z.literal(4320), z.literal(10080)])
    .optional(),
  rate_limit_per_user: z.int().optional(),
  applied_tags: z.array(snowflake).max(5).optional(),
  message: z.unknown(),
});

export function threadBreaches(body: unknown): string[] {
  const parsed = thread.safeParse(body);
  return parsed.success ? messageBreaches(parsed.data.message, "create") : issues(parsed.error);
}

const issuesOf = (schema: z.ZodType, value: unknown): string[] => {
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : issues(parsed.error);
};
const issues = (error: z.ZodError): string[] =>
  error.issues.map(
    (issue) =>
      `${issue.path.join(".")}: ${issue.message} ${"errors" in issue ? JSON.stringify(issue.errors) : ""}`,
  );

// /settings [FIELD [VALUE]]: how new posts come to this place, and each of it to be changed by a press or a word.
import { bullets, paragraph, strong } from "../document/builders.js";
import { isZone } from "../post/date.js";
import { foldName, primaryLanguage } from "../post/names.js";
import { localeFor, locales, type Locale } from "../locale/locale.js";
import { nameLine } from "../reply/list.js";
import type { Action, Reply } from "../reply/reply.js";
import type { Subscription, Wishes } from "../subscription/subscription.js";
import { remark } from "./answers.js";
import type { Args, Command, PlaceContext, ReplyWithChange } from "./command.js";
import { readHours, readTime } from "./clock-times.js";
import { describeWishes } from "./subscriptions.js";
import { languageName } from "./translations.js";

const NAME = "settings";

/** What of a subscription is changed here. */
type Settings = Pick<Subscription, "wishes" | "locale">;

interface Field {
  readonly name: keyof Locale["say"]["settings"]["fields"];
  readonly value: (settings: Settings, locale: Locale) => string;
  /** What can be pressed: the values, each with what it is called. */
  readonly values: (
    locale: Locale,
    context: PlaceContext,
  ) => readonly { readonly value: string; readonly label: string }[];
  /** Null where it is no such value. */
  readonly change: (settings: Settings, value: string) => Settings | null;
}

const NONE = "none";
const wish = (settings: Settings, change: Partial<Wishes>): Settings => ({
  ...settings,
  wishes: { ...settings.wishes, ...change },
});
const plain = (...values: readonly string[]) => values.map((value) => ({ value, label: value }));

const fields: readonly Field[] = [
  {
    name: "language",
    value: ({ locale }, { say }) => (locale === null ? say.settings.ofBlog : languageName(locale)),
    values: ({ say }) => [
      { value: NONE, label: say.settings.ofBlog },
      ...locales.map(({ tag }) => ({ value: tag, label: languageName(tag) })),
    ],
    change(settings, value) {
      if (value === NONE) return { ...settings, locale: null };
      const primary = (tag: string): string => primaryLanguage(tag.replaceAll("_", "-"));
      const named = locales.find(({ tag }) => foldName(languageName(tag)) === foldName(value));
      const { tag } = named ?? localeFor(value);
      return named || primary(tag) === primary(value) ? { ...settings, locale: tag } : null;
    },
  },
  {
    name: "show",
    value: ({ wishes }, { say }) => say.settings.shows[wishes.show],
    values: ({ say }) =>
      (["card", "title"] as const).map((value) => ({ value, label: say.settings.shows[value] })),
    change: (settings, value) =>
      value === "card" || value === "title" ? wish(settings, { show: value }) : null,
  },
  {
    name: "silent",
    value: ({ wishes }, { say }) => say.settings.switched[wishes.silent ? "on" : "off"],
    values: ({ say }) =>
      (["on", "off"] as const).map((value) => ({ value, label: say.settings.switched[value] })),
    change: (settings, value) =>
      value === "on" || value === "off" ? wish(settings, { silent: value === "on" }) : null,
  },
  {
    name: "digest",
    value: ({ wishes: { digest } }, { say }) => (digest === null ? say.settings.none : say[digest]),
    values: ({ say }) => [
      { value: NONE, label: say.settings.none },
      ...(["daily", "weekly"] as const).map((value) => ({ value, label: say[value] })),
    ],
    change(settings, value) {
      if (value === NONE) return wish(settings, { digest: null });
      return value === "daily" || value === "weekly" ? wish(settings, { digest: value }) : null;
    },
  },
  {
    name: "at",
    value: ({ wishes }) => wishes.digestAt,
    values: () => plain("07:00", "08:00", "09:00", "12:00", "18:00", "20:00"),
    change(settings, value) {
      const digestAt = readTime(value);
      return digestAt === null ? null : wish(settings, { digestAt });
    },
  },
  {
    name: "quiet",
    value: ({ wishes: { quiet } }, { say }) => (quiet ? `${quiet.from}–${quiet.to}` : say.settings.none),
    values: ({ say }) => [
      { value: NONE, label: say.settings.none },
      ...plain("21:00-07:00", "22:00-07:00", "23:00-08:00", "00:00-09:00"),
    ],
    change(settings, value) {
      const quiet = value === NONE ? null : readHours(value);
      return value !== NONE && quiet === null ? null : wish(settings, { quiet });
    },
  },
  {
    name: "zone",
    value: ({ wishes }) => wishes.timezone ?? "UTC",
    values: (_locale, { library }) => {
      const ofBlog = library.site.timezone;
      return plain(...new Set([...(ofBlog === null ? [] : [ofBlog]), ...ZONES]));
    },
    change: (settings, value) => (isZone(value) ? wish(settings, { timezone: value }) : null),
  },
];

/** To be pressed; any other is typed. */
const ZONES = [
  "UTC",
  "Europe/London",
  "Europe/Berlin",
  "Europe/Moscow",
  "Asia/Kolkata",
  "Asia/Shanghai",
  "Asia/Tokyo",
  "Australia/Sydney",
  "America/Sao_Paulo",
  "America/New_York",
  "America/Chicago",
  "America/Los_Angeles",
];

const to = (args: Args): Action => ({ command: NAME, args });

export const settings: Command = {
  name: NAME,
  description: ({ say }) => say.settings.describe,
  options: [
    {
      name: "field",
      description: ({ say }) => say.settings.optionField,
      required: false,
      kind: "choice",
      choices: fields.map(({ name }) => ({ value: name, label: ({ say }) => say.settings.fields[name] })),
    },
    { name: "value", description: ({ say }) => say.settings.optionValue, required: false, kind: "text" },
  ],
  needs: "manager",

  async run(args, context): Promise<Reply | ReplyWithChange> {
    const { place, subscriptions, locale, prefix } = context;
    const { say } = locale;
    const known = await subscriptions.at(place);
    if (!known) return remark(say.notSubscribed(`${prefix}subscribe`));
    if (known.origin === "config") return remark(say.byConfiguration);
    // Where a chat has no form the value is written behind the field.
    const [typed = "", ...behind] = (args["field"] ?? "").trim().split(/[\s=]+/);
    const value = (args["value"] ?? behind.join(" ")).trim();
    const field = fields.find(({ name }) => name === typed.toLowerCase());
    if (!field) return overview(known, context, typed === "" ? null : say.settings.unknown(typed));
    if (value === "") return choices(field, known, context);
    const changed = field.change(known, value);
    if (changed === null) return choices(field, known, context, say.settings.bad(value));
    return {
      change: { kind: "subscribe", place, wishes: changed.wishes, locale: changed.locale },
      reply: overview({ ...known, ...changed }, context, null),
    };
  },
};

function overview(known: Subscription, { locale }: PlaceContext, fault: string | null): Reply {
  const { say } = locale;
  const label = (name: Field["name"]): string => say.settings.fields[name];
  const lines = fields.map(({ name, value }) => paragraph(strong(label(name)), `: ${value(known, locale)}`));
  return {
    title: say.settings.title,
    body: [
      ...(fault === null ? [] : [paragraph(fault)]),
      paragraph(say.subscribed(describeWishes(known.wishes, locale))),
      bullets(...lines),
    ],
    list: fields.map(({ name, value }) => nameLine(label(name), value(known, locale), to({ field: name }))),
    buttons: [],
    posts: [],
    audience: "asker",
  };
}

function choices(
  field: Field,
  known: Subscription,
  context: PlaceContext,
  fault: string | null = null,
): Reply {
  const { locale } = context;
  const { say } = locale;
  const now = say.settings.now(field.value(known, locale));
  return {
    title: say.settings.fields[field.name],
    body: [...(fault === null ? [] : [paragraph(fault)]), paragraph(now)],
    list: field
      .values(locale, context)
      .map(({ value, label }) => nameLine(label, "", to({ field: field.name, value }))),
    buttons: [{ label: say.settings.back, action: to({}) }],
    posts: [],
    audience: "asker",
  };
}

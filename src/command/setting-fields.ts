// What of a subscription can be changed in its form, field by field: its value, what can be pressed, what can be typed.
import { isZone } from "../post/date.js";
import { foldName, primaryLanguage } from "../post/names.js";
import { readTemplate } from "../post/template.js";
import { localeFor, locales, type Locale } from "../locale/locale.js";
import type { Extra } from "../subscription/place.js";
import type { Subscription, Wishes } from "../subscription/subscription.js";
import { namesWanted } from "../subscription/wanted.js";
import type { PlaceContext } from "./command.js";
import { readHours, readTime } from "./clock-times.js";
import { readLanguage, readRole } from "./option-values.js";
import {
  asWritten,
  dropSubjects,
  among,
  leaveOut,
  namesIn,
  readSubjects,
  subjectsOf,
  withSubjects,
} from "./subjects.js";
import { describeSubjects, subjectName } from "./subscriptions.js";
import { categoriesOf } from "./taxonomy.js";
import { languageName } from "./translations.js";

/** What of a subscription is changed here. */
export type PlaceSettings = Pick<Subscription, "wishes" | "locale">;

/** What can be pressed. */
interface Choice {
  readonly value: string;
  readonly label: string;
  /** Where several can be chosen: whether it is. */
  readonly isOn?: boolean;
}

export interface SettingField {
  readonly name: keyof Locale["say"]["settings"]["fields"];
  /** Where only some places have it. */
  readonly needs?: Extra;
  readonly value: (settings: PlaceSettings, context: PlaceContext) => string;
  readonly values: (settings: PlaceSettings, context: PlaceContext) => readonly Choice[];
  /** Null where it is no such value. */
  readonly change: (settings: PlaceSettings, value: string, context: PlaceContext) => PlaceSettings | null;
  /** What can be typed instead. */
  readonly example?: string;
  /** How that is written, where it wants telling. */
  readonly how?: (locale: Locale) => string;
}

/** Typed or pressed, it stands for having none. */
export const NONE = "none";
const wish = (settings: PlaceSettings, change: Partial<Wishes>): PlaceSettings => ({
  ...settings,
  wishes: { ...settings.wishes, ...change },
});
const plain = (...values: readonly string[]) => values.map((value) => ({ value, label: value }));

/** On or off. */
const switched = (
  name: SettingField["name"] & ("silent" | "preview" | "pin" | "discuss"),
  needs?: Extra,
): SettingField => ({
  name,
  ...(needs && { needs }),
  value: ({ wishes }, { locale: { say } }) => say.settings.switched[wishes[name] ? "on" : "off"],
  values: (_settings, { locale: { say } }) =>
    (["on", "off"] as const).map((value) => ({ value, label: say.settings.switched[value] })),
  change: (settings, value) =>
    value === "on" || value === "off" ? wish(settings, { [name]: value === "on" }) : null,
});

/** What can be named, ticked where it is, what is named and no longer in the blog first. */
const ticked = (named: readonly string[], context: PlaceContext): readonly Choice[] => {
  const there = subjectsOf(context);
  const categories = new Set(categoriesOf(context.library.visible()).map(({ path }) => path.join("/")));
  const [isThere, isOn] = [among(there), among(named)];
  return [...named.filter((name) => !isThere(name)), ...there].map((value) => ({
    value,
    label: subjectName(value, categories),
    isOn: isOn(value),
  }));
};

export const fields: readonly SettingField[] = [
  {
    name: "language",
    how: ({ say }) => say.settings.languageHow,
    value: ({ locale }, { locale: { say } }) =>
      locale === null ? say.settings.ofBlog : languageName(locale),
    values: (_settings, { locale: { say } }) => [
      { value: NONE, label: say.settings.ofBlog },
      ...locales.map(({ tag }) => ({ value: tag, label: languageName(tag) })),
    ],
    change(settings, value) {
      if (value === NONE) return { ...settings, locale: null };
      const wanted = readLanguage(value);
      if (wanted === null) return null;
      const { tag } = localeFor(wanted);
      return primaryLanguage(tag) === primaryLanguage(wanted) ? { ...settings, locale: tag } : null;
    },
  },
  {
    name: "to",
    value: ({ wishes }, { locale }) => describeSubjects(wishes, locale),
    values: ({ wishes }, context) => [
      { value: NONE, label: context.locale.say.everyPost, isOn: namesWanted(wishes).length === 0 },
      ...ticked(namesWanted(wishes), context),
    ],
    /** One that is named already is named no more. */
    change(settings, value, context) {
      const { wishes } = settings;
      if (value === NONE) return wish(settings, { tags: [], categories: [], words: [], authors: [] });
      const isNamed = among(namesWanted(wishes));
      const written = isNamed(value) ? [value] : namesIn(value, context);
      const [again, fresh] = [
        asWritten(written, context).filter(isNamed),
        written.filter((name) => !asWritten([name], context).some(isNamed)),
      ];
      if (written.length === 0) return null;
      const { wanted, unknown } = readSubjects(fresh, context);
      if (unknown.length > 0) return null;
      const left = again.length > 0 ? dropSubjects(wishes, again) : wishes;
      return { ...settings, wishes: fresh.length > 0 ? withSubjects(left, wanted) : left };
    },
    example: "word:lidar",
  },
  {
    name: "without",
    value: ({ wishes }, { locale: { say } }) =>
      wishes.without.map((name) => subjectName(name)).join(say.comma) || say.settings.none,
    values: ({ wishes }, context) => [
      { value: NONE, label: context.locale.say.settings.none, isOn: wishes.without.length === 0 },
      ...ticked(wishes.without, context),
    ],
    change(settings, value, context) {
      if (value === NONE) return wish(settings, { without: [] });
      const written = among(settings.wishes.without)(value) ? [value] : namesIn(value, context);
      const bare = written.map((name) => name.replace(/^[-－]\s*/u, ""));
      const names = asWritten(
        bare.filter((name) => name !== ""),
        context,
      );
      return names.length === 0 ? null : { ...settings, wishes: leaveOut(settings.wishes, names) };
    },
    example: "author:Ada",
  },
  {
    name: "lang",
    value: ({ wishes: { lang } }, { locale }) =>
      lang === null ? locale.say.settings.anyLanguage : locale.language(lang),
    values(_settings, { locale, library }) {
      const written = library.visible().flatMap(({ lang }) => lang ?? []);
      const all = [...written, ...locales.map(({ tag }) => tag)].map(primaryLanguage);
      return [
        { value: NONE, label: locale.say.settings.anyLanguage },
        ...[...new Set(all)].slice(0, MOST_LANGUAGES).map((tag) => ({
          value: tag,
          label: locale.language(tag),
        })),
      ];
    },
    change(settings, value) {
      const lang = value === NONE ? null : readLanguage(value);
      return value !== NONE && lang === null ? null : wish(settings, { lang });
    },
  },
  {
    name: "show",
    value: ({ wishes }, { locale: { say } }) => say.settings.shows[wishes.show],
    values: (_settings, { locale: { say } }) =>
      (["card", "title"] as const).map((value) => ({ value, label: say.settings.shows[value] })),
    change: (settings, value) =>
      value === "card" || value === "title" ? wish(settings, { show: value }) : null,
  },
  switched("preview", "preview"),
  {
    name: "template",
    value: ({ wishes }, { locale: { say } }) => wishes.template ?? say.settings.none,
    values: (_settings, { locale: { say } }) => [
      { value: NONE, label: say.settings.none },
      ...TEMPLATES.map((value) => ({ value, label: value.replaceAll("\\n", " ") })),
    ],
    change(settings, value) {
      const template = value === NONE ? null : readTemplate(value);
      return value !== NONE && template === null ? null : wish(settings, { template });
    },
    example: "★ {title}\\n{url}",
    how: ({ say }) => say.settings.templateHow,
  },
  switched("pin", "pin"),
  switched("discuss", "discuss"),
  {
    name: "role",
    needs: "role",
    value: ({ wishes: { mention } }, { locale: { say }, roles }) =>
      mention === null ? say.settings.none : (roles.find(({ id }) => id === mention)?.name ?? mention),
    values: (_settings, { locale: { say }, roles }) => [
      { value: NONE, label: say.settings.none },
      ...roles.map(({ id, name }) => ({ value: id, label: `@${name}` })),
    ],
    change(settings, value, { roles }) {
      const called = roles.find(({ name }) => foldName(name) === foldName(value.replace(/^@/, "")));
      const mention = value === NONE ? null : (called?.id ?? readRole(value));
      return value !== NONE && mention === null ? null : wish(settings, { mention });
    },
  },
  {
    name: "offer",
    needs: "offer",
    value: ({ wishes: { offer } }, { locale: { say }, roles }) =>
      offer === null ? say.settings.none : (roles.find(({ id }) => id === offer)?.name ?? offer),
    values: (_settings, { locale: { say }, roles }) => [
      { value: NONE, label: say.settings.none },
      ...roles.filter((role) => role.mayBeOffered).map(({ id, name }) => ({ value: id, label: `@${name}` })),
    ],
    change(settings, value, { roles }) {
      const wanted = readRole(value) ?? foldName(value.replace(/^@/, ""));
      const role = roles.find(({ id, name }) => id === wanted || foldName(name) === wanted);
      if (value !== NONE && !role?.mayBeOffered) return null;
      return wish(settings, { offer: value === NONE ? null : (role?.id ?? null) });
    },
  },
  switched("silent"),
  {
    name: "digest",
    value: ({ wishes: { digest } }, { locale: { say } }) =>
      digest === null ? say.settings.none : say[digest],
    values: (_settings, { locale: { say } }) => [
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
    example: "10:30",
  },
  {
    name: "quiet",
    value: ({ wishes: { quiet } }, { locale: { say } }) =>
      quiet ? `${quiet.from}–${quiet.to}` : say.settings.none,
    values: (_settings, { locale: { say } }) => [
      { value: NONE, label: say.settings.none },
      ...plain("21:00-07:00", "22:00-07:00", "23:00-08:00", "00:00-09:00"),
    ],
    change(settings, value) {
      const quiet = value === NONE ? null : readHours(value);
      return value !== NONE && quiet === null ? null : wish(settings, { quiet });
    },
    example: "22:30-06:30",
  },
  {
    name: "zone",
    value: ({ wishes }) => wishes.timezone ?? "UTC",
    values: (_settings, { library }) => {
      const ofBlog = library.site.timezone;
      return plain(...new Set([...(ofBlog === null ? [] : [ofBlog]), ...ZONES]));
    },
    change: (settings, value) => (isZone(value) ? wish(settings, { timezone: value }) : null),
    example: "Europe/Madrid",
  },
];

/** So many can be pressed; any other is typed. */
const MOST_LANGUAGES = 20;

/** To be pressed; any other is typed. */
const TEMPLATES = ["{title}\\n{url}", "{title} {tags}\\n{url}", "{title}\\n\\n{summary}\\n\\n{url}"];

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

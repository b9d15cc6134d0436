// A reader's language: its phrases and how it writes dates.
import { en, type Phrases } from "./en.js";
import { zh } from "./zh.js";

export interface Locale {
  /** BCP 47 of the catalogue in use. */
  readonly tag: string;
  readonly say: Phrases;
  /** A day as this language writes it, from a wall clock `YYYY-MM-DDTHH:mm:ss`. */
  day(wall: string): string;
}

const make = (tag: string, say: Phrases): Locale => {
  const format = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" });
  return { tag, say, day: (wall) => format.format(new Date(`${wall}Z`)) };
};

/** Every language Postern speaks; the first is used where none fits. */
export const locales: readonly Locale[] = [make("en", en), make("zh-CN", zh)];

/** The locale for a BCP 47 tag such as `zh-TW` or `en-GB`: by its language, else `fallback`, else English. */
export function localeFor(tag: string | null, fallback: string | null = null): Locale {
  const language = (wanted: string): Locale | undefined => {
    const short = wanted.toLowerCase().split(/[-_]/)[0];
    return locales.find((locale) => locale.tag.split("-")[0] === short);
  };
  const found = (tag && language(tag)) || (fallback && language(fallback));
  return found || language("en") || make("en", en);
}

// A reader's language: its phrases and how it writes dates.
import { de } from "./de/de.js";
import { en, type Phrases } from "./en/en.js";
import { es } from "./es/es.js";
import { fr } from "./fr/fr.js";
import { it } from "./it/it.js";
import { ja } from "./ja/ja.js";
import { ko } from "./ko/ko.js";
import { pl } from "./pl/pl.js";
import { pt } from "./pt/pt.js";
import { ru } from "./ru/ru.js";
import { tr } from "./tr/tr.js";
import { uk } from "./uk/uk.js";
import { zhHant } from "./zh-hant/zh-hant.js";
import { zh } from "./zh/zh.js";

export interface Locale {
  /** BCP 47 of the catalogue in use. */
  readonly tag: string;
  readonly say: Phrases;
  /** A day as this language writes it, from a wall clock `YYYY-MM-DDTHH:mm:ss`. */
  day(wall: string): string;
  /** Names of which one is meant: `slam, vio, or lidar`. */
  oneOf(names: readonly string[]): string;
  /** What this language calls a language, from its BCP 47 tag: `German`; the tag where it has no name. */
  language(tag: string): string;
  /** Its month with its year, `April 2021`. */
  month(wall: string): string;
  /** Its year alone, `2021`. */
  year(wall: string): string;
}

/** Dates of which is known how they are written. */
const KEPT = 500;

const make = (tag: string, say: Phrases): Locale => {
  const writes = (form: Intl.DateTimeFormatOptions) => {
    // Made when it is needed: all nine cost every start some 30 ms.
    let format: Intl.DateTimeFormat | undefined;
    const known = new Map<string, string>();
    return (wall: string): string => {
      let written = known.get(wall);
      if (written === undefined) {
        format ??= new Intl.DateTimeFormat(tag, { ...form, timeZone: "UTC" });
        written = format.format(new Date(`${wall}Z`));
        // Lists and completions write the same days again and again.
        if (known.size >= KEPT) known.clear();
        known.set(wall, written);
      }
      return written;
    };
  };
  return {
    tag,
    say,
    day: writes({ dateStyle: "long" }),
    month: writes({ year: "numeric", month: "long" }),
    year: writes({ year: "numeric" }),
    language(other) {
      try {
        return new Intl.DisplayNames(tag, { type: "language" }).of(other) ?? other;
      } catch {
        return other;
      }
    },
    oneOf: (names) => new Intl.ListFormat(tag, { type: "disjunction" }).format(names),
  };
};

/** Every language Postern speaks; the first is used where none fits. */
export const locales: readonly Locale[] = [
  make("en", en),
  make("zh-CN", zh),
  make("zh-TW", zhHant),
  make("ja", ja),
  make("ko", ko),
  make("de", de),
  make("fr", fr),
  make("es", es),
  make("pt-BR", pt),
  make("ru", ru),
  make("it", it),
  make("tr", tr),
  make("pl", pl),
  make("uk", uk),
];

/** Of `zh-TW`, `zh-HK` and `zh_hant` Chinese in Traditional signs: the script that a tag means, told or not. */
function kindOf(tag: string): { readonly language: string; readonly script: string | undefined } {
  try {
    const { language, script } = new Intl.Locale(tag.replaceAll("_", "-")).maximize();
    return { language, script };
  } catch {
    // What is wrong may stand at the end only: `zh-hant-beta`.
    const end = Math.max(tag.lastIndexOf("-"), tag.lastIndexOf("_"));
    return end > 0 ? kindOf(tag.slice(0, end)) : { language: tag.toLowerCase(), script: undefined };
  }
}

/** By the tags that were asked for: to take one apart costs more than to look up all phrases of an answer. */
const known = new Map<string, Locale | undefined>();
/** Platforms know some hundred tags; whoever sends others makes them be forgotten. */
const MOST_KNOWN = 500;

function spokenAs(tag: string): Locale | undefined {
  if (known.has(tag)) return known.get(tag);
  const { language, script } = kindOf(tag);
  const same = locales.filter((one) => one.tag.split("-")[0] === language);
  const inScript = same.length > 1 ? same.find((one) => kindOf(one.tag).script === script) : undefined;
  const found = inScript ?? same[0];
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(tag, found);
  return found;
}

/** The locale for a BCP 47 tag such as `zh-HK` or `en-GB`: by its language and script, else `fallback`, else English. */
export function localeFor(tag: string | null, fallback: string | null = null): Locale {
  return (
    (tag ? spokenAs(tag) : undefined) ??
    (fallback ? spokenAs(fallback) : undefined) ??
    spokenAs("en") ??
    make("en", en)
  );
}

// Front matter as Jekyll (Ruby) reads it: where it ends, its dates, lists and truths.
import { wallToInstant } from "../../post/date.js";
import { feedDate } from "../feed/feed-date.js";
import { asShown, asText, texts } from "../rules/fields.js";
import { parseData } from "../rules/parsers.js";
import { meaning, own, Scalar, type Data } from "../rules/scalar.js";
import { plainInstant } from "../rules/written-date.js";

const FRONT_MATTER = /^---[^\S\n]*\n(?:([\s\S]*?)\n)??(?:---|\.\.\.)[^\S\n]*(?:\n|$)/;

export function splitJekyll(source: string): { data: Data; body: string } {
  const found = FRONT_MATTER.exec(source);
  if (!found) return { data: {}, body: source };
  return { data: parseData(found[1] ?? "", "yaml", "last wins"), body: source.slice(found[0].length) };
}

/** Ruby: 69 to 99 are the last century. */
const fullYear = (year: number): number => (year >= 100 ? year : year >= 69 ? 1900 + year : 2000 + year);

/**
 * A date as Ruby's `Time.parse` reads it (its date_parse.c), in the words of other dates: of numbers alone the day may
 * stand before the month and digits may run on; behind the time a zone counts only where it follows at once.
 */
function rubyDate(text: string): string {
  const [, year, month, day, hour = "00", minute = "00", second = "00"] =
    /^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})(\d{2})?)?$/.exec(text) ?? [];
  if (year !== undefined) return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
  const dated = text
    .replace(/^(\d{1,2})([-./])(\d{1,2})\2(\d{4})(?!\d)/, "$4-$3-$1")
    .replace(
      /^(\d{1,2})([-./])(\d{1,2})\2(\d{1,2})(?!\d)/,
      (_, short: string, sign, month, day) => `${fullYear(Number(short))}-${month}-${day}`,
    )
    .replace(/^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/, realDay)
    .replace(/^(\d{4}-\d{1,2}-\d{1,2})[-_](?=\d{1,2}:)/, "$1 ")
    .replace(/^([^:]*\d)\s+[+-]\d{4}$/, "$1")
    .replace(/(\d)(?:st|nd|rd|th)\b/i, "$1")
    .replace(/(?:\s+at)?\s+(\d{1,2})(?:(h)(?:(\d{2})m?(?:(\d{2})s?)?)?)?(?:\s*([ap]m))?$/i, oneTime)
    .replace(/\s+at\s+(?=\d)/i, " ")
    .replace(/(\d)([ap]m)\b/i, "$1 $2")
    // Behind an offset nothing counts, nor does the name of a place, nor a zone that Ruby does not know.
    .replace(
      /(:\d{2}\s*[+-]\d{2})(?::?(\d{2}))?(?:\s+[A-Za-z()]+)?$/,
      (_, hours, minutes = "00") => `${hours}${minutes}`,
    )
    .replace(/(:\d{2})\s+[A-Z]\w+\/\w+$/, "$1")
    .replace(
      /(:\d{2}(?:\.\d+)?)\s+([A-Za-z]{2,5})([+-]\d{1,2}:?(?:\d{2})?)?(?:\s+\([^)]*\))?(?=\s+\d{4}$|$)/,
      (whole, time: string, name: string, offset?: string) =>
        /^[ap]m$/i.test(name) || (offset === undefined && RUBY_ZONE.test(name)) ? whole : time,
    );
  const [, before = "", offset = "", after] =
    /^(.*\d{1,2}:\d{2}(?::\d{2})?)(\s+(?:[+-]\d{4}|[A-Z]{2,3}))?\s+(\d{4})(?:\s.*)?$/.exec(dated) ?? [];
  if (after === undefined) return dated;
  return (/(?:^|\D)\d{4}(?:\D|$)/.test(before) ? before : `${before} ${after}`) + offset;
}

/** The names of zones in Ruby's `Time.zone_offset`. */
const RUBY_ZONE = /^(?:UTC?|GMT|[ECMP][SD]T)$/i;

/** The last days that a month has not are the first of the next. */
function realDay(written: string, year: string, month: string, day: string): string {
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isRolled = Number(month) <= 12 && Number(day) <= 31 && at.getUTCDate() !== Number(day);
  return isRolled ? at.toISOString().slice(0, 10) : written;
}

/** A time of the day without a colon, `10am`, `10h30`; a number alone is none. */
function oneTime(
  whole: string,
  hour: string,
  h: string | undefined,
  minutes = "00",
  seconds = "00",
  half = "",
): string {
  return h === undefined && half === "" ? whole : ` ${hour}:${minutes}:${seconds} ${half}`.trimEnd();
}

/** Ruby's YAML takes a time without an offset for UTC, a day alone for midnight in the site's zone; texts are parsed there too. */
export function instantOf(value: unknown, zone: string): number | null {
  const time = value instanceof Scalar && value.value instanceof Date && /:/.test(value.raw);
  if (time) return plainInstant(value, "UTC");
  const text = asText(value)?.trim() ?? "";
  const read = rubyDate(text);
  // Zones by their names and the like, as Ruby knows them too.
  return plainInstant(read === text ? value : read, zone) ?? feedDate(read, zone)?.instant ?? null;
}

export function dayOf(day: string | null, zone: string): number | null {
  const [year = 0, month = 1, date = 1] = (day ?? "").split("-").map(Number);
  if (day === null) return null;
  return wallToInstant(Date.UTC(fullYear(year), month - 1, date), zone);
}

/** A text is split at white space, a lone number or truth is none; the singular key is one value and wins. */
export function listOf(data: Data, singular: string, plural: string): readonly string[] {
  const one = own(data, singular);
  if (one !== undefined && one !== null) return Array.isArray(one) ? texts(one) : [asShown(one) ?? ""];
  const many = own(data, plural);
  if (typeof many === "string") return many.split(/\s+/).filter((word) => word !== "");
  return Array.isArray(many) ? flat(many) : [];
}

const flat = (list: readonly unknown[]): readonly string[] =>
  list
    .flatMap((item) => (Array.isArray(item) ? flat(item) : [asShown(item) ?? ""]))
    .filter((name) => name !== "");

/** `published: false`, `no` or nothing hides; the text "false" does not. */
export function unpublished(data: Data): boolean {
  if (!Object.hasOwn(data, "published")) return false;
  const said = meaning(own(data, "published"));
  return said === false || said === null || (typeof said === "string" && /^(?:no|off)$/i.test(said));
}

/** Front matter over its defaults; a key with nothing after it leaves the default standing. */
export const over = (defaults: Data, front: Data): Data => ({
  ...front,
  ...defaults,
  ...Object.fromEntries(Object.entries(front).filter(([, value]) => meaning(value) !== null)),
});

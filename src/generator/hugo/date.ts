// Dates as Hugo reads them: the layouts of Go's cast library, and nothing that only looks like a date.
import { instantToWall, wallToInstant } from "../../post/date.js";
import type { PostDate } from "../../post/post.js";
import { DateTime } from "luxon";
import { texts } from "../rules/fields.js";
import { type Data, isData, own, Scalar } from "../rules/scalar.js";

export interface HugoDate {
  readonly instant: number;
  /** What the clock showed at the date's own offset, as UTC milliseconds. */
  readonly wall: number;
}

/** Go takes an hour of one digit, and no other part of a date. */
const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{1,2}:\d{2}:\d{2})(?:\.\d+)?)?(?:\s?(Z|[+-]\d{2}:?\d{2})(?: \w+)?)?$/;
const RFC_1123 =
  /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) (?:([+-]\d{4})|GMT|UTC)$/;
const PLAIN = /^(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})$/;

/** Milliseconds of a wall clock written `2023-10-21` and `05:02:42`; null where the calendar has no such day. */
function wallOf(day: string, time: string): number | null {
  const at = DateTime.fromISO(`${day}T${time.padStart(8, "0")}`, { zone: "UTC" });
  return at.isValid ? at.toMillis() : null;
}

function offsetOf(text: string | undefined): number | null {
  const found = /^([+-])(\d{2}):?(\d{2})$/.exec(text ?? "");
  if (found) return (found[1] === "-" ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) * 60_000;
  return text === undefined ? null : 0;
}

const monthDay = (year: string, month: string, day: string): string => {
  const number = "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(month) / 3 + 1;
  return `${year}-${String(number).padStart(2, "0")}-${day.padStart(2, "0")}`;
};

function at(wall: number | null, offset: number | null, zone: string): HugoDate | null {
  if (wall === null) return null;
  if (offset !== null) return { instant: wall - offset, wall };
  const instant = wallToInstant(wall, zone);
  return instant === null ? null : { instant, wall };
}

/** The date of a front matter value; `zone` is where a date without an offset is. */
export function hugoDate(value: unknown, zone: string): HugoDate | null {
  const text = (value instanceof Scalar ? value.raw : typeof value === "string" ? value : "").trim();
  const iso = ISO.exec(text);
  if (iso) return at(wallOf(iso[1] ?? "", iso[2] ?? "00:00:00"), offsetOf(iso[3]), zone);
  const rfc = RFC_1123.exec(text);
  if (rfc)
    return at(
      wallOf(monthDay(rfc[3] ?? "", rfc[2] ?? "", rfc[1] ?? ""), rfc[4] ?? ""),
      offsetOf(rfc[5] ?? "Z"),
      zone,
    );
  const plain = PLAIN.exec(text);
  if (plain)
    return at(wallOf(monthDay(plain[3] ?? "", plain[2] ?? "", plain[1] ?? ""), "00:00:00"), null, zone);
  if (value instanceof Scalar && /^\d{1,11}$/.test(text)) {
    const instant = Number(text) * 1000;
    return { instant, wall: instantToWall(instant, zone) };
  }
  return null;
}

/** The date as its author wrote it, offset and all. */
export function shownDate(date: HugoDate | null): PostDate | null {
  if (date === null) return null;
  const wall = new Date(date.wall);
  const year = wall.getUTCFullYear();
  if (Number.isNaN(wall.getTime()) || year < 0 || year > 9999) return null;
  const minutes = Math.round((date.wall - date.instant) / 60_000);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  const offset = `${minutes < 0 ? "-" : "+"}${two(hours)}:${two(rest)}`;
  return { instant: date.instant, wall: wall.toISOString().slice(0, 19), offset };
}

export type DateKeys = Readonly<Record<keyof typeof DATE_KEYS, readonly string[]>>;

const DATE_KEYS = {
  date: ["date", "publishdate", "pubdate", "published", "lastmod", "modified"],
  publishDate: ["publishdate", "pubdate", "published", "date"],
  expiryDate: ["expirydate", "unpublishdate"],
  lastmod: ["lastmod", "modified"],
} as const;

/** The keys that `frontmatter` names for each date, and Hugo's own for those it leaves out. */
export function dateKeysOf(data: Data): DateKeys {
  const rules = own(data, "frontmatter");
  const keysOf = (kind: keyof typeof DATE_KEYS): readonly string[] => {
    const named = isData(rules) ? texts(own(rules, kind.toLowerCase())) : [];
    const keys = named.length === 0 ? [":default"] : named;
    return keys.flatMap((key) => (key.toLowerCase() === ":default" ? DATE_KEYS[kind] : [key.toLowerCase()]));
  };
  return {
    date: keysOf("date"),
    publishDate: keysOf("publishDate"),
    expiryDate: keysOf("expiryDate"),
    lastmod: keysOf("lastmod"),
  };
}

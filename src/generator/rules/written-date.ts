// Dates as people write them in plain front matter and file names.
import { isZone, wallToInstant } from "../../post/date.js";
import { parseJsDate } from "./js-date.js";
import { Scalar } from "./scalar.js";

const WRITTEN =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?\s*(Z|(?:UTC|GMT)?[+-]\d{1,2}:?\d{2}|UTC|GMT)?$/i;

/** `+08:00`, `+8:00`, `+0800`, `UTC+08:00`, `Z` as milliseconds east of Greenwich. */
function offsetOf(text: string): number {
  const found = /([+-])(\d{1,2}):?(\d{2})$/.exec(text);
  if (!found) return 0;
  return (found[1] === "-" ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) * 60_000;
}

/** A wall clock from its parts, or null where the calendar has no such day or the day no such time. */
function wallOf(parts: readonly (string | undefined)[]): number | null {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const at = new Date(wall);
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day && minute < 60 && second < 60
    ? wall
    : null;
}

/** The instant of a date in front matter: an offset is respected, a date without one is in `zone`. */
export function plainInstant(value: unknown, zone: string): number | null {
  const text = value instanceof Scalar ? value.raw : typeof value === "string" ? value : "";
  const found = WRITTEN.exec(text.trim());
  if (!found) {
    if (/^\d{9,10}$/.test(text)) return Number(text) * 1000;
    if (/^\d{12,13}$/.test(text)) return Number(text);
    return value instanceof Scalar ? null : parseJsDate(text, zone);
  }
  const second = wallOf(found.slice(1, 7));
  if (second === null) return null;
  const wall = second + Number((found[7] ?? "").slice(0, 3).padEnd(3, "0"));
  const offset = found[8];
  return offset === undefined ? wallToInstant(wall, zone) : wall - offsetOf(offset);
}

/**
 * The date that begins the name of a file or of its folder, `2023-10-21-title`, `20231021 title`, or that its folders
 * make, `2023/10/21/title`, `2023/10-21-title`.
 */
export function dateInName(source: string, zone: string): { instant: number; rest: string } | null {
  const path = source.replace(/\.[^./]*$/, "").replace(/\/index$/, "");
  // Zola takes a moment, too.
  const [, moment, behind = ""] =
    /(?:^|\/)(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))\s?[-_]([^/]+)$/.exec(
      path,
    ) ?? [];
  const at = moment === undefined ? null : plainInstant(moment, zone);
  if (at !== null) return { instant: at, rest: behind };
  const matches = [
    ...path
      .split("/")
      .reverse()
      .slice(0, 2)
      .map((part) => /^(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?:[-_. ]+(.*))?$/.exec(part)),
    /(?:^|\/)(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[-_/ ]([^/]+))?$/.exec(path),
  ];
  for (const found of matches) {
    const wall = found && wallOf(found.slice(1, 4));
    const instant = wall === null || wall === undefined || !isZone(zone) ? null : wallToInstant(wall, zone);
    if (instant !== null) return { instant, rest: found?.[4] ?? "" };
  }
  return null;
}

// Dates of posts: from a wall clock and a zone to an instant, and from an instant to how its site writes it.
import { DateTime, IANAZone } from "luxon";
import type { PostDate } from "./post.js";

/** A wall clock without a zone, kept as the milliseconds it would be in UTC. */
export type Wall = number;

export const isZone = (name: string): boolean => IANAZone.isValidZone(name);

/** A moment in ms since 1970, to the minute, for people: `2026-11-29 08:05 UTC`. */
export const utcMinute = (at: number): string =>
  `${new Date(at).toISOString().replace("T", " ").slice(0, 16)} UTC`;

/** The same by the clock of a zone, `2026-11-29 16:05 Asia/Shanghai`; UTC where there is none. */
export const minuteIn = (at: number, zone: string | null): string =>
  zone === null ? utcMinute(at) : `${DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd HH:mm")} ${zone}`;

/** The zone of the machine we run on: the last resort where neither site nor owner names one. */
export const machineZone = (): string => DateTime.local().zoneName ?? "UTC";

const parts = (wall: Wall) => {
  const at = new Date(wall);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    millisecond: at.getUTCMilliseconds(),
  };
};

/** The instant at which a clock in `zone` shows `wall`; null when there is none that fits a year of four digits. */
export function wallToInstant(wall: Wall, zone: string): number | null {
  if (!Number.isFinite(wall) || Number.isNaN(new Date(wall).getTime())) return null;
  const at = DateTime.fromObject(parts(wall), { zone });
  return at.isValid && at.year >= 0 && at.year <= 9999 ? at.toMillis() : null;
}

/** What a clock in `zone` shows at `instant`. */
export const instantToWall = (instant: number, zone: string): Wall =>
  instant + DateTime.fromMillis(instant, { zone }).offset * 60_000;

/** A moment as a site in `zone` writes it; null outside the years 0 to 9999, which no blog means. */
export function postDate(instant: number | null, zone: string): PostDate | null {
  if (instant === null || !Number.isFinite(instant)) return null;
  const at = DateTime.fromMillis(Math.trunc(instant), { zone });
  if (!at.isValid || at.year < 0 || at.year > 9999) return null;
  // What luxon's own formats give, at a fraction of their cost.
  const wall = new Date(at.toMillis() + at.offset * 60_000).toISOString().slice(0, 19);
  return { instant: at.toMillis(), wall, offset: writtenOffset(at.offset) };
}

/** An offset in minutes as `+08:00`. */
function writtenOffset(minutes: number): string {
  const figures = (part: number): string => String(Math.trunc(Math.abs(part))).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${figures(minutes / 60)}:${figures(minutes % 60)}`;
}

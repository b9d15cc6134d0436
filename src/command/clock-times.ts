// Times of the day as people type them.
import type { Wishes } from "../subscription/subscription.js";

const CLOCK = /^([01]?\d|2[0-3])(?::([0-5]\d))?$/;

/** `9` and `9:00` are `09:00`; null where it is no time. */
export function readTime(text: string): string | null {
  const [, hour, minute = "00"] = CLOCK.exec(text.trim()) ?? [];
  return hour === undefined ? null : `${hour.padStart(2, "0")}:${minute}`;
}

/** `22:00-07:00`; null where it is nothing of that form. */
export function readHours(text: string): NonNullable<Wishes["quiet"]> | null {
  const [from, to, ...more] = text.split(/[-–—~至]/).map(readTime);
  return from && to && more.length === 0 ? { from, to } : null;
}

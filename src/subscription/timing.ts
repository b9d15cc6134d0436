// When a subscription may be told: its digest and its quiet hours, on its own wall clock. Pure.
import { DateTime } from "luxon";
import type { Wishes } from "./subscription.js";

export interface Timing {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Several posts due then come in one message. */
  readonly gather: boolean;
  /** What it is held for until then, or null. */
  readonly heldFor: "digest" | "quiet hours" | null;
}

const clock = (text: string): { hour: number; minute: number } => {
  const [hour = 0, minute = 0] = text.split(":").map(Number);
  return { hour, minute };
};

/**
 * The wall clock's next `text` at or after `from`, on the given weekday (1 is Monday) or any. A time that the
 * change to summer time skips is taken as long after midnight as it would have been (luxon's rule); of one
 * that comes twice, the first.
 */
function next(from: DateTime, text: string, weekday: number | null): DateTime {
  let day = from.startOf("day");
  for (let tries = 0; tries < 15; tries += 1, day = day.plus({ days: 1 })) {
    const at = day.set({ ...clock(text), second: 0, millisecond: 0 });
    if (at >= from && (weekday === null || at.weekday === weekday)) return at;
  }
  return from;
}

const minutes = (text: string): number => clock(text).hour * 60 + clock(text).minute;

function isQuiet(now: DateTime, { from, to }: { from: string; to: string }): boolean {
  const [at, start, end] = [now.hour * 60 + now.minute, minutes(from), minutes(to)];
  return start <= end ? at >= start && at < end : at >= start || at < end;
}

/** When what becomes news at `now` may be sent: at once, with the next digest, or after the quiet hours. */
export function timing(wishes: Wishes, now: number): Timing {
  const zoned = DateTime.fromMillis(now, { zone: wishes.timezone ?? "utc" });
  const local = zoned.isValid ? zoned : DateTime.fromMillis(now, { zone: "utc" });
  const { digest, digestAt, quiet } = wishes;
  const due = digest ? next(local, digestAt, digest === "weekly" ? 1 : null) : local;
  const allowed = quiet && isQuiet(due, quiet) ? next(due, quiet.to, null) : due;
  const later = allowed.toMillis() > now;
  return {
    at: allowed.toMillis(),
    gather: later || digest !== null,
    heldFor: digest ? "digest" : later ? "quiet hours" : null,
  };
}

// Dates as JavaScript reads them, but in a zone of our choice instead of the machine's.
import { wallToInstant } from "../../post/date.js";

const ISO_DATE_ONLY = /^\d{4}-\d{2}(?:-\d{2})?$/;
const EXPLICIT_ZONE =
  /(?:\d\s*Z|\b(?:GMT|UTC?|[ECMP][SD]T)(?:[+-]\d{1,4})?|[\d\s][+-]\d{2}:?\d{2})\s*(?:\([^)]*\))?$/i;
const ISO_LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;

/**
 * The instant of `new Date(text)` on a machine in `zone`, or null where that is no date. ECMA-262
 * reads an ISO date alone as UTC and everything else without an offset in the machine's zone.
 */
export function parseJsDate(text: string, zone: string): number | null {
  const written = text.trim();
  // A bare year or day number is rather a mistake than a date; V8 would take `foo 12` too.
  if (!/\d{3}|\d+\D+\d+/.test(written)) return null;
  if (ISO_DATE_ONLY.test(written) || hasZone(written)) return finite(Date.parse(written));
  const wall = Date.parse(ISO_LOCAL.test(written) ? `${written}Z` : `${written} UTC`);
  return Number.isNaN(wall) ? null : wallToInstant(wall, zone);
}

/** `2023-10-21` alone ends like an offset but is none: an offset needs a time before it. */
const hasZone = (text: string): boolean =>
  EXPLICIT_ZONE.test(text) && (/\d:\d/.test(text) || /\b(?:GMT|UTC?)\b/i.test(text));

const finite = (instant: number): number | null => (Number.isNaN(instant) ? null : instant);

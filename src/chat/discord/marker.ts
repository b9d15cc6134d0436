// What makes a pushed message known again: its delivery's key, as the id of one of its components.
import { createHash } from "node:crypto";

/** A component id as Discord takes it: a positive 32-bit integer. Readers never see it. */
export const markerOf = (key: string): number =>
  createHash("sha256").update(key).digest().readUInt32BE(0) & 0x7fffffff || 1;

/** Whether a component anywhere in a message read back carries the marker. */
export function carries(components: unknown, marker: number): boolean {
  if (Array.isArray(components)) return components.some((one) => carries(one, marker));
  if (typeof components !== "object" || components === null) return false;
  return (
    ("id" in components && components.id === marker) ||
    ("components" in components && carries(components.components, marker))
  );
}

const EPOCH = 1_420_070_400_000;
/** Our clock and Discord's may differ by so many ms: a small computer without a network clock is minutes off. */
const CLOCKS = 600_000;

/** An id older than every message sent at or after `since`. */
export const idBefore = (since: Date): string =>
  (BigInt(Math.max(0, since.getTime() - CLOCKS - EPOCH)) << 22n).toString();

/** The bot's own id: the first part of its token. */
export const botIdOf = (token: string): string => Buffer.from(token.split(".")[0] ?? "", "base64").toString();

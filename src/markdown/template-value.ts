// A value that templates compute with, and what is known of it.

export const UNKNOWN: unique symbol = Symbol("unknown");
/** Liquid's `blank` and `empty`: what is compared with them may be nothing, an empty text or an empty list. */
export const BLANK: unique symbol = Symbol("blank");

/** UNKNOWN where only the site could tell. */
export type Value =
  | string
  | number
  | boolean
  | null
  | readonly Value[]
  | { readonly [key: string]: Value }
  | typeof UNKNOWN
  | typeof BLANK;

/** More of front matter no condition asks for. */
const DEEPEST = 4;

/** A value of front matter or a configuration; dates are told by each engine in its own way. */
export function valueFrom(written: unknown, depth = 0): Value {
  if (written === null || ["string", "number", "boolean"].includes(typeof written)) return written as Value;
  if (depth === DEEPEST || typeof written !== "object" || written instanceof Date) return UNKNOWN;
  if (Array.isArray(written)) return written.map((one) => valueFrom(one, depth + 1));
  return Object.fromEntries(Object.entries(written).map(([key, one]) => [key, valueFrom(one, depth + 1)]));
}

/** What stands below a key of a value, or what its size, its first and last part are. */
export function keyed(value: Value, key: string): Value {
  if (value === UNKNOWN || value === null) return value;
  if (typeof value === "string") return /^(?:size|length)$/.test(key) ? Array.from(value).length : UNKNOWN;
  if (typeof value !== "object") return UNKNOWN;
  if (!Array.isArray(value)) {
    const map = value as Readonly<Record<string, Value>>;
    return Object.hasOwn(map, key) ? (map[key] ?? null) : null;
  }
  const list = value as readonly Value[];
  if (/^(?:size|length)$/.test(key)) return list.length;
  if (key === "first") return list[0] ?? null;
  if (key === "last") return list.at(-1) ?? null;
  return /^\d+$/.test(key) ? (list[Number(key)] ?? null) : UNKNOWN;
}

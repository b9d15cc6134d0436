// Patterns of links, as PERMALINK and most generators write them: `/:year/:month/:title/`.
import { createHash } from "node:crypto";
import { DateTime } from "luxon";

/** A token in a pattern. */
export const TOKEN = /:(\w*[^_\W])/g;

/** A value for every token a permalink may hold; a missing one makes the link unknown. */
export type Tokens = Readonly<Record<string, string | null>>;

const padded = (part: number, figures = 2): string => String(part).padStart(figures, "0");

/** The tokens of a date, written in the zone of the machine that builds the site (Hexo issue 3282). */
export function dateTokens(instant: number | null, zone: string, slug: string): Tokens {
  if (instant === null) return {};
  const at = DateTime.fromMillis(instant, { zone });
  const seconds = String(Math.floor(instant / 1000));
  return {
    year: padded(at.year, 4),
    month: padded(at.month),
    day: padded(at.day),
    hour: padded(at.hour),
    minute: padded(at.minute),
    second: padded(at.second),
    i_month: String(at.month),
    i_day: String(at.day),
    timestamp: seconds,
    hash: createHash("sha1")
      .update(slug + seconds)
      .digest("hex")
      .slice(0, 12),
  };
}

/** The path a pattern gives, or the name of the first token without a value. */
export function fillPattern(pattern: string, tokens: Tokens): { path: string } | { unknown: string } {
  let unknown: string | null = null;
  const path = pattern.replace(TOKEN, (_, name: string) => {
    const value = Object.hasOwn(tokens, name) ? tokens[name] : null;
    if (value === null || value === undefined) unknown ??= name;
    return value ?? "";
  });
  return unknown === null ? { path } : { unknown };
}

// Patterns of links, as PERMALINK and most generators write them: `/:year/:month/:title/`.
import { createHash } from "node:crypto";
import { DateTime } from "luxon";

/** A token in a pattern. */
export const TOKEN = /:(\w*[^_\W])/g;

/** A value for every token a permalink may hold; a missing one makes the link unknown. */
export type Tokens = Readonly<Record<string, string | null>>;

/** The tokens of a date, written in the zone of the machine that builds the site (Hexo issue 3282). */
export function dateTokens(instant: number | null, zone: string, slug: string): Tokens {
  if (instant === null) return {};
  const at = DateTime.fromMillis(instant, { zone, locale: "en" });
  const seconds = String(Math.floor(instant / 1000));
  return {
    year: at.toFormat("yyyy"),
    month: at.toFormat("MM"),
    day: at.toFormat("dd"),
    hour: at.toFormat("HH"),
    minute: at.toFormat("mm"),
    second: at.toFormat("ss"),
    i_month: at.toFormat("L"),
    i_day: at.toFormat("d"),
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

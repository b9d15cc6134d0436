// Hexo's permalinks: slugs, the tokens of `permalink`, and file names read by `new_post_name`.
import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { DateTime } from "luxon";

const TOKEN = /:(\w*[^_\W])/g;

/** hexo-util's slugize: no accents, no control characters, ASCII signs and spaces as single dashes. */
export function slugize(text: string, letters: 0 | 1 | 2 = 0): string {
  const slug = text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .replace(/[\u0000-\u001f]/g, "")
    .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'<>,.?/]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return letters === 1 ? slug.toLowerCase() : letters === 2 ? slug.toUpperCase() : slug;
}

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

const SEGMENTS: Readonly<Record<string, string>> = {
  year: "\\d{4}",
  month: "\\d{2}",
  day: "\\d{2}",
  i_month: "\\d{1,2}",
  i_day: "\\d{1,2}",
  hash: "[0-9a-f]{12}",
};

const withoutExtension = (path: string): string => path.replace(/\.[^./]*$/, "");

/** Reads paths below `_posts` by `new_post_name`; `title` is always set. */
export function fileNameReader(newPostName: string): (path: string) => Readonly<Record<string, string>> {
  const names: string[] = [];
  const pattern = withoutExtension(newPostName)
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(TOKEN, (_, name: string) => `(${SEGMENTS[names[names.push(name) - 1] ?? ""] ?? ".+?"})`);
  const whole = new RegExp(`^${pattern}$`);
  return (path) => {
    const name = withoutExtension(path);
    const found = whole.exec(name);
    if (!found) return { title: slugize(name) };
    const read = Object.fromEntries(names.map((token, at) => [token, found[at + 1] ?? ""]));
    return read["title"] === undefined ? { ...read, title: slugize(name) } : read;
  };
}

/** CRC-16/ARC over the low bytes of the UTF-8 text. */
function crc16(text: string): number {
  let crc = 0;
  for (const byte of Buffer.from(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  }
  return crc;
}

export interface AbbrlinkRule {
  readonly alg: "crc16" | "crc32";
  readonly rep: "dec" | "hex";
}

/** The number hexo-abbrlink makes of a title where front matter has none. */
export const abbrlinkOf = (title: string, { alg, rep }: AbbrlinkRule): string =>
  (alg === "crc32" ? crc32(title) : crc16(title)).toString(rep === "hex" ? 16 : 10);

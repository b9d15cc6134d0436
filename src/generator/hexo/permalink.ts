// Hexo's own in permalinks: file names read by `new_post_name`, and the numbers of hexo-abbrlink.
import { crc32 } from "node:zlib";
import { TOKEN } from "../rules/link-pattern.js";
import { slugize } from "../rules/slug.js";
import { expression, quoted } from "../rules/pattern.js";

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
  const pattern = quoted(withoutExtension(newPostName)).replace(
    TOKEN,
    (_, name: string) => `(${SEGMENTS[names[names.push(name) - 1] ?? ""] ?? ".+?"})`,
  );
  const whole = expression(pattern);
  return (path) => {
    const name = withoutExtension(path);
    // By far the most name them so.
    if (newPostName === ":title.md" && /^.+$/.test(name)) return { title: name };
    const found = whole?.(name) ?? null;
    if (!found) return { title: slugize(name) };
    const read = Object.fromEntries(names.map((token, at) => [token, found[at] ?? ""]));
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

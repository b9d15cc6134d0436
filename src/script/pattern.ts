// Regular expressions of a site's own: only those that end soon, however little they fit.
import { Unreadable } from "./unreadable.js";

const LONGEST = 200;
/** Steps of one match at worst: well under a millisecond. */
const MOST_EFFORT = 200_000;

const cannot = (source: string): never => {
  throw new Unreadable(`the pattern /${source.slice(0, 60)}/`);
};

/** The pattern without what is escaped, and without classes of signs. */
const bare = (source: string): string => source.replace(/\\[^\dk]/g, "x").replace(/\[[^\]]*\]/g, "x");

/** A pattern in which nothing that repeats is repeated, and that refers to nothing it found. */
export function safePattern(source: string, flags: string): RegExp {
  if (source.length > LONGEST || /\)(?:[*+]|\{)|\\[\dk]/.test(bare(source)) || /[^dgimsu]/.test(flags))
    return cannot(source);
  try {
    return new RegExp(source, flags.replace("d", ""));
  } catch {
    return cannot(source);
  }
}

/** Refuses a pattern that may take long on a text of this length: every repeat tries each place, every choice doubles. */
export function checkEffort({ source }: RegExp, length: number): void {
  const plain = bare(source);
  const repeats = plain.match(/[*+]|\{\d*,\d*\}/g)?.length ?? 0;
  const choices = plain.match(/\||[^(*+?}]\?/g)?.length ?? 0;
  const starts = plain.startsWith("^") && !plain.includes("|") ? 0 : 1;
  if (Math.max(length, 2) ** (repeats + starts) * 2 ** choices > MOST_EFFORT) cannot(source);
}

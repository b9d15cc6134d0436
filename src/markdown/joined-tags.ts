// Puts tags that go on over several lines on one, so that they are tags wherever they stand: in lists and quotes too.
import { outsideCode, replacedOutsideCode } from "./code-signs.js";

/** A line with an opening; behind it no other, or each of a row of them would be followed to the line's end. */
const SEVERAL = /\{[{%](?:(?!\{[{%])[^\n])*\n/;
/** No other tag begins in one: that also bounds what a row of openings costs. */
const upTo = (end: string, open: string): string => String.raw`(?:(?!${end}|${open})[\s\S]){0,10000}?${end}`;
const TAG = outsideCode(
  String.raw`(?<tag>\{%${upTo("%\\}", "\\{%")}|\{\{[<%]${upTo("[>%]\\}\\}", "\\{\\{[<%]")}|(?<![\\^_\w{}])\{\{-?\s*["'\w.(\[!\x60]${upTo("\\}\\}", "\\{\\{")})`,
);

/** Code stays. */
export const joinedTags = (source: string): string =>
  SEVERAL.test(source)
    ? replacedOutsideCode(source, TAG, ({ tag = "" }) => tag.replace(/(?<!\s)\s*\n(?:\s|>(?!\}\}))*/g, " "))
    : source;

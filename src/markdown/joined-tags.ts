// Puts tags that go on over several lines on one, so that they are tags wherever they stand: in lists and quotes too.
import { outsideCode, replacedOutsideCode } from "./code-signs.js";

const SEVERAL = /\{[{%][^\n]*\n/;
const upTo = (end: string): string => String.raw`(?:(?!${end})[\s\S]){0,3000}?${end}`;
const TAG = outsideCode(
  String.raw`(?<tag>\{%${upTo("%\\}")}|\{\{[<%]${upTo("[>%]\\}\\}")}|(?<![\\^_\w{}])\{\{-?\s*["'\w.]${upTo("\\}\\}")})`,
);

/** Code stays. */
export const joinedTags = (source: string): string =>
  SEVERAL.test(source)
    ? replacedOutsideCode(source, TAG, ({ tag = "" }) => tag.replace(/\s*\n(?:\s|>(?!\}\}))*/g, " "))
    : source;

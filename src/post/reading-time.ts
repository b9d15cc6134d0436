// How much there is to read: words where a script divides them, signs where it does not. Counted without parsing.

/** Silent reading: about 238 words a minute in English, 260 words or 400 signs in Chinese (Brysbaert 2019). */
const WORDS_A_MINUTE = 238;
const SIGNS_A_MINUTE = 400;

const SIGN = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/gu;
const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;

export interface ReadingTime {
  /** Words and undivided signs together. */
  readonly words: number;
  /** At least 1. */
  readonly minutes: number;
}

/** What begins a block that is looked at rather than read, and what ends it: code, formulas, scripts. */
const FENCE = /^\s*(?:[-*+>]\s+)*(`{3,}|~{3,}|\$\$(?!.*\$\$))/;
const TAG = /^\s*\{%-?\s*(codeblock|highlight|code|raw)\b/;
const ELEMENT = /^\s*<(script|style|pre|svg)\b(?!.*<\/\1>)/i;

/** What stands in a line without being read: tags, addresses, formulas, comments. */
const UNREAD =
  /<[^<>]*>|\{%[^%{}]*%\}|\{\{[^{}]*\}\}|\]\([^()\s]*(?:\s+"[^"]*")?\)|https?:\/\/\S+|\$[^$\n]+\$|&\w+;/g;
/** A line longer than this is data. */
const LONGEST_LINE = 100_000;

/** The reading time of an article's Markdown or HTML; null when there is nothing to read. */
export function readingTime(markdown: string): ReadingTime | null {
  let [words, signs] = [0, 0];
  let end: ((line: string) => boolean) | null = null;
  for (const line of markdown.split("\n")) {
    if (end !== null) {
      if (end(line)) end = null;
      continue;
    }
    end = unreadFrom(line);
    if (end !== null) continue;
    const text = line.slice(0, LONGEST_LINE).replace(UNREAD, " ");
    signs += text.match(SIGN)?.length ?? 0;
    words += text.replace(SIGN, " ").match(WORD)?.length ?? 0;
  }
  if (words + signs === 0) return null;
  return {
    words: words + signs,
    minutes: Math.max(1, Math.round(words / WORDS_A_MINUTE + signs / SIGNS_A_MINUTE)),
  };
}

/** Where a line begins something unread: what tells its last line. */
function unreadFrom(line: string): ((line: string) => boolean) | null {
  const [, fence] = FENCE.exec(line) ?? [];
  if (fence)
    return (next) => next.trimStart().startsWith(fence) || (fence === "$$" && next.trimEnd().endsWith(fence));
  const [, tag] = TAG.exec(line) ?? [];
  if (tag && !line.includes(`end${tag}`)) return (next) => next.includes(`end${tag}`);
  const [, element] = ELEMENT.exec(line) ?? [];
  return element ? (next) => next.toLowerCase().includes(`</${element.toLowerCase()}>`) : null;
}

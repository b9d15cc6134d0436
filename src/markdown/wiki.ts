// Takes the dress of Obsidian and its kin off a text: wikilinks, embeds and marks become plain Markdown.
import { outsideCode, replacedOutsideCode } from "./code-signs.js";

/** Formulas, which are left alone, then what is told apart. Each alternative ends in its line or is bounded. */
const MATH = String.raw`(?<math>\$\$[^$]{1,2000}\$\$|\$[^\s$][^$\n]{0,300}\$)`;
const MARKED = String.raw`(?<![=\w])==(?<marked>(?![\s=])[^=\n]{1,500}?(?<![\s=]))==(?![=\w])`;
const TOKEN = outsideCode(
  MATH,
  String.raw`(?<embed>!)?\[\[(?<target>[^\[\]|\n]{0,300})(?:\\?\|(?<words>[^\[\]\n]{1,300}))?\]\]`,
  MARKED,
  String.raw`(?<anchor>(?<![ \t])[ \t]+\^[\w-]{1,40}[ \t]*$|^\^[\w-]{1,40}[ \t]*$)`,
);

const MARKS = outsideCode(MATH, MARKED);

const NOTHING_TO_DO = /\[\[|==|(?:^|\s)\^[\w-]+[ \t]*$/m;

/** What a link shows that has no words of its own: `Note#Heading` as Obsidian shows it. */
const shownAs = (target: string): string =>
  target
    .replace(/^#+\^?/, "")
    .replace(/#\^.*$/, "")
    .replaceAll("#", " > ")
    .trim();

/**
 * Links to notes become their words: where a note ended up is known to its generator alone. Embedded notes are
 * named; embedded files are left out. Anchors (`^id`) vanish only where `vault` is true: other writers may mean these
 * signs as they stand.
 */
export function withoutWiki(text: string, vault: boolean): string {
  if (!NOTHING_TO_DO.test(text)) return text;
  return replacedOutsideCode(text, TOKEN, ({ target, words, marked, embed, anchor }) => {
    if (target !== undefined) {
      // `[[1, 2], …]` and `[[ ]]` are no links.
      if (!/\p{L}/u.test(target) && !(vault && /\S/.test(target))) return null;
      if (/^_?toc_?$/i.test(target)) return null;
      if (embed !== undefined && /\.\w{2,5}$/.test(target)) return "";
      return (words ?? shownAs(target)).trim();
    }
    if (marked !== undefined) return `<mark>${marked}</mark>`;
    return vault && anchor !== undefined ? "" : null;
  });
}

/** `==words==` alone, as a plugin of markdown-it reads them. */
export const withMarks = (text: string): string =>
  text.includes("==")
    ? replacedOutsideCode(text, MARKS, ({ marked }) =>
        marked === undefined ? null : `<mark>${marked}</mark>`,
      )
    : text;

/** `#tag` in plain words, as Obsidian takes it: letters, digits, `_`, `-`, `/`, and not digits alone. */
export function tagsInText(prose: string): readonly string[] {
  const found = prose.matchAll(/(?<=^|\s)#([\p{L}\p{N}\p{Emoji_Presentation}_/-]+)/gmu);
  return [...new Set([...found].map(([, tag = ""]) => tag).filter((tag) => /[^\d/_-]/.test(tag)))];
}

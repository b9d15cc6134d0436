// Takes the dress of Obsidian and its kin off a text: wikilinks, embeds, comments and marks become plain Markdown.

/**
 * Code and formulas, which are left alone, then what is told apart. Each alternative ends in its line or is bounded,
 * and a run of blanks or backticks is looked at from its beginning only.
 */
const TOKEN = new RegExp(
  [
    String.raw`(?<fence>^[ \t>]*(?<ticks>\x60{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t>]*\k<ticks>[\x60~]*[ \t]*$|(?![\s\S])))`,
    String.raw`(?<code>(?<!\x60)(?<tick>\x60+)(?!\x60)[^\n]{0,500}?(?<!\x60)\k<tick>(?!\x60))`,
    String.raw`(?<math>\$\$[^$]{1,2000}\$\$|\$[^\s$][^$\n]{0,300}\$)`,
    String.raw`(?<embed>!)?\[\[(?<target>[^\[\]|\n]{0,300})(?:\\?\|(?<words>[^\[\]\n]{1,300}))?\]\]`,
    String.raw`(?<![=\w])==(?<marked>(?![\s=])[^=\n]{1,500}?(?<![\s=]))==(?![=\w])`,
    String.raw`(?<anchor>(?<![ \t])[ \t]+\^[\w-]{1,40}[ \t]*$|^\^[\w-]{1,40}[ \t]*$)`,
    String.raw`(?<comment>%%[\s\S]{0,20000}?%%)`,
  ].join("|"),
  "gm",
);

const NOTHING_TO_DO = /\[\[|==|%%|(?:^|\s)\^[\w-]+[ \t]*$/m;

/** What a link shows that has no words of its own: `Note#Heading` as Obsidian shows it. */
const shownAs = (target: string): string =>
  target
    .replace(/^#+\^?/, "")
    .replace(/#\^.*$/, "")
    .replaceAll("#", " > ")
    .trim();

/**
 * Links to notes become their words: where a note ended up is known to its generator alone. Embedded notes are
 * named; embedded files are left out. Comments and anchors (`^id`) vanish only where `vault` is true: other writers
 * may mean these signs as they stand.
 */
export function withoutWiki(text: string, vault: boolean): string {
  if (!NOTHING_TO_DO.test(text)) return text;
  return text.replace(TOKEN, (whole: string, ...rest: unknown[]) => {
    const found = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    const { target, words, marked } = found;
    if (target !== undefined) {
      // `[[1, 2], …]` and `[[ ]]` are no links.
      if (!/\p{L}/u.test(target) && !(vault && /\S/.test(target))) return whole;
      if (/^_?toc_?$/i.test(target)) return whole;
      if (found["embed"] !== undefined && /\.\w{2,5}$/.test(target)) return "";
      return (words ?? shownAs(target)).trim();
    }
    if (marked !== undefined) return `<mark>${marked}</mark>`;
    return vault && (found["comment"] !== undefined || found["anchor"] !== undefined) ? "" : whole;
  });
}

/** `#tag` in a text, as Obsidian takes it: letters, digits, `_`, `-`, `/`, and not digits alone; code is left out. */
export function tagsInText(text: string): readonly string[] {
  const bare = text.replace(TOKEN, (whole: string, ...rest: unknown[]) => {
    const found = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    return found["marked"] === undefined ? " " : whole;
  });
  const found = bare.matchAll(/(?<=^|\s)#([\p{L}\p{N}\p{Emoji_Presentation}_/-]+)/gmu);
  return [...new Set([...found].map(([, tag = ""]) => tag).filter((tag) => /[^\d/_-]/.test(tag)))];
}

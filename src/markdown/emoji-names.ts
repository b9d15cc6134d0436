// Tells `:tada:`, which is shown as 🎉, in texts whose env says that names of emoji are read.
import type { MarkdownIt, Token } from "markdown-it";
import type { AttributeEnv } from "./attribute-rule.js";
import table from "markdown-it-emoji/lib/data/full.mjs";

/**
 * A name that stands as a word: `/:year:/`, `a::b`, `[:100:]` and `10:100:20` hold none. One letter is none either, nor
 * are two or three between Chinese words. An address is told first, and stays.
 */
const NAME =
  /\b(?:[a-z][a-z\d+.-]{0,20}:\/\/|mailto:)\S*|(?<![\w:/.@=#?&[{-])(?!(?<=\p{Script=Han}):\w{2,3}:\p{Script=Han}):([a-z0-9_+-]{2,40}):(?![\w:/])/giu;
const signs = new Map(Object.entries(table));

/** A markdown-it plugin: tokens "emoji" hold what was written, their `meta` the sign. Code, formulas and escaped colons stay. */
export function emojiNames(md: MarkdownIt): void {
  md.core.ruler.after("inline", "emoji names", ({ tokens, env, Token: Made }) => {
    if (!(env as AttributeEnv).extensions.includes("emoji names")) return;
    for (const token of tokens)
      if (token.children?.some(({ content }) => content.includes(":")))
        token.children = told(token.children, Made);
  });
}

function told(line: readonly Token[], Made: new (type: string, tag: string, nesting: 0) => Token): Token[] {
  const found: Token[] = [];
  /** Whether an address goes on in what follows: some of its signs are tokens of their own. */
  let inAddress = false;
  let inLink = false;
  const add = (like: Token, type: string, content: string, sign: string | null): void => {
    if (content !== "")
      found.push(Object.assign(new Made(type, "", 0), { content, meta: { sign }, level: like.level }));
  };
  for (const token of line) {
    if (token.info === "auto") inLink = token.nesting === 1 || (inLink && token.nesting !== -1);
    if (token.type === "text_special" || inLink) found.push(token);
    else if (token.type !== "text") {
      inAddress = false;
      found.push(token);
    } else {
      const { content } = token;
      let last: number = inAddress ? content.search(/\s|$/) : 0;
      inAddress &&= last === content.length;
      add(token, "text", content.slice(0, last), null);
      NAME.lastIndex = last;
      for (let match = NAME.exec(content); match; match = NAME.exec(content)) {
        const [written, name] = match;
        const end = match.index + written.length;
        if (name === undefined) inAddress = end === content.length;
        const sign = name === undefined ? undefined : signs.get(name);
        if (sign === undefined) continue;
        add(token, "text", content.slice(last, match.index), null);
        add(token, "emoji", written, sign);
        last = end;
      }
      add(token, "text", content.slice(last), null);
    }
  }
  return found;
}

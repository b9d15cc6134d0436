// Shows `:tada:` as 🎉 in texts whose env says that names of emoji are read.
import type { MarkdownIt } from "markdown-it";
import type { AttributeEnv } from "./attribute-rule.js";
import table from "markdown-it-emoji/lib/data/full.mjs";

/** A name that stands as a word: `/:year:/`, `a::b` and `10:100:20` hold none. One letter is none either. */
const NAME = /(?<![\w:/.@-]):([a-z0-9_+-]{2,40}):(?![\w:/])/g;
const signs = new Map(Object.entries(table));

/** A markdown-it plugin. Code, formulas and escaped colons stay. */
export function emojiNames(md: MarkdownIt): void {
  md.core.ruler.after("inline", "emoji names", ({ tokens, env }) => {
    if (!(env as AttributeEnv).extensions.includes("emoji names")) return;
    for (const token of tokens.flatMap(({ children }) => children ?? []))
      if (token.type === "text" && token.content.includes(":"))
        token.content = token.content.replace(NAME, (written, name: string) => signs.get(name) ?? written);
  });
}

// Plugins of markdown-it, and a table of one, that bring no types of their own.
declare module "markdown-it-deflist" {
  import type { MarkdownIt } from "markdown-it";
  export default function definitionLists(md: MarkdownIt): void;
}
declare module "markdown-it-footnote" {
  import type { MarkdownIt } from "markdown-it";
  export default function footnotes(md: MarkdownIt): void;
}
declare module "markdown-it-emoji/lib/data/full.mjs" {
  /** Signs by GitHub's names of them. */
  const signs: Readonly<Record<string, string>>;
  export default signs;
}

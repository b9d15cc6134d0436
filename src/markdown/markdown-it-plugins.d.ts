// Plugins of markdown-it that bring no types of their own.
declare module "markdown-it-deflist" {
  import type { MarkdownIt } from "markdown-it";
  export default function definitionLists(md: MarkdownIt): void;
}
declare module "markdown-it-footnote" {
  import type { MarkdownIt } from "markdown-it";
  export default function footnotes(md: MarkdownIt): void;
}

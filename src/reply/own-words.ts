// A post told in a place's own words: its template with what the post has in it, as a Document that every chat escapes.
import { text } from "../document/builders.js";
import type { Block, Document, Inline } from "../document/document.js";
import { safeLine } from "../document/safe-text.js";
import { safeUrl } from "../document/safe-url.js";
import { parseProse } from "../markdown/markdown.js";
import type { Post } from "../post/post.js";
import { templateParts, type Placeholder } from "../post/template.js";

/** A longer summary would push out what stands behind it. */
const LONGEST_SUMMARY = 700;
const LONGEST_TITLE = 300;

const shortened = (value: string, most: number): string =>
  value.length > most
    ? `${value
        .slice(0, most)
        .replace(/\s+\S*$/u, "")
        .toWellFormed()}…`
    : value;

const FILLED: Readonly<Record<Placeholder, (post: Post) => readonly Inline[]>> = {
  title: ({ title }) => [text(shortened(safeLine(title), LONGEST_TITLE))],
  url({ url }) {
    const safe = url === null ? null : safeUrl(url);
    return safe === null ? [] : [{ type: "link", url: safe, children: [text(safe)] }];
  },
  tags: ({ tags }) => (tags.length === 0 ? [] : [text(tags.map((tag) => `#${safeLine(tag)}`).join(" "))]),
  summary: (post) =>
    post.protected
      ? []
      : parseProse(shortened(post.summary, LONGEST_SUMMARY)).flatMap((block, at) =>
          block.type === "paragraph"
            ? [...(at > 0 ? [{ type: "break" } as const] : []), ...block.children]
            : [],
        ),
};

/** Empty lines part paragraphs; a line that only stands for what the post has not is left out. */
export function ownWords(template: string, post: Post): Document {
  const blocks: Block[] = [];
  for (const paragraph of template.split(/\n\s*\n/u)) {
    const lines = paragraph.split("\n").flatMap((line) => {
      const parts = templateParts(line);
      const filled = parts.flatMap((part) => ("of" in part ? FILLED[part.of](post) : [text(part.text)]));
      const isBare = parts.every((part) => "of" in part || part.text.trim() === "");
      const isEmpty = isBare && !filled.some((one) => one.type !== "text" || one.value.trim() !== "");
      return isEmpty ? [] : [filled];
    });
    const children = lines.flatMap((line, at): Inline[] => [
      ...(at > 0 ? [{ type: "break" } as const] : []),
      ...line,
    ]);
    if (children.length > 0) blocks.push({ type: "paragraph", children });
  }
  return blocks;
}

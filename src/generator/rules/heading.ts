// The heading that names a page whose front matter has no title.
import { PARSERS } from "../../markdown/plain-parsers.js";
import { textOfMarkdown } from "../../markdown/plain-text.js";

/** How far into a text its heading is looked for. */
const REACH = 8000;

/**
 * The plain text of the first heading of level one (VitePress, VuePress 2), or of the heading of any level that
 * begins the text (VuePress 1); null without one. An anchor in braces is no part of it.
 */
export function headingOf(body: string, which: "first of level one" | "at the start"): string | null {
  const start = body.slice(0, REACH);
  if (!/^[ ]{0,3}(?:#|=)/m.test(start)) return null;
  const tokens = PARSERS.none.parse(start, {});
  const at =
    which === "at the start"
      ? tokens.findIndex(({ type }, place) => place === 0 && type === "heading_open")
      : tokens.findIndex(({ type, tag }) => type === "heading_open" && tag === "h1");
  const written = at < 0 ? undefined : tokens[at + 1]?.content.replace(/\s*\{[^{}]*\}\s*$/, "");
  return written === undefined || written === "" ? null : textOfMarkdown(written, "none");
}

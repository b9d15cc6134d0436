// Files beside the posts that other programs make pages of, and that are not read: reStructuredText, AsciiDoc, notebooks.
import { posix } from "node:path";
import type { Post } from "../post/post.js";
import type { Source } from "../source/source.js";
import { about, counted, type Finding } from "./finding.js";

const FORMAT = /\.(?:rst|rest|adoc|asciidoc|asc|org|textile|ipynb|rmd|qmd|typ)$/i;
/** These lie in every project, and are nobody's post. */
const MANUAL =
  /(?:^|\/)(?:README|CHANGELOG|CHANGES|HISTORY|LICEN[CS]E|CONTRIBUTING|AUTHORS|INSTALL)\.[^/]*$/i;

/** Looks beside the posts that are read, or everywhere where there are none. */
export async function otherFormats(source: Source, posts: readonly Post[]): Promise<readonly Finding[]> {
  const read = new Set(posts.map((post) => post.source));
  const folders = new Set(posts.map((post) => posix.dirname(post.source)));
  const isOther = (path: string): boolean =>
    FORMAT.test(path) &&
    !MANUAL.test(path) &&
    !read.has(path) &&
    (folders.size === 0 || folders.has(posix.dirname(path)));
  const files = (await source.scan(isOther)).map(({ path }) => path);
  const endings = [...new Set(files.map((path) => posix.extname(path).toLowerCase()))].sort().join(", ");
  return about(
    "warning",
    "other format",
    files.map((path) => ({ source: path, line: null, text: "not read" })),
    (count) =>
      `${counted(count, "file")} of a format that is not read (${endings}): readers do not see ${count === 1 ? "it" : "them"}.`,
    "Write them in Markdown, or set SOURCE to the site's feed, which has the pages that are made of them.",
  );
}

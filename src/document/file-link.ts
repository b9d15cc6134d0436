// Links that name a file of the site where its page is meant: `./b.md`, Zola's `@/blog/b.md`, Docusaurus' `@site/blog/b.md`.
import { percentDecoded } from "./decoded.js";

const FILE =
  /^(?:(?<root>[^?#]*@\/|@site\/|\/(?!\/))|(?![a-z][a-z0-9+.-]*:|\/\/))(?<file>[^?#]+\.(?:mdx?|qmd|markdown))(?:\?[^#]*)?(?:#.*)?$/i;

/** No path is longer, and the time to read one goes by the square of it. */
const LONGEST = 2_000;

/** Where what is named is looked for: from the file that links, or anywhere by the end of its path. */
export type NamedFile = { readonly from: "here" | "anywhere"; readonly path: string };

/** The file that an address names, as written; null where it names none. */
export function namedFile(address: string): NamedFile | null {
  if (address.length > LONGEST) return null;
  const { root, file } = FILE.exec(address.trim())?.groups ?? {};
  if (file === undefined) return null;
  return { from: root === undefined ? "here" : "anywhere", path: percentDecoded(file) };
}

/** Behind an address: its post's title is what the link says. */
const TITLED = "?titled";
export const isTitled = (address: string): boolean => address.includes(TITLED);

/** An address that `namedFile` reads, of a file known by the end of its path, with or without ending. */
export const addressOfFile = (path: string, { titled = false } = {}): string => {
  const [, file = "", fragment = ""] = /^\/*([^#]*)(#.*)?$/.exec(path) ?? [];
  const whole = /\.(?:mdx?|qmd|markdown)$/i.test(file) ? file : `${file}.md`;
  return `@/${encodeURI(whole).replace(/[()?]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}${titled ? TITLED : ""}${fragment}`;
};

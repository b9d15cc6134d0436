// Links that name a file of the site where its page is meant: `./b.md`, Zola's `@/blog/b.md`, Docusaurus' `@site/blog/b.md`.
import { percentDecoded } from "./decoded.js";

const FILE =
  /^(?:(?<root>[^?#]*@\/|@site\/|\/(?!\/))|(?![a-z][a-z0-9+.-]*:|\/\/))(?<file>[^?#]+\.(?:mdx?|markdown))(?:\?[^#]*)?(?:#.*)?$/i;

/** Where what is named is looked for: from the file that links, or anywhere by the end of its path. */
export type NamedFile = { readonly from: "here" | "anywhere"; readonly path: string };

/** The file that an address names, as written; null where it names none. */
export function namedFile(address: string): NamedFile | null {
  const { root, file } = FILE.exec(address.trim())?.groups ?? {};
  if (file === undefined) return null;
  return { from: root === undefined ? "here" : "anywhere", path: percentDecoded(file) };
}

/** An address that `namedFile` reads, of a file known by the end of its path, with or without ending. */
export const addressOfFile = (path: string): string => {
  const [, file = "", fragment = ""] = /^\/*([^#]*)(#.*)?$/.exec(path) ?? [];
  const whole = /\.(?:mdx?|markdown)$/i.test(file) ? file : `${file}.md`;
  return `@/${encodeURI(whole).replace(/[()?]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}${fragment}`;
};

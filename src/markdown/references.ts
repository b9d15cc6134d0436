// Tags that stand for the address of a file's page: Hugo's `ref`, Jekyll's `post_url` and `link`, Hexo's `post_path`.
import { addressOfFile } from "../document/file-link.js";
import { tagWords } from "./tag-words.js";

/** What stands before an address in a link, and so far is looked back for it. */
const ADDRESS = /(?:\]\(\s*<?|\bhref=["']|\]:[ \t]*<?)(?:\{\{[^{}\n]*\}\})*$/;
const LONGEST_BEFORE = 200;

/** What such a tag becomes where an address stands; null for other tags, and elsewhere. */
export function referred(inside: string, source: string, at: number): string | null {
  if (!ADDRESS.test(source.slice(Math.max(0, at - LONGEST_BEFORE), at))) return null;
  const { name, words, named } = tagWords(inside);
  const path = named["path"] ?? words[0] ?? "";
  if (path === "") return null;
  switch (name) {
    case "ref":
    case "relref":
    case "post_url":
    case "post_path":
      return addressOfFile(path);
    case "asset_path":
      return encodeURI(path);
    case "link":
      return /\.(?:md|markdown)$/i.test(path) ? addressOfFile(path) : `/${path.replace(/^\/+/, "")}`;
    default:
      return null;
  }
}

// Tags that stand for the address of a file's page: Hugo's `ref`, Jekyll's `post_url` and `link`, Hexo's `post_path`.
import { addressOfFile } from "../document/file-link.js";
import { tagWords } from "./tag-words.js";

/** What such a tag becomes where an address stands; null for other tags. */
export function referred(inside: string): string | null {
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

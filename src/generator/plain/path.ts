// Under plain rules: which files are posts, what their names say, and where their pages are.
import type { PlainPlace } from "./kin.js";
import type { PlainFacts } from "./site.js";
import { languageInName, languageInPath } from "../rules/translation.js";
import { dateInName } from "../rules/written-date.js";

const POST_FILE = /\.(?:md|markdown|mdx)$/i;
/** Files that stand beside posts in a repository, or pages that every site has, and are no posts. */
const NOT_A_POST =
  /^(?:readme|license|licence|changelog|contributing|code_of_conduct|_index|404)[._-]|\.excalidraw\.md$/i;
/** The same, at the root of a repository only: posts may be about these. */
const NOT_AT_ROOT =
  /^(?:security|support|todo|agents|claude|gemini|code-of-conduct|pull_request_template)\./i;
const SKIPPED_FOLDER =
  /^(?:node_modules|vendor|dist|build|public|themes|templates|archetypes)$|^[._](?!posts$)/i;
/** Pages of a site at the top of what it holds, unless they have a date. */
const SITE_PAGE =
  /^(?:[a-z]{2}(?:-[a-z]{2,4})?\/)?(?:pages?\/.*|(?:about(?:[-_ ]?me)?|contacts?|projects?|now|uses|links|friends|resume|cv|imprint|impressum|privacy(?:-policy)?|legal|terms|copying|notice|authors|search|archives?|tags|categories)(?:\/(?:index|readme))?\.[^/]*)$/i;
/** A page of this name lists the posts beside it, where it lies at the top or in a folder named so. */
const INDEX = /^index\.[^/]*$/i;
const LISTS = /^(?:blog|posts?|_posts|articles|notes|content)$/i;

/** The path from the content folder; null for one that lies elsewhere. */
export function insideOf(path: string, { folder }: Pick<PlainFacts, "folder">): string | null {
  if (folder === "") return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
}

export function isPlainPost(path: string, facts: PlainFacts): boolean {
  const inside = insideOf(path, facts);
  if (inside === null || facts.leftOut(inside)) return false;
  const parts = inside.split("/");
  const name = parts.pop() ?? "";
  const above = parts.filter((part) => !facts.languages.includes(part)).at(-1);
  return (
    POST_FILE.test(name) &&
    !/^[._]/.test(name) &&
    !(facts.kin.pages ?? NOT_A_POST).test(name) &&
    !(path === name && (NOT_A_POST.test(name) || NOT_AT_ROOT.test(name))) &&
    !(INDEX.test(name) && (above === undefined || LISTS.test(above))) &&
    !parts.some((part) => SKIPPED_FOLDER.test(part))
  );
}

/** Whether a file without a date is a page of the site, as most sites have them, and no post. */
export const isSitePage = (path: string, facts: PlainFacts): boolean =>
  SITE_PAGE.test(insideOf(path, facts) ?? path);

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

/** What the path of a post says. */
export function placeOfPost(source: string, zone: string, facts: PlainFacts): PlainPlace {
  const inside = insideOf(source, facts) ?? source;
  const inName = languageInName(inside, facts.languages);
  const bare = inside.replace(/\.[^./]*$/, "");
  const stem = inName === null ? bare : bare.slice(0, -inName.length - 1);
  const whole = stem.replace(/\/(?:index|readme)$/i, "");
  const path = facts.kin.path?.(whole, stem) ?? whole;
  const dated = dateInName(`${path}.md`, zone) ?? dateInName(`${whole}.md`, zone);
  const last = path.slice(path.lastIndexOf("/") + 1);
  const folder =
    facts.languages.length === 0 ? null : languageInPath(`${folderOf(inside)}/`, facts.languages);
  return {
    path,
    index: whole !== stem,
    folder: folderOf(path),
    name: dated !== null && dated.rest !== "" && path.endsWith(dated.rest) ? dated.rest : last,
    instant: dated?.instant ?? null,
    lang: inName ?? (folder !== null && facts.languages.includes(folder) ? folder : null),
  };
}

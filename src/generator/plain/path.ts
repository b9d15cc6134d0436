// Under plain rules: which files are posts, what their names say, and where their pages are.
import type { PlainPlace, PostsFolder } from "./kin.js";
import type { PlainFacts } from "./site.js";
import { isRootPage } from "../rules/site-page.js";
import { languageInName, languageInPath } from "../rules/translation.js";
import { dateInName } from "../rules/written-date.js";

const POST_FILE = /\.(?:md|markdown|mdx)$/i;
/** Files that stand beside posts in a repository, or pages that every site has, and are no posts. */
const NOT_A_POST =
  /^(?:readme|license|licence|changelog|contributing|code_of_conduct|_index|404)[._-]|\.excalidraw\.md$/i;
/** The same, at the root of a repository only: posts may be about these. */
const NOT_AT_ROOT =
  /^(?:security|support|todo|agents|claude|gemini|code-of-conduct|pull_request_template)\./i;
const WHOLE_SITE: PostsFolder = { path: "" };
const SKIPPED_FOLDER =
  /^(?:node_modules|vendor|dist|build|public|themes|templates|archetypes)$|^[._](?!posts$)/i;
/** Pages of a site at the top of what it holds, unless they have a date. */
const SITE_PAGE =
  /^(?:[a-z]{2}(?:-[a-z]{2,4})?\/)?(?:(?:pages?|about)\/.*|(?:about(?:[-_ ]?me)?|contacts?|projects?|now|uses|links|friends|resume|cv|imprint|impressum|privacy(?:-policy)?|legal|terms|copying|notice|authors|search|archives?|tags|categories)(?:\/(?:index|readme))?\.[^/]*)$/i;
/** Folders in which no pages lie. */
const ONLY_POSTS = /(?:^|\/)(?:blog|posts?|_posts|articles|notes)$/i;
/** A page of this name lists the posts beside it, where it lies at the top or in a folder named so. */
const INDEX = /^index\.[^/]*$/i;
const LISTS = /^(?:blog|posts?|_posts|articles|notes|content)$/i;

/** The folder of posts that a path lies in, and the path from there; null for one that lies elsewhere. */
export function insideOf(
  path: string,
  { folders }: Pick<PlainFacts, "folders">,
): { readonly root: PostsFolder; readonly inside: string } | null {
  const root = folders.find((one) => one.path === "" || path.startsWith(`${one.path}/`));
  return root ? { root, inside: path.slice(root.path === "" ? 0 : root.path.length + 1) } : null;
}

export function isPlainPost(path: string, facts: PlainFacts): boolean {
  const found = insideOf(path, facts);
  if (found === null || facts.leftOut(found.inside, found.root)) return false;
  const { inside } = found;
  const parts = inside.split("/");
  const name = parts.pop() ?? "";
  const above = parts.filter((part) => !facts.languages.includes(part)).at(-1);
  return (
    (facts.kin.text ?? POST_FILE).test(name) &&
    !/^[._]/.test(name) &&
    !(facts.kin.pages ?? NOT_A_POST).test(name) &&
    !(path === name && (NOT_A_POST.test(name) || NOT_AT_ROOT.test(name))) &&
    !(INDEX.test(name) && (above === undefined || LISTS.test(above))) &&
    !parts.some((part) => SKIPPED_FOLDER.test(part))
  );
}

/** Whether a path at the top of a site is that of a page most sites have. */
export const namesSitePage = (path: string): boolean => SITE_PAGE.test(path);

/** Whether a file is a page of the site, as most sites have them, and no post; where only posts lie, a date makes it one. */
export function isSitePage(path: string, facts: PlainFacts, isDated: boolean): boolean {
  const { root, inside } = insideOf(path, facts) ?? { root: WHOLE_SITE, inside: path };
  if (!isDated) return namesSitePage(inside);
  return isRootPage(inside) && !ONLY_POSTS.test(root.path);
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

/** What the path of a post says. */
export function placeOfPost(source: string, zone: string, facts: PlainFacts): PlainPlace {
  const { root, inside } = insideOf(source, facts) ?? { root: WHOLE_SITE, inside: source };
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
    root,
    path,
    index: whole !== stem,
    folder: folderOf(path),
    name: dated !== null && dated.rest !== "" && path.endsWith(dated.rest) ? dated.rest : last,
    instant: dated?.instant ?? null,
    lang:
      inName ?? (folder !== null && facts.languages.includes(folder) ? folder : null) ?? root.lang ?? null,
  };
}

// What a file in `kin/` says of a generator that has no rules of its own here: data, and small functions.
import type { HeadingAnchors } from "../../document/body-text.js";
import type { Extensions } from "../../markdown/extensions.js";
import type { Template } from "../../markdown/template-languages.js";
import type { Visibility } from "../../post/post.js";
import type { SiteFiles } from "../generator.js";
import { BrokenConfig, parseConfig } from "../rules/config.js";
import type { Tokens } from "../rules/link-pattern.js";
import type { Data } from "../rules/scalar.js";
import { readScript } from "../rules/script.js";

/** A configuration file and its text. */
export interface ConfigFile {
  readonly file: string;
  readonly source: string;
}

/** A folder of posts. */
export interface PostsFolder {
  /** From the site's root, without slashes around it; "" for the whole site. */
  readonly path: string;
  /** The language of all posts in it; absent where these say it themselves. */
  readonly lang?: string;
  /** The path of the folder whose posts are translated in this one. */
  readonly translates?: string;
  /** What is left out of this folder alone: names, paths or patterns of such, from the folder. */
  readonly leftOut?: readonly string[];
  /** Patterns of all that is taken of this folder; absent or empty where nothing is left out so. */
  readonly taken?: readonly string[];
}

/** What the path of a post says. */
export interface PlainPlace {
  /** The folder of posts it lies in. */
  readonly root: PostsFolder;
  /** The path from the content folder without ending and `index`. */
  readonly path: string;
  /** Whether the file is the `index` of its folder. */
  readonly index: boolean;
  /** The folder that holds the post; a bundle's own folder is the post. */
  readonly folder: string;
  /** The name of the file or bundle, without the date and language in it. */
  readonly name: string;
  /** The date in the name, as an instant. */
  readonly instant: number | null;
  /** The language that a folder or the end of the name gives. */
  readonly lang: string | null;
}

/** A post whose address is asked for. */
export interface Linked {
  /** Its path from the site's root. */
  readonly source: string;
  readonly place: PlainPlace;
  /** The `slug` in its front matter. */
  readonly slug: string | null;
  readonly data: Data;
  /** What a pattern of links may hold. */
  readonly tokens: Tokens;
  /** The site's own language. */
  readonly lang: string | null;
}

/** What a site says of itself; what it does not say is absent or null. */
export interface SiteSays {
  readonly title?: string | null;
  readonly url?: string | null;
  /** As written; it may be no zone at all. */
  readonly timezone?: string | null;
  readonly lang?: string | null;
  readonly languages?: readonly string[];
  /** The folders that posts lie in, where the site names any: where none of them is there, nothing is a post. */
  readonly folders?: readonly PostsFolder[];
  /** Names, paths or patterns of such, from the folder of posts. */
  readonly leftOut?: readonly string[];
  /** Whether a file is no post by what lies around it or the site says; from the folder of posts. */
  readonly isNoPost?: (inside: string, root: PostsFolder) => boolean;
  /** Folders, ending in a slash, nothing in which is published. */
  readonly leftFolders?: readonly string[];
  /** The path of a post's page, or null where it cannot be known; absent where only the site's own programs know. */
  readonly link?: ((post: Linked) => string | null) | null;
  /** A PERMALINK that fits where links are unknown, whatever folder a post lies in. */
  readonly proposal?: string;
  /** What is mixed into a post, where the site or the post says it; else what `Kin` says. */
  readonly templates?: (data: Data) => readonly Template[];
  /** What its Markdown reads beside what `Kin` says. */
  readonly extensions?: Extensions;
  /** The anchors that headings get, where the site says it. */
  readonly anchors?: HeadingAnchors;
  /** Whether files that end in `.md` are MDX too. */
  readonly mdx?: boolean;
  /** Whether only what says `publish: true` is published. */
  readonly onlyPublished?: boolean;
  /** What files beside a post say for it, below its own front matter; `inside` is its path from the folder of posts, `source` from the site's root. */
  readonly data?: (inside: string, front: Data, source: string) => Data;
  /** The body as its page has it, where only the generator knows: addresses of its own, code that it keeps back. */
  readonly printed?: (body: string, place: PlainPlace, data: Data) => string;
  /** What templates in a post may ask for beside its front matter. */
  readonly globals?: Data;
  /** Whether `isPage` alone knows pages: their usual names in the folders of posts say nothing. */
  readonly knowsPages?: true;
  /** Whether what front matter and `data` say makes a file a page, which is no post; `source` is its path from the site's root. */
  readonly isPage?: (data: Data, source: string, isDated: boolean) => boolean;
  /** What is wrong with the configuration, where it was told from defaults. */
  readonly fault?: BrokenConfig;
  /** More configuration: a change of it asks for everything to be read anew. */
  readonly files?: readonly string[];
  readonly isConfig?: (path: string) => boolean;
  /** Of a file that is configuration only beside a post, where that may lie; none where it always is. */
  readonly beside?: (path: string) => readonly string[];
  /** The files that would be configuration for this post alone, if they were there. */
  readonly dataBeside?: (post: string) => readonly string[];
  /** Files of the folders of posts that name authors and tags by keys, and what holds the name in them. */
  readonly names?: readonly (readonly [what: "authors" | "tags", file: string, key: string])[];
}

export interface Kin {
  readonly name: string;
  /** The files at a site's root that show it. `word` tests what the file must hold where other programs have its name too. */
  readonly marks: readonly { readonly file: RegExp; readonly word?: Pick<RegExp, "test"> }[];
  /** Folders of posts, of which the first that exists counts; none for the whole site. */
  readonly posts: readonly string[];
  /** Names of files that may be posts, where not only Markdown's. */
  readonly text?: RegExp;
  /** A PERMALINK that fits where links are unknown. */
  readonly proposal?: string;
  /** The anchors that headings get unless a site says otherwise; absent where its themes or plugins decide. */
  readonly anchors?: HeadingAnchors;
  /** What it mixes into Markdown beside HTML and, in files of MDX, MDX. */
  readonly templates?: readonly Template[];
  /** What its Markdown reads beside what all do. */
  readonly extensions?: Extensions;
  /** `buildZone`: the owner's BUILD_TIMEZONE. */
  said?(config: ConfigFile, files: SiteFiles, buildZone: string | null): Promise<SiteSays>;
  /** What the path of a post, without ending, stands for; `bare` still ends in `index` or `readme`. */
  path?(path: string, bare: string): string;
  /** Names of files that are pages or no text of the site's, where not the usual ones. */
  readonly pages?: RegExp;
  /** Whether it spells names in Latin letters by tables of its own: links that are not known lack these. */
  readonly spells?: true;
  /** The name of a post in links, of its title; null for letters that the generator spells by tables. */
  slug?(title: string): string | null;
  /** The category that a folder gives a post that names none. */
  category?(folder: string): string | null;
  /** An address in front matter under another key than `permalink` and `url`. */
  named?(data: Data): string | null;
  /** The tags that readers are shown. */
  tags?(written: readonly string[]): readonly string[];
  /** What the name of a file and its tags say of who may see it. */
  visibility?(source: string, tags: readonly string[]): Visibility | null;
  /** Whether notes of Obsidian's kind stand here: titles are names of files, tags stand in texts. */
  readonly vault?: true;
  /** Whether articles of one slug in several languages are translations of each other. */
  readonly pairedBySlug?: true;
}

/** Lone texts a Python or Ruby configuration assigns: `SITENAME = "x"`, `url "x"`. */
export const assigned = (source: string, name: string): string | null =>
  new RegExp(`^[ \\t]*${name}(?:[ \\t]*=[ \\t]*|[ \\t]+)(["'])([^\\n]*?)\\1[ \\t]*(?:#.*)?$`, "m").exec(
    source,
  )?.[2] ?? null;

/**
 * What `token`, which is sticky, finds one after another from a place on, until it finds the list's end by its group
 * `end`; null where the list is not closed or holds something else.
 */
export function tokensOf(source: string, from: number, token: RegExp): readonly RegExpExecArray[] | null {
  const found: RegExpExecArray[] = [];
  token.lastIndex = from;
  for (let one = token.exec(source); one; one = token.exec(source)) {
    if (one.groups?.["end"] !== undefined) return found;
    found.push(one);
  }
  return null;
}

/**
 * The texts in the lists and tuples that a Python configuration gives a name, `NAMES = ["a", "b"]`, and adds to it,
 * `NAMES += ["c"]`, `NAMES = NAMES + ["c"]`, `NAMES.append("c")`; null where there is none. `before` is what it was.
 */
export function assignedList(
  source: string,
  name: string,
  before: readonly string[] | null = null,
): readonly string[] | null {
  const head = new RegExp(
    String.raw`^[ \t]*(?:\w{1,60}\.)?${name}(?:[ \t]*(\+?=)[ \t]*([\w.]{1,100}[ \t]*\+[ \t]*)?[[(]|\.(?:append|extend)\()`,
    "gm",
  );
  const token = /"([^"\n]*)"|'([^'\n]*)'|#[^\n]*|[^\])"'#]+|(?<end>[\])](?![ \t]*\+[ \t]*[[(]))|[\])]/y;
  let list = before && [...before];
  for (const found of source.matchAll(head)) {
    const items = tokensOf(source, found.index + found[0].length, token);
    const texts = items?.flatMap(([, one, other]) => one ?? other ?? []);
    // Half-saved, or hostile: farther down there is no end either.
    if (texts === undefined) break;
    if (list === null || (found[1] === "=" && found[2] === undefined)) list = texts;
    else for (const text of texts) list.push(text);
  }
  return list;
}

/** What a file of data or a program says; nothing where there is none, or none that can be read. */
export async function dataOf(files: SiteFiles, path: string): Promise<Data> {
  const source = await files.read(path);
  if (source === null) return {};
  if (/\.[cm]?[jt]s$/.test(path)) return (await readScript(path, source, files))?.main ?? {};
  try {
    return parseConfig(path, source);
  } catch (fault) {
    if (fault instanceof BrokenConfig) return {};
    throw fault;
  }
}

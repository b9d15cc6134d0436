// The interface of a generator: the rules that turn the files of a site into Posts.
import type { Body } from "../post/body.js";
import type { Post } from "../post/post.js";
import type { Site } from "../post/site.js";

/** What the owner set by environment; it always wins over what the site's own files say. */
export interface Overrides {
  readonly url: string | null;
  readonly title: string | null;
  /** IANA name. */
  readonly timezone: string | null;
  /** IANA name of the zone of the machine that builds the site. */
  readonly buildTimezone: string | null;
  readonly permalink: string | null;
  /** BCP 47, of the site as a whole. */
  readonly lang: string | null;
  /** Name of a generator, or null to detect it. */
  readonly generator: string | null;
}

/** Read access to a site's files; paths are relative to the site's root, with forward slashes. */
export interface SiteFiles {
  /** The text of a file, or null when there is none. Never leaves the site's root. */
  read(path: string): Promise<string | null>;
  exists(path: string): Promise<boolean>;
  /** Names in a folder (folders end with `/`), or none when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
}

/** One thing the owner should know: what is wrong, where, and how to mend it. */
export interface Problem {
  /** Path from the site's root. */
  readonly source: string;
  /** 1-based, where known. */
  readonly line: number | null;
  readonly message: string;
  /** What sort of thing is wrong; absent for a file that is skipped, or a remark on a post that is read. */
  readonly kind?:
    | "configuration"
    | "site url"
    | "link"
    | "no page"
    | "duplicate"
    | "address"
    | "permanent"
    | "linked folder";
}

/** A post with what only the library keeps for a moment. */
export interface ParsedPost {
  /** What of the post is known before its text is read: enough for whoever wants the text alone. */
  readonly known: Pick<Post, "date" | "url" | "visibility" | "protected">;
  /** Made of its text when it is asked for. */
  readonly post: Post;
  readonly body: Body;
  /** The value of front matter `id`, `abbrlink` or the like that names the post for ever, or null. */
  readonly permanent: string | null;
}

export type ParseResult =
  | { readonly kind: "post"; readonly parsed: ParsedPost; readonly problems: readonly Problem[] }
  /** A file this generator does not make a post of (an index page, a partial): no fault. */
  | { readonly kind: "ignored" }
  /** A file that should be a post and cannot be read. */
  | { readonly kind: "broken"; readonly problem: Problem };

/** A file of which something could not be made; for what is made of it after `parse`, too, which is when it is asked for. */
export const ownFault = (source: string, fault: unknown): Problem => ({
  source,
  line: null,
  message: `could not be read: ${String(fault)}. This is a fault in Postern; please report it.`,
});

/** A generator set up for one site. */
export interface SiteReader {
  readonly site: Site;
  readonly problems: readonly Problem[];
  /** Whether a file may hold a post: decides what is read and watched. Cheap. */
  isPost(path: string): boolean;
  /** Whether posts lie in a folder (`public/`) that generators write; absent where none do. Cheap. */
  hasPostsIn?(folder: string): boolean;
  /** The folder of posts (a section, a collection) that the path of a post lies in: no link leads out of it. */
  postsFolder(path: string): string;
  /** Turns the bytes of one file into a Post. Pure but for `now` (future posts). Never throws. */
  parse(path: string, bytes: Uint8Array, now: Date, included?: ReadonlyMap<string, string>): ParseResult;
  /**
   * Files of the site that a post takes in, by their paths: their texts are handed to `parse`. Absent where no post does.
   * A change of such a file shows when its post is read next.
   */
  included?(path: string, bytes: Uint8Array): readonly string[];
  /** Whether a change of this file asks for everything to be read anew (site configuration). */
  isConfig(path: string): boolean;
  /** Of a file that is configuration only beside a post, where that may lie; none, or absent, where it always is. */
  beside?(path: string): readonly string[];
  /** The files that would be configuration for this post alone, if they were there; none where absent. */
  dataBeside?(post: string): readonly string[];
  /** The pattern that links are made by, in the form that PERMALINK takes; null where there is not one. */
  readonly permalink: string | null;
  /** Several posts may have one address: the links of a feed may lead to what its articles are about. */
  readonly sharesAddresses?: true;
}

/** Names in a folder, without slashes, by its path from the folder that is asked about; none where there is none. */
export type ListFolder = (folder: string) => Promise<readonly string[]>;

export interface Generator {
  readonly name: string;
  /** Its name as its makers write it. */
  readonly title: string;
  /** The zone of dates without an offset where the site sets none: that of the machine that builds, or always UTC. */
  readonly zoneless: "machine" | "UTC";
  /** Whether pages and posts lie in the same folders: what has no date there is mostly meant as a page. */
  readonly pagesAmongPosts: boolean;
  /** Its site is made by a source of ours: no owner names it, and no file needs to be told that showed it. */
  readonly bySource?: true;
  /**
   * Whether a folder with these names in it is the root of a site, for whoever has only a folder of posts and looks
   * upwards; `list` looks deeper. Cheap, and looser than `detect`.
   */
  isRoot(names: readonly string[], list: ListFolder): boolean | Promise<boolean>;
  /** The file by which a site's root shows to be this generator's; null when it does not look like it. */
  detect(files: SiteFiles): Promise<string | null>;
  /** The same by what others may have too; asked where no generator's own files are found. */
  guess?(files: SiteFiles): Promise<string | null>;
  /** Reads the site's configuration statically; nothing of the site is ever run. */
  open(files: SiteFiles, overrides: Overrides): Promise<SiteReader>;
}

/** A setting of the owner's that cannot be followed; the message names it and what it may be. */
export class FaultySetting extends Error {
  override readonly name = "FaultySetting";
}

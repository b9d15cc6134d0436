// Where a blog's state is kept unless DATA_DIR says: in the user's state folder, a folder for each blog, never in the blog.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import type { Environment } from "./setting.js";
import { splitSources } from "./source/split-sources.js";

export interface BlogNamed {
  readonly postsDir: string | null;
  /** SOURCE as it was written; null when not set. */
  readonly source: string | null;
}

/** Where earlier versions kept it, in the folder the bot is started in. */
const OLD = "data";
/** What shows that a folder `data` is Postern's and not, say, Hugo's. */
const OURS = ["postern.db", "library.jsonl"];

export interface StateFolder {
  readonly folder: string;
  /** Of an earlier version's: where a new one would be. Null: `folder` is where it belongs. */
  readonly better: string | null;
}

/** The same for every subcommand called in one folder with one POSTS_DIR or SOURCE; another for each blog. */
export function stateFolder(
  blog: BlogNamed,
  environment: Environment,
  platform: NodeJS.Platform = process.platform,
): StateFolder {
  const folder = join(stateHome(environment, platform), "postern", nameOf(blog));
  return OURS.some((name) => existsSync(join(OLD, name)))
    ? { folder: resolve(OLD), better: folder }
    : { folder, better: null };
}

/** The folder that is read where POSTS_DIR does not say: `./posts`, or this one. */
export const defaultPosts = (): string => (existsSync("posts") ? "posts" : ".");

/** By the XDG Base Directory Specification, which lets relative paths count as not set; elsewhere the platform's own. */
function stateHome(environment: Environment, platform: NodeJS.Platform): string {
  const { XDG_STATE_HOME, LOCALAPPDATA } = environment;
  if (XDG_STATE_HOME && isAbsolute(XDG_STATE_HOME)) return XDG_STATE_HOME;
  if (platform === "darwin") return join(homedir(), "Library", "Application Support");
  if (platform === "win32") return LOCALAPPDATA || join(homedir(), "AppData", "Local");
  return join(homedir(), ".local", "state");
}

/**
 * Words that a person recognises, and a hash of the whole, so that no two blogs have one name. A folder counts by its
 * name, not by where a link of that name leads: `current` goes on to be the same blog when it points to a new release.
 */
function nameOf({ postsDir, source }: BlogNamed): string {
  const places = source === null ? [resolve(postsDir ?? defaultPosts())] : splitSources(source).map(placeOf);
  const words = (places[0] ?? "")
    // What stands behind a question mark may be a key.
    .replace(/\?.*$/s, "")
    .split(/[/\\]+/)
    .slice(-2)
    .join("-")
    .replace(/[^\p{L}\p{N}.-]+/gu, "-")
    .replace(/^[-.]+|[-.]+$/g, "")
    .slice(0, 40);
  const hash = createHash("sha256").update(places.join(" ")).digest("hex").slice(0, 8);
  return `${words || "blog"}-${hash}`;
}

/** `folder:PATH` is the same blog as POSTS_DIR=PATH; an address is the same with another password in it. */
const placeOf = (source: string): string =>
  source.startsWith("folder:")
    ? resolve(source.slice("folder:".length))
    : source.replace(/(:\/\/)[^/@\s]*@/g, "$1");

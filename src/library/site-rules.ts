// The rules of a site as its files say them now, and which changes of files make other rules.
import type { Overrides, SiteFiles, SiteReader } from "../generator/generator.js";
import type { FileChange, Source } from "../source/source.js";
import { mayBePost } from "./reading.js";
import { recorded, rulesStamp } from "./rules-stamp.js";
import { siteFiles } from "./site-files.js";

/** The rules of the site as they are now, and what tells them from other rules. */
export interface Rules {
  readonly reader: SiteReader;
  readonly stamp: string;
  /** What the site was asked for to make them (see `replayed`). */
  readonly seen: readonly string[];
}

export interface SiteRules {
  readonly now: () => Rules;
  readAnew(): Promise<void>;
  readonly isPost: (path: string) => boolean;
  /** Whether to hear of a file, or of what is in a folder. */
  readonly wants: (path: string) => boolean;
  /** Whether the rules may be others after these changes. */
  changeWith(changes: readonly FileChange[]): Promise<boolean>;
}

export interface SiteRulesOptions {
  readonly source: Source;
  /** Finds the generator of a site and reads its configuration. */
  readonly openSite: (files: SiteFiles, overrides: Overrides) => Promise<SiteReader>;
  readonly overrides: Overrides;
}

export async function openSiteRules({ source, openSite, overrides }: SiteRulesOptions): Promise<SiteRules> {
  /** What the rules were read from. */
  let heard: ReadonlySet<string> = new Set();
  const read = async (): Promise<Rules> => {
    const { files: all, seen } = recorded(siteFiles(source));
    const paths = new Set<string>();
    const files: SiteFiles = {
      ...all,
      read(path) {
        paths.add(path);
        return all.read(path);
      },
    };
    const reader = await openSite(files, overrides);
    heard = paths;
    return { reader, stamp: rulesStamp(seen, overrides), seen };
  };
  let rules = await read();

  const isPost = (path: string): boolean => mayBePost(source, rules.reader, path);

  async function isRule(path: string): Promise<boolean> {
    if (!rules.reader.isConfig(path)) return false;
    const beside = rules.reader.beside?.(path) ?? [];
    if (beside.length === 0) return true;
    const there = await Promise.all(beside.map((one) => siteFiles(source).exists(one)));
    return there.includes(true);
  }

  /** Whether a file that says something of one of these posts alone was there before the post, and so is not heard yet. */
  async function isUnheard(posts: readonly FileChange[]): Promise<boolean> {
    const folders = new Map<string, ReadonlySet<string>>();
    for (const { path: post, kind } of posts) {
      const data = kind === "removed" ? [] : (rules.reader.dataBeside?.(post) ?? []);
      for (const path of data.filter((one) => !heard.has(one))) {
        const cut = path.lastIndexOf("/") + 1;
        const folder = path.slice(0, cut);
        const names = folders.get(folder) ?? new Set(await siteFiles(source).list(folder));
        folders.set(folder, names);
        if (names.has(path.slice(cut))) return true;
      }
    }
    return false;
  }

  return {
    now: () => rules,
    async readAnew() {
      rules = await read();
    },
    isPost,
    wants: (path) =>
      path.endsWith("/")
        ? rules.reader.hasPostsIn?.(path) === true
        : isPost(path) || rules.reader.isConfig(path),
    async changeWith(changes) {
      for (const { path } of changes) if (await isRule(path)) return true;
      return isUnheard(changes.filter(({ path }) => isPost(path)));
    },
  };
}

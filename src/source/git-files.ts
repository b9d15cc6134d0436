// Of a repository only posts, configuration and data are fetched and laid down: no pictures, and nothing without bound.
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { LARGEST_FILE } from "../settings.js";
import { git, type GitRun } from "./git-command.js";
import { isSkipped } from "./walk.js";

export interface LaidDown {
  /** The tree of what is laid down: of the commit's files, those that were taken. */
  readonly tree: string;
  /** What was left out for its size, in words; the largest first. */
  readonly leftOut: readonly string[];
  /** See linksOf. */
  readonly links: ReadonlySet<string>;
}

const MB = 1024 * 1024;

/** Names of texts: posts, configuration, data, code that posts take in; and names without a dot (`CNAME`, `Gemfile`). */
const TEXT =
  /\.(?:md|markdown|mdown|mkdn?|mdx|mmd|mdoc|org|adoc|asciidoc|asc|rst|rest|textile|[rq]md|typ|txt|html?|xml|json[5c]?|ya?ml|toml|ini|cfg|conf|csv|tsv|[cm]?[jt]sx?|astro|vue|svelte|njk|liquid|hbs|ejs|pug|erb|rb|py|php|go|rs|java|kts?|swift|scala|cs|[ch]|cc|[ch]pp|m|lua|pl|r|jl|hs|ex|exs|clj|sh|bash|zsh|fish|ps1|bat|sql|s?css|less|graphql|proto|tex|bib|diff|patch|lektorproject)$|(?:^|\/)\.?[^./]+$/i;

function isTaken(path: string): boolean {
  const folders = path.split("/").slice(0, -1);
  return TEXT.test(path) && !folders.some((_, at) => isSkipped(folders.slice(0, at + 1).join("/"), false));
}

interface TreeFile {
  /** As git lists it: mode, kind and object. */
  readonly line: string;
  readonly mode: string;
  readonly path: string;
  readonly size: number;
}

/** The files of a tree; sizes only where `sizes`, for git fetches what it must measure one by one. */
async function filesOf(tree: string, sizes: boolean, run: GitRun): Promise<readonly TreeFile[]> {
  const listed = await git(["ls-tree", "-r", "-z", ...(sizes ? ["-l"] : []), tree], run);
  return listed
    .split("\0")
    .filter(Boolean)
    .map((entry) => {
      const tab = entry.indexOf("\t");
      const [head, path] = [entry.slice(0, tab), entry.slice(tab + 1)];
      const [mode = "", kind = "", object = "", size] = head.split(/ +/);
      return { line: `${mode} ${kind} ${object}\t${path}`, mode, path, size: Number(size ?? 0) };
    });
}

/** What git keeps as a symbolic link, and lays down as a plain file with its target's name. */
export const linksOf = async (tree: string, run: GitRun): Promise<ReadonlySet<string>> =>
  linksAmong(await filesOf(tree, false, run));

const linksAmong = (files: readonly TreeFile[]): ReadonlySet<string> =>
  new Set(files.flatMap(({ mode, path }) => (mode === "120000" ? path : [])));

/** A tree of these files alone; whether their texts are here does not matter. */
async function treeOf(files: readonly TreeFile[], run: GitRun): Promise<string> {
  const own = { ...run, index: join(run.cwd, ".git", "index.chosen") };
  await rm(own.index, { force: true });
  await git(["update-index", "-z", "--index-info"], {
    ...own,
    input: files.map(({ line }) => `${line}\0`).join(""),
  });
  return (await git(["write-tree", "--missing-ok"], own)).trim();
}

/** Fetches in one go what of `tree` is not here yet, as git itself does when it comes upon what is missing. */
async function fetchMissing(tree: string, maxBytes: number, run: GitRun): Promise<void> {
  const objects = await git(["rev-list", "--objects", "--missing=print", "--no-object-names", tree], run);
  const missing = objects.split("\n").filter((one) => one.startsWith("?"));
  if (missing.length === 0) return;
  const options = ["--quiet", "--no-tags", "--no-write-fetch-head", "--filter=blob:none", "--stdin"];
  await fetchWithin(maxBytes, ["-c", "fetch.negotiationAlgorithm=noop", "fetch", ...options, "origin"], {
    ...run,
    input: missing.map((one) => `${one.slice(1)}\n`).join(""),
  });
}

const inMb = (bytes: number): string => `${Math.ceil(bytes / MB)} MB`;

/**
 * Lays down the texts of `commit`, and takes away what was laid down before and is no more. Throws, and leaves
 * everything as it was, when they are more than `maxBytes` together.
 */
export async function layDown(commit: string, maxBytes: number, run: GitRun): Promise<LaidDown> {
  const wanted = (await filesOf(commit, false, run)).filter(
    // Neither submodules nor, since they are no posts, what only links name.
    ({ mode, path }) => mode !== "160000" && isTaken(path),
  );
  const all = await treeOf(wanted, run);
  await fetchMissing(all, maxBytes, run);
  const files = (await filesOf(all, true, run)).toSorted((a, b) => b.size - a.size);
  const large = files.filter(({ size }) => size > LARGEST_FILE);
  const rest = files.slice(large.length);
  const total = rest.reduce((sum, { size }) => sum + size, 0);
  if (total > maxBytes)
    throw new Error(
      `holds ${inMb(total)} of posts, configuration and data, more than SOURCE_MAX_MB allows (${maxBytes / MB}); the largest is ${rest[0]?.path} (${inMb(rest[0]?.size ?? 0)})`,
    );
  const tree = large.length === 0 ? all : await treeOf(rest, run);
  await git(["read-tree", "--reset", "-u", tree], run);
  await git(["clean", "--quiet", "-d", "--force", "-x"], run);
  return {
    tree,
    leftOut: large.map(({ path, size }) => `${path} (${inMb(size)})`),
    links: linksAmong(rest),
  };
}

/** `git ARGS`, ended when what the repository keeps grows beyond `maxBytes`: a server may send whatever it likes. */
export async function fetchWithin(maxBytes: number, args: readonly string[], run: GitRun): Promise<void> {
  const tooMuch = new AbortController();
  const watch = setInterval(() => {
    void keptBytes(run.cwd).then((bytes) => {
      if (bytes > maxBytes) tooMuch.abort();
    });
  }, 500);
  try {
    await git(args, { ...run, signal: AbortSignal.any([run.signal, tooMuch.signal]) });
  } catch (error) {
    if (!tooMuch.signal.aborted) throw error;
    await forgetBroken(run.cwd);
    throw tooLarge(maxBytes);
  } finally {
    clearInterval(watch);
  }
  if ((await keptBytes(run.cwd)) > maxBytes) throw tooLarge(maxBytes);
}

const tooLarge = (maxBytes: number): Error =>
  new Error(
    `takes more room than SOURCE_MAX_MB allows (${maxBytes / MB}), most likely since its server gives no parts of it (git's uploadpack.allowFilter): allow that there, or raise SOURCE_MAX_MB`,
  );

async function keptBytes(checkout: string): Promise<number> {
  const packs = join(checkout, ".git", "objects", "pack");
  const names = await readdir(packs).catch(() => []);
  const sizes = await Promise.all(
    names.map(async (name) => (await stat(join(packs, name)).catch(() => null))?.size ?? 0),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Removes what a killed git leaves behind: locks, and half of what was to be fetched. */
export async function forgetBroken(checkout: string): Promise<void> {
  const top = join(checkout, ".git");
  const names = await readdir(top, { recursive: true }).catch(() => []);
  for (const name of names)
    if (name.endsWith(".lock") || /(?:^|[/\\])tmp_[^/\\]*$/.test(name))
      await rm(join(top, name), { force: true });
}

/** Makes one of many packs, and drops what no file and no kept history needs any more. */
export const tidy = async (run: GitRun): Promise<void> => {
  const often = ["gc.auto=1000", "gc.autoPackLimit=20", "gc.autoDetach=false", "gc.pruneExpire=now"];
  await git([...often.flatMap((one) => ["-c", one]), "gc", "--auto", "--quiet"], run);
};

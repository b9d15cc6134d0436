// The source that is a git repository: fetched shallowly, followed by looking again and by webhook.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { git, GitFault, type GitRun } from "./git-command.js";
import type { Network } from "../net/network.js";
import { fetchWithin, forgetBroken, layDown, linksOf, tidy } from "./git-files.js";
import { openMirror } from "./mirror.js";
import type { IsRoot } from "./root.js";
import { SourceError, type FileChange, type Source } from "./source.js";
import type { Log } from "../log.js";

export interface GitAddress {
  readonly url: string;
  /** Null for the branch the repository itself names. */
  readonly branch: string | null;
  /** A folder inside the repository, or "". */
  readonly folder: string;
}

export interface GitOptions {
  /** Folder below which checkouts are kept. */
  readonly dataDir: string;
  /** Seconds. */
  readonly interval: number;
  readonly token: string | null;
  readonly isRoot: IsRoot;
  /** Of a repository: what is kept of its history, and its texts together, may be so large. */
  readonly maxBytes: number;
  readonly log: Log;
  /** See MirrorOptions. */
  readonly openWait?: number;
  /** What git itself needs to run: PATH, HOME, proxies. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly network: Network;
}

/** So many commits are fetched: enough to know what was lately updated, and quick for any repository. */
const DEPTH = 100;

const example = "Example: SOURCE=git:https://github.com/me/blog.git#main:source/_posts";
const refuse = (why: string): never => {
  throw new SourceError(`SOURCE ${why}. ${example}`);
};

/** Parses what stands after `git:` in SOURCE. Throws SourceError for an address that could do harm. */
export function parseGitAddress(text: string): GitAddress {
  const [url = "", rest = "", ...more] = text.split("#");
  const cut = rest.indexOf(":");
  const branch = cut === -1 ? rest : rest.slice(0, cut);
  const folder = cut === -1 ? "" : rest.slice(cut + 1).replace(/^\/+|\/+$/g, "");
  if (more.length > 0) refuse("has more than one #");
  const scp = /^[\w][\w.-]*@[a-zA-Z0-9][\w.-]*:(?!\/\/)[^-\s][^\s]*$/;
  if (!scp.test(url)) {
    const parsed = URL.canParse(url) ? new URL(url) : null;
    if (parsed === null || !/^(https?|ssh|git):$/.test(parsed.protocol))
      return refuse("must name a repository by https, ssh or git");
    if (parsed.hostname === "" || parsed.hostname.startsWith("-")) refuse("names no host");
    if (parsed.password !== "" || (parsed.username !== "" && parsed.protocol !== "ssh:"))
      refuse("must hold no name or password: put a token into SOURCE_TOKEN");
    if (parsed.username.startsWith("-")) refuse("has a name that begins with a dash");
  }
  if (/\s/.test(url)) refuse("has a blank in its address");
  if (branch !== "" && (!/^[\w][\w./+@-]*$/.test(branch) || branch.includes("..")))
    refuse("names no proper branch");
  if (folder.split("/").includes("..") || folder.includes("\0"))
    refuse("names a folder outside the repository");
  return { url, branch: branch === "" ? null : branch, folder };
}

/** Names the tree of what lies in the folder: the last commit's files without pictures and other things that are not read. */
const LAID_DOWN = "refs/postern/laid-down";

/** Opens a repository. One that cannot be had yet is an empty source that goes on trying. */
export async function openGit(address: GitAddress, options: GitOptions): Promise<Source> {
  const key = createHash("sha256")
    .update(`${address.url}#${address.branch ?? ""}`)
    .digest("hex")
    .slice(0, 16);
  const checkout = join(options.dataDir, "sources", `git-${key}`);
  const credentials =
    options.token !== null && address.url.startsWith("http")
      ? { url: address.url, token: options.token }
      : null;
  let updated: ReadonlyMap<string, number> = new Map();
  let links: ReadonlySet<string> = new Set();
  let told = "";
  const tellLeftOut = (files: readonly string[]): void => {
    const text = files.join(", ");
    if (text !== "" && text !== told)
      options.log.warn(
        { repository: address.url, files: text },
        "Left out of a repository, for no post or configuration is larger than 2 MB",
      );
    told = text;
  };

  let knowsGit = false;
  /** Once. To refuse would shut out the git of systems that are still maintained (Ubuntu 22.04 has 2.34). */
  const tellOldGit = async (run: GitRun): Promise<void> => {
    if (knowsGit) return;
    const isOld = !(await heedsPins(run));
    knowsGit = true;
    if (!isOld) return;
    options.log.warn(
      { repository: address.url },
      "This git is older than 2.37 and looks up a repository's host by itself: if that name comes to lead into a private network, it is not noticed. Install a newer one",
    );
  };

  const runWith = (signal: AbortSignal): GitRun => ({
    cwd: checkout,
    signal,
    credentials,
    environment: options.environment,
  });

  /** The state an earlier run left, if it got so far. */
  const ready = async (): Promise<boolean> => {
    const run = runWith(new AbortController().signal);
    if ((await stat(join(checkout, ".git")).catch(() => null)) === null) return false;
    // Names a commit as soon as its files are there, whether or not what git keeps of it is whole.
    const named = await git(["rev-parse", "--quiet", "--verify", "HEAD"], run).catch(() => null);
    if (named === null) return false;
    try {
      [updated, links] = [await history(run), await linksOf(LAID_DOWN, run)];
    } catch (error) {
      // The files are as they were; what git keeps of them is fetched anew.
      if (error instanceof GitFault) await rm(join(checkout, ".git"), { recursive: true, force: true });
    }
    return true;
  };

  const fetch = async (signal: AbortSignal): Promise<readonly FileChange[] | "everything"> => {
    const pins = /^https?:/.test(address.url) ? await pinned(address.url, options.network) : [];
    const run = { ...runWith(signal), settings: pins };
    const before = await prepare(checkout, address.url, run);
    if (pins.length > 0) await tellOldGit(run);
    const ref = address.branch === null ? "HEAD" : `refs/heads/${address.branch}`;
    const fetched = [
      "fetch",
      "--quiet",
      `--depth=${DEPTH}`,
      "--filter=blob:none",
      "--no-tags",
      "origin",
      ref,
    ];
    await fetchWithin(options.maxBytes, fetched, run);
    const now = await fetchedCommit(checkout);
    if (now === null) throw new Error(`has no branch ${address.branch ?? "of its own"}`);
    if (before.head === now && before.laidDown !== null) return [];
    const { tree, leftOut, links: laidLinks } = await layDown(now, options.maxBytes, run);
    tellLeftOut(leftOut);
    const changes = before.laidDown === null ? "everything" : await difference(before.laidDown, tree, run);
    await git(["update-ref", "--stdin"], {
      ...run,
      input: `update ${LAID_DOWN} ${tree}\nupdate HEAD ${now}\n`,
    });
    [updated, links] = [await history(run), laidLinks];
    await tidy(run);
    return changes;
  };

  return openMirror({
    name: address.url,
    folder: join(checkout, address.folder),
    top: checkout,
    isRoot: options.isRoot,
    ready,
    interval: options.interval,
    openWait: options.openWait,
    fetch,
    updated: (path) => updated.get(path) ?? null,
    isLink: (path) => links.has(path),
  });
}

/** Makes the repository of ours, anew when what lies there is damaged. */
async function prepare(checkout: string, url: string, run: GitRun): Promise<Checkout> {
  await mkdir(checkout, { recursive: true });
  const before = await kept(run);
  if (before !== null) {
    // Left behind by a process that was killed; nobody else works in this folder.
    await forgetBroken(checkout);
    return before;
  }
  await rm(join(checkout, ".git"), { recursive: true, force: true });
  await git(["init", "--quiet"], run);
  await git(["remote", "add", "--", "origin", url], run);
  return { head: null, laidDown: null };
}

/** What was fetched and laid down last. */
interface Checkout {
  readonly head: string | null;
  readonly laidDown: string | null;
}

/** Null where there is no repository of ours, or a damaged one. */
async function kept(run: GitRun): Promise<Checkout | null> {
  const input = `HEAD^{commit}\n${LAID_DOWN}^{tree}\n`;
  const text = await git(["cat-file", "--batch-check=%(objectname)"], { ...run, input }).catch(unlessFault);
  if (text === null) return null;
  const [head = null, laidDown = null] = text
    .split("\n")
    .map((line) => (line.endsWith(" missing") ? null : line));
  return { head, laidDown };
}

/** Null for what git has an answer to; throws where there is no git, or it was cut off. */
function unlessFault(error: unknown): null {
  if (error instanceof GitFault) return null;
  throw error;
}

/** What the last fetch brought: git writes it down there, the one that was asked for first. */
async function fetchedCommit(checkout: string): Promise<string | null> {
  const text = await readFile(join(checkout, ".git", "FETCH_HEAD"), "utf8");
  return /^[\da-f]{40,}/.exec(text)?.[0] ?? null;
}

/** The setting that tells git what it may connect to: the addresses that its host leads to now, none of them private unless the host is the owner's. */
async function pinned(address: string, network: Network): Promise<readonly string[]> {
  const url = new URL(address);
  const found = await network.addressesOf(url, address);
  if (found === null) return [];
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  const all = found.map((one) => (one.includes(":") ? `[${one}]` : one)).join(",");
  return [`http.curloptResolve=${url.hostname}:${port}:${all}`];
}

/** Whether git knows `http.curloptResolve` (its release notes of 2.37). */
async function heedsPins(run: GitRun): Promise<boolean> {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(await git(["version"], run)) ?? [];
  return Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 37);
}

/** What changed between two trees; renames as git sees them (half of the lines). */
async function difference(
  from: string,
  to: string,
  run: GitRun,
): Promise<readonly FileChange[] | "everything"> {
  const text = await git(["diff", "--name-status", "-M50%", "-z", from, to], run).catch(() => null);
  if (text === null) return "everything";
  const parts = text.split("\0");
  const changes: FileChange[] = [];
  for (let at = 0; at < parts.length;) {
    const status = parts[at++] ?? "";
    const path = parts[at++] ?? "";
    if (status === "" || path === "") break;
    if (/^[RC]/.test(status)) {
      const to = parts[at++] ?? "";
      if (status.startsWith("R")) changes.push({ kind: "removed", path });
      changes.push({ kind: "changed", path: to, ...(status.startsWith("R") ? { from: path } : {}) });
    } else changes.push({ kind: status === "D" ? "removed" : "changed", path });
  }
  return changes;
}

/** When each file was last changed, by commits after the one that added it; what is older than we fetched is unknown. */
async function history(run: GitRun): Promise<ReadonlyMap<string, number>> {
  const edge = new Set(
    (await readFile(join(run.cwd, ".git", "shallow"), "utf8").catch(() => "")).split("\n").filter(Boolean),
  );
  const text = await git(["log", "--format=%x01%H %ct", "--name-status", "--no-renames", "-z", "HEAD"], run);
  const last = new Map<string, number | null>();
  for (const part of text.split("\x01").slice(1)) {
    const [head = "", ...rest] = part.split("\0");
    const [hash = "", seconds = ""] = head.trim().split(" ");
    if (edge.has(hash)) continue;
    // A line's end stands before the first status; in a name it is the name's own.
    const fields = rest
      .map((one, at) => (at === 0 ? one.replace(/^\n/, "") : one))
      .filter((one) => one !== "");
    for (let at = 0; at + 1 < fields.length; at += 2) {
      const [status, path = ""] = [fields[at], fields[at + 1]];
      if (!last.has(path)) last.set(path, status === "A" ? null : Number(seconds) * 1000);
    }
  }
  return new Map([...last].flatMap(([path, at]) => (at === null ? [] : [[path, at] as const])));
}

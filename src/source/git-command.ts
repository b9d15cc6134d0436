// Runs git so that nothing in a repository or an address can make it do more than fetch and read.
import { spawn } from "node:child_process";

export interface GitRun {
  /** Further settings, `NAME=VALUE`. */
  readonly settings?: readonly string[];
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A token for the host of this address, handed over by environment so that no process list or file shows it. */
  readonly credentials?: { readonly url: string; readonly token: string } | null;
  /** For standard input. */
  readonly input?: string;
  /** A file to use instead of the index. */
  readonly index?: string;
}

/** A command that takes longer is given up. */
const TIME_LIMIT_MS = 10 * 60_000;
const OUTPUT_LIMIT = 64 * 1024 * 1024;

const settings = [
  "protocol.allow=never",
  "protocol.https.allow=always",
  "protocol.http.allow=always",
  "protocol.ssh.allow=always",
  "protocol.git.allow=always",
  // A redirect could lead into the private network.
  "http.followRedirects=false",
  "http.lowSpeedLimit=1000",
  "http.lowSpeedTime=30",
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  // Links of a repository are read as plain files that hold their target's name.
  "core.symlinks=false",
  "core.quotePath=false",
  "core.autocrlf=false",
  "filter.lfs.smudge=",
  "filter.lfs.required=false",
  "submodule.recurse=false",
  "gc.auto=0",
  // It would be a process of its own after every fetch, to find that there is nothing to do.
  "maintenance.auto=false",
  // What was fetched stays packed, also where it is little: unpacked it could be of any size.
  "fetch.unpackLimit=1",
  "core.bigFileThreshold=16m",
  "core.logAllRefUpdates=false",
  "advice.detachedHead=false",
];

/** Proxies by the names that curl, which git uses, reads: `http_proxy` in small letters only. */
const proxies = [
  "http_proxy",
  "https_proxy",
  "all_proxy",
  "no_proxy",
  "HTTPS_PROXY",
  "ALL_PROXY",
  "NO_PROXY",
];
const passed = ["PATH", "HOME", "SSH_AUTH_SOCK", ...proxies];

function environmentOf({ environment, credentials, index }: GitRun): NodeJS.ProcessEnv {
  const header = credentials
    ? {
        GIT_CONFIG_COUNT: "1",
        GIT_CONFIG_KEY_0: `http.${new URL(credentials.url).origin}/.extraHeader`,
        GIT_CONFIG_VALUE_0: `Authorization: Basic ${Buffer.from(`x-access-token:${credentials.token}`).toString("base64")}`,
      }
    : {};
  return {
    ...Object.fromEntries(passed.map((name) => [name, environment[name]])),
    LC_ALL: "C.UTF-8",
    // Ours alone, not one that DATA_DIR lies in.
    GIT_DIR: ".git",
    GIT_TERMINAL_PROMPT: "0",
    GIT_ASKPASS: "/bin/false",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_SSH_COMMAND: "ssh -o BatchMode=yes -o ConnectTimeout=20",
    GIT_OPTIONAL_LOCKS: "0",
    ...(index !== undefined && { GIT_INDEX_FILE: index }),
    ...header,
  };
}

/** Git ended by itself and says why: what it was to read may be damaged. */
export class GitFault extends Error {
  override readonly name = "GitFault";
}

/** Standard output of `git ARGS`. Throws GitFault with git's own last words, or that it did not come to an end. */
export async function git(args: readonly string[], run: GitRun): Promise<string> {
  const child = spawn(
    "git",
    [...[...settings, ...(run.settings ?? [])].flatMap((one) => ["-c", one]), ...args],
    {
      cwd: run.cwd,
      env: environmentOf(run),
      stdio: ["pipe", "pipe", "pipe"],
      signal: AbortSignal.any([run.signal, AbortSignal.timeout(TIME_LIMIT_MS)]),
    },
  );
  // Who ends before it has read everything says why by its code.
  child.stdin.on("error", () => {});
  child.stdin.end(run.input ?? "");
  const output: Buffer[] = [];
  let size = 0;
  let complaint = "";
  child.stdout.on("data", (part: Buffer) => {
    size += part.length;
    if (size > OUTPUT_LIMIT) child.kill();
    else output.push(part);
  });
  child.stderr.on("data", (part: Buffer) => {
    complaint = (complaint + part.toString()).slice(-2000);
  });
  const code = await new Promise<number | null>((done, fail) => {
    child.on("error", (error: NodeJS.ErrnoException) =>
      fail(
        error.code === "ENOENT"
          ? new Error("the program git is not installed; install it to read a blog from a repository")
          : error,
      ),
    );
    child.on("close", done);
  });
  if (code === 0) return Buffer.concat(output).toString();
  const line = complaint
    .trim()
    .split("\n")
    .findLast((one) => /^(fatal|error|remote):/.test(one));
  if (code === null) throw new Error(`git ${args[0]} was ended by a signal`);
  throw new GitFault(line ?? `git ${args[0]} ended with code ${code}`);
}

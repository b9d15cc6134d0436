// Runs the real program, in a process of its own or one that subcommands share, with settings and a folder of their own.
import { fork, spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { pathToFileURL } from "node:url";

const built = (name: string): string => resolve("dist", `${name}.js`);
export const CLI = built("cli");
/** The programs of its threads. */
export const THREADS = {
  "library/read-orders": pathToFileURL(built("library/read-orders")),
  "source/feed-thread": pathToFileURL(built("source/feed-thread")),
} as const;
/** What an installed `postern` starts. */
export const INSTALLED = resolve("bin/postern.cjs");

/** A new folder with these files; a site with a Hexo configuration unless the files bring another. */
export async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "postern-app-"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

export interface Program {
  readonly process: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when a stream shows this; rejects with all output when the program ends before. */
  shows(pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

const environmentIn = (home: string, settings: Readonly<Record<string, string>>) => ({
  PATH: process.env["PATH"],
  TZ: "Asia/Shanghai",
  DATA_DIR: join(home, "data"),
  HTTP_PORT: "0",
  ...settings,
});

/**
 * Started in the folder `at` (a new one unless given). The environment holds only what is given, so that no setting of
 * the machine leaks in.
 */
export async function run(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  at: string | null = null,
  program = CLI,
): Promise<Program> {
  const home = at ?? (await folderOf({}));
  const child = spawn(process.execPath, [program, ...args], {
    cwd: home,
    env: environmentIn(home, settings),
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const ended = once(child, "close").then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as string | null,
  }));
  return {
    process: child,
    stdout: () => out,
    stderr: () => err,
    ended,
    shows: (pattern) =>
      new Promise((done, fail) => {
        const look = (): void => {
          const found = pattern.exec(out) ?? pattern.exec(err);
          if (!found) return;
          child.stdout.off("data", look);
          child.stderr.off("data", look);
          done(found);
        };
        child.stdout.on("data", look);
        child.stderr.on("data", look);
        void ended.then(() => fail(new Error(`It ended before it showed ${pattern}:\n${out}\n${err}`)));
        look();
      }),
  };
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The same, to its end, with `input` on standard input. */
export async function runToEnd(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  input = "",
  at: string | null = null,
  which = CLI,
): Promise<Ended> {
  const program = await run(args, settings, at, which);
  program.process.stdin?.end(input);
  const { code } = await program.ended;
  return { code, stdout: program.stdout(), stderr: program.stderr() };
}

let runner: { readonly process: ChildProcess; readonly closed: Promise<unknown> } | undefined;
let before: Promise<unknown> = Promise.resolve();

/**
 * A subcommand to its end, after those before it, in a process that they share: most of what a start costs is to load
 * the program. Fails where something is left that would keep a process of its own from its end, and where a start goes
 * on. Nothing can be typed, and what ends the process (`--help`) needs `runToEnd`.
 */
export function runShared(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  at: string | null = null,
): Promise<Ended> {
  const ended = before.then(() => runNext(args, settings, at));
  before = ended.catch(() => {});
  return ended;
}

/** What runner.mjs tells: `left` is what still keeps the process from its end. */
interface Outcome {
  readonly code: number;
  readonly left: readonly string[];
}

async function runNext(...[args, settings, at]: Parameters<typeof runShared>): Promise<Ended> {
  const home = at ?? (await folderOf({}));
  const { process: child, closed } = (runner ??= startRunner());
  const end = `\0${randomUUID()}`;
  const told = Promise.all([textTo(end, child.stdout), textTo(end, child.stderr), once(child, "message")]);
  child.send({ args, environment: environmentIn(home, settings), at: home, end });
  const goesOn = (part: Buffer): void => {
    if (part.includes("Ask your blog at")) child.kill("SIGKILL");
  };
  child.stdout?.on("data", goesOn);
  const answer = await Promise.race([told, closed.then(() => null)]);
  child.stdout?.off("data", goesOn);
  if (answer === null) throw new Error(`The program ended the process, or went on: ${args.join(" ")}`);
  const [stdout, stderr, [{ code, left }]] = answer as [string, string, [Outcome]];
  if (left.length > 0) throw new Error(`Left behind by ${args.join(" ")}: ${left.join(", ")}`);
  return { code, stdout, stderr };
}

function startRunner() {
  const child = fork(resolve("test/app/runner.mjs"), [CLI], { silent: true });
  const closed = once(child, "close").then(() => (runner = undefined));
  return { process: child, closed };
}

/** What a stream says until `end`; what was begun before may say more behind it. */
const textTo = (end: string, stream: Readable | null): Promise<string> =>
  new Promise((done) => {
    const parts: Buffer[] = [];
    const take = (part: Buffer): void => {
      parts.push(part);
      const text = Buffer.concat(parts).toString();
      const at = text.indexOf(end);
      if (at < 0) return;
      stream?.off("data", take);
      done(text.slice(0, at));
    };
    stream?.on("data", take);
  });

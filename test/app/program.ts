// Runs the real program in a process of its own, with settings and a folder of its own; see shared-program.ts, too.
import { spawn, type ChildProcess } from "node:child_process";
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
/** Before them: see there. */
export const COMPILED = ["--require", resolve("test/app/compiled.cjs")];
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

/** How a program ended. */
export interface End {
  readonly code: number | null;
  readonly signal: string | null;
}

export interface Program {
  readonly process: Pick<ChildProcess, "exitCode" | "signalCode" | "kill">;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when a stream shows this; rejects with all output when the program ends before. */
  shows(pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<End>;
}

/** What a stream has said so far, which is there once it emits "data". */
export interface Output {
  readonly stream: Readable;
  readonly text: () => string;
}

export const environmentIn = (home: string, settings: Readonly<Record<string, string>>) => ({
  PATH: process.env["PATH"],
  TZ: "Asia/Shanghai",
  DATA_DIR: join(home, "data"),
  HTTP_PORT: "0",
  ...settings,
});

export const endOf = async (child: ChildProcess): Promise<End> => {
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  return { code, signal };
};

/** Waits until one of them says this; fails with all that was said when the program ends before. */
export const shown = (
  pattern: RegExp,
  outputs: readonly Output[],
  ended: Program["ended"],
): Promise<RegExpExecArray> =>
  new Promise((done, fail) => {
    const stop = (): void => {
      for (const { stream } of outputs) stream.off("data", look);
    };
    const look = (): void => {
      const found = outputs.map(({ text }) => pattern.exec(text())).find(Boolean);
      if (!found) return;
      stop();
      done(found);
    };
    const tooLate = (): void => {
      stop();
      const all = outputs.map(({ text }) => text()).join("\n");
      fail(new Error(`It ended before it showed ${pattern}:\n${all}`));
    };
    for (const { stream } of outputs) stream.on("data", look);
    ended.then(tooLate, tooLate);
    look();
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
) {
  const home = at ?? (await folderOf({}));
  const child = spawn(process.execPath, [...(program === CLI ? COMPILED : []), program, ...args], {
    cwd: home,
    env: environmentIn(home, settings),
  });
  const [stdout, stderr] = [outputOf(child.stdout), outputOf(child.stderr)];
  const ended = endOf(child);
  return {
    process: child,
    stdout: stdout.text,
    stderr: stderr.text,
    ended,
    shows: (pattern: RegExp) => shown(pattern, [stdout, stderr], ended),
  } satisfies Program;
}

function outputOf(stream: Readable): Output {
  let text = "";
  stream.setEncoding("utf8").on("data", (part: string) => (text += part));
  return { stream, text: () => text };
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
  program.process.stdin.end(input);
  const { code } = await program.ended;
  return { code, stdout: program.stdout(), stderr: program.stderr() };
}

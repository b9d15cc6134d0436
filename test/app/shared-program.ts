// Runs the real program in a process that ran it for other tests before: most of what a start costs the processor is to
// load it, and to run what is not compiled yet.
import { fork, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import type { Readable } from "node:stream";
import {
  CLI,
  COMPILED,
  endOf,
  environmentIn,
  folderOf,
  shown,
  type End,
  type Ended,
  type Output,
  type Program,
} from "./program.js";

/** What runner.mjs tells of a run: `left` is what still keeps the process from its end. */
interface Outcome {
  readonly code: number;
  readonly left: readonly string[];
}

/** What went wrong after a run's end. */
interface Late {
  readonly late: string;
}

interface Runner {
  readonly child: ChildProcess;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly closed: Promise<End>;
}

/** Those in which nothing runs. */
const free = new Set<Runner>();
/** More of them end. */
const MOST_FREE = 4;

function takeRunner(): Runner {
  const [ready] = free;
  if (ready !== undefined) {
    free.delete(ready);
    return ready;
  }
  // What Node takes of the environment when it starts (LANG, NODE_OPTIONS) is not to be the machine's.
  const env = { PATH: process.env["PATH"] };
  const child = fork(resolve("test/app/runner.mjs"), [CLI], { silent: true, execArgv: [...COMPILED], env });
  child.on("message", (told: Outcome | Late) => {
    // Nobody waits for that run any more: vitest tells of it by itself.
    if ("late" in told) void Promise.reject(new Error(told.late));
  });
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error("A process without streams");
  for (const stream of [stdout, stderr]) stream.setEncoding("utf8");
  const runner = { child, stdout, stderr, closed: endOf(child) };
  void runner.closed.then(() => free.delete(runner));
  return runner;
}

function giveBack(runner: Runner): void {
  if (free.size < MOST_FREE) free.add(runner);
  else runner.child.disconnect();
}

/**
 * Begins to run it in the folder `at` (a new one unless given). Fails at its end where something is left that would keep
 * a process of its own from its end. SIGTERM and SIGINT reach the program alone; what kills or stops a process does so.
 */
async function begin(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  at: string | null,
): Promise<Program> {
  const home = at ?? (await folderOf({}));
  const runner = takeRunner();
  const { child, closed } = runner;
  const end = `\0${randomUUID()}`;
  const [stdout, stderr] = [outputUntil(end, runner.stdout), outputUntil(end, runner.stderr)];
  const outcome = Promise.all([outcomeOf(child), stdout.whole, stderr.whole]);
  child.send({ args, environment: environmentIn(home, settings), at: home, end });
  let over: End | null = null;
  const ended = Promise.race([outcome, closed]).then((how): End => {
    if (!Array.isArray(how)) return (over = how);
    const [{ code, left }] = how;
    over = { code, signal: null };
    if (left.length === 0) giveBack(runner);
    else {
      child.kill("SIGKILL");
      throw new Error(
        `Left behind by ${args.join(" ")}: ${left.join(", ")}\n${stdout.text()}\n${stderr.text()}`,
      );
    }
    return over;
  });
  return {
    process: {
      get exitCode() {
        return over?.code ?? null;
      },
      get signalCode() {
        return (over?.signal ?? null) as NodeJS.Signals | null;
      },
      kill(signal) {
        if (over !== null) return false;
        if (signal === "SIGTERM" || signal === "SIGINT")
          return child.connected && child.send({ signal }, () => {});
        return child.kill(signal);
      },
    },
    stdout: stdout.text,
    stderr: stderr.text,
    ended,
    shows: (pattern) => shown(pattern, [stdout, stderr], ended),
  };
}

const outcomeOf = (child: ChildProcess): Promise<Outcome> =>
  new Promise((done) => {
    const take = (told: Outcome | Late): void => {
      if ("late" in told) return;
      child.off("message", take);
      done(told);
    };
    child.on("message", take);
  });

/** What a stream says until `end`; what was begun before may say more behind it. */
function outputUntil(end: string, stream: Readable): Output & { readonly whole: Promise<void> } {
  let text = "";
  const whole = new Promise<void>((done) => {
    const take = (part: string): void => {
      text += part;
      const at = text.indexOf(end, text.length - part.length - end.length);
      if (at < 0) return;
      stream.off("data", take);
      text = text.slice(0, at);
      done();
    };
    stream.on("data", take);
  });
  return { stream, text: () => text, whole };
}

/** A bot that goes on until it is told to stop. */
export const startShared = (
  settings: Readonly<Record<string, string>>,
  at: string | null = null,
): Promise<Program> => begin(["start"], settings, at);

/** Ends what no test needs any more, in order, so that its process can serve the next. Fails where it has to be killed. */
export async function dismiss(program: Program): Promise<void> {
  program.process.kill("SIGTERM");
  let isKilled = false;
  const kill = setTimeout(() => (isKilled = program.process.kill("SIGKILL")), LONGEST_END);
  try {
    await program.ended;
  } finally {
    clearTimeout(kill);
  }
  if (isKilled) throw new Error(`It did not end:\n${program.stdout()}\n${program.stderr()}`);
}
/** In ms: more than a start takes to give up what hangs. */
const LONGEST_END = 20_000;

let before: Promise<unknown> = Promise.resolve();

/**
 * A subcommand to its end, after those before it. Fails where a start goes on. Nothing can be typed, and what ends the
 * process (`--help`) needs `runToEnd`.
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

async function runNext(...[args, settings, at]: Required<Parameters<typeof runShared>>): Promise<Ended> {
  const program = await begin(args, settings, at);
  void program.shows(/Ask your blog at/).then(
    () => program.process.kill("SIGKILL"),
    () => {},
  );
  const { code, signal } = await program.ended;
  const [stdout, stderr] = [program.stdout(), program.stderr()];
  if (signal !== null) throw new Error(`The program went on: ${args.join(" ")}\n${stdout}\n${stderr}`);
  return { code, stdout, stderr };
}

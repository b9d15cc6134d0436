// Runs the program again and again, each time from its entry, in one process that has loaded the rest; see shared-program.ts.
import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import { inspect } from "node:util";

const [program] = process.argv.slice(2);
const require = createRequire(import.meta.url);

/** What a start adds to the process, and what would end it or speak for it later. */
const UNCAUGHT = ["unhandledRejection", "uncaughtException"];
const SIGNS = ["SIGTERM", "SIGINT", ...UNCAUGHT];
/** What keeps the process from its end, by kinds. */
const keepers = () => process.getActiveResourcesInfo().toSorted();
/** Waits until no more of it is there than before; gives what is left after `PATIENCE`. */
async function left(before) {
  for (const end = Date.now() + PATIENCE; ; await new Promise((done) => setTimeout(done, 5))) {
    const more = keepers();
    for (const kind of before) if (more.includes(kind)) more.splice(more.indexOf(kind), 1);
    if (more.length === 0 || Date.now() > end) return more;
  }
}
/** In ms. */
const PATIENCE = 20_000;

const told = (stream, text) => new Promise((done) => void stream.write(text, done));

/** Which run some work belongs to. What cuts a run off that hangs comes after its end, and must not end the next one. */
const runs = new AsyncLocalStorage();
const exit = process.exit.bind(process);
process.exit = (code) => (runs.getStore()?.isOver ? undefined : exit(code));

/** What nobody caught of a run that is over is told of that run: the next one's log has nothing to do with it. */
const emit = process.emit.bind(process);
process.emit = (event, ...what) => {
  const run = runs.getStore();
  if (!run?.isOver || !UNCAUGHT.includes(event)) return emit(event, ...what);
  process.send({ late: `${event} after the end of ${run.args.join(" ")}: ${inspect(what[0])}` });
  return true;
};

// Made when they are first looked at, and not by the program that does.
void [process.stdin, process.stdout, process.stderr];
let current;
process.on("disconnect", () => exit());
process.on("message", (message) => {
  if ("signal" in message) runs.run(current, () => process.emit(message.signal, message.signal));
  else void run(message);
});

async function run({ args, environment, at, end }) {
  const own = (current = { args, isOver: false });
  // One by one, since only so a new TZ counts.
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  process.chdir(at);
  process.argv = [process.argv[0], program, ...args];
  process.exitCode = 0;
  const before = keepers();
  // The entry alone is run anew.
  delete require.cache[program];
  await runs.run(own, () => require(program).done);
  const more = await left(before);
  own.isOver = true;
  for (const sign of SIGNS) process.removeAllListeners(sign);
  await Promise.all([told(process.stdout, end), told(process.stderr, end)]);
  process.send({ code: process.exitCode, left: more });
}

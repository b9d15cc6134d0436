// Runs subcommands of the program one after another, each from its entry, in one process that has loaded the rest.
import { on } from "node:events";
import { createRequire } from "node:module";

const [program] = process.argv.slice(2);
const require = createRequire(import.meta.url);

/** What a start adds to the process, and what would end it or speak for it later. */
const SIGNS = ["SIGTERM", "SIGINT", "unhandledRejection", "uncaughtException"];
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

// Made when they are first looked at, and not by the subcommand that does.
void [process.stdin, process.stdout, process.stderr];
process.on("disconnect", () => process.exit());
for await (const [{ args, environment, at, end }] of on(process, "message")) {
  // One by one, since only so a new TZ counts.
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  process.chdir(at);
  process.argv = [process.argv[0], program, ...args];
  process.exitCode = 0;
  const before = keepers();
  // The entry alone is run anew.
  delete require.cache[program];
  await require(program).done;
  const more = await left(before);
  for (const sign of SIGNS) process.removeAllListeners(sign);
  await Promise.all([told(process.stdout, end), told(process.stderr, end)]);
  process.send({ code: process.exitCode, left: more });
}

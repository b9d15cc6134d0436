// Runs subcommands of the program one after another, each from its entry, in one process that has loaded the rest.
import { on } from "node:events";
import { createRequire } from "node:module";

const [program] = process.argv.slice(2);
const require = createRequire(import.meta.url);

const told = (stream, text) => new Promise((done) => void stream.write(text, done));

process.on("disconnect", () => process.exit());
for await (const [{ args, environment, at, end }] of on(process, "message")) {
  // One by one, since only so a new TZ counts.
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  process.chdir(at);
  process.argv = [process.argv[0], program, ...args];
  process.exitCode = 0;
  // The entry alone is run anew.
  delete require.cache[program];
  await require(program).done;
  await Promise.all([told(process.stdout, end), told(process.stderr, end)]);
  process.send(process.exitCode);
}

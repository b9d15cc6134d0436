#!/usr/bin/env node
// The `postern` command: one short function per subcommand, in src/cli/.
import { createRequire } from "node:module";
import { Command } from "commander";
import { ask, type AskOptions } from "./cli/ask.js";
import { explain } from "./cli/explain.js";
import { outbox, type OutboxOptions } from "./cli/outbox.js";
import { posts } from "./cli/posts.js";
import { start } from "./cli/start.js";
import { readConfig } from "./config.js";
import { createLogger } from "./log.js";

/** Settings and log, as every subcommand needs them; `quiet` for those whose output is an answer. */
function prepare(quiet: boolean) {
  const config = readConfig();
  const level = quiet && config.logLevel === "info" ? "warn" : config.logLevel;
  return { config, log: createLogger({ level, secrets: config.secrets }) };
}

const { version } = createRequire(import.meta.url)("../package.json") as { version: string };
const program = new Command("postern")
  .description("Brings your Markdown blog to Discord and Telegram.")
  .version(version);
program
  .command("start", { isDefault: true })
  .description("run the bot and the local page")
  .action(() => start(prepare(false)));
program
  .command("ask")
  .description("answer one command, or every line of standard input")
  .argument("[line...]", 'what a reader would type, for example "/post usefulness"')
  .option("--json", "one JSON object a line")
  .option("--why", "tell what the search found and why")
  .action((words: string[], options: AskOptions) =>
    ask(prepare(true), words.length > 0 ? words.join(" ") : null, options),
  );
program
  .command("posts")
  .description("list the posts that Postern sees, hidden ones included")
  .option("--json", "one JSON object a line")
  .action((options: { json?: boolean }) => posts(prepare(true), options.json ?? false));
program
  .command("outbox")
  .description("show what is to be sent and what was; try again what failed; decide about held posts")
  .option(
    "--state <state...>",
    "only these: held, waiting, pending, claimed, sending, uncertain, failed, done",
  )
  .option("--post <post>", "only this post: its title or a part of it, file, address or id")
  .option("--to <place>", "only this place, as in ANNOUNCE_TO")
  .option("--limit <number>", "how many are shown", "100")
  .option("--retry", "try failed and uncertain messages again")
  .option("--release", "announce held posts")
  .option("--seen", "never announce held posts")
  .option("--json", "one JSON object a line")
  .action((options: OutboxOptions) => outbox(prepare(true), options));

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

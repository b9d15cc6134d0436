#!/usr/bin/env node
// The `postern` command: one short function per subcommand, in src/cli/, loaded only when it is called for.
import { createRequire } from "node:module";
import { Command, Help } from "commander";
import type { AnnounceOptions } from "./cli/announce.js";
import type { AskOptions } from "./cli/ask.js";
import type { DoctorOptions } from "./cli/doctor.js";
import { explain } from "./cli/explain.js";
import { CommandFault } from "./cli/fault.js";
import type { InitOptions } from "./cli/init.js";
import type { OutboxOptions } from "./cli/outbox.js";
import type { AddOptions, ListOptions } from "./cli/subscriptions.js";
import { readConfig } from "./config.js";
import { createLogger } from "./log.js";
import { platforms } from "./platforms.js";
import { makePrivateFiles } from "./private-state.js";

/** Settings and log, as every subcommand needs them; `quiet` for those whose output is an answer. */
function prepare(quiet: boolean) {
  makePrivateFiles();
  const config = readConfig(platforms);
  const level = quiet && config.logLevel === "info" ? "warn" : config.logLevel;
  const log = createLogger({ level, format: config.logFormat, secrets: config.secrets });
  for (const name of config.unknown)
    log.warn({ name }, "A name in .env is no setting of Postern's; is it spelt as in .env.example?");
  return { config, platforms, log };
}

const several = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const { version } = createRequire(import.meta.url)("../package.json") as { version: string };
const help = new Help();
const program = new Command("postern")
  .description("Brings your Markdown blog to Discord and Telegram.")
  .version(version)
  .configureHelp({
    // An option that may be given again begins with none: that need not be told.
    optionDescription: (option) =>
      Array.isArray(option.defaultValue) ? option.description : help.optionDescription(option),
  });
program
  .command("start", { isDefault: true })
  .description("run the bot and the local page")
  .allowExcessArguments()
  .action(async (_options: unknown, command: Command) => {
    const [unknown] = command.args;
    if (unknown !== undefined)
      throw new CommandFault(`There is no command “${unknown}”; \`postern --help\` lists them.`);
    // Before anything is under way there is nothing to finish.
    const early = (): never => process.exit(0);
    process.on("SIGTERM", early).on("SIGINT", early);
    await (await import("./cli/offer-setup.js")).offerSetup(platforms);
    const { start } = await import("./cli/start.js");
    const running = start(prepare(false));
    process.off("SIGTERM", early).off("SIGINT", early);
    await running;
  });
program
  .command("init")
  .description("set up: asks for your blog and the bots' tokens, checks them, and writes .env")
  .argument("[blog]", "a folder, a git repository, or a feed's address")
  .option("--yes", "ask nothing: take what --set, the environment and .env say")
  .option("--set <setting>", "a setting as in .env, NAME=VALUE; may be given again", several, [])
  .option("--test", "send a test message to every place in ANNOUNCE_TO")
  .option("--lang <language>", "of the questions, such as zh; the terminal's unless given")
  .option("--dry-run", "check everything, and write and send nothing")
  .action(async (blog: string | undefined, options: InitOptions) =>
    (await import("./cli/init.js")).init(platforms, blog ?? null, options),
  );
program
  .command("ask")
  .description("answer one command, or every line of standard input")
  .argument("[line...]", 'what a reader would type, for example "/post usefulness"')
  .option("--json", "one JSON object a line")
  .option("--why", "tell what the search found and why")
  .option("--lang <language>", "of the answers, such as zh; the terminal's unless given")
  .option("--press <state>", "press a button instead: its state, as an answer or --json tells it")
  .action(async (words: string[], options: AskOptions) =>
    (await import("./cli/ask.js")).ask(prepare(true), words.length > 0 ? words.join(" ") : null, options),
  );
program
  .command("posts")
  .description("list the posts that Postern sees, hidden ones included")
  .option("--json", "one JSON object a line")
  .action(async (options: { json?: boolean }) =>
    (await import("./cli/posts.js")).posts(prepare(true), options.json ?? false),
  );
program
  .command("doctor")
  .description("tell what was found out about your blog, what is wrong with it, and how to mend it")
  .option("--online", "ask your site whether the newest posts are where their links lead")
  .option("--json", "one JSON object")
  .action(async (options: DoctorOptions) => (await import("./cli/doctor.js")).doctor(prepare(true), options));
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
  .action(async (options: OutboxOptions) => (await import("./cli/outbox.js")).outbox(prepare(true), options));
program
  .command("announce")
  .description("announce a post by hand, never twice to one place")
  .argument("<post...>", "what a reader would type behind /post, or its file or address")
  .option("--to <place>", "only this place, whatever it wants; may be given again", several, [])
  .option("--dry-run", "show what would be sent where, and send nothing")
  .option("--again", "also where it was sent or failed before")
  .option("--now", "also when its page is not live")
  .option("--json", "as one JSON object")
  .action(async (words: string[], options: AnnounceOptions) =>
    (await import("./cli/announce.js")).announce(prepare(true), words.join(" "), options),
  );
program
  .command("export")
  .description("write subscriptions, and what was told to whom, as JSON lines to standard output")
  .action(async () => (await import("./cli/export.js")).exportStore(prepare(true)));
program
  .command("import")
  .description("take in what `postern export` wrote, on this machine or another; twice is as good as once")
  .argument("<file>", "what `postern export` wrote")
  .action(async (file: string) => (await import("./cli/export.js")).importStore(prepare(true), file));
program
  .command("restore")
  .description("put back a copy of postern.db while the bot is stopped, so that nothing is announced again")
  .argument("[file]", "the copy; without it the database is marked that DATABASE_URL or DATA_DIR names")
  .action(async (file: string | undefined) =>
    (await import("./cli/restore.js")).restore(prepare(true), file ?? null),
  );
program
  .command("discord-receive")
  .description("say to Discord how questions are to come: to an address by HTTP, or over the gateway")
  .argument("<way>", "http or gateway")
  .argument("[address]", "of http: the public address that leads to the bot")
  .action(async (way: string, address: string | undefined) =>
    (await import("./cli/discord-receive.js")).discordReceive(prepare(true), way, address ?? null),
  );
program
  .command("completion")
  .description("print what makes a shell complete this command: bash, zsh or fish")
  .argument("<shell>", "bash, zsh or fish")
  .action(async (shell: string) => (await import("./cli/completion.js")).completion(program, shell));
const subscriptions = program
  .command("subscriptions")
  .description("list who hears of new posts; add and remove");
subscriptions
  .command("list", { isDefault: true })
  .description("list every place")
  .option("--json", "one JSON object a line")
  .action(async (options: ListOptions) =>
    (await import("./cli/subscriptions.js")).listSubscriptions(prepare(true), options),
  );
subscriptions
  .command("add")
  .description("tell a place of new posts from now on, or change what it wants")
  .argument(
    "<place>",
    "as in ANNOUNCE_TO: discord:CHANNEL, telegram:CHAT, telegram:@CHANNEL, telegram:CHAT/TOPIC",
  )
  .option("--tag <tag>", "only posts with this tag; may be given again", several, [])
  .option("--category <category>", "only posts in this category; may be given again", several, [])
  .option("--lang <language>", "only posts in this language, such as zh")
  .option("--silent", "without a sound")
  .option("--mention <role>", "mention this role (Discord)")
  .option("--crosspost", "publish to the channels that follow it (Discord announcement channels)")
  .option("--digest <often>", "daily or weekly in one message")
  .option("--at <time>", "when the digest comes, such as 09:00")
  .option("--quiet <hours>", "nothing in these hours, such as 22:00-07:00")
  .option("--timezone <zone>", "the place's clock, such as Asia/Shanghai; UTC unless given")
  .option("--json", "as JSON")
  .action(async (place: string, options: AddOptions) =>
    (await import("./cli/subscriptions.js")).addSubscription(prepare(true), place, options),
  );
subscriptions
  .command("remove")
  .description("tell a place nothing more")
  .argument("<place>", "as the list shows it")
  .option("--json", "as JSON")
  .action(async (place: string, options: ListOptions) =>
    (await import("./cli/subscriptions.js")).removeSubscription(prepare(true), place, options),
  );

/** Resolves when the command has done its work; `process.exitCode` tells how it went. */
export const done = program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});

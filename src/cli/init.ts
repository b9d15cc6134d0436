// `postern init`: asks where the blog is, for the bots' tokens and where to announce, checks each, and writes `.env`.
import { existsSync, readFileSync } from "node:fs";
import { intro, outro } from "@clack/prompts";
import type { Platform } from "../chat/platform.js";
import { readConfig } from "../config.js";
import { localeFor } from "../locale/locale.js";
import { hideSecrets } from "../secrets.js";
import { faultsOf, secretsOf } from "../setting.js";
import { settings } from "../settings.js";
import { CommandFault } from "./fault.js";
import { asksNobody, asksPerson, Cancelled } from "./init/asking.js";
import { readEnvFile, withSettings, writeEnvFile } from "./init/env-file.js";
import { askForBlog, askForPlaces, askForTokens, type Session } from "./init/steps.js";
import { testPlaces } from "./init/test-places.js";
import { wordsFor } from "./init/words.js";
import { terminalLanguage } from "./terminal-language.js";
import { print } from "./output.js";

export interface InitOptions {
  /** Asks nothing: every answer is what is set, or its default. */
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly lang?: string;
  /** `NAME=VALUE`, as in `.env`. */
  readonly set: readonly string[];
  /** Sends a test message to every place that is announced to. */
  readonly test?: boolean;
}

const FILE = ".env";

export async function init(
  platforms: readonly Platform[],
  blog: string | null,
  options: InitOptions,
): Promise<void> {
  const { given, environment } = readConfig([]);
  const language = terminalLanguage(environment, options.lang);
  const words = wordsFor(language);
  const asksSomeone = options.yes !== true;
  if (asksSomeone && !(process.stdin.isTTY && process.stdout.isTTY))
    throw new CommandFault(
      "postern init asks its questions on a terminal. Without one: postern init FOLDER --yes --set TELEGRAM_TOKEN=… (any setting of .env.example)",
    );
  const said: string[] = [];
  const session: Session = {
    platforms,
    words,
    locale: localeFor(language),
    ask: asksSomeone
      ? asksPerson(words.yes, words.no)
      : asksNobody(
          (line) => said.push(line),
          (why) => new CommandFault(why),
        ),
    blog,
    given,
    answers: named(options.set, platforms),
  };
  if (asksSomeone) intro(words.title);
  try {
    const title = await askForBlog(session);
    await askForTokens(session);
    await askForPlaces(session);
    if (!(await write(session, options.dryRun === true))) return;
    const test = { session, title, wanted: options.test ?? null };
    if (options.dryRun !== true) await testPlaces(test);
    session.ask.say(words.next(startCommand()));
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    outro(words.cancelled);
    process.exitCode = 1;
  } finally {
    for (const line of said) await print(line);
  }
}

/** What `--set` says, checked as in `.env`. Throws CommandFault. */
function named(set: readonly string[], platforms: readonly Platform[]): Record<string, string> {
  const all = [settings, ...platforms.map((platform) => platform.settings)];
  const pairs = set.map((one) => {
    const [, name, value] = /^([A-Z_]+)=(.*)$/s.exec(one) ?? [];
    if (name === undefined || value === undefined || !all.some(({ shape }) => Object.hasOwn(shape, name)))
      throw new CommandFault(
        `--set ${one.replace(/=.*$/s, "=…")} names no setting; .env.example lists them. Example: --set SITE_TIMEZONE=Asia/Shanghai`,
      );
    return [name, value] as const;
  });
  const answers = Object.fromEntries(pairs);
  const faults = all.flatMap((each) => faultsOf(each, answers));
  if (faults.length > 0) throw new CommandFault(faults.join("\n"));
  return answers;
}

/** Whether it goes on: a person may still say no. */
async function write({ platforms, words, ask, answers }: Session, dryRun: boolean): Promise<boolean> {
  const before = await readEnvFile(FILE);
  const after = withSettings(before, answers);
  if (after === before) ask.say(words.unchanged(FILE));
  else if (dryRun) {
    const secrets = platforms.flatMap((each) => secretsOf(each.settings, answers));
    ask.say(hideSecrets(withSettings("", answers), secrets).trimEnd());
    ask.say(words.nothingWritten);
  } else {
    if (!(await ask.confirm(words.write(FILE), true))) throw new Cancelled();
    await writeEnvFile(FILE, after);
    ask.say(words.written(FILE));
    if (existsSync(".git") && !isIgnored()) ask.warn(words.ignoreIt(FILE));
  }
  return true;
}

/** By the usual line; a pattern that happens to cover it is not looked for. */
const isIgnored = (): boolean =>
  existsSync(".gitignore") && /^\/?\.env\*?\s*$/m.test(readFileSync(".gitignore", "utf8"));

/** In Postern's own folder by npm, elsewhere as an installed program. */
const startCommand = (): string =>
  existsSync("package.json") && /"name":\s*"postern"/.test(readFileSync("package.json", "utf8"))
    ? "npm start"
    : "npx postern";

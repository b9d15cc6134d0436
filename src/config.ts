// The owner's settings: the environment and `.env` in, a checked Config out. Nothing else reads process.env.
import { readFileSync } from "node:fs";
import { parse } from "dotenv";
import { faultsOf, secretsOf, type Environment, type Settings } from "./setting.js";
import { PROXY_NAMES, settings } from "./settings.js";
import { stateFolder } from "./state-folder.js";

export type Config = ReturnType<typeof readConfig>;

/** Settings that cannot be used; the message names each variable, its fault and an example. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  constructor(readonly faults: readonly string[]) {
    super(["Please mend the settings (environment or .env):", ...faults.map((f) => `  ${f}`)].join("\n"));
  }
}

/** What is read of a platform: its settings, and which of them is its token. */
interface TokenSettings {
  readonly title: string;
  readonly settings: Settings;
  readonly token: string;
}

/** A token in another platform's place is told apart by its form. */
const misplacedTokens = (chats: readonly TokenSettings[], given: Environment): readonly string[] =>
  chats.flatMap(({ token, settings }) => {
    const holds = (of: Settings, name: string): boolean =>
      given[token] !== undefined && of.shape[name]?.safeParse(given[token]).success === true;
    const owner = chats.find((other) => holds(other.settings, other.token));
    return owner === undefined || holds(settings, token)
      ? []
      : [`${token} holds a token of ${owner.title}'s: set ${owner.token} to it`];
  });

/**
 * The settings of `environment`, with those of the `.env` file for what it does not set. What `chats` declare is
 * checked as well. A variable set to nothing (or blanks) counts as not set. Throws ConfigError.
 */
export function readConfig(
  chats: readonly TokenSettings[],
  environment: Environment = process.env,
  file = ".env",
) {
  const own = readFile(file);
  const given = proxiesInCapitals({ ...own, ...withoutEmpty(unquoted(environment)) });
  const all = [settings, ...chats.map((chat) => chat.settings)];
  const faults = [...all.flatMap((each) => faultsOf(each, given)), ...misplacedTokens(chats, given)];
  if (faults.length > 0) throw new ConfigError(faults);
  const read = settings.parse(given);
  if (read.ROLES && read.DATABASE_URL === null)
    throw new ConfigError([
      "ROLES shares work among processes, which an SQLite file cannot: set DATABASE_URL to a PostgreSQL that all of them use, or remove ROLES, and this one does everything. docs/scale.md tells more",
    ]);
  const state =
    read.DATA_DIR === null
      ? stateFolder({ postsDir: read.POSTS_DIR, source: read.SOURCE }, environment)
      : { folder: read.DATA_DIR, better: null };
  return {
    /** Null: `./posts`, or the folder Postern is started in where that is a site. */
    postsDir: read.POSTS_DIR,
    source: {
      /** Where the posts are instead of `postsDir`, as the owner wrote it; null when not set. */
      names: read.SOURCE,
      /** `.env` names posts by POSTS_DIR as well, which has no effect then. */
      besidesPosts: Boolean(own["SOURCE"] && own["POSTS_DIR"]),
      /** Seconds between two looks at a repository or feed. */
      interval: read.SOURCE_INTERVAL,
      token: read.SOURCE_TOKEN,
      /** Of a repository. */
      maxBytes: read.SOURCE_MAX_MB,
      webhookSecret: read.SOURCE_WEBHOOK_SECRET,
    },
    /** What the owner says of the site; null leaves it to the site's own files. */
    site: {
      url: read.SITE_URL,
      title: read.SITE_TITLE,
      lang: read.SITE_LANG,
      timezone: read.SITE_TIMEZONE,
      buildTimezone: read.BUILD_TIMEZONE,
      permalink: read.PERMALINK,
      generator: read.SITE_GENERATOR,
    },
    /** What was set, as it was written: each chat reads its own. */
    given,
    dataDir: state.folder,
    /** Where `dataDir` would be had no earlier version made `./data`; null where it is there, or was chosen by the owner. */
    betterDataDir: state.better,
    /** Where the owner's own dictionaries are; null for ours. */
    dictionariesDir: read.DICTIONARIES_DIR,
    /** Null for SQLite in `dataDir`. */
    databaseUrl: read.DATABASE_URL,
    /** PostgreSQL's own, where `databaseUrl` is that of a pooler. */
    directUrl: read.DATABASE_DIRECT_URL,
    /** What this process may do, and one of those on the store reads the posts for all; null: everything, for itself. */
    roles: read.ROLES,
    /** Times in milliseconds. */
    announce: {
      /** ANNOUNCE_TO as it was written; empty when not set. */
      to: read.ANNOUNCE_TO,
      settle: read.ANNOUNCE_SETTLE,
      maxAtOnce: read.ANNOUNCE_MAX_AT_ONCE,
      maxAge: read.ANNOUNCE_MAX_AGE,
      /** Null: live where the site's address is public. */
      when: read.ANNOUNCE_WHEN,
      wait: read.ANNOUNCE_WAIT,
      onRemove: read.ANNOUNCE_ON_REMOVE,
      removeAfter: read.ANNOUNCE_REMOVE_AFTER,
      /** Whether posts behind a password are announced too. */
      protected: read.ANNOUNCE_PROTECTED,
      /** How long what is published while a place is closed is kept for it. */
      catchUp: read.ANNOUNCE_CATCH_UP,
    },
    http: {
      host: read.HTTP_HOST,
      port: read.HTTP_PORT,
      /** Names under which a proxy in front serves us, in lower case. */
      publicHosts: read.HTTP_PUBLIC_HOST === null ? [] : [read.HTTP_PUBLIC_HOST],
    },
    /** Where Prometheus asks; the port is null where nobody does. */
    metrics: { host: read.METRICS_HOST, port: read.METRICS_PORT },
    /** For how long (ms) questions are still answered after the signal to end. */
    drain: read.DRAIN_SECONDS,
    /** Of the owner's page; null: it is open on this machine alone. */
    ownerPassword: read.OWNER_PASSWORD,
    /** OWNER as it was written; empty when not set. */
    owner: read.OWNER,
    /** How many subscriptions the members of one group or server may make there. */
    subscriptionsPerGroup: read.SUBSCRIPTIONS_PER_GROUP,
    /** Whether it is counted how often each post is asked for. */
    countPopular: read.COUNT_POPULAR,
    logLevel: read.LOG_LEVEL,
    logFormat: read.LOG_FORMAT,
    /** What programs that we start (git, what draws formulas) may need of our environment. */
    environment: { ...environment, ...proxiesInBothCases(given) },
    /** Names in `.env` that are no settings: most likely misspelt, and without effect. */
    unknown: Object.keys(proxiesInCapitals(own)).filter(
      (name) => !all.some(({ shape }) => Object.hasOwn(shape, name)),
    ),
    /** Values that must never be written anywhere. */
    secrets: all.flatMap((each) => secretsOf(each, given)),
  } as const;
}

function readFile(file: string): Environment {
  try {
    const bytes = readFileSync(file);
    // What Windows' older PowerShell writes by `>` is UTF-16; read as UTF-8 it would silently say nothing.
    if (bytes.includes(0)) throw new ConfigError([`${file} is not UTF-8. Save it as UTF-8 in your editor.`]);
    return withoutEmpty(parse(wholeValues(bytes.toString())));
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw new ConfigError([`${file} cannot be read: ${String(error)}`]);
  }
}

/**
 * As shells and Docker read it, `#` begins a comment only behind a blank. dotenv ends a value at any, so that
 * `SOURCE=git:https://…/blog.git#main` would lose its branch: such values are put in quotes.
 */
const wholeValues = (text: string): string =>
  text.replace(/^(\s*(?:export\s+)?[\w.-]+[ \t]*=)(.*)$/gm, (line: string, name: string, rest: string) => {
    const value = rest.replace(/[ \t]#.*$/, "").trim();
    const quote = ["'", "`", '"'].find((one) => !value.includes(one));
    return value.includes("#") && !/^['"`]/.test(value) && quote ? name + quote + value + quote : line;
  });

/** Proxies may be named in small letters, which then count. */
function proxiesInCapitals(given: Environment): Environment {
  const named = PROXY_NAMES.flatMap((name) => {
    const value = given[name.toLowerCase()] ?? given[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const small = new Set<string>(PROXY_NAMES.map((name) => name.toLowerCase()));
  const others = Object.entries(given).filter(([name]) => !small.has(name));
  return { ...Object.fromEntries(others), ...Object.fromEntries(named) };
}

/** By SOCKS names are looked up by the proxy, as in `net/network.ts`. */
const remote = (proxy = ""): string => proxy.replace(/^socks5:/i, "socks5h:");

/** Programs differ in which they read. */
const proxiesInBothCases = (given: Environment): Environment =>
  Object.fromEntries(
    PROXY_NAMES.flatMap((name) =>
      given[name] === undefined
        ? []
        : [
            [name, remote(given[name])],
            [name.toLowerCase(), remote(given[name])],
          ],
    ),
  );

/** `docker run --env-file` keeps the quotes of a `.env` that other readers of it take off. */
const unquoted = (environment: Environment): Environment =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, value?.replace(/^\s*(["'])(.*)\1\s*$/s, "$2")]),
  );

/** Blanks around a value are a slip of the hand, never meant. */
function withoutEmpty(environment: Environment): Environment {
  const trimmed = Object.entries(environment).map(([name, value]) => [name, value?.trim()] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value));
}

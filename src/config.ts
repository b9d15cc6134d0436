// The owner's settings: the environment and `.env` in, a checked Config out. Nothing else reads process.env.
import { readFileSync } from "node:fs";
import { parse } from "dotenv";
import { settings, type Setting } from "./settings.js";
import { stateFolder } from "./state-folder.js";

type Name = keyof typeof settings;

export interface Config {
  /** Null: `./posts`, or the folder Postern is started in where that is a site. */
  readonly postsDir: string | null;
  /** Where the posts are instead of `postsDir`; `names` is as the owner wrote it, null when not set. */
  readonly source: {
    readonly names: string | null;
    /** Seconds between two looks at a repository or feed. */
    readonly interval: number;
    readonly token: string | null;
    readonly webhookSecret: string | null;
    /** What programs that we start (git) need of our environment. */
    readonly environment: Environment;
  };
  /** What the owner says of the site; null leaves it to the site's own files. */
  readonly site: {
    readonly url: string | null;
    readonly title: string | null;
    readonly timezone: string | null;
    readonly buildTimezone: string | null;
    readonly permalink: string | null;
    readonly generator: string | null;
  };
  /** Null without a token. `apiUrl` null is the platform's own. */
  readonly discord: {
    readonly token: string;
    readonly apiUrl: string | null;
    readonly guildId: string | null;
  } | null;
  readonly telegram: {
    readonly token: string;
    readonly apiUrl: string | null;
    /** Null: Telegram is asked for updates (long polling). */
    readonly webhook: { readonly url: string; readonly secret: string | null } | null;
  } | null;
  /** How each chat draws its messages; told without a token too, for the previews. */
  readonly looks: { readonly discord: "components" | "embeds"; readonly telegram: "auto" | "on" | "off" };
  readonly dataDir: string;
  /** Where `dataDir` would be had no earlier version made `./data`; null where it is there, or was chosen by the owner. */
  readonly betterDataDir: string | null;
  /** Null for SQLite in `dataDir`. */
  readonly databaseUrl: string | null;
  /** Times in milliseconds. */
  readonly announce: {
    /** ANNOUNCE_TO as it was written; empty when not set. */
    readonly to: string;
    readonly settle: number;
    readonly maxAtOnce: number;
    readonly maxAge: number;
    /** Null: live where the site's address is public. */
    readonly when: "live" | "now" | null;
    readonly wait: number;
    readonly onRemove: "delete" | "strike" | "keep";
    readonly removeAfter: number;
    /** How long what is published while a place is closed is kept for it; in milliseconds. */
    readonly catchUp: number;
    readonly uncertain: "resend" | "skip";
  };
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** Names under which a proxy in front serves us, in lower case. */
    readonly publicHosts: readonly string[];
  };
  /** Whether it is counted how often each post is asked for. */
  readonly countPopular: boolean;
  readonly logLevel: string;
  /** Names in `.env` that are no settings: most likely misspelt, and without effect. */
  readonly unknown: readonly string[];
  /** Values that must never be written anywhere. */
  readonly secrets: readonly string[];
}

/** Settings that cannot be used; the message names each variable, its fault and an example. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  constructor(readonly faults: readonly string[]) {
    super(["Please mend the settings (environment or .env):", ...faults.map((f) => `  ${f}`)].join("\n"));
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings of `environment`, with those of the `.env` file for what it does not set.
 * A variable set to nothing (or blanks) counts as not set. Throws ConfigError.
 */
export function readConfig(environment: Environment = process.env, file = ".env"): Config {
  const own = readFile(file);
  const values = check({ ...own, ...withoutEmpty(unquoted(environment)) });
  const get = (name: Name): string | null => values.get(name) ?? null;
  const must = (name: Name): string => values.get(name) ?? "";
  const webhookUrl = get("TELEGRAM_WEBHOOK_URL");
  const webhookSecret = get("TELEGRAM_WEBHOOK_SECRET");
  const chosen = get("DATA_DIR");
  const state =
    chosen === null
      ? stateFolder({ postsDir: get("POSTS_DIR"), source: get("SOURCE") }, environment)
      : { folder: chosen, better: null };
  const [discordToken, telegramToken] = [get("DISCORD_TOKEN"), get("TELEGRAM_TOKEN")];
  return {
    postsDir: get("POSTS_DIR"),
    source: {
      names: get("SOURCE"),
      interval: Number(must("SOURCE_INTERVAL")),
      token: get("SOURCE_TOKEN"),
      webhookSecret: get("SOURCE_WEBHOOK_SECRET"),
      environment,
    },
    site: {
      url: get("SITE_URL"),
      title: get("SITE_TITLE"),
      timezone: get("SITE_TIMEZONE"),
      buildTimezone: get("BUILD_TIMEZONE"),
      permalink: get("PERMALINK"),
      generator: get("SITE_GENERATOR"),
    },
    discord:
      (discordToken && {
        token: discordToken,
        apiUrl: get("DISCORD_API_URL"),
        guildId: get("DISCORD_GUILD_ID"),
      }) ||
      null,
    telegram:
      (telegramToken && {
        token: telegramToken,
        apiUrl: get("TELEGRAM_API_URL"),
        webhook: webhookUrl === null ? null : { url: webhookUrl, secret: webhookSecret },
      }) ||
      null,
    looks: {
      discord: must("DISCORD_STYLE") as "components" | "embeds",
      telegram: must("TELEGRAM_RICH") as "auto" | "on" | "off",
    },
    dataDir: state.folder,
    betterDataDir: state.better,
    databaseUrl: get("DATABASE_URL"),
    announce: {
      to: must("ANNOUNCE_TO"),
      settle: Number(must("ANNOUNCE_SETTLE")) * 1000,
      maxAtOnce: Number(must("ANNOUNCE_MAX_AT_ONCE")),
      maxAge: Number(must("ANNOUNCE_MAX_AGE")) * 24 * 3_600_000,
      when: get("ANNOUNCE_WHEN") as "live" | "now" | null,
      wait: Number(must("ANNOUNCE_WAIT")) * 60_000,
      onRemove: must("ANNOUNCE_ON_REMOVE") as "delete" | "strike" | "keep",
      removeAfter: Number(must("ANNOUNCE_REMOVE_AFTER")) * 1000,
      catchUp: Number(must("ANNOUNCE_CATCH_UP")) * 24 * 3_600_000,
      uncertain: must("TELEGRAM_UNCERTAIN") as "resend" | "skip",
    },
    http: {
      host: must("HTTP_HOST"),
      port: Number(must("HTTP_PORT")),
      publicHosts: [get("HTTP_PUBLIC_HOST"), webhookUrl && new URL(webhookUrl).hostname].flatMap((name) =>
        name ? [name.toLowerCase()] : [],
      ),
    },
    countPopular: must("COUNT_POPULAR") === "on",
    logLevel: must("LOG_LEVEL"),
    unknown: Object.keys(own).filter((name) => !Object.hasOwn(settings, name)),
    secrets: [
      discordToken,
      telegramToken,
      webhookSecret,
      get("SOURCE_TOKEN"),
      get("SOURCE_WEBHOOK_SECRET"),
      passwordOf(get("DATABASE_URL")),
    ].filter((secret) => secret !== null),
  };
}

/** The password in a database's address, as it may stand in a message of the driver. */
function passwordOf(url: string | null): string | null {
  const password = url === null ? "" : new URL(url).password;
  return password === "" ? null : decodeURIComponent(password);
}

function check(given: Environment): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const faults: string[] = [];
  for (const [name, { schema, example }] of Object.entries<Setting>(settings)) {
    const result = schema.safeParse(given[name]);
    if (result.success) {
      if (result.data !== undefined) values.set(name, result.data);
    } else {
      const fault = result.error.issues.map((issue) => issue.message).join(", ");
      const shown =
        /_(?:TOKEN|SECRET)$/.test(name) || name === "DATABASE_URL"
          ? ""
          : ` (it is ${JSON.stringify(given[name]?.slice(0, 80))})`;
      faults.push(`${name} ${fault}${shown}. Example: ${name}=${example}`);
    }
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return values;
}

function readFile(file: string): Environment {
  try {
    const bytes = readFileSync(file);
    // What Windows' older PowerShell writes by `>` is UTF-16; read as UTF-8 it would silently say nothing.
    if (bytes.includes(0)) throw new ConfigError([`${file} is not UTF-8. Save it as UTF-8 in your editor.`]);
    return withoutEmpty(parse(bytes));
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw new ConfigError([`${file} cannot be read: ${String(error)}`]);
  }
}

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

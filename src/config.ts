// The owner's settings: the environment and `.env` in, a checked Config out. Nothing else reads process.env.
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { parse } from "dotenv";
import { z } from "zod";

/** A setting: what it must look like, and an example to show when it does not. */
interface Setting {
  readonly schema: z.ZodType<string | undefined>;
  readonly example: string;
}

const text = z.string();
/** A folder; `~/` is the home folder, as in a shell, which reads no `.env`. */
const folder = text.transform((value) => (/^~(?=$|[/\\])/.test(value) ? homedir() + value.slice(1) : value));
const webAddress = text.refine((value) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== "";
}, "must be a web address that begins with https:// or http://");
const timeZone = text.refine((value) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value }).format();
    return true;
  } catch {
    return false;
  }
}, "must be a time zone by its IANA name");
const port = text.refine(
  (value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535,
  "must be a whole number from 0 to 65535",
);
/** Not the platform's exact grammar, only what a mistaken paste (spaces, a header's `Bot `) breaks. */
const discordToken = text.regex(
  /^[\w-]+\.[\w-]+\.[\w-]+$/,
  "does not look like a bot token (three parts with dots between)",
);
const telegramToken = text.regex(
  /^\d+:[\w-]+$/,
  "does not look like a bot token (digits, a colon, letters and digits)",
);
/** Telegram posts to https only, on these ports (Bot API, setWebhook, note 3). */
const httpsAddress = webAddress.refine((value) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  return url?.protocol === "https:" && ["", "80", "88", "8443"].includes(url.port) && url.pathname !== "/";
}, "must begin with https://, have a path, and use port 443, 80, 88 or 8443");
const webhookSecret = text.regex(/^[\w-]{16,256}$/, "must be 16 to 256 of A-Z, a-z, 0-9, _ and -");
const snowflake = text.regex(/^\d{15,21}$/, "must be the server's id, 15 to 21 digits");
const hostName = text.regex(
  /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i,
  "must be a name without https:// or a port",
);
const seconds = text.refine(
  (value) => /^\d{1,6}$/.test(value) && Number(value) >= 10,
  "must be a whole number of seconds, 10 or more",
);
const secret = text.refine((value) => value.length >= 16, "is too short to be secret");
const levels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
const level = z.enum(levels, `must be one of ${levels.join(", ")}`);

const whole = (least: number, most: number): z.ZodType<string> =>
  text.refine(
    (value) => /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most,
    `must be a whole number from ${least} to ${most}`,
  );
const databaseAddress = text.refine(
  (value) => URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol),
  "must be the address of a PostgreSQL database",
);
const oneOf = (...values: readonly [string, ...string[]]) =>
  z.enum(values, `must be one of ${values.join(", ")}`);

const optional = (schema: z.ZodType<string>, example: string): Setting => ({
  schema: schema.optional(),
  example,
});
const preset = (schema: z.ZodType<string>, value: string, example = value): Setting => ({
  schema: schema.default(value),
  example,
});

/** Every variable Postern knows. `.env.example` explains the same ones. */
export const settings = {
  POSTS_DIR: optional(folder, "/home/me/blog/source/_posts"),
  SOURCE: optional(text, "git:https://github.com/me/blog.git#main:source/_posts"),
  SOURCE_INTERVAL: preset(seconds, "300"),
  SOURCE_TOKEN: optional(text, "a token that may read your repository"),
  SOURCE_WEBHOOK_SECRET: optional(secret, "the secret you gave the webhook, 16 characters or more"),
  SITE_URL: optional(webAddress, "https://blog.example.org"),
  SITE_TITLE: optional(text, "My blog"),
  SITE_TIMEZONE: optional(timeZone, "Asia/Shanghai"),
  BUILD_TIMEZONE: optional(timeZone, "UTC"),
  PERMALINK: optional(text, ":year/:month/:day/:title/"),
  SITE_GENERATOR: optional(text, "hexo"),
  DISCORD_TOKEN: optional(discordToken, "the token from the Bot page of your Discord application"),
  DISCORD_API_URL: optional(webAddress, "https://discord.com/api"),
  DISCORD_GUILD_ID: optional(snowflake, "123456789012345678"),
  DISCORD_STYLE: preset(oneOf("components", "embeds"), "components"),
  TELEGRAM_TOKEN: optional(telegramToken, "the token that @BotFather gave you"),
  TELEGRAM_API_URL: optional(webAddress, "https://api.telegram.org"),
  TELEGRAM_WEBHOOK_URL: optional(httpsAddress, "https://bot.example.org/telegram"),
  TELEGRAM_WEBHOOK_SECRET: optional(webhookSecret, "a long random word"),
  TELEGRAM_RICH: preset(oneOf("auto", "on", "off"), "auto"),
  DATA_DIR: preset(folder, "./data", "/var/lib/postern"),
  DATABASE_URL: optional(databaseAddress, "postgres://postern:secret@localhost/postern"),
  ANNOUNCE_TO: optional(text, "discord:123456789012345678,telegram:@mychannel?silent"),
  ANNOUNCE_SETTLE: preset(whole(0, 86_400), "20"),
  ANNOUNCE_MAX_AT_ONCE: preset(whole(1, 10_000), "5"),
  ANNOUNCE_MAX_AGE: preset(whole(1, 100_000), "30"),
  ANNOUNCE_WHEN: optional(oneOf("live", "now"), "live"),
  ANNOUNCE_WAIT: preset(whole(1, 10_080), "30"),
  ANNOUNCE_ON_REMOVE: preset(oneOf("delete", "strike", "keep"), "strike"),
  ANNOUNCE_REMOVE_AFTER: preset(whole(0, 86_400), "60"),
  TELEGRAM_UNCERTAIN: preset(oneOf("resend", "skip"), "resend"),
  COUNT_POPULAR: preset(oneOf("on", "off"), "off"),
  HTTP_HOST: preset(text, "127.0.0.1"),
  HTTP_PORT: preset(port, "8787"),
  HTTP_PUBLIC_HOST: optional(hostName, "bot.example.org"),
  LOG_LEVEL: preset(level, "info"),
} satisfies Record<string, Setting>;

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
    readonly style: "components" | "embeds";
  } | null;
  readonly telegram: {
    readonly token: string;
    readonly apiUrl: string | null;
    /** Null: Telegram is asked for updates (long polling). */
    readonly webhook: { readonly url: string; readonly secret: string | null } | null;
    readonly rich: "auto" | "on" | "off";
  } | null;
  readonly dataDir: string;
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
        style: must("DISCORD_STYLE") as "components" | "embeds",
      }) ||
      null,
    telegram:
      (telegramToken && {
        token: telegramToken,
        apiUrl: get("TELEGRAM_API_URL"),
        webhook: webhookUrl === null ? null : { url: webhookUrl, secret: webhookSecret },
        rich: must("TELEGRAM_RICH") as "auto" | "on" | "off",
      }) ||
      null,
    dataDir: must("DATA_DIR"),
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

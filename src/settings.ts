// Every setting there is: what it must look like, what it is unless set, and an example to show when it is wrong.
import { homedir } from "node:os";
import { z } from "zod";

/** A setting: what it must look like, and an example to show when it does not. */
export interface Setting {
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
  (value) =>
    URL.canParse(value) &&
    /^postgres(ql)?:$/.test(new URL(value).protocol) &&
    !/%(?![\da-f]{2})/i.test(new URL(value).password),
  "must be the address of a PostgreSQL database, with each % in its password written as %25",
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
  DATA_DIR: optional(folder, "/var/lib/postern"),
  DATABASE_URL: optional(databaseAddress, "postgres://postern:secret@localhost/postern"),
  ANNOUNCE_TO: optional(text, "discord:123456789012345678,telegram:@mychannel?silent"),
  ANNOUNCE_SETTLE: preset(whole(0, 86_400), "20"),
  ANNOUNCE_MAX_AT_ONCE: preset(whole(1, 10_000), "5"),
  ANNOUNCE_MAX_AGE: preset(whole(1, 100_000), "30"),
  ANNOUNCE_WHEN: optional(oneOf("live", "now"), "live"),
  ANNOUNCE_WAIT: preset(whole(1, 10_080), "30"),
  ANNOUNCE_ON_REMOVE: preset(oneOf("delete", "strike", "keep"), "strike"),
  ANNOUNCE_CATCH_UP: preset(whole(0, 365), "7"),
  ANNOUNCE_REMOVE_AFTER: preset(whole(0, 86_400), "60"),
  TELEGRAM_UNCERTAIN: preset(oneOf("resend", "skip"), "resend"),
  COUNT_POPULAR: preset(oneOf("on", "off"), "off"),
  HTTP_HOST: preset(text, "127.0.0.1"),
  HTTP_PORT: preset(port, "8787"),
  HTTP_PUBLIC_HOST: optional(hostName, "bot.example.org"),
  LOG_LEVEL: preset(level, "info"),
} satisfies Record<string, Setting>;

// Every setting but those of a chat: what it must look like, what it is unless set, and an example.
import { homedir } from "node:os";
import { z } from "zod";
import { count, onOff, oneOf, optional, preset, text, webAddress, whole } from "./setting.js";

/** In bytes: a post is text, and a larger file is a mistake. No setting, for nobody needs another. */
export const LARGEST_FILE = 2 * 1024 * 1024;

/** `~/` at the start of a folder is the home folder, as in a shell, which reads no `.env`. */
const withHome = text.transform((value) =>
  value.replace(/(?<=^|(?:^|\s)folder:)~(?=$|[/\\\s])/g, () => homedir()),
);
const timeZone = text.refine((value) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value }).format();
    return true;
  } catch {
    return false;
  }
}, "must be a time zone by its IANA name");
const language = text.refine((value) => {
  try {
    return new Intl.Locale(value).language.length <= 3;
  } catch {
    return false;
  }
}, "must be a language by its code");
const port = text
  .refine(
    (value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535,
    "must be a whole number from 0 to 65535",
  )
  .transform(Number);
const hostName = text
  .regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i, "must be a name without https:// or a port")
  .toLowerCase();
/** What one of several processes on a store may do. */
const ROLES = ["answer", "deliver", "read"] as const;
export type ProcessRole = (typeof ROLES)[number];
const roles = text
  .transform((value) => value.split(",").map((name) => name.trim()))
  .pipe(z.array(z.enum(ROLES, `must be some of ${ROLES.join(", ")}, with commas between`)).min(1))
  .transform((names): ReadonlySet<ProcessRole> => new Set(names));
/** Seconds between two looks. */
const interval = text
  .refine(
    (value) => /^\d{1,6}$/.test(value) && Number(value) >= 10,
    "must be a whole number of seconds, 10 or more",
  )
  .transform(Number);
const secret = text.refine((value) => value.length >= 16, "is too short to be secret");
const level = oneOf("trace", "debug", "info", "warn", "error", "fatal", "silent");
const databaseAddress = text.refine(
  (value) =>
    URL.canParse(value) &&
    /^postgres(ql)?:$/.test(new URL(value).protocol) &&
    !/%(?![\da-f]{2})/i.test(new URL(value).password),
  "must be the address of a PostgreSQL database, with each % in its password written as %25",
);

/** The password in a database's address, as it may stand in a message of the driver. */
function passwordOf(url: string): string | null {
  const password = new URL(url).password;
  return password === "" ? null : decodeURIComponent(password);
}

/** Without a scheme it is of http, as for curl. */
const proxyAddress = text.refine((value) => {
  const url = URL.canParse(withScheme(value)) ? new URL(withScheme(value)) : null;
  return url !== null && url.hostname !== "" && /^(https?|socks(4a?|5h?)?):$/.test(url.protocol);
}, "must be the address of a proxy: http://, https:// or socks5://, a host and a port");
const withScheme = (value: string): string => (/^[a-z\d]+:\/\//i.test(value) ? value : `http://${value}`);
const proxyPassword = (value: string): string | null => {
  const { password } = new URL(withScheme(value));
  return password === "" ? null : password;
};
/** These are read in small letters too, which then count. */
export const PROXY_NAMES = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] as const;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** `.env.example` explains the same ones, and those of the chats. */
export const settings = z.object({
  POSTS_DIR: optional(withHome, "/home/me/blog/source/_posts"),
  SOURCE: optional(withHome, "git:https://github.com/me/blog.git#main:source/_posts"),
  SOURCE_INTERVAL: preset(interval, "300"),
  SOURCE_MAX_MB: preset(count(1, 100_000, 1024 * 1024), "500"),
  SOURCE_TOKEN: optional(text, "a token that may read your repository", whole),
  SOURCE_WEBHOOK_SECRET: optional(secret, "the secret you gave the webhook, 16 characters or more", whole),
  SITE_URL: optional(webAddress, "https://blog.example.org"),
  SITE_TITLE: optional(text, "My blog"),
  SITE_LANG: optional(language, "zh-CN"),
  SITE_TIMEZONE: optional(timeZone, "Asia/Shanghai"),
  BUILD_TIMEZONE: optional(timeZone, "UTC"),
  PERMALINK: optional(text, ":year/:month/:day/:title/"),
  SITE_GENERATOR: optional(text, "hexo"),
  DATA_DIR: optional(withHome, "/var/lib/postern"),
  DICTIONARIES_DIR: optional(withHome, "/var/lib/postern-dictionaries"),
  DATABASE_URL: optional(databaseAddress, "postgres://postern:secret@localhost/postern", passwordOf),
  DATABASE_DIRECT_URL: optional(databaseAddress, "postgres://postern:secret@localhost/postern", passwordOf),
  ROLES: optional(roles, "answer,deliver,read"),
  ANNOUNCE_TO: preset(text, "", "discord:123456789012345678,telegram:@mychannel?silent"),
  ANNOUNCE_SETTLE: preset(count(0, 86_400, SECOND), "20"),
  ANNOUNCE_MAX_AT_ONCE: preset(count(1, 10_000), "5"),
  ANNOUNCE_MAX_AGE: preset(count(1, 100_000, DAY), "30"),
  ANNOUNCE_WHEN: optional(oneOf("live", "now"), "live"),
  ANNOUNCE_WAIT: preset(count(1, 10_080, MINUTE), "30"),
  ANNOUNCE_ON_REMOVE: preset(oneOf("delete", "strike", "keep"), "strike"),
  ANNOUNCE_PROTECTED: preset(onOff, "off"),
  ANNOUNCE_CATCH_UP: preset(count(0, 365, DAY), "7"),
  ANNOUNCE_REMOVE_AFTER: preset(count(0, 86_400, SECOND), "60"),
  SUBSCRIPTIONS_PER_GROUP: preset(count(1, 10_000), "10"),
  COUNT_POPULAR: preset(onOff, "off"),
  OWNER: preset(text, "", "discord:234567890123456789,telegram:123456789"),
  OWNER_PASSWORD: optional(secret, "a password of your own", whole),
  HTTP_PROXY: optional(proxyAddress, "http://127.0.0.1:7890", proxyPassword),
  HTTPS_PROXY: optional(proxyAddress, "http://127.0.0.1:7890", proxyPassword),
  ALL_PROXY: optional(proxyAddress, "socks5://127.0.0.1:1080", proxyPassword),
  NO_PROXY: optional(text, "localhost,127.0.0.1,.internal"),
  PRIVATE_HOSTS: optional(text, "git.company.example,blog.company.example"),
  HTTP_HOST: preset(text, "127.0.0.1"),
  HTTP_PORT: preset(port, "8787"),
  HTTP_PUBLIC_HOST: optional(hostName, "bot.example.org"),
  METRICS_HOST: preset(text, "127.0.0.1"),
  METRICS_PORT: optional(port, "9464"),
  DRAIN_SECONDS: preset(count(0, 600, SECOND), "0"),
  LOG_LEVEL: preset(level, "info"),
  LOG_FORMAT: preset(oneOf("auto", "plain", "json"), "auto"),
});

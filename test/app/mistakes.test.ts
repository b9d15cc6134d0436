// Mistakes that people make while they set up: each is told in a sentence that says what to do.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loopback } from "../loopback.js";
import { folderOf, type Ended } from "./program.js";
import { runShared } from "./shared-program.js";

type Settings = Readonly<Record<string, string>>;

const post = "---\ntitle: A\ndate: 2024-05-01\n---\nText\n";
const site = {
  "_config.yml": "title: A desk\nurl: https://desk.example.org\n",
  "source/_posts/a.md": post,
  "nothing/.keep": "",
  "themes/paper/_config.yml": "menu:\n  home: /\n",
  "themes/paper/layout/index.ejs": "<p>",
  "public/2024/05/01/a/index.html": "<title>A</title>",
};
const discordToken = `${"M".repeat(24)}.Gabcde.${"x".repeat(38)}`;
const telegramToken = `123456789:${"S".repeat(35)}`;

/** A server that refuses every token; its port is taken. */
let refusing: Server;
let refusingUrl = "";
beforeAll(async () => {
  refusing = createServer((request, response) => {
    const isTelegram = request.url?.startsWith("/bot");
    response.writeHead(401, { "content-type": "application/json" });
    response.end(
      isTelegram
        ? '{"ok":false,"error_code":401,"description":"Unauthorized"}'
        : '{"message":"401: Unauthorized","code":0}',
    );
  });
  refusingUrl = await loopback(refusing);
});
afterAll(() => refusing.close());

const runIn = (at: string, args: readonly string[], settings: Settings): Promise<Ended> =>
  runShared(args, settings, at);
/** In a folder of these files. */
const postern = async (args: readonly string[], settings: Settings = {}, files: Settings = {}) =>
  runIn(await folderOf({ "posts/a.md": post, ...files }), args, settings);
const start = (settings: Settings, files?: Settings) => postern(["start"], settings, files);
/** What is no fault, but is told by whatever looks at the posts. */
const posts = (settings: Settings, files?: Settings) => postern(["posts"], settings, files);
const inSite = async (command: string, folder: string) =>
  postern([command], { POSTS_DIR: join(await folderOf(site), folder) });
const noFolder = async (args: readonly string[]) => runIn(await folderOf({ "notes.txt": "x" }), args, {});
const file = async () => join(await folderOf({ "diary.md": "My diary. ".repeat(1000) }), "diary.md");

function byNode(args: readonly string[], cwd: string): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
  return { code: status, stdout, stderr };
}
function notBuilt(): Ended {
  const clone = mkdtempSync(join(tmpdir(), "postern-unbuilt-"));
  for (const name of ["bin", "package.json"]) cpSync(name, join(clone, name), { recursive: true });
  return byNode(["bin/postern.cjs"], clone);
}
async function inUtf16() {
  const at = await folderOf({ "posts/a.md": post });
  writeFileSync(join(at, ".env"), "\ufeffHTTP_PORT=0\n", "utf16le");
  return runIn(at, ["start"], {});
}
async function circle() {
  const at = join(await folderOf({}), "blog");
  symlinkSync(at, at);
  return start({ POSTS_DIR: at });
}

/** The mistake, how it is made, and what the person reads. */
const stops: readonly (readonly [string, () => Ended | Promise<Ended>, RegExp])[] = [
  [
    "Node is too old",
    () => byNode(["--require", resolve("test/fixtures/old-node.cjs"), "bin/postern.cjs", "--version"], "."),
    /^Postern needs Node 20\.19\.0 or a later 20, or 22\.12\.0 or newer, and this is Node 18\.20\.4\./m,
  ],
  ["a clone is not built", notBuilt, /^Postern is not built yet\. Run `npm run build`/],
  ["a subcommand is not there", () => postern(["frobnicate"]), /no command “frobnicate”; `postern --help`/],
  [
    "there is no blog where it is started",
    () => noFolder(["start"]),
    /There is no folder \.\/posts here.* Set POSTS_DIR.*\/posts shows the sample posts/,
  ],
  [
    "POSTS_DIR is not there",
    () => start({ POSTS_DIR: "/no/such/folder" }),
    /POSTS_DIR names \/no\/such\/folder, which does not exist\. Set POSTS_DIR to/,
  ],
  ...["ask", "posts"].map((command): (typeof stops)[number] => [
    `POSTS_DIR is not there for ${command}`,
    () => postern([command], { POSTS_DIR: "/no/such/folder" }),
    /POSTS_DIR names \/no\/such\/folder, which does not exist\. Set POSTS_DIR to/,
  ]),
  [
    "POSTS_DIR is a file",
    async () => start({ POSTS_DIR: await file() }),
    /diary\.md, which is a file, not a folder\. Set POSTS_DIR to/,
  ],
  ["POSTS_DIR cannot be read", circle, /POSTS_DIR names .*, which cannot be read \(ELOOP\)\. Set/],
  [
    "SOURCE is a bare address",
    () => start({ SOURCE: "https://github.com/me/blog" }),
    /SOURCE must be folder:PATH, git:URL#BRANCH:FOLDER or feed:URL.* Example: SOURCE=git:/,
  ],
  [
    "ANNOUNCE_TO is a channel's name",
    () => start({}, { ".env": "ANNOUNCE_TO=#general\n" }),
    /ANNOUNCE_TO: #general does not begin with discord: or telegram:\. Example/,
  ],
  [
    "ANNOUNCE_TO is a channel's name behind discord:",
    () => start({ ANNOUNCE_TO: "discord:general" }),
    /discord:general needs the id of a channel.*Copy Channel ID/,
  ],
  [
    "ANNOUNCE_TO is a link of Discord's",
    () => start({ ANNOUNCE_TO: `https://discord.com/channels/${"1".repeat(18)}/${"2".repeat(18)}` }),
    /is a link; write discord:222222222222222222\. Example/,
  ],
  [
    "ANNOUNCE_TO is a link of Telegram's",
    () => start({ ANNOUNCE_TO: "telegram:https://t.me/mychannel" }),
    /is a link; write telegram:@mychannel\. Example/,
  ],
  [
    "the tokens are swapped",
    () => start({ DISCORD_TOKEN: telegramToken, TELEGRAM_TOKEN: discordToken }),
    /DISCORD_TOKEN holds a token of Telegram's: set TELEGRAM_TOKEN[^]*TELEGRAM_TOKEN holds a token of Discord's: set DISCORD_TOKEN/,
  ],
  [
    "a header's Bot stands before the token",
    () => start({ DISCORD_TOKEN: `Bot ${discordToken}` }),
    /DISCORD_TOKEN does not look like a bot token .*Bot page of your Discord application/,
  ],
  [
    "a token is in typographic quotes",
    () => start({}, { ".env": `TELEGRAM_TOKEN=“${telegramToken}”\n` }),
    /TELEGRAM_TOKEN does not look like a bot token .*@BotFather/,
  ],
  [
    "Telegram does not know the token",
    () => start({ TELEGRAM_TOKEN: telegramToken, TELEGRAM_API_URL: refusingUrl }),
    /Telegram refuses the token.*TELEGRAM_TOKEN/,
  ],
  [
    "Discord does not know the token",
    () => start({ DISCORD_TOKEN: discordToken, DISCORD_API_URL: refusingUrl }),
    /Discord refuses the token.*DISCORD_TOKEN/,
  ],
  [
    "the port is taken",
    () => start({ HTTP_PORT: new URL(refusingUrl).port }),
    /port \d+ is taken by another program\. Set HTTP_PORT to another one, or to 0/,
  ],
  ["the port is no number", () => start({ HTTP_PORT: "80a" }), /HTTP_PORT must be a whole number.*"80a"/],
  [
    "SITE_URL is without https://",
    () => start({ SITE_URL: "blog.example.org" }),
    /SITE_URL must be a web address that begins with https:\/\/ or http:\/\/ \(it is "blog\.example\.org"\)/,
  ],
  [
    "SITE_TIMEZONE is a city",
    () => start({ SITE_TIMEZONE: "Shanghai" }),
    /SITE_TIMEZONE must be a time zone by its IANA name.*Example: SITE_TIMEZONE=Asia\/Shanghai/,
  ],
  [
    "HTTP_PUBLIC_HOST is an address",
    () => start({ HTTP_PUBLIC_HOST: "https://bot.example.org/" }),
    /HTTP_PUBLIC_HOST must be a name without https:\/\/ or a port/,
  ],
  [
    "OWNER_PASSWORD is too short",
    () => start({ OWNER_PASSWORD: "secret" }),
    /OWNER_PASSWORD is too short to be secret/,
  ],
  [
    "DATABASE_URL is of another database",
    () => start({ DATABASE_URL: "mysql://me@localhost/blog" }),
    /DATABASE_URL must be the address of a PostgreSQL database/,
  ],
  [
    "DATA_DIR is a file",
    async () => start({ DATA_DIR: await file() }),
    /The folder .*diary\.md cannot be made \(EEXIST.* Set DATA_DIR to a folder the bot may write to/,
  ],
  ...["/proc", "/sys"].map((folder): (typeof stops)[number] => [
    `DATA_DIR is in ${folder}, where nobody may write`,
    () => start({ DATA_DIR: `${folder}/postern` }),
    /The folder \/\w+\/postern cannot be made.* Set DATA_DIR to a folder the bot may write to/,
  ]),
  [
    "postern.db is another program's",
    async () => start({ DATA_DIR: await folderOf({ "postern.db": "My diary. ".repeat(1000) }) }),
    /The database .*postern\.db is damaged or is no SQLite database\. Put back a backup; or move the file away/,
  ],
  [".env is saved as UTF-16", inUtf16, /\.env is not UTF-8\. Save it as UTF-8 in your editor/],
  [".env is a folder", () => start({}, { ".env/env": "" }), /\.env cannot be read.*EISDIR/],
];

it.each(stops)("%s", async (_, make, sentence) => {
  const { code, stdout, stderr } = await make();
  expect([code, stdout, stderr]).toEqual([1, "", expect.stringMatching(sentence)]);
  expect(stderr).not.toMatch(/\n\s+at |SSSS|MMMM/);
});

/** What the person reads beside what was asked for. */
const tells: typeof stops = [
  [
    "a setting in .env is misspelt",
    () => posts({}, { ".env": "TELEGRAM_TOKN=123:SSSS\n" }),
    /"name":"TELEGRAM_TOKN","msg":"A name in \.env is no setting/,
  ],
  [
    "both POSTS_DIR and SOURCE are set",
    () => posts({}, { ".env": "POSTS_DIR=posts\nSOURCE=folder:posts\n" }),
    /POSTS_DIR has no effect beside SOURCE\. Remove one/,
  ],
  ["the folder is empty", () => inSite("doctor", "nothing"), /No posts were found\.\s+→ Set POSTS_DIR/],
  [
    "the folder is a theme's",
    () => inSite("doctor", "themes/paper"),
    /No posts were found\.\s+→ Set POSTS_DIR/,
  ],
  [
    "the folder is what was built",
    () => inSite("doctor", "public"),
    /No posts were found\.\s+→ Set POSTS_DIR/,
  ],
];

it.each(tells)("%s", async (_, make, sentence) => {
  const { code, stdout, stderr } = await make();
  expect([code, stdout + stderr]).toEqual([0, expect.stringMatching(sentence)]);
  expect(stderr).not.toMatch(/\n\s+at |SSSS/);
});

/** No mistakes: each works though it looks odd. */
it.each([
  [".env begins with a byte order mark", "\ufeffPOSTS_DIR=blog\n"],
  ["# stands within a value", "SOURCE=folder:blog#1 # not the branch\n"],
  ["spaces stand around =", "POSTS_DIR = blog # where they are\n"],
  ["a shell's export stands before", "export POSTS_DIR='blog'\n"],
])("%s", async (_, text) => {
  const { code, stdout } = await posts(
    {},
    { ".env": text, "blog/b.md": "# Bee\n", "blog#1/b.md": "# Bee\n" },
  );
  expect([code, stdout]).toEqual([0, expect.stringContaining("Bee")]);
});

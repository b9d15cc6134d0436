// postern init through the real program: what it writes, what it asks the platforms, and at a real terminal.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DiscordStandIn, ids, TOKEN } from "../stand-in/discord/stand-in.js";
import { chats, TelegramStandIn } from "../stand-in/telegram/stand-in.js";
import { CLI, folderOf } from "./program.js";
import { runShared } from "./shared-program.js";

let discord: DiscordStandIn;
let telegram: TelegramStandIn;
let platforms: Record<string, string>;
beforeAll(async () => {
  [discord, telegram] = await Promise.all([DiscordStandIn.start(), TelegramStandIn.start()]);
  platforms = { DISCORD_API_URL: discord.apiUrl, TELEGRAM_API_URL: telegram.url };
});
afterAll(() => Promise.all([discord.stop(), telegram.stop()]));

const hexo = () =>
  folderOf({
    "_config.yml": "title: A desk\nurl: https://desk.example.org\ntimezone: Asia/Shanghai\n",
    "source/_posts/kettle.md": "---\ntitle: The kettle\ndate: 2024-05-01 08:00:00\n---\nWords.\n",
  });
const init = async (at: string, args: readonly string[], settings: Record<string, string> = {}) =>
  runShared(["init", ...args], { ...platforms, ...settings }, at);
const envOf = (folder: string): Promise<string> => readFile(join(folder, ".env"), "utf8");

describe("postern init --yes", () => {
  it("finds the blog it is called in, tells what it is, and writes where it lies for the owner's eyes only", async () => {
    const blog = await hexo();
    const { code, stdout } = await init(blog, ["--yes"]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: [
        "Read as: Hexo",
        "Posts: 1",
        "Newest: 2024-05-01 The kettle",
        "Its link: https://desk.example.org/2024/05/01/kettle/",
        "Time zone: Asia/Shanghai",
        ".env is written; only you can read it.",
        "Next: npx postern",
        "",
      ].join("\n"),
    });
    expect(await envOf(blog)).toBe(`POSTS_DIR=${blog}\n`);
    expect((await stat(join(blog, ".env"))).mode & 0o777).toBe(0o600);
  });

  it("keeps what stands in .env, comments and order, and changes what is said anew", async () => {
    const blog = await hexo();
    const before = "# mine\nLOG_LEVEL=debug\nSITE_TITLE=Old # as it was\n\n# the end\n";
    await writeFile(join(blog, ".env"), before);
    await init(blog, [".", "--yes", "--set", "SITE_TITLE=A # desk"]);
    expect(await envOf(blog)).toBe(
      `# mine\nLOG_LEVEL=debug\nSITE_TITLE='A # desk'\n\n# the end\nPOSTS_DIR=${blog}\n`,
    );
  });

  it("tells whose tokens they are and how the bots are let in, and sends a test message", async () => {
    const blog = await hexo();
    const to = `discord:${ids.text},telegram:${chats.channel.id}`;
    const tokens = { DISCORD_TOKEN: TOKEN, TELEGRAM_TOKEN: telegram.token };
    const { code, stdout } = await init(blog, ["--yes", "--test", "--set", `ANNOUNCE_TO=${to}`], tokens);
    expect(code).toBe(0);
    expect(stdout).toContain(
      `Add it to a server: https://discord.com/oauth2/authorize?client_id=${ids.bot}&scope=bot+applications.commands&permissions=274878024704`,
    );
    expect(stdout).toContain(`Write to it: https://t.me/${telegram.world.bot.username}\n`);
    expect(stdout).toMatch(/discord:\d+: the bot may write there\./);
    expect(stdout).toMatch(/A test message is in telegram:-\d+\./);
    expect(stdout).not.toContain(TOKEN);
    expect(JSON.stringify(discord.world.calls)).toMatch(/This is a test: new posts of A desk/);
    expect(await envOf(blog)).toBe(`ANNOUNCE_TO=${to}\nPOSTS_DIR=${blog}\n`);
  });

  it("refuses a token that its platform refuses, and writes nothing", async () => {
    const blog = await hexo();
    const token = "1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const { code, stderr } = await init(blog, ["--yes", "--set", `TELEGRAM_TOKEN=${token}`]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/Telegram refuses the token.*@BotFather/);
    expect(existsSync(join(blog, ".env"))).toBe(false);
  });

  it("keeps a token whose platform is out of reach, and says so", async () => {
    const blog = await hexo();
    const away = { TELEGRAM_API_URL: "http://127.0.0.1:1" };
    const { code, stdout } = await init(blog, ["--yes", "--set", `TELEGRAM_TOKEN=${telegram.token}`], away);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Telegram cannot be reached from here .*HTTPS_PROXY/);
    expect(stdout).not.toContain(telegram.token);
    expect(await envOf(blog)).toContain(`TELEGRAM_TOKEN=${telegram.token}\n`);
  });

  it("writes nothing in a dry run, and shows no token", async () => {
    const blog = await hexo();
    const set = ["--set", `TELEGRAM_TOKEN=${telegram.token}`];
    const { stdout } = await init(blog, ["--yes", "--dry-run", ...set]);
    expect(stdout).toContain(`TELEGRAM_TOKEN=[hidden]\nPOSTS_DIR=${blog}`);
    expect(existsSync(join(blog, ".env"))).toBe(false);
  });

  it("warns where git would take the tokens along", async () => {
    const blog = await hexo();
    await writeFile(join(blog, ".git"), "");
    expect((await init(blog, ["--yes"])).stdout).toMatch(/add it to \.gitignore/);
    await writeFile(join(blog, ".gitignore"), "node_modules\n.env\n");
    expect((await init(blog, ["--yes", "--set", "LOG_LEVEL=warn"])).stdout).not.toMatch(/gitignore/);
  });

  it.each([
    ["a folder that is not there", ["nowhere"], /There is no folder nowhere/],
    ["no blog and none named", [], /There is no folder/],
    ["what is no setting", [".", "--set", "POST_DIR=x"], /--set POST_DIR=… names no setting/],
    ["a value that is none", [".", "--set", "SITE_TIMEZONE=Shanghai"], /SITE_TIMEZONE must be a time zone/],
    ["a place that is none", [".", "--set", "ANNOUNCE_TO=#general"], /ANNOUNCE_TO.*#general/],
  ])("says what is wrong with %s", async (_what, args, says) => {
    const settings = { TELEGRAM_TOKEN: telegram.token };
    const { code, stderr } = await init(await folderOf({}), [...args, "--yes"], settings);
    expect(code).toBe(1);
    expect(stderr).toMatch(says);
  });
});

describe("postern init on a terminal", () => {
  /** Types each answer when its question has come. */
  async function typed(at: string, answers: readonly (readonly [RegExp, string])[]): Promise<string> {
    const command = `stty cols 200; "${process.execPath}" "${CLI}" init`;
    const child = spawn("script", ["-qec", command, "/dev/null"], {
      cwd: at,
      env: {
        PATH: process.env["PATH"],
        TERM: "xterm",
        LANG: "zh_CN.UTF-8",
        DATA_DIR: join(at, "data"),
        ...platforms,
      },
    });
    const left = [...answers];
    let [shown, unread] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => {
      shown += chunk.toString();
      unread += chunk.toString();
      const [question, answer = ""] = left[0] ?? [];
      if (!question?.test(unread)) return;
      left.shift();
      unread = "";
      child.stdin.write(answer);
    });
    await new Promise((done) => child.on("close", done));
    return shown;
  }
  const ENTER = "\r";

  it.skipIf(!existsSync("/usr/bin/script"))(
    "asks in the person's language, takes a token for the platform it is of, and shows none",
    async () => {
      const blog = await hexo();
      const shown = await typed(blog, [
        [/你的博客在哪里/, ENTER],
        [/Discord 机器人的 token/, telegram.token + ENTER],
        [/Discord 机器人的 token/, ENTER],
        [/Telegram 机器人的 token/, ENTER],
        [/新文章发到哪里/, ENTER],
        [/写入 \.env 吗/, ENTER],
      ]);
      expect(shown).toContain("这是 Telegram 的 token");
      expect(shown).toContain(`https://t.me/${telegram.world.bot.username}`);
      expect(shown).not.toContain(telegram.token);
      expect(await envOf(blog)).toBe(`POSTS_DIR=${blog}\nTELEGRAM_TOKEN=${telegram.token}\n`);
    },
  );
});

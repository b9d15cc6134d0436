// `postern announce` in a process of its own, alone and beside a running bot.
import { mkdir, rename, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { chats, TelegramStandIn } from "../stand-in/telegram/stand-in.js";
import { PATIENCE } from "../until.js";
import { folderOf } from "./program.js";
import { runShared, startShared } from "./shared-program.js";
import { storeWith, subscribe, told, toldJson } from "./owner.js";
import { loopback } from "../loopback.js";
import { platformSays } from "../../src/subscription/reason.js";

const post = (front: string): string => `---\n${front}\n---\nIt whistles in E flat.\n`;
const blog = (url = "https://desk.example.org") =>
  folderOf({
    "_config.yml": `title: A tidy desk\nurl: ${url}\ntimezone: Asia/Shanghai\n`,
    "source/_posts/kettle.md": post("title: The kettle\ndate: 2024-05-01 08:00:00\ntags: [tea]\nlang: en"),
    "source/_posts/cup.md": post("title: A cup\ndate: 2024-05-02 08:00:00\ntags: [china]\nnotify: false"),
    "source/_posts/cup-2.md": post("title: A cup\ndate: 2024-06-02 08:00:00\ntags: [glass]"),
    "source/_posts/secret.md": post("title: Unfinished\ndate: 2024-05-01 08:00:00\npublished: false"),
  });
const SUSPENDED = "telegram:-1005";

/** Every kind of destination there is. */
const destinations = () =>
  storeWith(async (store) => {
    await subscribe(store, "telegram", "@good_news", { tags: ["tea"], silent: true });
    await subscribe(store, "telegram", "-1001", { tags: ["glass"] });
    await subscribe(store, "telegram", "-1002", { lang: "zh" });
    await subscribe(store, "telegram", "-1003", { digest: "weekly" });
    await subscribe(store, "discord", "123456789012345678", {
      quiet: { from: "00:00", to: "23:59" },
      timezone: new Date().getUTCHours() < 2 ? "Asia/Shanghai" : "UTC",
    });
    const { id } = await subscribe(store, "telegram", "-1005");
    await store.subscriptions.suspend(id, platformSays("kicked"), Date.now());
  });

interface Report {
  readonly post: { readonly id: string; readonly source: string };
  readonly written: number;
  readonly renderings: Readonly<Record<"discord" | "telegram", string>>;
  readonly destinations: readonly {
    readonly place: string;
    readonly decision: string;
    readonly why: string | null;
    readonly silent: boolean;
  }[];
}

describe("postern announce, sending nothing", () => {
  const args = ["announce", "kettle", "--dry-run"];
  let data: string;
  let settings: Readonly<Record<string, string>>;
  let text: string;
  let report: Report;
  const reported = async (more: Readonly<Record<string, string>> = {}): Promise<Report> =>
    (await toldJson(data, args, { ...settings, ...more }))[0] as Report;
  beforeAll(async () => {
    data = await destinations();
    settings = { POSTS_DIR: await blog(), ANNOUNCE_WHEN: "now" };
    text = await told(data, args, settings);
    report = await reported();
  });

  it.each([
    ["the post", /^“The kettle” \(source\/_posts\/kettle\.md\)\n/],
    ["its message in Discord", /\nIn Discord:\n {2}### \[The kettle\]\(https:\/\/desk\.example\.org\/2024/],
    ["its message in Telegram", /\nIn Telegram:\n {2}The kettle\n[^]*\n\n {2}It whistles in E flat\.\n/],
    ["who hears of it at once", /\ntelegram:@good_news +now +without a sound\n/],
    ["who wants other tags", /\ntelegram:-1001 +not sent +wants other posts\n/],
    ["who wants another language", /\ntelegram:-1002 +not sent +wants posts in another language\n/],
    ["who waits for a digest", /\ntelegram:-1003 +held until [-\d]{10} [\d:]{5} +digest\n/],
    ["who is asleep", /\ndiscord:123456789012345678 +held until [-\d]{10} [\d:]{5} +quiet hours\n/],
    ["who shut the bot out", /\ntelegram:-1005 +held +until the place is open again/],
    ["that it was a dry run", /\nA dry run: nothing was sent or written\.\n$/],
  ])("tells by --dry-run %s", (_what, words) => {
    expect(text).toMatch(words);
  });

  it("tells programs the same by --json", () => {
    expect(report).toMatchObject({ post: { source: "source/_posts/kettle.md" }, written: 0 });
    expect(report.renderings.discord).toContain("It whistles");
    expect(report.destinations).toHaveLength(6);
  });

  it("writes nothing by --dry-run", async () => {
    expect(await toldJson(data, ["outbox"])).toEqual([]);
  });

  it("shows messages as they look by DISCORD_STYLE and TELEGRAM_RICH, also without tokens", async () => {
    const link = "https://desk.example.org/2024/05/01/kettle/";
    const rich = await reported({ DISCORD_STYLE: "embeds", TELEGRAM_RICH: "on" });
    expect(rich.renderings.discord).toMatch(
      `The kettle → ${link}\nIt whistles in E flat.\nMay 1, 2024 · #tea`,
    );
    expect(rich.renderings.telegram).toMatch(/^The kettle\n\n[^]*\n\n> It whistles in E flat\.\n\[/);
    const plain = await reported({ TELEGRAM_RICH: "off" });
    expect(plain.renderings.telegram).toContain(`(preview of ${link})`);
  });

  it.each([
    [["secret"], /No post that readers may see fits “secret”/],
    [["A", "cup"], /Several posts fit “A cup”; name one by its file:\n {2}“A cup” \(source\/_posts\/cup/],
    [
      ["kettle", "--to", "telegram:77"],
      /telegram:77 is not subscribed\. Add it first: postern subscriptions add/,
    ],
    [["kettle", "--to", "77"], /--to: 77 does not begin with/],
  ])("says what is wrong with %j", async (wrong, why) => {
    const { code, stderr } = await runShared(["announce", ...wrong], { DATA_DIR: data, ...settings });
    expect([code, stderr]).toEqual([1, expect.stringMatching(why)]);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe("postern announce", () => {
  it("writes what is to be sent once, for one place whatever it wants, and again only when asked", async () => {
    const [data, POSTS_DIR] = [await destinations(), await blog()];
    const settings = { POSTS_DIR, ANNOUNCE_WHEN: "now" };
    const announced = async (...args: string[]) =>
      ((await toldJson(data, ["announce", ...args], settings)) as Report[])[0];
    expect(await announced("kettle", "--to", "telegram:-1001")).toMatchObject({
      written: 1,
      destinations: [{ place: "telegram:-1001", decision: "now" }],
    });
    expect(await announced("The", "kettle")).toMatchObject({ written: 4 });
    const second = await announced("source/_posts/kettle.md");
    expect(second).toMatchObject({ written: 0 });
    expect(second?.destinations.find(({ place }) => place === "telegram:@good_news")?.why).toMatch(/pending/);
    expect(await toldJson(data, ["outbox"])).toHaveLength(5);
    expect(await announced("kettle", "--to", SUSPENDED)).toMatchObject({ written: 0 });
    const silenced = await told(data, ["announce", "source/_posts/cup.md", "--dry-run"], settings);
    expect(silenced).toContain("Its front matter says notify: false; this sends it all the same.");
  });

  it("sends nothing of a page that is not live, unless told to", async () => {
    let status = 404;
    const server = createServer((_request, response) => void response.writeHead(status).end());
    const site = await loopback(server);
    try {
      const data = await destinations();
      const settings = { POSTS_DIR: await blog(site), ANNOUNCE_WHEN: "live" };
      const refused = await runShared(["announce", "kettle"], { DATA_DIR: data, ...settings });
      expect(refused).toMatchObject({ code: 1, stdout: "" });
      expect(refused.stderr).toMatch(
        /“The kettle” \(source\/_posts\/kettle\.md\) is not live: http.*\(its page answers 404\)\. Nothing is sent.*--now/,
      );
      expect(await toldJson(data, ["outbox"])).toEqual([]);
      const dry = await told(data, ["announce", "kettle", "--dry-run"], settings);
      expect(dry).toMatch(/\nIts page is not live: .*404/);
      expect(await told(data, ["announce", "kettle", "--now", "--to", "telegram:-1001"], settings)).toMatch(
        /1 message/,
      );
      status = 200;
      expect(await told(data, ["announce", "kettle"], settings)).toMatch(/\nIts page is live\.\n/);
    } finally {
      server.close();
    }
  });
});

describe("postern announce beside a running bot", () => {
  let telegram: TelegramStandIn;
  beforeEach(async () => {
    telegram = await TelegramStandIn.start();
  });
  afterEach(() => telegram.stop());

  it(
    "is sent by that bot, once, also after the file was renamed; the bot's memory is left to the bot",
    async () => {
      const data = await storeWith(async (store) => {
        await subscribe(store, "telegram", String(chats.private.id));
      });
      const POSTS_DIR = await blog();
      const settings = { POSTS_DIR, ANNOUNCE_WHEN: "now", ANNOUNCE_SETTLE: "0" };
      const token = { TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.url };
      const bot = await startShared({ DATA_DIR: data, ...settings, ...token });
      const shown = () => telegram.shown(chats.private).map(({ text }) => text);
      try {
        await bot.shows(/Ask your blog at/);
        expect(await told(data, ["announce", "kettle"], settings)).toMatch(/\n1 message put into the outbox/);
        await expect.poll(shown).toEqual([expect.stringContaining("The kettle")]);

        const posts = join(POSTS_DIR, "source/_posts");
        await mkdir(join(posts, "kitchen"));
        await rename(join(posts, "kettle.md"), join(posts, "kitchen/the-kettle.md"));
        const memory = join(data, "library.jsonl");
        const before = (await stat(memory)).size;
        await expect.poll(async () => (await stat(memory)).size).not.toBe(before);
        expect(await told(data, ["announce", "the-kettle"], settings)).toMatch(/it was sent there \(--again/);
        const kept = await stat(memory);
        expect(await told(data, ["announce", "the-kettle", "--again"], settings)).toMatch(/\n1 message put/);
        expect((await stat(memory)).mtimeMs).toBe(kept.mtimeMs);
        await expect.poll(() => shown().length).toBe(2);
      } finally {
        bot.process.kill("SIGTERM");
        await bot.ended;
      }
      expect(shown()).toHaveLength(2);
    },
    4 * PATIENCE,
  );
});

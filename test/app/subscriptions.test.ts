// `postern subscriptions` of the real program, on a store of its own.
import { describe, expect, it } from "vitest";
import { chats, TelegramStandIn } from "../stand-in/telegram/stand-in.js";
import { folderOf } from "./program.js";
import { runShared } from "./shared-program.js";
import { aPost, factsOf, storeWith, subscribe, told, toldJson } from "./owner.js";
import { platformSays } from "../../src/subscription/reason.js";
import { everything } from "../../src/subscription/subscription.js";

describe("postern subscriptions", () => {
  it("adds a place with all that it wants, before the bot has ever run, and changes it", async () => {
    const data = await folderOf({});
    const place = "telegram:-1001234567890/7";
    const wishes = "--tag oolong-tea --category Home --silent --quiet 22:00-07:00 --timezone Asia/Shanghai";
    expect(
      await told(data, ["subscriptions", "add", place, "--tag", "black tea", ...wishes.split(" ")]),
    ).toBe(
      `Added: ${place} hears of #black tea, #oolong-tea, Home; without a sound; not between 22:00 and 07:00 (Asia/Shanghai).\n` +
        `${place}: nothing is sent there while TELEGRAM_TOKEN is not set.\n`,
    );
    const more = "--at 18:00 --lang zh";
    const sameElse = "telegram:-1001234567890?thread=7&digest=weekly";
    const changed = await told(data, ["subscriptions", "add", sameElse, ...more.split(" ")]);
    expect(changed).toMatch(/^Changed: telegram:-1001234567890\/7 hears of .*on Mondays at 18:00 \(UTC\)/);
    expect(await toldJson(data, ["subscriptions"])).toEqual([
      {
        place,
        origin: "chat",
        since: expect.stringMatching(/Z$/) as string,
        wishes: { ...everything, lang: "zh", digest: "weekly", digestAt: "18:00" },
        locale: null,
        suspended: null,
      },
    ]);
  });

  it("takes a role and crossposting for Discord", async () => {
    const data = await storeWith(async () => undefined);
    const more = "--mention 234567890123456789 --crosspost";
    await told(data, ["subscriptions", "add", "discord:123456789012345678", ...more.split(" ")]);
    expect(await toldJson(data, ["subscriptions"])).toMatchObject([
      { wishes: { mention: "234567890123456789", crosspost: true } },
    ]);
  });

  it("lists who hears of what, and why a place hears nothing", async () => {
    const data = await storeWith(async (store) => {
      await subscribe(store, "telegram", "@good_news", { tags: ["tea"] });
      const { id } = await subscribe(store, "discord", "123456789012345678");
      await store.subscriptions.suspend(id, platformSays("Missing Access"), Date.now());
    });
    const text = await told(data, ["subscriptions"]);
    expect(text).toMatch(/^place +by +since \(UTC\+08:00\) +wants\n/);
    expect(text).toMatch(/\ntelegram:@good_news +request +[-\d]{10} [\d:]{5} +#tea\n/);
    expect(text).toMatch(
      /\ndiscord:123456789012345678 .* every new post\n +nothing is sent there since .*: Missing Access\n/,
    );
    expect(text).toMatch(/\n2 subscriptions\.\n$/);
  });

  it("removes a place with what was still to be sent there", async () => {
    const data = await storeWith(async (store) => {
      await subscribe(store, "telegram", "-1001234567890/7");
      await store.news.tell(aPost(), factsOf(aPost()), Date.now());
    });
    expect(await toldJson(data, ["outbox"])).toHaveLength(1);
    expect(await told(data, ["subscriptions", "remove", "telegram:-1001234567890/7"])).toBe(
      "Removed: telegram:-1001234567890/7\n",
    );
    expect(await toldJson(data, ["outbox"])).toEqual([]);
    expect(await told(data, ["subscriptions"])).toBe("Nobody has subscribed yet.\n");
  });

  it("tells whether the bot may write there", async () => {
    const telegram = await TelegramStandIn.start();
    try {
      const settings = { TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.url };
      const add = async (chat: string | number) =>
        told(await folderOf({}), ["subscriptions", "add", `telegram:${chat}`], settings);
      expect(await add(chats.private.id)).toContain("the bot may write there.");
      expect(await add(987654321)).toMatch(/the bot cannot write there: .*chat not found.*Invite it/i);
    } finally {
      await telegram.stop();
    }
  });

  it.each([
    [["add", "slack:1"], /add: slack:1 does not begin with discord: .*Example: postern subscriptions add/],
    [["add", "telegram:@good_news", "--timezone", "Mars"], /the time zone “Mars”/],
    [["add", "telegram:@fixed", "--silent"], /telegram:@fixed stands in ANNOUNCE_TO/],
    [["remove", "telegram:@fixed"], /telegram:@fixed stands in ANNOUNCE_TO/],
    [["remove", "telegram:@nobody"], /telegram:@nobody is not subscribed/],
  ])("says what is wrong with %j", async (args, why) => {
    const DATA_DIR = await storeWith(async () => {});
    const settings = { DATA_DIR, ANNOUNCE_TO: "telegram:@fixed" };
    const { code, stderr } = await runShared(["subscriptions", ...args], settings);
    expect([code, stderr]).toEqual([1, expect.stringMatching(why)]);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

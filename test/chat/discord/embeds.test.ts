// The older look: every answer and announcement as an embed with buttons, and messages that change their look.
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { discordMessenger } from "../../../src/chat/discord/messenger.js";
import { renderEmbed, type DiscordStyle } from "../../../src/chat/discord/render-embed.js";
import type { Delivery } from "../../../src/delivery/messenger.js";
import { localeFor } from "../../../src/locale/locale.js";
import { cardOf, linkButton } from "../../../src/reply/card.js";
import { messengerContract } from "../../contract/messenger.js";
import { aPost } from "../../fixtures/a-post.js";
import { brokenSign, monsters, reply, shownJson } from "../../fixtures/hostile.js";
import { messageBreaches } from "../../stand-in/discord/limits.js";
import { DiscordStandIn, ids, TOKEN } from "../../stand-in/discord/stand-in.js";
import { bodies, dispatcherOf, post } from "../telegram/bot.js";
import { memory, stopQuiet, ways, type Bot } from "./bot.js";
import { cardReply, deliveryOf, mishaps } from "./deliveries.js";

describe.each(ways)("over $way", ({ open }) => {
  const V2 = 1 << 15;
  let discord: DiscordStandIn;
  let bot: Bot;
  beforeEach(async () => {
    discord = await DiscordStandIn.start();
  });

  describe("answers", () => {
    const shelf = [
      post("useful", "How to do work that gets used", { cover: "https://blog.example/c.png" }),
      ...Array.from({ length: 20 }, (_, n) => post(`note${n}`, `Note number ${n}`)),
    ];
    const dispatcher = dispatcherOf(memory(), shelf);
    async function start(style: DiscordStyle): Promise<void> {
      bot = open(discord, { style, dispatcher });
      await bot.start();
    }
    afterEach(() => stopQuiet(discord, bot));

    test("a post is an embed with its title linked, its facts below and a button", async () => {
      await start("embeds");
      const card = await discord.command("post", { query: "work that gets used" });
      expect(card.flags & V2).toBe(0);
      expect(card.embeds).toEqual([
        {
          title: "How to do work that gets used",
          url: "https://blog.example/useful/",
          description: "What How to do work that gets used is about.",
          thumbnail: { url: "https://blog.example/c.png" },
          footer: { text: "May 6, 2026 · Robots › Mapping · #slam #notes" },
        },
      ]);
      expect(discord.button(card, "Read on the blog")["url"]).toBe("https://blog.example/useful/");
    });

    test("pages turn in place, the menu opens a post, an article is read in parts", async () => {
      bodies.set(
        "useful0000",
        `## One\n\n${"Words of one. ".repeat(300)}\n\n## Two\n\n${"Words of two. ".repeat(300)}`,
      );
      await start("embeds");
      const first = await discord.command("search", { query: "note" });
      const second = await discord.press(first, "Next ›");
      expect(second.id).toBe(first.id);
      expect(discord.textOf(second)).toContain("Page 2 of 3");
      expect(discord.textOf(await discord.choose(second, "Note number 9"))).toContain("[Note number 9](");
      const article = await discord.command("read", { query: "work that gets used" });
      expect(discord.textOf(article)).toMatch(/## One[\s\S]*Page 1 of 4/);
      expect(article.embeds).toMatchObject([{ image: { url: "https://blog.example/c.png" } }]);
      expect(discord.textOf(await discord.press(article, "Next ›"))).toMatch(/Page 2 of 4/);
    });

    test("a message keeps being read after the owner has changed the look, both ways", async () => {
      await start("components");
      const old = await discord.command("search", { query: "note" });
      await bot.stop();
      await start("embeds");
      const turned = await discord.press(old, "Next ›");
      expect(turned.flags & V2).toBe(V2);
      const embed = await discord.command("search", { query: "note" });
      await bot.stop();
      await start("components");
      const changed = await discord.press(embed, "Next ›");
      expect(changed.flags & V2).toBe(V2);
      expect(changed.embeds).toEqual([]);
      expect(discord.textOf(changed)).toContain("Page 2 of 3");
    });
  });

  const news = aPost({ title: "A chart of the coast", tags: ["maps"] });
  const english = localeFor("en");
  const announced = { ...cardReply(news), buttons: linkButton(news, english) };
  const delivery = (address: string, more?: Partial<Delivery>) => deliveryOf(announced, address, more);
  const never = new AbortController().signal;

  describe("announcements", () => {
    const messengerOf = (style: DiscordStyle) => discordMessenger(TOKEN, discord.apiUrl, null, style);
    afterEach(() => discord.stop());

    test("one is an embed with a button, found again by its marker, with a role named before it", async () => {
      const since = new Date(Date.now() - 1000);
      const sent = await messengerOf("embeds").deliver(delivery(ids.text, { mention: ids.role }), never);
      const [shown] = discord.world.shown(ids.text);
      expect(shown?.flags).toBe(0);
      expect(discord.textOf(shown!)).toContain(`<@&${ids.role}>\n[A chart of the coast](`);
      expect(shown?.allowed_mentions).toEqual({ parse: [], roles: [ids.role] });
      const found = await messengerOf("embeds").find(
        delivery(ids.text).place,
        { key: "delivery-1", link: null },
        since,
        never,
      );
      expect(found).toEqual({ kind: "found", message: sent.kind === "sent" ? sent.message : "" });
    });

    test.each<[DiscordStyle, DiscordStyle, number]>([
      ["components", "embeds", V2],
      ["embeds", "components", 0],
    ])("one sent as %s is edited although the look is %s now", async (before, after, flags) => {
      const sent = await messengerOf(before).deliver(delivery(ids.text), never);
      const message = sent.kind === "sent" ? sent.message : "";
      const card = cardOf({ ...news, title: "Another title" }, english);
      const edited = { ...delivery(ids.text), reply: { ...delivery(ids.text).reply, card } };
      expect(await messengerOf(after).edit(message, edited, never)).toEqual({ kind: "sent", message });
      const [shown] = discord.world.shown(ids.text);
      expect(discord.textOf(shown!)).toContain("Another title");
      expect(shown!.flags & V2).toBe(flags);
    });

    test("in a forum it is the first message of a thread", async () => {
      const sent = await messengerOf("embeds").deliver(delivery(ids.forum), never);
      const thread = sent.kind === "sent" ? (sent.message.split("/")[0] ?? "") : "";
      expect(discord.world.channels.get(thread)?.name).toBe("A chart of the coast");
      expect(discord.textOf(discord.world.shown(thread)[0]!)).toContain("[A chart of the coast](");
    });
  });

  messengerContract("Discord with embeds", async () => {
    const own = await DiscordStandIn.start();
    return {
      messenger: discordMessenger(TOKEN, own.apiUrl, null, "embeds"),
      place: { platform: "discord", address: ids.text },
      nowhere: { platform: "discord", address: "900000000000009999" },
      offline: discordMessenger(TOKEN, "http://127.0.0.1:9/api", null, "embeds"),
      shown: () =>
        own.world
          .shown(ids.text)
          .map((one) => ({ text: own.textOf(one), silent: (one.flags & (1 << 12)) !== 0 })),
      next: (mishap) => own.fail({ on: /POST \/channels\/\d+\/messages/, times: 1, ...mishaps[mishap] }),
      stop: () => own.stop(),
    };
  });

  describe("whatever a reply holds", () => {
    afterEach(() => discord.stop());
    const breaches = (message: Parameters<typeof renderEmbed>[0]): string[] => {
      const { files, ...payload } = renderEmbed(message, {
        mayAttach: true,
        asker: ids.ada,
        locale: localeFor("zh"),
        remark: "@everyone ".repeat(90),
      });
      expect(files.map(({ name }) => name).join("")).toMatch(/^[\w.-]*$/);
      const shown = shownJson(payload);
      expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      expect(shown).not.toMatch(brokenSign);
      return messageBreaches({ ...payload, allowed_mentions: { parse: [] } }, "create");
    };

    test("its embed keeps every limit", () => {
      fc.assert(
        fc.property(reply, (message) => {
          expect(breaches(message)).toEqual([]);
        }),
        { numRuns: 200 },
      );
    });

    test.each(monsters)("%s too", (_name, block) => {
      expect(breaches({ body: [block], buttons: [], posts: [], audience: "asker" })).toEqual([]);
    });
  });
});

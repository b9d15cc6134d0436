// Discord as its readers see it: every command, autocomplete, pages, menus, copies for others, registration.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ids, type DiscordStandIn } from "../../stand-in/discord/stand-in.js";
import { dispatcherOf, post } from "../telegram/bot.js";
import { memory, startBot, stopQuiet, ways, type Bot } from "./bot.js";

describe.each(ways)("over $way", ({ open }) => {
  let discord: DiscordStandIn;
  let bot: Bot;

  beforeEach(async () => {
    ({ discord, bot } = await startBot(open));
  });
  afterEach(() => stopQuiet(discord, bot));

  test("a post is a card with title, date, categories, tags, summary and a link, for everybody", async () => {
    const card = await discord.command("post", { query: "work that gets used" });
    expect(discord.textOf(card)).toBe(
      "### [How to do work that gets used](https://blog.example/useful/)\n" +
        "-# May 6, 2026 · Robots › Mapping · \\#slam \\#notes\n" +
        "What How to do work that gets used is about.",
    );
    expect(discord.button(card, "Read on the blog")["url"]).toBe("https://blog.example/useful/");
    expect(card.seenBy).toBeNull();
  });

  test.each([
    ["with letters", "文".repeat(200), "文".repeat(200)],
    ["with signs among its letters", "文，*".repeat(80), "文%EF%BC%8C%2A".repeat(80)],
    ["of plain letters", "a".repeat(1200), "a".repeat(1200)],
  ])(
    "a post whose address, %s, is too long for a button is linked by its title",
    async (_name, path, shown) => {
      const url = new URL(`https://blog.example/${path}/`).href;
      await bot.stop();
      bot = open(discord, { dispatcher: dispatcherOf(memory(), [post("long", "A long way", { url })]) });
      await bot.start();
      const card = await discord.command("post", { query: "A long way" });
      expect(discord.textOf(card)).toContain(`### [A long way](https://blog.example/${shown}/)\n`);
    },
  );

  test.each([
    ["search", { query: "note" }],
    ["latest", { count: 3 }],
    ["tags", {}],
    ["tag", { tag: "slam" }],
    ["categories", {}],
    ["category", { category: "Robots" }],
    ["random", {}],
    ["help", {}],
    ["tag", { tag: "nothing like it" }],
    ["nonsense", {}],
  ])("/%s %j is answered", async (name, options) => {
    const answer = await discord.command(name, options);
    expect(discord.textOf(answer).length).toBeGreaterThan(10);
  });

  test("in a private chat and in Chinese it answers as well", async () => {
    const answer = await discord.command("help", {}, { inPrivate: true, locale: "zh-CN" });
    expect(discord.textOf(answer)).toContain("你可以这样问");
  });

  test("autocomplete offers titles and gives ids, which a command takes", async () => {
    const choices = await discord.autocomplete("post", "query", "LIO");
    expect(choices[0]?.name).toContain("LIO-SAM, line by line");
    expect(choices[0]?.value).toMatch(/^[a-z0-9]{10}$/);
    const card = await discord.command("post", { query: choices[0]?.value ?? "" });
    expect(discord.textOf(card)).toContain("LIO-SAM");
  });

  test("a title, or a label typed by hand, works instead of a choice", async () => {
    const card = await discord.command("post", { query: "LIO-SAM, line by line" });
    expect(discord.textOf(card)).toContain("LIO-SAM");
  });

  test("pages turn in place, and the menu opens a post", async () => {
    const first = await discord.command("search", { query: "note" });
    expect(discord.textOf(first)).toContain("Page 1 of 3");
    expect(discord.button(first, "‹ Previous")["disabled"]).toBe(true);
    const text = discord.textOf(first);
    const second = await discord.press(first, "Next ›");
    expect(second.id).toBe(first.id);
    expect(discord.textOf(second)).toContain("Page 2 of 3");
    const again = await discord.press(second, "‹ Previous");
    expect(discord.textOf(again)).toBe(text);
    const card = await discord.choose(again, "Note number 1");
    expect(discord.textOf(card)).toContain("### [Note number 1");
    expect(card.id).toBe(first.id);
  });

  test("somebody else's press leaves the message alone and gets a copy that only they see", async () => {
    const mine = await discord.command("search", { query: "note" });
    const before = discord.textOf(mine);
    const theirs = await discord.press(mine, "Next ›", { user: ids.bob });
    expect(discord.textOf(mine)).toBe(before);
    expect(theirs.seenBy).toBe(ids.bob);
    expect(discord.textOf(theirs)).toContain("your own copy");
    const turned = await discord.press(theirs, "Next ›", { user: ids.bob });
    expect(turned.id).toBe(theirs.id);
  });

  test.each(["", "x", "1..", "9.900000000000000401.0.abc", "1.900000000000000401.0.nonsense", "1.x.0.y"])(
    "a forged or outdated button id %j is answered politely",
    async (id) => {
      const list = await discord.command("search", { query: "note" });
      const answer = await discord.click(list, { component_type: 2, custom_id: id });
      expect(discord.textOf(answer)).toContain("Please ask again");
    },
  );

  test("commands are registered once, in every language, and again only when they changed", async () => {
    const puts = () => discord.world.calls.filter(({ method }) => method === "PUT").length;
    const known = await discord.until(
      () => discord.world.commands.get("global"),
      () => "nothing was registered",
    );
    const post = known.find((one) => (one as { name: string }).name === "post");
    expect(post).toMatchObject({
      description_localizations: {
        "en-US": "Find a post and show its summary",
        "zh-CN": "查找一篇文章并显示摘要",
        "zh-TW": "尋找一篇文章並顯示摘要",
        "es-419": "Encontrar una entrada y mostrar su resumen",
        "es-ES": "Encontrar una entrada y mostrar su resumen",
        uk: "Знайти допис і показати його стислий виклад",
      },
      name_localizations: { de: "beitrag", ja: "記事", "pt-BR": "post" },
      contexts: [0, 1, 2],
      integration_types: [0, 1],
      options: [
        { name: "query", name_localizations: { de: "suchwort" }, autocomplete: true },
        { name: "share" },
      ],
    });
    const again = open(discord);
    await again.start();
    await discord.until(
      () => again.log.lines.some((line) => line.includes('"outcome":"unchanged"')),
      () => "registration was not looked at again",
    );
    expect(puts()).toBe(1);
    await again.stop();
    discord.world.commands.set("global", known.slice(1));
    const third = open(discord);
    await third.start();
    await discord.until(
      () => puts() === 2,
      () => "a missing command was not registered",
    );
    await third.stop();
  });

  test.each(["components", "embeds"] as const)(
    "help in %s mentions commands by their ids, those just registered and those known from before",
    async (style) => {
      await discord.until(
        () => bot.log.lines.some((line) => line.includes('"outcome":"changed"')),
        () => "nothing was registered",
      );
      await bot.stop();
      const again = open(discord, { style });
      await again.start();
      await discord.until(
        () => again.log.lines.some((line) => line.includes('"outcome":"unchanged"')),
        () => "registration was not looked at again",
      );
      const text = discord.textOf(await discord.command("help"));
      const known = discord.world.commands.get("global") as { id: string; name: string; type: number }[];
      const slash = known.filter(({ type }) => type === 1);
      for (const { id, name } of slash) expect(text).toContain(`</${name}:${id}>`);
      expect(text).not.toContain("`/");
      await again.stop();
      discord.world.commands.set("global", known.slice(1));
      const third = open(discord, { style });
      await third.start();
      await discord.until(
        () => third.log.lines.some((line) => line.includes('"outcome":"changed"')),
        () => "a missing command was not registered",
      );
      const fresh = discord.world.commands.get("global") as { id: string; name: string; type: number }[];
      const answer = discord.textOf(await discord.command("help"));
      for (const { id, name } of fresh.filter(({ type }) => type === 1))
        expect(answer).toContain(`</${name}:${id}>`);
      await third.stop();
    },
  );

  test("what looks like a mention of a command in a question stays text", async () => {
    const answer = await discord.command("search", { query: "</help:900000000000000999>" });
    expect(discord.textOf(answer)).not.toMatch(/(?<!\\)<\/help:\d+>/);
  });

  test("with a server named, commands are registered there only", async () => {
    const local = open(discord, { guildId: ids.guild });
    await local.start();
    await discord.until(
      () => discord.world.commands.get(ids.guild),
      () => "nothing was registered in the server",
    );
    await local.stop();
  });
});

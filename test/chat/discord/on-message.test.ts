// The command in the menu of a message: what it finds for the message's words is for who asked, and may be shown.
import { assert, asyncProperty } from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { words } from "../../fixtures/hostile.js";
import { ids, type DiscordStandIn } from "../../stand-in/discord/stand-in.js";
import { startBot, stopQuiet, ways, type Bot } from "./bot.js";

describe.each(ways)("over $way", ({ open }) => {
  let discord: DiscordStandIn;
  let bot: Bot;
  const NAME = "Find the post that answers this";

  beforeEach(async () => {
    ({ discord, bot } = await startBot(open));
  });
  afterEach(() => stopQuiet(discord, bot));

  type Entry = Readonly<Record<string, unknown>>;
  const entries = () => (discord.world.commands.get("global") ?? []) as Entry[];

  test("it is registered for messages, everywhere, in the languages that Discord has, and not written anew", async () => {
    await discord.until(
      () => entries().length > 0,
      () => "no commands",
    );
    const [entry, ...others] = entries().filter(({ type }) => type === 3);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ name: NAME, integration_types: [0, 1], contexts: [0, 1, 2] });
    expect(entry).not.toHaveProperty("description");
    expect(entry?.["name_localizations"]).toMatchObject({
      de: "Passenden Beitrag finden",
      ja: "答えになる記事を探す",
      "zh-TW": "尋找能回答的文章",
    });
    // Discord gives a message's command an empty description.
    discord.world.commands.set(
      "global",
      entries().map((one) => (one["type"] === 3 ? { ...one, description: "", options: undefined } : one)),
    );
    const puts = () => discord.world.calls.filter(({ method }) => method === "PUT").length;
    const before = puts();
    const again = open(discord);
    await again.start();
    await discord.until(
      () => again.log.lines.some((line) => line.includes('"outcome":"unchanged"')),
      () => again.log.lines.join("\n"),
    );
    await again.stop();
    expect(puts()).toBe(before);
  });

  test("the answer is the asker's alone, and a button shows it to everyone", async () => {
    const list = await discord.onMessage(
      NAME,
      `<@${ids.ada}> LIO-SAM, line by line <:wave:900000000000000777>`,
    );
    expect(list.seenBy).toBe(ids.ada);
    expect(discord.textOf(list)).toContain("LIO-SAM, line by line");
    const shown = await discord.press(list, "Show to everyone");
    expect(shown.seenBy).toBeNull();
    expect(discord.textOf(shown)).toContain("LIO-SAM, line by line");
  });

  test("a forwarded message is read too; one without words gets a sentence", async () => {
    const snapshot = { content: "LIO-SAM", type: 0, embeds: [], attachments: [], flags: 0, components: [] };
    const reference = { type: 1, channel_id: ids.text, message_id: ids.role };
    const more = {
      message_reference: reference,
      message_snapshots: [{ message: { ...snapshot, timestamp: new Date().toISOString() } }],
    };
    expect(discord.textOf(await discord.onMessage(NAME, "", {}, more))).toContain("LIO-SAM, line by line");
    for (const content of ["", "   ", "👍", `<@${ids.bob}>`, "https://example.org/LIO-SAM", '"" -- ::'])
      expect(discord.textOf(await discord.onMessage(NAME, content))).toBe(
        "That message has no words that I could look for.",
      );
    const german = await discord.onMessage(NAME, "", { locale: "de" });
    expect(discord.textOf(german)).toContain("keine Wörter");
  });

  test("what a query would mean is no query in a message", async () => {
    for (const content of ['"LIO-SAM"', "-LIO-SAM", "tag:LIO-SAM", "/LIO-SAM"])
      expect(discord.textOf(await discord.onMessage(NAME, content)), content).toMatch(/LIO-SAM/);
  });

  test("hostile messages are answered", async () => {
    await assert(
      asyncProperty(words, async (content) => {
        const answer = await discord.onMessage(NAME, content.slice(0, 4000));
        expect(answer.seenBy).toBe(ids.ada);
      }),
      { numRuns: 30 },
    );
  });
});

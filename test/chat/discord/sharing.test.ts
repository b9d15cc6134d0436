// What only the asker sees in Discord, and how everyone comes to see it: a button, or the option `share`.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ids, type DiscordStandIn } from "../../stand-in/discord/stand-in.js";
import { startBot, stopQuiet, ways, type Bot } from "./bot.js";

describe.each(ways)("over $way", ({ open }) => {
  let discord: DiscordStandIn;
  let bot: Bot;

  beforeEach(async () => {
    ({ discord, bot } = await startBot(open));
  });
  afterEach(() => stopQuiet(discord, bot));

  const EVERYONE = "Show to everyone";
  const labels = (message: object): readonly string[] =>
    [...JSON.stringify(message).matchAll(/"label":"([^"]*)"/g)].map(([, label = ""]) => label);

  test("a list is the asker's alone; the button shows the very page to everyone, once and without the button", async () => {
    const list = await discord.command("search", { query: "note" });
    expect(list.seenBy).not.toBeNull();
    const page = await discord.press(list, "Next ›");
    const shown = await discord.press(page, EVERYONE);
    expect(shown.id).not.toBe(page.id);
    expect(shown.seenBy).toBeNull();
    expect(discord.textOf(shown)).toBe(discord.textOf(page));
    expect(labels(shown)).not.toContain(EVERYONE);
    expect(labels(await discord.press(shown, "‹ Previous"))).not.toContain(EVERYONE);
  });

  test("two quick presses show a page to everyone once; another page may be shown as well", async () => {
    const list = await discord.command("search", { query: "note" });
    const { custom_id } = discord.button(list, EVERYONE);
    const data = { component_type: 2, custom_id };
    const presses = [0, 1].map(() => discord.send(3, data, {}, list));
    await discord.until(
      () => presses.every(({ state }) => state !== "open"),
      () => "a press was never answered",
    );
    const everyones = () => discord.world.shown(ids.text).filter(({ seenBy }) => seenBy === null);
    expect(everyones()).toHaveLength(1);
    await discord.press(await discord.press(list, "Next ›"), EVERYONE);
    expect(everyones()).toHaveLength(2);
  });

  test("the option shows a list to everyone at once; a remark stays the asker's, whatever was said", async () => {
    const list = await discord.command("latest", { share: true });
    expect(list.seenBy).toBeNull();
    expect(labels(list)).not.toContain(EVERYONE);
    const nothing = await discord.command("tag", { name: "nothing like it", share: true });
    expect(nothing.seenBy).toBe(ids.ada);
    expect(labels(nothing)).not.toContain(EVERYONE);
  });

  test("a post opened from such a list can be shown as well; a card asked for is everyone's from the start", async () => {
    const list = await discord.command("search", { query: "note" });
    const card = await discord.choose(list, "Note number 1");
    const shown = await discord.press(card, EVERYONE);
    expect([shown.seenBy, discord.textOf(shown)]).toEqual([null, discord.textOf(card)]);
    const asked = await discord.command("post", { query: "LIO-SAM, line by line" });
    expect([asked.seenBy, labels(asked).includes(EVERYONE)]).toEqual([null, false]);
  });

  test("in a talk with the bot alone there is nobody to show it to", async () => {
    const list = await discord.command("latest", {}, { inPrivate: true });
    expect(labels(list)).not.toContain(EVERYONE);
  });

  test("a forged button shows nobody more than a remark", async () => {
    const list = await discord.command("latest");
    for (const state of ["", "x", "1|subscriptions|1", "1|latest|1|share=true"]) {
      const custom_id = `1.${ids.ada}.share.${state}`;
      const answer = await discord.click(list, { component_type: 2, custom_id });
      if (state.startsWith("1|latest")) expect(answer.seenBy).toBeNull();
      else expect(answer.seenBy).toBe(ids.ada);
    }
  });

  test("only commands whose answers can be shown have the option", async () => {
    const known = await discord.until(
      () =>
        discord.world.commands.get("global") as { name: string; options?: { name: string }[] }[] | undefined,
      () => "nothing was registered",
    );
    const sharing = known.filter(({ options = [] }) => options.some(({ name }) => name === "share"));
    expect(sharing.map(({ name }) => name)).toContain("read");
    expect(sharing.map(({ name }) => name)).not.toContain("subscribe");
  });
});

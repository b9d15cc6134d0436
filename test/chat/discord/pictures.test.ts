// Pictures of an article: in galleries at their place, the cover first, nothing that would show as broken.
import { afterEach, beforeEach, expect, test } from "vitest";
import { DiscordStandIn } from "../../stand-in/discord/stand-in.js";
import { flatten } from "../../stand-in/discord/component-limits.js";
import { bodies, dispatcherOf, post } from "../telegram/bot.js";
import { botFor, memory } from "./bot.js";

const shelf = [post("pics", "A walk with pictures", { cover: "https://blog.example/cover.jpg" })];
let discord: DiscordStandIn;
let bot: ReturnType<typeof botFor>;
beforeEach(async () => {
  discord = await DiscordStandIn.start();
  bot = botFor(discord, { dispatcher: dispatcherOf(memory(), shelf) });
  await bot.start();
});
afterEach(async () => {
  await bot.stop();
  await discord.stop();
  expect(bot.log.lines.filter((line) => !line.startsWith("info"))).toEqual([]);
});

interface Item {
  readonly media: { readonly url: string };
  readonly description?: string;
}
const told = (components: unknown): unknown[] =>
  flatten(components).flatMap((one) => {
    if (one.type === 10) return [one["content"]];
    return one.type === 12
      ? [(one["items"] as Item[]).map(({ media, description }) => [media.url, description])]
      : [];
  });

test("they stand between the texts, those beside each other together, with their alternative texts", async () => {
  bodies.set(
    "pics000000",
    "Before.\n\n![a cat](/cat.png)\n\n![a dog](/dog.png)\n\nBetween.\n\n" +
      '<figure><img src="/hen.png" alt="a hen"><figcaption>My <em>hen</em></figcaption></figure>\n\nAfter.\n\n' +
      "![a drawing](/drawing.svg) ![](data:image/png;base64,AAAA)",
  );
  const answer = await discord.command("read", { query: "A walk with pictures" });
  expect(told(answer.components)).toEqual([
    "## A walk with pictures",
    [["https://blog.example/cover.jpg", undefined]],
    "Before.",
    [
      ["https://blog.example/cat.png", "a cat"],
      ["https://blog.example/dog.png", "a dog"],
    ],
    "Between.",
    [["https://blog.example/hen.png", "a hen"]],
    "-# My *hen*",
    expect.stringMatching(/^After\.\n\n\[🖼 a drawing\]\(https:\/\/blog\.example\/drawing\.svg\)/),
  ]);
});

test("a picture in a sentence that leads elsewhere keeps its words", async () => {
  bodies.set("pics000000", "Buy [![a cup](/cup.png)](/shop) here.");
  const answer = await discord.command("read", { query: "A walk with pictures" });
  expect(told(answer.components)).toContainEqual("Buy [🖼 a cup](https://blog.example/shop) here.");
});

test("more than a message can hold stay links", async () => {
  bodies.set(
    "pics000000",
    Array.from({ length: 30 }, (_, n) => `Words ${n}.\n\n![${n}](/${n}.png)\n\n`).join(""),
  );
  const answer = await discord.command("read", { query: "A walk with pictures" });
  const galleries = flatten(answer.components).filter(({ type }) => type === 12);
  expect(galleries.length).toBeGreaterThan(5);
  expect(discord.textOf(answer)).toContain("🖼 2");
  expect(discord.textOf(answer)).toContain("Words 29.");
});

test("one in a table is called by its name there", async () => {
  bodies.set("pics000000", "| a |\n| --- |\n| ![a cat](/cat.png) |");
  const answer = await discord.command("read", { query: "A walk with pictures" });
  expect(discord.textOf(answer)).toContain("🖼 a cat");
});

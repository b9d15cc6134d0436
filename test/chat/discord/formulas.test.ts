// Formulas in Discord as readers see them: uploads with alternative texts, pages turned, announcements edited.
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { discordMessenger } from "../../../src/chat/discord/messenger.js";
import type { Block } from "../../../src/document/document.js";
import type { Formulas } from "../../../src/formula/formulas.js";
import { localeFor } from "../../../src/locale/locale.js";
import { renderReply } from "../../../src/chat/discord/render-reply.js";
import type { Delivery } from "../../../src/delivery/messenger.js";
import { aPost } from "../../fixtures/a-post.js";
import { drawnFormulas, programOf } from "../../formula/drawn.js";
import { flatten, treeBreaches } from "../../stand-in/discord/component-limits.js";
import { DiscordStandIn, ids, TOKEN, type Message } from "../../stand-in/discord/stand-in.js";
import { bodies } from "../telegram/bot.js";
import { botFor, LATE } from "./bot.js";
import { cardReply, deliveryOf } from "./deliveries.js";

let discord: DiscordStandIn;
let bot: ReturnType<typeof botFor>;
let formulas: Formulas;

const long = "All the words of a long part of it. ".repeat(70);
const body = [
  "# One",
  "So it is $x^2$, and",
  "$$\\frac{a}{b}$$",
  "after it, $\\sqrt{\\frac{1}{x}}$ and $T_{i,j}$ in a line.",
  "> A quote with\n>\n> $$\\int_0^1 \\frac1f$$\n>\n> in it.",
  "- a list\n\n  $$\\sqrt[3]{i}$$",
  "$$\\unknown{x}$$",
  "$$E = mc^2$$",
  long,
  "# Two",
  "$$\\frac{c}{d}$$",
  long,
  "# Three",
  "No formula here.",
].join("\n\n");

beforeAll(async () => {
  formulas = await drawnFormulas();
});
afterAll(() => formulas.stop());
beforeEach(async () => {
  discord = await DiscordStandIn.start();
  bodies.set("useful0000", body);
  bot = botFor(discord, { formulas });
  await bot.start();
});
afterEach(async () => {
  bodies.clear();
  await bot.stop();
  await discord.stop();
  expect(bot.log.lines.filter((line) => !line.startsWith("info"))).toEqual([]);
});

/** The texts and, in brackets, the alternative texts of pictures, in order. */
const shown = (message: Message): string[] =>
  flatten(message.components).flatMap((one) => {
    if (typeof one["content"] === "string") return [one["content"]];
    return ((one["items"] ?? []) as { description: string }[]).map(({ description }) => `[${description}]`);
  });
/** In the order of letters. */
const descriptions = (message: Message): string[] =>
  message.attachments.map(({ description }) => description ?? "").toSorted(byLetter);
const byLetter = (a: string, b: string): number => (a < b ? -1 : 1);
const first = ["\\frac{a}{b}", "\\sqrt{\\frac{1}{x}}", "\\int_0^1 \\frac1f", "\\sqrt[3]{i}"].toSorted(
  byLetter,
);

test("a display is a picture in its place with its source as alternative text", async () => {
  const part = await discord.command("read", { query: "work that gets used", share: true });
  const pieces = shown(part);
  expect(pieces.slice(1, 9)).toEqual([
    expect.stringMatching(/# One\nSo it is x², and$/),
    "[\\frac{a}{b}]",
    "after it, `\\sqrt{\\frac{1}{x}}` and `T_{i,j}` in a line.",
    "[\\sqrt{\\frac{1}{x}}]",
    "> A quote with",
    "[\\int_0^1 \\frac1f]",
    expect.stringMatching(/^> in it\.\n\n- a list$/),
    "[\\sqrt[3]{i}]",
  ]);
  expect(pieces[9]).toMatch(/^```latex\n\\unknown\{x\}\n```\n\nE = mc²\n\nAll the words/);
  expect(descriptions(part)).toEqual(first);
  for (const { id, filename } of part.attachments) {
    expect(filename).toMatch(/^formula-[\w-]{22}\.png$/);
    expect(discord.world.uploads.get(id)?.subarray(1, 4).toString()).toBe("PNG");
  }
  expect(part.seenBy).toBeNull();
});

test("a formula between single dollars that is a paragraph of its own is a picture in its place, too", async () => {
  bodies.set("useful0000", "So\n\n$T_{i,j}$\n\nholds.");
  const part = await discord.command("read", { query: "work that gets used" });
  expect(shown(part).slice(1, 4)).toEqual([expect.stringMatching(/So$/), "[T_{i,j}]", "holds."]);
});

test("where the bot may attach no files, formulas are source", async () => {
  const part = await discord.command("read", { query: "work that gets used" }, { botPermissions: "0" });
  expect(part.attachments).toEqual([]);
  expect(discord.textOf(part)).toContain("```latex\n\\frac{a}{b}\n```");
});

test("a page turned shows its own pictures and no others, there and back", async () => {
  const part = await discord.command("read", { query: "work that gets used" });
  const next = await discord.press(part, "Next ›");
  expect(descriptions(next)).toEqual(["\\frac{c}{d}"]);
  const back = await discord.press(next, "‹ Previous");
  expect(descriptions(back)).toEqual(first);
  const copy = await discord.press(back, "Next ›", { user: ids.bob });
  expect(copy.seenBy).toBe(ids.bob);
  expect(descriptions(copy)).toEqual(["\\frac{c}{d}"]);
});

test("where drawing takes long, the answer is deferred for everybody and comes with its pictures", async () => {
  const slow =
    "async () => { await new Promise((done) => setTimeout(done, 700)); return Buffer.from('PNG'); }";
  const drawing = await drawnFormulas({ program: await programOf(slow) });
  await bot.stop();
  bot = botFor(discord, { formulas: drawing, timing: LATE });
  await bot.start();
  const part = await discord.command("read", { query: "work that gets used", part: 2, share: true });
  expect(discord.world.calls.filter(({ path }) => path.endsWith("/callback"))).toHaveLength(1);
  expect(descriptions(part)).toEqual(["\\frac{c}{d}"]);
  expect(part.seenBy).toBeNull();
  await drawing.stop();
});

describe("an announcement", () => {
  const frac = "\\frac{1}{n-1}\\sum_i x_i";
  const { signal } = new AbortController();
  const delivery = (more?: Partial<Delivery>): Delivery => {
    const post = aPost({ title: "On bias", summary: `The estimate: $$${frac}$$ is odd.` });
    return deliveryOf(cardReply(post), ids.text, more);
  };
  const announced = async () => {
    const messenger = discordMessenger(TOKEN, discord.apiUrl, formulas);
    const outcome = await messenger.deliver(delivery(), signal);
    const [sent] = discord.world.shown(ids.text);
    expect(outcome).toEqual({ kind: "sent", message: sent?.id });
    const edit = (more?: Partial<Delivery>) => messenger.edit(sent!.id, delivery(more), signal);
    return { sent: sent!, edit };
  };

  test("has its pictures", async () => {
    const { sent } = await announced();
    expect(shown(sent)).toEqual([expect.stringContaining("The estimate:"), `[${frac}]`, "is odd."]);
    expect(descriptions(sent)).toEqual([frac]);
  });

  test("keeps them when it is edited", async () => {
    const { sent, edit } = await announced();
    await edit();
    expect(sent.edited).toBe(1);
    expect(descriptions(sent)).toEqual([frac]);
  });

  test("is edited without them where the bot may attach no files any more", async () => {
    const { sent, edit } = await announced();
    discord.fail({
      on: /PATCH .*\/messages/,
      times: 1,
      how: { status: 403, body: { code: 50013, message: "Missing Permissions" } },
    });
    expect((await edit()).kind).toBe("sent");
    expect(descriptions(sent)).toEqual([]);
  });

  test("has none in its plainest form, and an edit to it leaves none behind", async () => {
    const { sent, edit } = await announced();
    await edit({ plain: true });
    expect(sent.attachments).toEqual([]);
    expect(shown(sent).join("\n")).toContain("```latex");
  });
});

test("any blocks with any pictures make a message within the limits", () => {
  const math = fc.constantFrom("a", "\\frac12", "\uFDD00\uFDD1").map((tex): Block => ({ type: "math", tex }));
  const paragraph = fc
    .array(fc.oneof(fc.string(), fc.constantFrom("\uFDD00\uFDD1", "\uFDD099\uFDD1")))
    .map((texts): Block => ({
      type: "paragraph",
      children: texts.map((value) => ({ type: "text", value })),
    }));
  const figure = fc.nat(3).map((at): Block => ({
    type: "figure",
    url: `https://blog.example/${at}.png`,
    alt: "",
    caption: [{ type: "text", value: "caption" }],
  }));
  const { block } = fc.letrec<{ block: Block }>((tie) => ({
    block: fc.oneof(
      { depthSize: "small" },
      math,
      paragraph,
      figure,
      fc.array(tie("block"), { maxLength: 4 }).map((children): Block => ({ type: "quote", children })),
      fc
        .array(tie("block"), { maxLength: 4 })
        .map((children): Block => ({ type: "list", ordered: true, start: 1, items: [{ children }] })),
    ),
  }));
  fc.assert(
    fc.property(fc.array(block, { maxLength: 30 }), fc.nat(25), (blocks, buttons) => {
      const all: Block[] = [];
      const visit = (some: readonly Block[]): void =>
        some.forEach((one) => {
          if (one.type === "math" || one.type === "paragraph") all.push(one);
          else if (one.type === "quote") visit(one.children);
          else if (one.type === "list") one.items.forEach(({ children }) => visit(children));
        });
      visit(blocks);
      const pictures = new Map(
        all.map((one, at) => [one, { key: String(at % 15), png: new Uint8Array(), alt: "x" }] as const),
      );
      const message = renderReply(
        {
          title: "A title",
          body: blocks,
          page: { number: 1, count: 2, previous: null, next: "next" },
          buttons: Array.from({ length: buttons }, (_, at) => ({ label: `b${at}`, action: `${at}` })),
          posts: [],
          audience: "everyone",
        },
        { asker: "", locale: localeFor("en"), pictures },
      );
      expect(treeBreaches(message.components)).toEqual([]);
      expect(message.files.length).toBeLessThanOrEqual(10);
      expect(JSON.stringify(message.components)).not.toMatch(/[\uFDD0\uFDD1]/);
    }),
    { numRuns: 300 },
  );
});

// Formulas where Telegram takes no rich messages: one picture below the text, through the real client and worker.
import { afterAll, beforeAll, expect, test } from "vitest";
import { richUse } from "../../../src/chat/telegram/rich/use.js";
import type { Formulas } from "../../../src/formula/formulas.js";
import type { Store } from "../../../src/store/store.js";
import { drawnFormulas } from "../../formula/drawn.js";
import { chats, type TelegramStandIn, type Shown } from "../../stand-in/telegram/stand-in.js";
import type { Chat } from "../../stand-in/telegram/world.js";
import { bodies, botFor, dispatcherOf, eachOverTelegram, post } from "./bot.js";

const long = "All the words of a long part of it. ".repeat(80);
const body = [
  "# One",
  "So $x^2$ and",
  "$$\\frac{a}{b} < 1$$",
  "then $\\sqrt{\\frac{1}{x}}$ in a line,",
  "- in a list\n\n  $$\\unknown{x}$$",
  "> $$\\sum_{i=1}^n \\frac1i$$",
  long,
  "# Two",
  "No formula here.",
  long,
  "# Three",
  long,
  "$$\\frac{c}{d}$$",
].join("\n\n");

let telegram: TelegramStandIn;
let store: Store;
let formulas: Formulas;
let bot: ReturnType<typeof botFor>;

beforeAll(async () => {
  formulas = await drawnFormulas();
  // Readers wait some seconds for a picture; on a busy machine MathJax takes as long to begin.
  expect(await formulas.picture("\\frac{a}{b}")).not.toBeNull();
});
afterAll(() => formulas.stop());
eachOverTelegram(
  async (standIn, kept) => {
    [telegram, store] = [standIn, kept];
    bodies.set("sums000000", body);
    bodies.set("card000000", "Of one.\n\n$$\\frac{p}{q}$$\n");
    bot = started();
    await bot.start();
  },
  () => bot.stop(),
);

const shelf = [post("sums", "Sums"), post("card", "Card")];
const started = () =>
  botFor(telegram, store, { dispatcher: dispatcherOf(store, shelf), use: richUse("off"), formulas });
const calls = (): string[] =>
  telegram.server.calls
    .map(({ method }) => method)
    .filter((method) => /^(send|edit|delete)M|Photo/.test(method));
/** The text and the picture below it, once the picture has these words. */
async function both(
  words: string | RegExp,
  chat: Chat = chats.private,
): Promise<{ text: Shown; picture: Shown }> {
  return telegram.server.until(
    () => {
      const picture = telegram.shown(chat).findLast((one) => one.photo !== null);
      const text = telegram.shown(chat).find(({ id }) => id === picture?.replyTo);
      return picture && text && picture.text.match(words) && picture.keyboard.length > 0
        ? { text, picture }
        : undefined;
    },
    () => `no picture with ${String(words)}`,
  );
}
const click = (message: Shown, label: RegExp): void => {
  telegram.click(message, telegram.button(message, label).callback_data ?? "");
};

test("stand on one picture below the text, numbered, with their source and the buttons", async () => {
  await telegram.say("/read sums");
  const { text, picture } = await both("frac");
  expect(text.text).toContain("So x² and\n\n①\n\nthen \\sqrt{\\frac{1}{x}} ② in a line");
  expect(text.text).toContain("\\unknown{x}");
  expect(text.text).toContain("③");
  expect(text.keyboard).toEqual([]);
  expect(picture.text).toBe("① \\frac{a}{b} < 1\n② \\sqrt{\\frac{1}{x}}\n③ \\sum_{i=1}^n \\frac1i");
  expect(picture.silent).toBe(true);
  expect(picture.keyboard.flat().map(({ text: label }) => label)).toContain("Next ›");
});

test("the page turns in place: the picture goes, comes back, and is sent only once", async () => {
  await telegram.say("/read sums");
  const first = await both("frac");
  click(first.picture, /Next/);
  const second = await telegram.server.until(
    () => telegram.shown().find((one) => one.id === first.text.id && one.text.includes("No formula here.")),
    () => "the page did not turn",
  );
  expect(second.keyboard.flat().map(({ text }) => text)).toContain("‹ Previous");
  await telegram.server.until(
    () => (telegram.shown().length === 1 ? true : undefined),
    () => "the picture did not go",
  );
  click(second, /Previous/);
  const again = await both("sqrt");
  expect(again.text.id).toBe(first.text.id);
  expect(again.picture.photo?.file).toBe(first.picture.photo?.file);
  expect(telegram.world.files.size).toBe(1);
  expect(calls()).toEqual([
    "sendMessage",
    "sendPhoto",
    "editMessageText",
    "deleteMessage",
    "editMessageText",
    "sendPhoto",
  ]);
});

test("a button that is tapped twice puts up one picture", async () => {
  await telegram.say("/read sums");
  const first = await both("frac");
  click(first.picture, /Next/);
  const second = await telegram.server.until(
    () => telegram.shown().find((one) => one.text.includes("No formula here.") && one.keyboard.length > 0),
    () => "the page did not turn",
  );
  click(second, /Next/);
  click(second, /Next/);
  const pictures = (): number => calls().filter((method) => /Photo|Media/.test(method)).length;
  await telegram.server.until(
    () => (pictures() === 3 ? true : undefined),
    () => "the second tap was not answered",
  );
  expect(telegram.shown().filter(({ photo }) => photo !== null)).toHaveLength(1);
});

test("one picture takes the place of another", async () => {
  await telegram.say("/read sums");
  const first = await both("sqrt");
  bodies.set("sums000000", "Now $$\\frac{new}{one}$$ it is.");
  click(first.picture, /Next/);
  const now = await both("new");
  expect(now.picture.id).toBe(first.picture.id);
  expect(now.text.id).toBe(first.text.id);
  expect(telegram.shown()).toHaveLength(2);
});

test("where no photos may be sent, the text holds the source and the buttons, and no more are tried", async () => {
  telegram.world.photoless.add(chats.group.id);
  const first = await telegram.say("/read sums", { chat: chats.group });
  const text = await telegram.server.until(
    () => telegram.shown(chats.group).find((one) => one.id === first.id && one.keyboard.length > 0),
    () => "the text got no buttons",
  );
  expect(text.text).toContain("\\frac{a}{b} < 1");
  expect(text.text).not.toContain("①");
  await telegram.say("/read sums", { chat: chats.group });
  expect(calls()).toEqual(["sendMessage", "sendPhoto", "editMessageText", "sendMessage"]);
});

test("in a topic the picture stands in the topic", async () => {
  await telegram.say("/read sums", { chat: chats.forum, topic: 5 });
  const { picture } = await both("sqrt", chats.forum);
  expect(picture.topic).toBe(5);
});

test("a group that becomes a supergroup between a text and its picture gets both anew there", async () => {
  const old = { id: -5, type: "group", title: "Old" } as const;
  telegram.world.chats.set(old.id, old);
  telegram.tell("/read sums", { chat: old });
  await telegram.server.until(
    () => telegram.shown(old)[0] && telegram.world.migrated.set(old.id, chats.group.id),
    () => "no text came",
  );
  const { text } = await both("frac", chats.group);
  expect(text.text).toContain("①");
  expect(calls()).toEqual(["sendMessage", "sendPhoto", "sendMessage", "sendPhoto"]);
});

test("a picture whose text was deleted gives a new text, and goes", async () => {
  await telegram.say("/read sums");
  const first = await both("sqrt");
  telegram.world.shown.splice(telegram.world.shown.indexOf(first.text), 1);
  click(first.picture, /Next/);
  await telegram.server.until(
    () => telegram.shown().find((one) => one.text.includes("No formula here.")),
    () => "no new text",
  );
  await telegram.server.until(
    () => (telegram.shown().some(({ photo }) => photo !== null) ? undefined : true),
    () => "the picture stayed",
  );
});

test("stopped between a text and its picture, only the picture is sent after the restart", async () => {
  // Telegram says to wait for longer than stopping does.
  telegram.server.fail("sendPhoto", {
    code: 429,
    description: "Too Many Requests",
    parameters: { retry_after: 60 },
  });
  await telegram.say("/read sums");
  await telegram.server.until(
    () => (calls().includes("sendPhoto") ? true : undefined),
    () => "no picture was tried",
  );
  await bot.stop();
  bot = started();
  await bot.start();
  const { picture } = await both("frac");
  expect(picture.silent).toBe(true);
  expect(telegram.shown()).toHaveLength(2);
  expect(calls()).toEqual(["sendMessage", "sendPhoto", "editMessageText", "sendPhoto"]);
});

test("stopped before the picture, and the formulas are gone: the text gets its buttons", async () => {
  telegram.server.fail("sendPhoto", {
    code: 429,
    description: "Too Many Requests",
    parameters: { retry_after: 60 },
  });
  const first = await telegram.say("/read sums");
  await telegram.server.until(
    () => (calls().includes("sendPhoto") ? true : undefined),
    () => "no picture was tried",
  );
  await bot.stop();
  bodies.set("sums000000", `# One\n\nNo sums. ${long}\n\n# Two\n\n${long}`);
  bot = started();
  await bot.start();
  const text = await telegram.server.until(
    () => telegram.shown().find((one) => one.id === first.id && one.keyboard.length > 0),
    () => "the text got no buttons",
  );
  expect(text.text).toContain("No sums.");
  expect(telegram.shown()).toHaveLength(1);
});

// Articles as rich messages: what is shown, paging in place, and every way of falling back to HTML.
import { beforeEach, describe, expect, test } from "vitest";
import { render } from "../../../src/chat/telegram/render.js";
import type { RichMode } from "../../../src/chat/telegram/rich/mode.js";
import { richUse } from "../../../src/chat/telegram/rich/use.js";
import { telegramMessenger } from "../../../src/chat/telegram/messenger.js";
import type { Delivery } from "../../../src/delivery/messenger.js";
import { parseMarkdown } from "../../../src/markdown/read-body.js";
import { localeFor } from "../../../src/locale/locale.js";
import { cardOf } from "../../../src/reply/card.js";
import type { Store } from "../../../src/store/store.js";
import { chats, type TelegramStandIn } from "../../stand-in/telegram/stand-in.js";
import { bodies, botFor, dispatcherOf, eachOverTelegram, post } from "./bot.js";

const chapter = (n: number): string => `## Chapter ${n}\n\n${`Words of chapter ${n}. `.repeat(400)}\n\n`;
const article = `
Intro with $\\frac{a}{b}$ and a note[^1].

![a cat](/cat.png)
![a dog](/dog.jpg)

| name | size |
|---|--:|
| one | 1 |

- [x] done
- [ ] open

3. three
4. four

$$
\\int_0^1 x\\,dx
$$

\`\`\`js
let a = 1 < 2;
\`\`\`

> said @durov

<details><summary>More</summary>hidden</details>

![drawing](/d.svg) ![](data:image/png;base64,AAAA)

[^1]: See there.
`;
const shelf = [
  post("art", "An article", { cover: "https://blog.example/cover.png" }),
  post("long", "A long one"),
  post("bare", "A bare card", { url: null, cover: "https://blog.example/cover.png" }),
];

let telegram: TelegramStandIn;
let store: Store;
let bot: ReturnType<typeof botFor>;

async function start(mode: RichMode = "auto"): Promise<void> {
  bot = botFor(telegram, store, { dispatcher: dispatcherOf(store, shelf), use: richUse(mode) });
  await bot.start();
}
const methods = (): string[] =>
  telegram.server.calls
    .filter(({ method }) => /^(send|edit)/.test(method))
    .map(
      ({ method, params, outcome }) =>
        `${method}${"rich_message" in params ? "*" : ""} ${outcome.slice(0, 3).trim()}`,
    );

eachOverTelegram(
  (standIn, kept) => {
    [telegram, store] = [standIn, kept];
    bodies.set("art0000000", article);
    bodies.set("long000000", Array.from({ length: 8 }, (_, n) => chapter(n + 1)).join(""));
  },
  () => bot.stop(),
);

test("an article shows formulas, tables, pictures, tasks and footnotes as Telegram's own", async () => {
  await start();
  const shown = await telegram.say("/read An article");
  expect(shown.rich?.types).toEqual(
    expect.arrayContaining(
      "heading photo collage table list mathematical_expression pre blockquote details reference reference_link".split(
        " ",
      ),
    ),
  );
  expect(shown.rich?.media).toEqual([
    "https://blog.example/cover.png",
    "https://blog.example/cat.png",
    "https://blog.example/dog.jpg",
  ]);
  expect(shown.text).toContain("\\frac{a}{b}");
  // A drawing and a picture without an address are no photos.
  expect(shown.rich?.links).toContain("https://blog.example/d.svg");
  expect(telegram.button(shown, "Read on the blog").url).toBe("https://blog.example/art/");
});

test("a long article has few parts, and they turn in place", async () => {
  await start();
  const first = await telegram.say("/read A long one");
  expect(first.rich?.counts.characters).toBeGreaterThan(20_000);
  expect(first.text).toContain("Page 1 of 3");
  const second = await telegram.press(first, "Next ›");
  expect(second.text).toContain("Page 2 of 3");
  const back = await telegram.press(second, "‹ Previous");
  expect(back.text).toBe(first.text);
  expect(methods()).toEqual(["sendRichMessage* ok", "editMessageText* ok", "editMessageText* ok"]);
  const third = await telegram.press(await telegram.press(back, "Next ›"), "Next ›");
  const all = [first, second, third].map(({ text }) => text).join("\n");
  expect(all.match(/^Chapter \d$/gm)).toEqual(Array.from({ length: 8 }, (_, n) => `Chapter ${n + 1}`));
  expect(all.match(/Words of chapter/g)?.length).toBe(8 * 400);
});

test("an article that fits has no pages to turn, however many parts a smaller message needs", async () => {
  bodies.set("long000000", [1, 2].map(chapter).join(""));
  await start();
  const shown = await telegram.say("/read A long one");
  expect(shown.text).toContain("Words of chapter 2.");
  expect(shown.keyboard.flat().map(({ text }) => text)).toEqual([
    expect.stringContaining("Read on the blog"),
    "Related",
  ]);
});

test("the contents are a plain list; choosing from it shows the article again", async () => {
  await start();
  const first = await telegram.say("/read A long one");
  const contents = await telegram.press(first, "Contents");
  expect(contents.rich).toBeNull();
  expect((await telegram.press(contents, "Chapter 5")).rich?.text).toContain("Words of chapter 5.");
});

test("off sends HTML; auto sends a card as HTML, on as a rich message", async () => {
  await start("off");
  const plain = await telegram.say("/read An article");
  expect(plain.rich).toBeNull();
  // The picture it begins with is shown as its preview.
  expect(plain.preview).toBe("https://blog.example/cover.png");
  expect(plain.text).not.toContain("cover.png");
  await bot.stop();
  await start("auto");
  expect((await telegram.say("/post An article")).rich).toBeNull();
  // Without a link there is no preview that could show the cover.
  expect((await telegram.say("/post A bare card")).rich?.media).toEqual(["https://blog.example/cover.png"]);
  await bot.stop();
  await start("on");
  const card = await telegram.say("/post An article");
  expect(card.rich?.links).toEqual(["https://blog.example/art/"]);
  expect(card.text).toContain("What An article is about.");
});

describe("announced", () => {
  const never = new AbortController().signal;
  const formula = post("sums", "On sums", { summary: "It is $\\frac{a}{b}$, no less." });
  const delivery = (summary = formula.summary): Delivery => ({
    place: { platform: "telegram", address: String(chats.group.id) },
    reply: {
      card: cardOf({ ...formula, summary }, localeFor("en")),
      buttons: [],
      posts: [],
      audience: "everyone",
    },
    key: "k",
    silent: true,
    mention: null,
    crosspost: false,
    plain: false,
  });
  const messengerOf = (mode: RichMode = "auto") =>
    telegramMessenger(telegram.token, telegram.url, richUse(mode));
  const only = () => telegram.shown(chats.group)[0];
  beforeEach(() => start());

  test("a card with a formula is a rich message, and stays the same one when it is edited", async () => {
    const messenger = messengerOf();
    const sent = await messenger.deliver(delivery(), never);
    expect(only()).toMatchObject({ silent: true, topic: null });
    expect(only()?.rich?.types).toContain("mathematical_expression");
    const message = sent.kind === "sent" ? sent.message : "";
    expect(await messenger.edit(message, delivery("Plain words now."), never)).toMatchObject({
      kind: "sent",
    });
    expect(only()?.rich).toBeNull();
    expect(await messenger.edit(message, delivery(), never)).toMatchObject({ kind: "sent" });
    expect(only()?.rich?.text).toContain("no less.");
    expect(await messenger.edit(message, delivery(), never)).toMatchObject({ kind: "sent" });
    expect(telegram.shown(chats.group)).toHaveLength(1);
  });

  test("where it is refused the same goes out as HTML, once", async () => {
    telegram.world.richless.set(chats.group.id, "Bad Request: RICH_MESSAGES_FORBIDDEN");
    expect(await messengerOf().deliver(delivery(), never)).toMatchObject({ kind: "sent" });
    expect(only()?.rich).toBeNull();
    expect(only()?.text).toContain("\\frac{a}{b}");
    expect(telegram.shown(chats.group)).toHaveLength(1);
  });

  test("what may have arrived is not sent as HTML besides", async () => {
    telegram.server.fail("sendRichMessage", "cut");
    expect(await messengerOf().deliver(delivery(), never)).toMatchObject({ kind: "uncertain" });
    expect(telegram.shown(chats.group)).toHaveLength(1);
  });

  test("off sends none, and the plainest form is none", async () => {
    await messengerOf("off").deliver(delivery(), never);
    await messengerOf("on").deliver({ ...delivery(), plain: true }, never);
    expect(telegram.shown(chats.group).map(({ rich }) => rich)).toEqual([null, null]);
  });
});

describe("when it is refused", () => {
  test("a server that does not know rich messages is not asked again", async () => {
    telegram.world.knowsRich = false;
    await start();
    expect((await telegram.say("/read A long one")).rich).toBeNull();
    const first = await telegram.say("/read A long one");
    expect(first.text).toContain("Page 1 of");
    await telegram.press(first, "Next ›");
    expect(methods()).toEqual([
      "sendRichMessage* 404",
      "sendMessage ok",
      "sendMessage ok",
      "editMessageText ok",
    ]);
  });

  test("an edit shows the same to a server that sees no text in it", async () => {
    await start();
    const first = await telegram.say("/read A long one");
    telegram.world.knowsRich = false;
    const second = await telegram.press(first, "Next ›");
    expect(second.rich).toBeNull();
    expect(second.text).toMatch(/Page 10 of 24$/);
  });

  test("a picture that cannot be fetched becomes a link, and is not tried again soon", async () => {
    telegram.world.broken.add("https://blog.example/dog.jpg");
    await start();
    const shown = await telegram.say("/read An article");
    expect(shown.rich?.media).toEqual([]);
    expect(shown.rich?.links).toContain("https://blog.example/dog.jpg");
    expect(shown.text).toContain("🖼 a dog");
    await telegram.say("/read An article");
    expect(methods()).toEqual(["sendRichMessage* 400", "sendRichMessage* ok", "sendRichMessage* ok"]);
  });

  test("a chat that lets the bot send no photos gets them as links", async () => {
    telegram.world.pictureless.set(
      chats.group.id,
      "Bad Request: not enough rights to send photos to the chat",
    );
    await start();
    expect((await telegram.say("/read An article", { chat: chats.group })).rich?.media).toEqual([]);
    await telegram.say("/read An article", { chat: chats.group });
    expect(methods()).toEqual(["sendRichMessage* 400", "sendRichMessage* ok", "sendRichMessage* ok"]);
  });

  test("one message's fault turns nothing off", async () => {
    await start();
    telegram.server.fail(
      "sendRichMessage",
      { code: 400, description: "Bad Request: RICH_MESSAGE_EMAIL_INVALID" },
      9,
    );
    for (let n = 0; n < 5; n += 1) expect((await telegram.say("/read A long one")).rich).toBeNull();
    telegram.server.forgive();
    expect((await telegram.say("/read A long one")).rich).not.toBeNull();
  });

  test("a chat that refuses is left in peace, the others are not", async () => {
    telegram.world.richless.set(chats.group.id, "Bad Request: RICH_MESSAGES_FORBIDDEN");
    await start();
    for (let n = 0; n < 2; n += 1)
      expect((await telegram.say("/read A long one", { chat: chats.group })).rich).toBeNull();
    expect((await telegram.say("/read A long one")).rich).not.toBeNull();
    expect(methods()).toEqual([
      "sendRichMessage* 400",
      "sendMessage ok",
      "sendMessage ok",
      "sendRichMessage* ok",
    ]);
  });

  test("a chat that refuses for reasons nobody knows is asked three times", async () => {
    telegram.world.richless.set(chats.group.id, "Bad Request: SOMETHING_NEW");
    await start();
    for (let n = 0; n < 5; n += 1) await telegram.say("/read A long one", { chat: chats.group });
    expect(methods().filter((one) => one.startsWith("sendRich"))).toHaveLength(3);
  });

  test("a chat that shows the bot the door is not asked twice", async () => {
    await start();
    telegram.world.closed.set(chats.group.id, "Forbidden: bot was kicked from the supergroup chat");
    telegram.tell("/read An article", { chat: chats.group });
    await telegram.say("/read A long one");
    // No chat waits for another.
    await expect.poll(() => methods().toSorted()).toEqual(["sendRichMessage* 403", "sendRichMessage* ok"]);
  });
});

test.each([
  ["a footnote", "Words[^1].\n\n[^1]: It is $\\frac{a}{b}$.", true],
  ["what a term is", "Term\n: It is $\\frac{a}{b}$.", true],
  ["a term", "$\\frac{a}{b}$\n: It is a share.", true],
  ["nothing that signs cannot say", "Words[^1].\n\n[^1]: It is $x^2$.", false],
])("a card with a formula in %s is rich where that shows more", (_, markdown, rich) => {
  const card = { ...cardOf(post("x", "X"), localeFor("en")), summary: parseMarkdown(markdown) };
  const reply = { card, buttons: [], posts: [], audience: "asker" as const };
  expect(render(reply, localeFor("en"), "where-better").rich !== null).toBe(rich);
});

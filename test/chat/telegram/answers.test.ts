// Telegram as its readers see it: every command, buttons in place, topics, groups, channels, inline.
import { expect, test } from "vitest";
import type { Store } from "../../../src/store/store.js";
import { deepLink, type DeepLink } from "../../../src/chat/telegram/deep-link.js";
import { chats, reader, type TelegramStandIn } from "../../stand-in/telegram/stand-in.js";
import type { Chat } from "../../stand-in/telegram/world.js";
import { botFor, dispatcherOf, eachOverTelegram, post, posts } from "./bot.js";

let telegram: TelegramStandIn;
let store: Store;
let bot: ReturnType<typeof botFor>;

eachOverTelegram(
  async (standIn, kept) => {
    [telegram, store] = [standIn, kept];
    bot = botFor(telegram, store);
    await bot.start();
  },
  () => bot.stop(),
);

test("a post is a card with title, date, tags, category, summary, a link and its preview", async () => {
  const card = await telegram.say("/post work that gets used");
  expect(card.text).toBe(
    "How to do work that gets used\n🗓 May 6, 2026  ·  📁 Robots › Mapping  ·  🏷 slam, notes\n\nWhat How to do work that gets used is about.",
  );
  expect(card.preview).toBe("https://blog.example/useful/");
  expect(card.entities.map(({ type }) => type)).toEqual(["text_link", "bold", "blockquote"]);
  expect(telegram.button(card, "Read on the blog").url).toBe("https://blog.example/useful/");
});

test.each([
  "/search note",
  "/latest 3",
  "/tags",
  "/tag slam",
  "/categories",
  "/category Robots",
  "/random",
  "/help",
  "/start",
  "/post",
  "/tag nothing like it",
])("%s is answered", async (line) => {
  expect((await telegram.say(line)).text.length).toBeGreaterThan(10);
});

test("pages turn in place, forwards and back", async () => {
  const first = await telegram.say("/search note");
  expect(first.text).toContain("Page 1 of 3");
  const second = await telegram.press(first, "Next ›");
  expect(second.text).toContain("Page 2 of 3");
  const again = await telegram.press(second, "‹ Previous");
  expect(again.text).toBe(first.text);
  expect(telegram.shown()).toHaveLength(1);
});

test("a numbered button opens that post", async () => {
  const list = await telegram.say("/search note");
  const card = await telegram.press(list, "2");
  expect(card.text).toContain("Note number 1");
});

test("pressing twice, and pressing a forged or outdated button, does no harm", async () => {
  const list = await telegram.say("/search note");
  const { callback_data: state = "" } = telegram.button(list, "Next ›");
  telegram.click(list, state);
  telegram.click(list, state);
  telegram.click(list, "9|rm -rf|x");
  const polite = await telegram.server.until(
    () => telegram.shown().find(({ text }) => text.includes("Please ask again")),
    () => "no polite answer to a forged button",
  );
  expect(polite.id).toBe(list.id);
  await telegram.server.until(
    () => (telegram.world.openPresses.size === 0 ? true : undefined),
    () => "a press was never answered",
  );
});

test("words without a slash are a question in a private chat", async () => {
  expect((await telegram.say("LIO-SAM")).text).toContain("LIO-SAM, line by line");
});

test("a card can be shared by inline mode and its link copied, in one row", async () => {
  const card = await telegram.say("/post LIO");
  expect(card.keyboard.at(-1)).toEqual([
    {
      text: "Share",
      switch_inline_query_chosen_chat: {
        query: "LIO-SAM, line by line",
        allow_user_chats: true,
        allow_group_chats: true,
        allow_channel_chats: true,
      },
    },
    { text: "Copy link", copy_text: { text: "https://blog.example/lio/" } },
  ]);
  expect(JSON.stringify((await telegram.say("/latest")).keyboard)).not.toContain("Share");
});

test("without inline mode nothing is shared, and what cannot be copied is not offered", async () => {
  await bot.stop();
  telegram.world.supportsInline = false;
  const long = post("long", "Long address", { url: `https://blog.example/${"a".repeat(256)}/` });
  const none = post("none", "No address", { url: null });
  const dispatcher = dispatcherOf(store, [...posts, long, none]);
  bot = botFor(telegram, store, { dispatcher });
  await bot.start();
  expect((await telegram.say("/post LIO")).keyboard.at(-1)?.map(({ text }) => text)).toEqual(["Copy link"]);
  for (const title of ["Long address", "No address"])
    expect(JSON.stringify((await telegram.say(`/post ${title}`)).keyboard)).not.toContain("Copy");
});

test.each([
  ["a title of signs of two units", "😀".repeat(300)],
  ["a title with half a sign", `half \ud83d ${"x".repeat(300)}`],
  ["a title of nothing that is seen", "\u200b\u202e"],
])("%s is shared within the rules", async (_name, title) => {
  await bot.stop();
  bot = botFor(telegram, store, { dispatcher: dispatcherOf(store, [post("odd", title)]) });
  await bot.start();
  const card = await telegram.say("/random");
  expect(telegram.button(card, "Copy link").copy_text).toEqual({ text: "https://blog.example/odd/" });
  const offered = JSON.stringify(card.keyboard);
  expect(offered.isWellFormed() && !/\\ud[89a-f]/i.test(offered)).toBe(true);
});

test("/start greets with the blog's name and with buttons that answer", async () => {
  const greeting = await telegram.say("/start");
  expect(greeting.text).toContain("Ada's blog");
  expect(greeting.keyboard.map((row) => row.map(({ text }) => text))).toEqual([
    ["Newest", "Tags"],
    ["Random", "Subscribe"],
    ["Help"],
    ["Search"],
  ]);
  expect(telegram.button(greeting, "Search").switch_inline_query_current_chat).toBe("");
  expect((await telegram.press(greeting, "Newest")).text).toContain("Newest posts");
});

const parameter = (link: DeepLink): string => deepLink("postern_bot", link)?.split("?start=")[1] ?? "";

test.each<[DeepLink, string]>([
  [{ to: "post", value: "lio0000000" }, "LIO-SAM, line by line"],
  [{ to: "read", value: "lio0000000" }, "LIO-SAM, line by line"],
  [{ to: "tag", value: "slam" }, "Tag slam: 2 posts"],
  [{ to: "search", value: "note number 1" }, "“note number 1”"],
  [{ to: "search", value: "标签/-_ é" }, "“标签/-_ é”"],
])("a deep link opens what it says: %j", async (link, shown) => {
  expect(parameter(link)).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
  expect((await telegram.say(`/start ${parameter(link)}`)).text).toContain(shown);
});

test.each([
  "tag_",
  "tag_a",
  "search_____",
  `search_${Buffer.from("a\n/subscribe").toString("base64url")}`,
  `search_${Buffer.from([0xff, 0xfe]).toString("base64url")}`,
  `search_${Buffer.from("   ").toString("base64url")}`,
  `search_${Buffer.from("a\u202eb").toString("base64url")}`,
  `tag_${"YWFh".repeat(20)}`,
  "tag_c2xhbQ==",
  "p_../../etc/passwd",
  "p_LIO",
  "r_LIO",
  "r_",
  "read_lio0000000",
  "constructor_YWFh",
  "c2xhbQ",
])("a deep link that none of ours is greets: %s", async (hostile) => {
  expect((await telegram.say(`/start ${hostile}`)).text).toContain("I know the posts of Ada's blog");
});

test.each(["p_lighthouse", "r_lighthouse"])(
  "a link to a post that has gone looks for no other: %s",
  async (link) => {
    const { text, keyboard } = await telegram.say(`/start ${link}`);
    expect(text).toBe("What this button pointed to is no longer there.");
    expect(keyboard).toEqual([]);
  },
);

test("what is too long or empty has no deep link", () => {
  expect(deepLink("postern_bot", { to: "search", value: "漢".repeat(14) })).not.toBeNull();
  expect(deepLink("postern_bot", { to: "search", value: "漢".repeat(15) })).toBeNull();
  expect(deepLink("postern_bot", { to: "tag", value: " " })).toBeNull();
});

test("in a group only commands meant for this bot are answered", async () => {
  telegram.tell("/post@other_bot LIO", { chat: chats.group });
  telegram.tell("just talking about /post", { chat: chats.group });
  telegram.tell("/weather", { chat: chats.group });
  telegram.tell("/post LIO", { chat: chats.group, extra: { via_bot: telegram.world.bot } });
  const at = telegram.world.id();
  const card = await telegram.say("/POST@Postern_Bot LIO", { chat: chats.group });
  expect(card.text).toContain("LIO-SAM, line by line");
  expect(card.replyTo).toBeGreaterThan(at);
  expect(telegram.shown(chats.group)).toHaveLength(1);
});

test("a topic is answered in its topic, a thread of replies is not taken for one", async () => {
  expect((await telegram.say("/post LIO", { chat: chats.forum, topic: 5 })).topic).toBe(5);
  const loose = await telegram.say("/post LIO", { chat: chats.group, extra: { message_thread_id: 9 } });
  expect(loose.topic).toBeNull();
});

test("a channel is answered", async () => {
  const card = await telegram.say("/post LIO", { chat: chats.channel });
  expect(card).toMatchObject({ chat: chats.channel, replyTo: null });
});

test("an anonymous administrator is answered; captions and edits are not questions", async () => {
  telegram.server.push("message", {
    message_id: 1,
    date: 1,
    chat: chats.group,
    from: reader,
    caption: "/post LIO",
    photo: [],
  });
  const from = { id: 1087968824, is_bot: true, first_name: "Group", username: "GroupAnonymousBot" };
  const card = await telegram.say("/post LIO", {
    chat: chats.group,
    from,
    extra: { sender_chat: chats.group },
  });
  expect(card.text).toContain("LIO-SAM");
  expect(telegram.shown(chats.group)).toHaveLength(1);
});

test("a reader is answered in the language of their Telegram", async () => {
  const from = { ...reader, language_code: "zh-hans" };
  const card = await telegram.say("/post LIO", { from });
  expect(card.text).toContain("2026年5月6日");
  expect(telegram.button(card, "阅读原文").url).toBeDefined();
});

test("the menu of commands is published in each language, once", async () => {
  await telegram.server.until(
    () => telegram.world.menus.get("uk"),
    () => "no menu was published",
  );
  expect(telegram.world.menus.get("")?.map(({ command }) => command)).toContain("post");
  await bot.stop();
  bot = botFor(telegram, store);
  await bot.start();
  await telegram.say("/help");
  expect(telegram.server.calls.filter(({ method }) => method === "setMyCommands")).toHaveLength(
    telegram.world.menus.size,
  );
  expect([...telegram.world.menus.keys()].toSorted()).toEqual(
    ["", "de", "es", "fr", "it", "ja", "ko", "pl", "pt", "ru", "tr", "uk", "zh"], // prettier-ignore
  );
  expect(telegram.world.menus.get("uk")?.find(({ command }) => command === "help")?.description).toBe(
    "Про що можна запитати",
  );
});

test.each([
  ["a very long query", "x".repeat(4096)],
  ["only spaces", "   "],
  ["emoji", "🤷🏽‍♀️🤷🏽‍♀️"],
  ["signs of a regular expression", "(.*)*+?["],
  ["HTML", "</b><script>alert(1)</script>"],
  ["mentions", "@everyone @somebody"],
  ["a direction override and half a character", "a\u202eb\ud800"],
])("%s: answered within the rules", async (_name, query) => {
  expect((await telegram.say(`/search ${query}`)).text.length).toBeGreaterThan(0);
});

test("a caption is a question, and an edited message once, where it was none before", async () => {
  const photo = { text: undefined, photo: [], caption: "/post LIO" };
  expect((await telegram.say("", { extra: photo })).text).toContain("LIO-SAM");
  const inGroup = { ...photo, caption: "/post@postern_bot LIO" };
  expect((await telegram.say("", { chat: chats.group, extra: inGroup })).text).toContain("LIO-SAM");

  const edited = (id: number, text: string, chat: Chat = chats.group) =>
    telegram.server.push("edited_message", {
      message_id: id,
      date: 1_790_000_000,
      edit_date: 1_790_000_010,
      chat,
      from: reader,
      text,
    });
  const first = telegram.tell("good morning", { chat: chats.group });
  edited(first, "/post LIO");
  await telegram.server.until(
    () => telegram.shown(chats.group)[1],
    () => "the edited question was not answered",
  );
  edited(first, "/post Note number 3");
  const asked = telegram.tell("/post Note number 4", { chat: chats.group });
  await telegram.server.until(
    () => telegram.shown(chats.group)[2],
    () => "the question was not answered",
  );
  edited(asked, "/post Note number 5");
  await telegram.say("/help", { chat: chats.group });
  expect(telegram.shown(chats.group).map(({ text }) => /LIO|number \d|Ask/.exec(text)?.[0])).toEqual([
    "LIO",
    "LIO",
    "number 4",
    "Ask",
  ]);
});

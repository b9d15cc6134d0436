// What is met before anything is asked: the bot's profile, its greeting in a group, help to tap, a channel to choose.
import { describe, expect, test } from "vitest";
import { storeSubscriptionService } from "../../../src/store/subscription-service.js";
import type { Store } from "../../../src/store/store.js";
import { chats, reader, type TelegramStandIn } from "../../stand-in/telegram/stand-in.js";
import type { Chat } from "../../stand-in/telegram/world.js";
import { botFor, dispatcherOf, eachOverTelegram, libraryOf, posts } from "./bot.js";

let telegram: TelegramStandIn;
let store: Store;
let bot: ReturnType<typeof botFor>;

async function start(title = "Ada's blog"): Promise<void> {
  const library = { ...libraryOf(posts), site: { ...libraryOf(posts).site, title } };
  const dispatcher = dispatcherOf(store, posts, {
    library,
    subscriptions: storeSubscriptionService(store, 10),
  });
  bot = botFor(telegram, store, { dispatcher });
  await bot.start();
}
async function again(title?: string): Promise<void> {
  await bot.stop();
  await start(title);
}
eachOverTelegram(
  (standIn, kept) => {
    [telegram, store] = [standIn, kept];
  },
  () => bot.stop(),
);

/** The profile is published after the menu of commands, the menu button last. */
const published = () =>
  telegram.server.until(
    () =>
      telegram.world.menuButton === "default"
        ? undefined
        : telegram.server.calls.find(({ method }) => method === "getChatMenuButton"),
    () => "the profile was not published",
  );
const writes = () => telegram.server.calls.filter(({ method }) => /^set(My.*Description|Chat)/.test(method));

describe("the bot's profile", () => {
  test("is published in each language within the limits, once", async () => {
    await start();
    await published();
    const { descriptions, shortDescriptions } = telegram.world;
    expect(descriptions.get("")).toContain("I know the posts of Ada's blog");
    expect(descriptions.get("de")).toContain("Ich kenne die Beiträge von Ada's blog");
    expect([descriptions.size, shortDescriptions.size]).toEqual([13, 13]);
    const done = writes().length;
    await again();
    await telegram.say("/help");
    expect(writes()).toHaveLength(done);
    expect(telegram.world.menuButton).toBe("commands");
  });

  test.each([
    ["long", "x".repeat(3000)],
    ["odd", "a\u202eb\ud800</b>\n@everyone"],
    ["empty", ""],
  ])("a blog with a name that is %s has one too", async (_name, title) => {
    await start(title);
    await published();
    expect(telegram.world.shortDescriptions.get("ru")).toContain("Находит посты");
  });

  test("follows the blog's name where its words are ours", async () => {
    await start();
    await published();
    telegram.world.shortDescriptions.set("de", "Worte des Besitzers");
    telegram.server.calls.length = 0;
    await again("Another name");
    await telegram.server.until(
      () => telegram.world.shortDescriptions.get("uk")?.includes("Another name") || undefined,
      () => "the new name was not published",
    );
    expect(telegram.world.descriptions.get("de")).toContain("Another name");
    expect(telegram.world.shortDescriptions.get("de")).toBe("Worte des Besitzers");
  });

  test("leaves an owner's words alone, in every language where they stand for all, and the menu button", async () => {
    telegram.world.descriptions.set("", "My own words");
    telegram.world.shortDescriptions.set("fr", "Mes mots");
    telegram.world.menuButton = "web_app";
    await start();
    await published();
    await again();
    await telegram.say("/help");
    expect([...telegram.world.descriptions]).toEqual([["", "My own words"]]);
    expect(telegram.world.shortDescriptions.get("fr")).toBe("Mes mots");
    expect(telegram.world.shortDescriptions.get("")).toContain("Ada's blog");
    expect(telegram.world.menuButton).toBe("web_app");
  });

  test("is published also where the menu of commands is refused, each time", async () => {
    telegram.server.fail("setMyCommands", { code: 400, description: "Bad Request: no" }, 100);
    await start();
    await published();
    expect(telegram.world.descriptions.size).toBe(13);
    expect(telegram.server.calls.filter(({ method }) => method === "setMyCommands")).toHaveLength(1);
  });

  test("what was cut off in between is still known as ours", async () => {
    telegram.server.fail("setMyDescription", "silent");
    await start();
    await telegram.server.until(
      () => telegram.world.descriptions.get(""),
      () => "nothing was written",
    );
    await again("New name");
    await published();
    expect(telegram.world.descriptions.get("")).toContain("New name");
  });
});

describe("a greeting", () => {
  const { group, channel } = chats;
  const greeted = (chat: Chat) =>
    telegram.shown(chat).filter(({ text }) => text.includes("Administrators can"));
  /** What a group was told by the time that a question there is answered; a greeting waits for no question. */
  const greetings = async (chat: Chat = group, wanted = 0) => {
    await telegram.say("/about", { chat });
    if (wanted > 0) await expect.poll(() => greeted(chat)).toHaveLength(wanted);
    return greeted(chat);
  };

  test("comes once, in two lines, silently, in the language of who added the bot", async () => {
    await start();
    telegram.member(group, "left", "member");
    const [greeting] = await greetings(group, 1);
    expect(greeting?.text.split("\n")).toEqual([
      "I know the posts of Ada's blog: /post and some words finds one, /help shows what else can be asked.",
      "Administrators can have new posts sent here: /subscribe",
    ]);
    expect(greeting?.entities).toEqual([]);
    expect(greeting?.silent).toBe(true);
    telegram.member(group, "member", "administrator");
    telegram.member(group, "administrator", "left");
    telegram.member(group, "left", "member");
    expect(await greetings(group, 1)).toHaveLength(1);
    await again();
    telegram.member(group, "kicked", "member");
    expect(await greetings(group, 1)).toHaveLength(1);
    telegram.member(chats.forum, "left", "administrator", { ...reader, language_code: "de" });
    await telegram.server.until(
      () => telegram.shown(chats.forum).find(({ text }) => text.includes("Administratoren können")),
      () => "no greeting in German",
    );
  });

  test("comes in no channel, no private chat, and where the bot may not write", async () => {
    await start();
    telegram.member(channel, "left", "administrator");
    telegram.member(chats.private, "kicked", "member");
    telegram.member(group, "left", "restricted");
    expect(await greetings(channel)).toEqual([]);
    expect(await greetings()).toEqual([]);
    await telegram.say("/about");
    expect(telegram.shown()).toHaveLength(1);
  });

  test("does not come again when a group becomes a supergroup", async () => {
    await start();
    const old: Chat = { id: -55, type: "group", title: "Readers" };
    telegram.world.chats.set(old.id, old);
    telegram.member(old, "left", "member");
    expect(await greetings(old, 1)).toHaveLength(1);
    telegram.tell("", { chat: old, extra: { text: undefined, migrate_to_chat_id: group.id } });
    telegram.member(group, "left", "member");
    telegram.tell("", { chat: group, extra: { text: undefined, migrate_from_chat_id: old.id } });
    expect(await greetings()).toEqual([]);
  });
});

describe("help", () => {
  test("has commands to tap and the ways into groups and channels, in a private chat alone", async () => {
    await start();
    const help = await telegram.say("/help");
    const codes = help.entities
      .filter(({ type }) => type === "code")
      .map(({ offset, length }) => help.text.slice(offset, offset + length));
    expect(codes).toContain("/post query");
    expect(codes.filter((one) => !one.includes(" "))).toEqual([]);
    expect(help.text).toContain("• /latest The newest posts");
    expect(telegram.button(help, "Add me to a group").url).toBe("https://t.me/postern_bot?startgroup");
    expect(telegram.button(help, "Send new posts to a channel").url).toBe(
      "https://t.me/postern_bot?start=channel",
    );
    const inGroup = await telegram.say("/help", { chat: chats.group });
    expect(JSON.stringify(inGroup.keyboard)).not.toContain("startgroup");
  });
});

describe("a channel chosen in the private chat", () => {
  const { channel } = chats;
  const shared = { request_id: 1, chat_id: channel.id, title: "News <b>" };
  const choose = () => telegram.say("", { extra: { text: undefined, chat_shared: shared } });
  const last = () => telegram.server.calls.findLast(({ method }) => method === "sendMessage")?.params;
  const make = (user: number, status: string) => telegram.world.members.set(`${channel.id} ${user}`, status);

  test("is subscribed where both may: asker and bot", async () => {
    await start();
    const asked = await telegram.say("/start channel");
    expect(asked.text).toContain("Choose the channel");
    expect(last()).toMatchObject({
      reply_markup: {
        keyboard: [
          [
            {
              text: "Choose a channel",
              request_chat: { chat_is_channel: true, bot_administrator_rights: { can_post_messages: true } },
            },
          ],
        ],
      },
    });
    make(telegram.world.bot.id, "administrator");
    make(reader.id, "administrator");
    const answer = await choose();
    expect(answer.text).toContain("News <b>");
    expect(answer.text).toContain("every new post");
    expect(last()).toMatchObject({ reply_markup: { remove_keyboard: true } });
    const place = { platform: "telegram", address: String(channel.id) };
    expect(await store.subscriptions.at(place)).toMatchObject({ place });
  });

  test("is answered also where Telegram makes the answer wait", async () => {
    await start();
    make(telegram.world.bot.id, "administrator");
    make(reader.id, "administrator");
    const flood = { code: 429, description: "Too Many Requests", parameters: { retry_after: 1 } };
    telegram.server.fail("sendMessage", flood);
    expect((await choose()).text).toContain("every new post");
  });

  test.each([
    ["the bot may not post", reader.id, "I need to be an administrator"],
    ["who chose it may not", 4200, "Only those who manage this chat"],
  ])("is not where %s", async (_name, administrator, words) => {
    await start();
    make(administrator, "administrator");
    expect((await choose()).text).toContain(words);
    expect(await store.subscriptions.at({ platform: "telegram", address: String(channel.id) })).toBeNull();
  });
});

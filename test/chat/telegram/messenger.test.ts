// Pushing in Telegram: the contract of every messenger, and what only Telegram has.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Delivery, Place } from "../../../src/delivery/messenger.js";
import { telegramAddressing } from "../../../src/chat/telegram/address.js";
import { telegramMessenger } from "../../../src/chat/telegram/messenger.js";
import { localeFor } from "../../../src/locale/locale.js";
import { cardOf } from "../../../src/reply/card.js";
import type { SealedReply } from "../../../src/reply/reply.js";
import { richUse } from "../../../src/chat/telegram/rich/use.js";
import { messengerContract, type Mishap } from "../../contract/messenger.js";
import type { Mishap as TelegramMishap } from "../../stand-in/telegram/server.js";
import { chats, TelegramStandIn } from "../../stand-in/telegram/stand-in.js";
import type { Chat } from "../../stand-in/telegram/world.js";
import { posts } from "./bot.js";

const mishaps: Record<Mishap, TelegramMishap> = {
  flood: { code: 429, description: "Too Many Requests: retry after 2", parameters: { retry_after: 2 } },
  busy: { code: 500, description: "Internal Server Error" },
  cut: "cut",
  hang: "silent",
  closed: { code: 403, description: "Forbidden: bot was blocked by the user" },
  bad: { code: 400, description: "Bad Request: can't parse entities: Unsupported start tag" },
};
const placeOf = (address: string | number): Place => ({ platform: "telegram", address: String(address) });

messengerContract("Telegram", async () => {
  const telegram = await TelegramStandIn.start();
  return {
    messenger: telegramMessenger(telegram.token, telegram.url),
    place: placeOf(chats.group.id),
    nowhere: placeOf(-1999),
    offline: telegramMessenger(telegram.token, "http://127.0.0.1:9"),
    shown: () => telegram.shown(chats.group),
    next: (mishap) => telegram.server.fail("sendMessage", mishaps[mishap]),
    stop: () => telegram.stop(),
  };
});

describe("in Telegram", () => {
  let telegram: TelegramStandIn;
  const never = new AbortController().signal;
  const card: SealedReply = {
    card: cardOf(posts[0]!, localeFor("en")),
    buttons: [],
    posts: [],
    audience: "everyone",
  };
  const deliver = (address: string | number, more: Partial<Delivery> = {}) =>
    telegramMessenger(telegram.token, telegram.url).deliver(
      {
        place: placeOf(address),
        reply: card,
        key: "k",
        silent: false,
        mention: null,
        crosspost: false,
        plain: false,
        ...more,
      },
      never,
    );

  test("where it is unknown whether a message arrived, it is not to be repeated before Telegram answers", async () => {
    const find = (url: string) =>
      telegramMessenger(telegram.token, url).find(placeOf(77), { key: "k", link: null }, new Date(), never);
    expect(await find("http://127.0.0.1:9")).toEqual({ kind: "later", after: 5000 });
    telegram.server.fail("getMe", { code: 504, description: "Gateway Timeout" });
    expect(await find(telegram.url)).toEqual({ kind: "later", after: 5000 });
    expect(await find(telegram.url)).toEqual({ kind: "unknown" });
  });
  const check = (address: string | number) =>
    telegramMessenger(telegram.token, telegram.url).check(placeOf(address), never);

  beforeEach(async () => void (telegram = await TelegramStandIn.start()));
  afterEach(() => telegram.stop());

  test("a card comes with the preview of its post; in its plainest form without", async () => {
    await deliver(chats.private.id);
    await deliver(chats.private.id, { plain: true });
    expect(telegram.shown().map(({ preview }) => preview)).toEqual(["https://blog.example/useful/", null]);
    expect(telegram.shown()[1]?.entities).toEqual([]);
  });

  const announced: SealedReply = {
    ...card,
    buttons: [
      { label: "Read here", action: "1|read|1|query=useful0000", article: "useful0000" },
      { label: "Other", action: "1|random|1" },
      { label: "Read on the blog", url: "https://blog.example/useful/" },
    ],
  };
  const keysIn = (chat: Chat) => telegram.shown(chat).at(-1)?.keyboard.flat();
  const onBlog = { text: "Read on the blog", url: "https://blog.example/useful/" };

  test("an announcement to many opens its article with the bot; a reader's own turns into it", async () => {
    await deliver(chats.private.id, { reply: announced });
    expect(keysIn(chats.private)?.[0]).toEqual({
      text: "Read here",
      callback_data: "1|read|1|query=useful0000",
    });
    for (const chat of [chats.channel, chats.group, chats.forum]) {
      await deliver(chat.id, { reply: announced });
      expect(keysIn(chat)).toEqual([
        { text: "Read here", url: "https://t.me/postern_bot?start=r_useful0000" },
        onBlog,
      ]);
    }
  });

  test("an announcement goes out without that button where the bot's name is not told or the id is none", async () => {
    telegram.server.fail("getMe", { code: 500, description: "Internal Server Error" });
    expect(await deliver(chats.channel.id, { reply: announced })).toMatchObject({ kind: "sent" });
    expect(keysIn(chats.channel)).toEqual([onBlog]);
    const odd = announced.buttons.map((button) =>
      "article" in button ? { ...button, article: "../ß" } : button,
    );
    await deliver(chats.channel.id, { reply: { ...announced, buttons: odd } });
    expect(keysIn(chats.channel)).toEqual([onBlog]);
  });

  test("a second form, and each further question of a check, wait for a turn of their own", async () => {
    let turns = 0;
    const turn = (): Promise<void> => (turns++, Promise.resolve());
    const messenger = telegramMessenger(telegram.token, telegram.url, richUse("on"));
    telegram.server.fail("sendRichMessage", { code: 400, description: "Bad Request: RICH_MESSAGE_INVALID" });
    const message = { place: placeOf(chats.private.id), reply: card, key: "k" };
    const plainly = { silent: false, mention: null, crosspost: false, plain: false };
    expect(await messenger.deliver({ ...message, ...plainly }, never, turn)).toMatchObject({ kind: "sent" });
    expect([turns, telegram.server.calls.length]).toEqual([1, 2]);
    await messenger.check(placeOf(chats.private.id), never, turn);
    expect([turns, telegram.server.calls.length]).toEqual([2, 4]);
  });

  test("a topic and a channel by name are reached", async () => {
    expect(await deliver(`${chats.forum.id}/7`)).toMatchObject({ kind: "sent" });
    expect(telegram.shown(chats.forum)[0]?.topic).toBe(7);
    expect(await deliver("@postern_news")).toMatchObject({ kind: "sent" });
    expect(telegram.shown(chats.channel)).toHaveLength(1);
  });

  test("a group that became a supergroup has moved, with its topic's address", async () => {
    telegram.world.chats.set(-5, { id: -5, type: "group", title: "Old" });
    telegram.world.migrated.set(-5, chats.group.id);
    expect(await deliver(-5)).toEqual({ kind: "moved", address: String(chats.group.id) });
    expect(await check(-5)).toEqual({ may: "moved", address: String(chats.group.id) });
  });

  test.each([
    ["Forbidden: bot was blocked by the user", "forbidden"],
    ["Forbidden: user is deactivated", "forbidden"],
    ["Forbidden: bot was kicked from the supergroup chat", "forbidden"],
    ["Forbidden: the group chat was deleted", "gone"],
    ["Bad Request: CHAT_WRITE_FORBIDDEN", "forbidden"],
    ["Bad Request: TOPIC_CLOSED", "forbidden"],
    ["Bad Request: message thread not found", "gone"],
    ["Bad Request: need administrator rights in the channel chat", "forbidden"],
    ["Bad Request: have no rights to send a message", "forbidden"],
    ["Bad Request: not enough rights to send text messages to the chat", "forbidden"],
    ["Bad Request: have no write access to the chat", "forbidden"],
    ["Bad Request: CHAT_GUEST_SEND_FORBIDDEN", "forbidden"],
    ["Bad Request: TOPIC_DELETED", "gone"],
    ["Bad Request: Invalid message thread specified", "gone"],
    ["Bad Request: SLOWMODE_WAIT_30", "retry"],
    ["Bad Request: FROZEN_METHOD_INVALID", "retry"],
    ["Bad Request: message is too long", "refused"],
    ["Forbidden: something new", "forbidden"],
  ])("%s of a new message is %s", async (words, kind) => {
    telegram.world.closed.set(chats.group.id, words);
    expect(await deliver(chats.group.id)).toMatchObject({
      kind,
      reason: { code: "platform-says", text: expect.stringContaining(words) },
    });
  });

  test.each([
    ["Bad Request: message can't be edited", { kind: "unchangeable", gone: false }],
    ["Bad Request: message can't be deleted for everyone", { kind: "unchangeable", gone: false }],
    ["Bad Request: MESSAGE_EDIT_TIME_EXPIRED", { kind: "unchangeable", gone: false }],
    ["Bad Request: there is no text in the message to edit", { kind: "unchangeable", gone: false }],
    ["Bad Request: not enough rights to send text messages to the chat", { kind: "not-allowed" }],
    ["Bad Request: TOPIC_CLOSED", { kind: "not-allowed" }],
    ["Bad Request: message to edit not found", { kind: "unchangeable", gone: true }],
    ["Bad Request: MESSAGE_ID_INVALID", { kind: "unchangeable", gone: true }],
    ["Bad Request: chat not found", { kind: "gone" }],
    ["Forbidden: bot was kicked from the channel chat", { kind: "forbidden" }],
    ["Bad Request: can't parse entities", { kind: "refused" }],
  ])("%s of a change is %j", async (words, outcome) => {
    telegram.world.closed.set(chats.group.id, words);
    const messenger = telegramMessenger(telegram.token, telegram.url);
    const place = placeOf(chats.group.id);
    const delivery = { place, reply: card, key: "k", silent: false, mention: null, crosspost: false };
    expect(await messenger.edit("7", { ...delivery, plain: false }, never)).toMatchObject(outcome);
    expect(await messenger.remove(place, "7", never)).toMatchObject(outcome);
  });

  test("the General topic is written to without its number", async () => {
    expect(await deliver(`${chats.forum.id}/1`)).toMatchObject({ kind: "sent" });
    expect(await check(`${chats.forum.id}/1`)).toEqual({ may: "yes" });
    expect(telegram.shown(chats.forum)[0]?.topic).toBeNull();
    expect(telegramAddressing.read(`${chats.forum.id}`, "1")).toBe(String(chats.forum.id));
    expect(telegramAddressing.read(`${chats.forum.id}/7`, null)).toBe(`${chats.forum.id}/7`);
  });

  test("groups told to wait wait by themselves; three persons at once, and the whole bot waits", async () => {
    for (const id of [78, 79]) telegram.world.chats.set(id, { ...chats.private, id });
    telegram.server.fail("sendMessage", mishaps.flood, 6);
    const messenger = telegramMessenger(telegram.token, telegram.url);
    const one = (address: number) =>
      messenger.deliver(
        {
          place: placeOf(address),
          reply: card,
          key: "k",
          silent: false,
          mention: null,
          crosspost: false,
          plain: false,
        },
        never,
      );
    expect(await one(chats.group.id)).toMatchObject({ scope: "place" });
    expect(await one(chats.forum.id)).toMatchObject({ scope: "place" });
    expect(await one(chats.channel.id)).toMatchObject({ scope: "place" });
    for (const id of [77, 78]) expect(await one(id)).toMatchObject({ scope: "place" });
    expect(await one(79)).toMatchObject({ scope: "all" });
    expect(await one(78)).toMatchObject({ kind: "sent" });
    telegram.server.fail("sendMessage", mishaps.flood);
    expect(await one(79)).toMatchObject({ scope: "place" });
  });

  test.each([
    [500, "retry"],
    [502, "retry"],
    [504, "uncertain"],
  ])("%i is %s", async (code, kind) => {
    telegram.server.fail("sendMessage", { code, description: "Trouble" });
    expect(await deliver(chats.group.id)).toMatchObject({ kind });
  });

  test("a look shows nobody that the bot types, and only known words tell that a place is closed", async () => {
    const actions = () =>
      telegram.server.calls.flatMap(({ method, params }) =>
        method === "sendChatAction" ? [params["action"]] : [],
      );
    expect(await check(chats.private.id)).toEqual({ may: "yes" });
    expect(await check(`${chats.forum.id}/7`)).toEqual({ may: "yes" });
    expect(actions()).toEqual(["cancel", "cancel"]);
    // The documentation does not name it.
    const description = "Bad Request: wrong parameter action in request";
    telegram.server.fail("sendChatAction", { code: 400, description });
    expect(await check(chats.group.id)).toEqual({ may: "yes" });
    expect(actions().slice(2)).toEqual(["cancel", "typing"]);
    for (const [words, may] of [
      ["Bad Request: SOMETHING_NEW", "unclear"],
      ["Bad Request: TOPIC_CLOSED", "no"],
      ["Forbidden: something new", "no"],
    ] as const) {
      telegram.world.closed.set(chats.group.id, words);
      expect(await check(chats.group.id)).toMatchObject({ may });
    }
  });

  test("a channel may be written to only by an administrator", async () => {
    expect(await check(chats.channel.id)).toMatchObject({
      may: "no",
      reason: { code: "may-not-post-in-channel" },
    });
    telegram.world.members.set(`${chats.channel.id} ${telegram.world.bot.id}`, "administrator");
    expect(await check("@postern_news")).toEqual({ may: "yes" });
  });

  test("groups are told less often than persons", () => {
    const { pace } = telegramMessenger(telegram.token, telegram.url);
    expect([chats.private.id, chats.group.id, "@news"].map((address) => pace.gap(placeOf(address)))).toEqual([
      1000, 3000, 3000,
    ]);
  });
});

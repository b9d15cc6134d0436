// Answers in a group that only who asked sees: sent, turned, shown to everyone, and every way of doing without.
import { expect, test } from "vitest";
import type { Store } from "../../../src/store/store.js";
import { chats, reader, type TelegramStandIn } from "../../stand-in/telegram/stand-in.js";
import type { Shown } from "../../stand-in/telegram/stand-in.js";
import { bodies, botFor, eachOverTelegram } from "./bot.js";

let telegram: TelegramStandIn;
let store: Store;
let bot: ReturnType<typeof botFor>;
const { group } = chats;

eachOverTelegram(
  async (standIn, kept) => {
    [telegram, store] = [standIn, kept];
    bot = botFor(telegram, store, { alone: "auto" });
    await bot.start();
  },
  () => bot.stop(),
);

const ask = (line: string) => telegram.say(line, { chat: group });
const SHOW = "Show to everyone";
const labels = ({ keyboard }: Shown) => keyboard.flat().map(({ text }) => text);
const sends = () => telegram.server.calls.filter(({ method }) => method.startsWith("send"));

test("lists and remarks are for who asked alone, cards for everyone", async () => {
  const list = await ask("/search note");
  expect(list.alone?.user).toBe(reader.id);
  expect(list.replyTo).not.toBeNull();
  expect(labels(list)).toContain(SHOW);
  const remark = await ask("/tag nothing like it");
  expect(remark.alone?.user).toBe(reader.id);
  expect(labels(remark)).not.toContain(SHOW);
  const card = await ask("/post LIO");
  expect(card.alone).toBeNull();
  expect(labels(card)).not.toContain(SHOW);
});

test("its pages turn in place for who sees it, and it is shown to everyone by a press", async () => {
  const first = await ask("/search note");
  const second = await telegram.press(first, "Next ›");
  expect(second).toMatchObject({
    alone: first.alone,
    text: expect.stringContaining("Page 2 of 3") as string,
  });
  expect(labels(second)).toContain(SHOW);
  const { callback_data: state = "" } = telegram.button(second, SHOW);
  telegram.click(second, state);
  const [shown] = await telegram.server.until(
    () => (telegram.world.removed.length > 0 ? telegram.shown(group) : undefined),
    () => "it was not shown to everyone",
  );
  expect(shown).toMatchObject({ alone: null, text: second.text });
  expect(labels(shown!)).not.toContain(SHOW);
  expect(telegram.world.removed.map(({ id }) => id)).toEqual([second.id]);
  expect((await telegram.press(shown!, "Next ›")).alone).toBeNull();
});

test("two quick presses show it to everyone once", async () => {
  const list = await ask("/search note");
  const { callback_data: state = "" } = telegram.button(list, SHOW);
  // Its button may be pressed again until it is seen to be gone.
  telegram.server.fail("deleteEphemeralMessage", { code: 500, description: "Internal Server Error" }, 9);
  telegram.click(list, state);
  telegram.click(list, state);
  await telegram.server.until(
    () => (telegram.world.openPresses.size === 0 ? true : undefined),
    () => "a press was never answered",
  );
  await ask("/post LIO");
  const everyones = telegram.shown(group).filter(({ alone }) => alone === null);
  expect(everyones.map(({ text }) => text === list.text)).toEqual([true, false]);
});

test("an article is read so, its parts in place, without a picture of formulas below", async () => {
  bodies.set("lio0000000", `$$\\frac{a}{b}$$\n\n${"Words of it. ".repeat(3000)}`);
  const article = await ask("/read LIO");
  expect(article.alone?.user).toBe(reader.id);
  expect(article.rich).not.toBeNull();
  expect((await telegram.press(article, "Next ›")).alone).toEqual(article.alone);
});

test("what can no longer be changed comes anew", async () => {
  const first = await ask("/search note");
  telegram.world.shown.length = 0;
  const { callback_data: state = "" } = telegram.button(first, "Next ›");
  telegram.click(first, state);
  const anew = await telegram.server.until(
    () => telegram.shown(group)[0],
    () => "nothing came",
  );
  expect(anew).toMatchObject({ alone: { user: reader.id }, replyTo: null });
});

test("what was shown in a group that became a supergroup comes anew there", async () => {
  const old = { id: -5, type: "group", title: "Old" } as const;
  telegram.world.chats.set(old.id, old);
  const first = await telegram.say("/search note", { chat: old });
  telegram.world.migrated.set(old.id, group.id);
  telegram.click(first, telegram.button(first, "Next ›").callback_data ?? "");
  const anew = await telegram.server.until(
    () => telegram.shown(group)[0],
    () => "nothing came in the new group",
  );
  expect(first.alone?.user).toBe(reader.id);
  expect(anew).toMatchObject({
    alone: { user: reader.id },
    text: expect.stringContaining("Page 2") as string,
  });
});

test.each([
  ["Bad Request: EPHEMERAL_MESSAGES_DISABLED"],
  ["Bad Request: user is not eligible for it"],
  ["Bad Request: not enough rights to send text messages to the chat"],
])("where it is refused (%s) everybody sees the answer, and no further one is tried", async (refusal) => {
  telegram.world.ephemeral = { refusal };
  const list = await ask("/search note");
  expect(list.alone).toBeNull();
  expect(labels(list)).not.toContain(SHOW);
  const tried = sends().length;
  await ask("/latest");
  expect(sends()).toHaveLength(tried + 1);
});

test("a server that knows no such messages sends it to everybody, without the button, and is asked no more", async () => {
  telegram.world.ephemeral = "unknown";
  await ask("/search note");
  const list = await telegram.server.until(
    () => telegram.shown(group).find(({ edits }) => edits > 0),
    () => "the button was not taken off",
  );
  expect(labels(list)).not.toContain(SHOW);
  await ask("/latest");
  expect(JSON.stringify(sends().at(-1)?.params)).not.toContain("ephemeral");
});

test("nothing is sent twice where the button cannot be taken off", async () => {
  telegram.world.ephemeral = "unknown";
  telegram.server.fail("editMessageText", { code: 400, description: "Bad Request: MESSAGE_ID_INVALID" }, 9);
  const { text } = await ask("/search note");
  await ask("/latest");
  expect(telegram.shown(group).filter((one) => one.text === text)).toHaveLength(1);
});

test("only in groups, and only where it is on", async () => {
  expect((await telegram.say("/search note")).alone).toBeNull();
  expect((await telegram.say("/search note", { chat: chats.channel })).alone).toBeNull();
  const sender_chat = group;
  expect((await telegram.say("/search note", { chat: group, extra: { sender_chat } })).alone).toBeNull();
  await bot.stop();
  bot = botFor(telegram, store, { alone: "off" });
  await bot.start();
  expect((await ask("/search note")).alone).toBeNull();
});

test("a question that the bot alone sees is answered so, each time, also with a card", async () => {
  const extra = { message_id: 0, ephemeral_message_id: 7 };
  for (let n = 0; n < 2; n++) {
    const card = await telegram.say("/post LIO", { chat: group, extra });
    expect(card.alone?.user).toBe(reader.id);
    expect(sends().at(-1)?.params["reply_parameters"]).toEqual({ ephemeral_message_id: 7 });
  }
});

test("a forged state of that button does no harm", async () => {
  const list = await ask("/search note");
  for (const state of ["s|", "s|s|1|tags|1", "s|9|x", "s|k|nothing"]) telegram.click(list, state);
  await telegram.server.until(
    () => (telegram.world.openPresses.size === 0 ? true : undefined),
    () => "a press was never answered",
  );
  await ask("/latest");
  expect(telegram.shown(group).filter(({ alone }) => alone === null)).toEqual([]);
});

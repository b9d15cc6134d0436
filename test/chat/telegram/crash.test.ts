// What a restart makes of every moment at which the process may have been killed.
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Inbox } from "../../../src/chat/telegram/inbox.js";
import type { Question } from "../../../src/chat/telegram/question.js";
import type { Store } from "../../../src/store/store.js";
import { chats, TelegramStandIn } from "../../stand-in/telegram/stand-in.js";
import { botFor, newStore } from "./bot.js";

let telegram: TelegramStandIn;
let store: Store;
let bot: ReturnType<typeof botFor> | undefined;

beforeEach(async () => {
  telegram = await TelegramStandIn.start();
  store = await newStore();
});
afterEach(async () => {
  await bot?.stop();
  await store.close();
  await telegram.stop();
});

const asked = (id: number, line: string): Question => ({
  kind: "line",
  id,
  line,
  locale: null,
  user: 77,
  chat: String(chats.private.id),
  topic: null,
  replyTo: null,
  official: false,
});
/** Starts and lets one more question be answered: everything before it has been dealt with by then. */
async function restart(): Promise<readonly string[]> {
  bot = botFor(telegram, store);
  await bot.start();
  telegram.tell("/post Note number 7");
  await telegram.server.until(
    () => telegram.shown().find(({ text }) => text.includes("Note number 7")),
    () => "no answer after the restart",
  );
  return telegram.shown().map(({ text }) => text.split("\n")[0] ?? "");
}

test("killed when the question was kept but not confirmed: answered once, though Telegram gives it again", async () => {
  const id = telegram.world.id();
  await (await Inbox.open(store, 4200)).take([id], [asked(id, "/post LIO")]);
  telegram.server.push("message", { message_id: 1, date: 1, chat: chats.private, text: "/post LIO" }, id);
  telegram.server.forgetful = true;
  expect(await restart()).toEqual(["LIO-SAM, line by line", "Note number 7"]);
});

test.each([
  "null",
  "[]",
  "{",
  '{"offset":-1}',
  '{"offset":7,"recent":[],"waiting":[null,{"question":{"id":3}}]}',
])(
  "an inbox that is damaged, or another version's, does not keep the bot from answering: %s",
  async (kept) => {
    await store.setState("telegram.4200.inbox", kept);
    expect(await restart()).toEqual(["Note number 7"]);
  },
);

test("killed while the answer was on its way: sent once more without a sound, but not a third time", async () => {
  const inbox = await Inbox.open(store, 4200);
  await inbox.take([5, 6], [asked(5, "/post LIO"), asked(6, "/post How to do")]);
  await inbox.mark(5, true);
  await inbox.mark(6, true);
  await inbox.startAgain(6);
  await inbox.mark(6, true);
  expect(await restart()).toEqual(["LIO-SAM, line by line", "Note number 7"]);
  expect(telegram.shown().map(({ silent }) => silent)).toEqual([true, false]);
  expect(bot?.log.lines.join("\n")).toContain("not sent again");
});

test("killed when the answer had surely failed: sent after the restart", async () => {
  const inbox = await Inbox.open(store, 4200);
  await inbox.take([5], [asked(5, "/post LIO")]);
  await inbox.mark(5, true);
  await inbox.mark(5, false);
  expect(await restart()).toEqual(["LIO-SAM, line by line", "Note number 7"]);
});

test("killed when all was done: nothing comes again; another bot's inbox is not ours", async () => {
  const inbox = await Inbox.open(store, 4200);
  await inbox.take([5], [asked(5, "/post LIO")]);
  await inbox.done(5);
  await (await Inbox.open(store, 4300)).take([5], [asked(5, "/post LIO")]);
  expect(await restart()).toEqual(["Note number 7"]);
});

test("a damaged inbox keeps nobody from being answered", async () => {
  await store.setState("telegram.4200.inbox", '{"offset":');
  expect(await restart()).toEqual(["Note number 7"]);
});

test.each([
  ["refuses", () => Promise.reject(new Error("disk full"))],
  ["is slow and then refuses", () => pause(4000).then(() => Promise.reject(new Error("locked")))],
])("while the store %s questions are answered from memory, once each, and that is told", async (_, fail) => {
  let failing = true;
  const shaky = {
    getState: (name: string) => store.getState(name),
    setState: (name: string, value: string) => (failing ? fail() : store.setState(name, value)),
  };
  bot = botFor(telegram, store, { store: shaky });
  await bot.start();
  telegram.tell("/post LIO");
  await telegram.server.until(
    () => telegram.shown().find(({ text }) => text.includes("LIO-SAM")),
    () => "no answer while the store was away",
  );
  expect(bot.log.lines.filter((line) => line.includes("answered from memory"))).toHaveLength(1);
  failing = false;
  await bot.stop();
  expect(await restart()).toEqual(["LIO-SAM, line by line", "Note number 7"]);
});

test("what memory alone held is written as soon as the store takes it, without another question", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  let failing = true;
  const told: boolean[] = [];
  const inbox = await Inbox.open(
    {
      getState: (name) => store.getState(name),
      setState: (name, value) => (failing ? Promise.reject(new Error("full")) : store.setState(name, value)),
    },
    4200,
    (isBehind) => told.push(isBehind),
  );
  await inbox.take([5], [asked(5, "/post LIO")]);
  await inbox.take([6], [asked(6, "/post LIO")]);
  failing = false;
  await vi.advanceTimersByTimeAsync(5000);
  vi.useRealTimers();
  await vi.waitFor(async () => expect((await Inbox.open(store, 4200)).offset).toBe(7));
  expect(told).toEqual([true, false]);
});

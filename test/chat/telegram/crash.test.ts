// What a restart makes of every moment at which the process may have been killed.
import { setTimeout as pause } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { Inbox, TakenOver } from "../../../src/chat/telegram/inbox.js";
import type { Question } from "../../../src/chat/telegram/question.js";
import { localeFor } from "../../../src/locale/locale.js";
import { discussionReply } from "../../../src/reply/discussion.js";
import { seal } from "../../../src/reply/seal.js";
import type { Store } from "../../../src/store/store.js";
import { until } from "../../until.js";
import { chats, type TelegramStandIn } from "../../stand-in/telegram/stand-in.js";
import { botFor, eachOverTelegram, post } from "./bot.js";

let telegram: TelegramStandIn;
let store: Store;
let bot: ReturnType<typeof botFor> | undefined;

eachOverTelegram(
  (standIn, kept) => {
    [telegram, store] = [standIn, kept];
  },
  async () => {
    vi.restoreAllMocks();
    await bot?.stop();
  },
);

const asked = (id: number, line: string): Question => ({
  kind: "line",
  id,
  line,
  message: id,
  locale: null,
  user: 77,
  chat: String(chats.private.id),
  topic: null,
  replyTo: null,
  official: false,
});
/** The store as long as `fault` gives null. */
const shakyStore = (fault: () => Promise<never> | null): Store => ({
  ...store,
  setState: (name, value) => fault() ?? store.setState(name, value),
  inbox: { ...store.inbox, write: (...what) => fault() ?? store.inbox.write(...what) },
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
  '{"question":{"id":3}}',
  '{"question":{"id":3,"kind":"dance","locale":null},"begun":false,"again":false}',
])(
  "an entry that is damaged, or another version's, does not keep the bot from answering: %s",
  async (entry) => {
    await store.inbox.write(4200, "before", [{ id: 3, entry }]);
    expect(await restart()).toEqual(["Note number 7"]);
  },
);

test("another process takes over: the one before writes, and answers, no more", async () => {
  const before = await Inbox.open(store, 4200);
  await before.take([5, 6], [asked(5, "/post LIO"), asked(6, "/post LIO")]);
  await before.done(6);
  const after = await Inbox.open(store, 4200);
  expect(after.waiting().map(({ question }) => question.id)).toEqual([5]);
  await expect(before.mark(5, true)).rejects.toThrow(TakenOver);
  await after.take([7], [asked(7, "/post LIO")]);
  expect(await before.take([6, 7, 8], [asked(7, "/post LIO"), asked(8, "/post LIO")])).toMatchObject([
    { id: 8 },
  ]);
  await before.done(5);
  expect((await store.inbox.kept(4200, 10)).map(({ id, entry }) => [id, entry !== null])).toEqual([
    [5, true],
    [6, false],
    [7, true],
    [8, true],
  ]);
});

test("one that stands still behind the store's word, until another took over, asks again before it answers", async () => {
  const clock = performance.now.bind(performance);
  let meanwhile = async (): Promise<void> => {};
  const write: Store["inbox"]["write"] = async (...what) => {
    const ours = await store.inbox.write(...what);
    await meanwhile();
    return ours;
  };
  const before = await Inbox.open({ inbox: { ...store.inbox, write } }, 4200);
  await before.take([5], [asked(5, "/post LIO")]);
  meanwhile = async () => {
    meanwhile = async () => {};
    await Inbox.open(store, 4200);
    vi.spyOn(performance, "now").mockImplementation(() => clock() + 20_000);
  };
  await expect(before.mark(5, true)).rejects.toThrow(TakenOver);
});

test("killed while the answer was on its way: sent once more without a sound, but not a third time", async () => {
  const inbox = await Inbox.open(store, 4200);
  await inbox.take([5, 6], [asked(5, "/post LIO"), asked(6, "/post How to do")]);
  await inbox.mark(5, true);
  await inbox.mark(6, true);
  inbox.startAgain(6);
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

test("killed when a channel's post was to be talked about: the talk begins after the restart", async () => {
  const inbox = await Inbox.open(store, 4200);
  const told = { chat: String(chats.channel.id), name: null, message: 12 };
  const chat = String(chats.group.id);
  await inbox.take(
    [5],
    [{ kind: "discussion", id: 5, locale: null, user: null, chat, message: 20, post: told }],
  );
  bot = botFor(telegram, store, {
    openDiscussion: () => seal(discussionReply(post("kettle", "Kettles"), localeFor("en")), store),
  });
  await bot.start();
  const comment = await until(() => telegram.shown(chats.group)[0], "no comment");
  expect(comment).toMatchObject({ replyTo: 20, text: "Talk about “Kettles” here." });
});

test("killed when all was done: nothing comes again; another bot's inbox is not ours", async () => {
  const inbox = await Inbox.open(store, 4200);
  await inbox.take([5], [asked(5, "/post LIO")]);
  await inbox.done(5);
  await (await Inbox.open(store, 4300)).take([5], [asked(5, "/post LIO")]);
  expect(await restart()).toEqual(["Note number 7"]);
});

test.each([
  ["refuses", () => Promise.reject(new Error("disk full"))],
  ["is slow and then refuses", () => pause(4000).then(() => Promise.reject(new Error("locked")))],
])("while the store %s questions are answered from memory, once each, and that is told", async (_, fail) => {
  let failing = true;
  const shaky = shakyStore(() => (failing ? fail() : null));
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
    shakyStore(() => (failing ? Promise.reject(new Error("full")) : null)),
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

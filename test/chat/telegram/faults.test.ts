// Telegram out of order: refused tokens, floods, broken servers, lost and cut answers, a second poller, restarts.
import { expect, test } from "vitest";
import { ChatError } from "../../../src/chat/chat.js";
import type { Store } from "../../../src/store/store.js";
import { chats, reader, type TelegramStandIn } from "../../stand-in/telegram/stand-in.js";
import { botFor, dispatcherOf, eachOverTelegram } from "./bot.js";

let telegram: TelegramStandIn;
let store: Store;
const running = new Set<ReturnType<typeof botFor>>();

eachOverTelegram(
  (standIn, kept) => {
    [telegram, store] = [standIn, kept];
  },
  async () => {
    await Promise.all([...running].map((bot) => bot.stop()));
    running.clear();
  },
);

async function start(
  ...args: Parameters<typeof botFor> extends [unknown, unknown, ...infer Rest] ? Rest : never
) {
  const bot = botFor(telegram, store, ...args);
  running.add(bot);
  await bot.start();
  return bot;
}

test("a refused token is one helpful sentence, without the token", async () => {
  telegram.server.refuseToken = true;
  const fault = await start().catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(ChatError);
  expect(String(fault)).toContain("TELEGRAM_TOKEN");
  expect(String(fault)).not.toContain("stand-in-secret");
});

test.each([
  ["502", { code: 502, description: "Bad Gateway" }],
  ["429", { code: 429, description: "Too Many Requests: retry after 1", parameters: { retry_after: 1 } }],
  ["a cut connection", "lost"],
] as const)(
  "%s at sign-in, when receiving and when answering: the answer comes once",
  async (_name, mishap) => {
    telegram.server.fail("getMe", mishap);
    telegram.server.fail("getUpdates", mishap);
    telegram.server.fail("sendMessage", mishap);
    const bot = await start();
    expect((await telegram.say("/post LIO")).text).toContain("LIO-SAM");
    await telegram.say("/help");
    expect(telegram.shown()).toHaveLength(2);
    expect(bot.log.lines.join("\n")).not.toContain("stand-in-secret");
  },
);

test("an answer whose receipt was cut is sent once more, without a sound", async () => {
  await start();
  telegram.server.fail("sendMessage", "cut");
  await telegram.say("/post LIO");
  await telegram.server.until(
    () => telegram.shown()[1],
    () => "no second try",
  );
  expect(telegram.shown().map(({ silent }) => silent)).toEqual([false, true]);
});

test("a server too old for the button that copies takes the card without it", async () => {
  await start();
  const why = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard";
  telegram.server.fail("sendMessage", { code: 400, description: `Bad Request: ${why}` });
  const { text, keyboard } = await telegram.say("/post LIO");
  expect(text).toContain("LIO-SAM");
  const kinds = keyboard.flat().flatMap(Object.keys);
  expect(kinds).toContain("callback_data");
  expect(kinds).not.toContain("copy_text");
});

test("one chat that must wait keeps no other chat waiting", async () => {
  await start();
  telegram.server.fail("sendMessage", {
    code: 429,
    description: "Too Many Requests: retry after 3",
    parameters: { retry_after: 3 },
  });
  telegram.tell("/post LIO", { chat: chats.group });
  await telegram.server.until(
    () => telegram.server.calls.find(({ outcome }) => outcome.startsWith("429")),
    () => "no flood",
  );
  await telegram.say("/post LIO");
  expect(telegram.shown(chats.group)).toHaveLength(0);
  await telegram.server.until(
    () => telegram.shown(chats.group)[0],
    () => "the waiting chat was forgotten",
  );
});

test("answers in one chat come in the order of the questions", async () => {
  await start();
  telegram.server.fail("sendMessage", { code: 500, description: "Internal Server Error" });
  for (const n of [3, 1, 2]) telegram.tell(`/post Note number ${n}`);
  await telegram.server.until(
    () => telegram.shown()[2],
    () => "not all were answered",
  );
  expect(telegram.shown().map(({ text }) => /number (\d+)/.exec(text)?.[1])).toEqual(["3", "1", "2"]);
});

test("a second poller: a clear message, told once however often; the bot waits and goes on", async () => {
  const bot = await start();
  await telegram.say("/help");
  for (let answers = 2; answers <= 3; answers += 1) {
    const other = await fetch(`${telegram.url}/bot${telegram.token}/getUpdates`, {
      method: "POST",
      body: '{"timeout":1}',
    });
    await other.text();
    telegram.tell("/help");
    await telegram.server.until(
      () => telegram.shown()[answers - 1],
      () => "the bot did not come back",
    );
  }
  const told = bot.log.lines.filter((line) =>
    line.includes("another program is receiving with this bot's token"),
  );
  expect(told.map((line) => line.split(" ")[0])).toEqual(["warn", "debug"]);
});

test("a forgotten webhook is removed", async () => {
  telegram.world.webhook = "https://old.example/hook";
  await start();
  expect((await telegram.say("/help")).text).toContain("Ask");
});

test.each([
  ["kicked", "Forbidden: bot was kicked from the supergroup chat"],
  ["not allowed to write", "Bad Request: CHAT_WRITE_FORBIDDEN"],
])("%s: that chat is left alone, others are answered", async (_name, words) => {
  telegram.world.closed.set(chats.group.id, words);
  await start();
  telegram.tell("/post LIO", { chat: chats.group });
  await telegram.say("/post LIO");
  expect(
    telegram.server.calls.filter(({ params }) => String(params["chat_id"]) === String(chats.group.id)).length,
  ).toBeLessThan(2);
});

test("a group that became a supergroup is answered at its new address", async () => {
  telegram.world.chats.set(-5, { id: -5, type: "group", title: "Old" });
  telegram.world.migrated.set(-5, chats.group.id);
  await start();
  telegram.tell("/post LIO", { chat: { id: -5, type: "group", title: "Old" } });
  const answer = await telegram.server.until(
    () => telegram.shown(chats.group)[0],
    () => "nobody answered in the new group",
  );
  expect(answer.replyTo).toBeNull();
});

test("a press from before a group became a supergroup changes no message there: the answer is a new one", async () => {
  const old = { id: -5, type: "group", title: "Old" } as const;
  telegram.world.chats.set(old.id, old);
  await start();
  const list = await telegram.say("/search note", { chat: old });
  // By its number another is found in the supergroup.
  telegram.world.shown.push({ ...list, chat: chats.group, text: "Another" });
  telegram.world.migrated.set(old.id, chats.group.id);
  telegram.click(list, telegram.button(list, "Next ›").callback_data ?? "");
  const answer = await telegram.server.until(
    () => telegram.shown(chats.group)[1],
    () => "the press was not answered in the new group",
  );
  expect(telegram.shown(chats.group)[0]).toMatchObject({ text: "Another", edits: 0 });
  expect(answer.text).toContain("Note number");
});

test("an update given twice is answered once, also over a restart", async () => {
  const bot = await start();
  const message = {
    message_id: 5,
    date: 1,
    chat: chats.private,
    from: { id: 77, is_bot: false, first_name: "Ada" },
    text: "/post LIO",
  };
  const id = telegram.server.push("message", message);
  telegram.server.push("message", message, id);
  await telegram.server.until(
    () => telegram.shown()[0],
    () => "no answer",
  );
  await bot.stop();
  running.delete(bot);
  telegram.server.push("message", message, id);
  telegram.server.forgetful = true;
  await start();
  await telegram.say("/help");
  expect(telegram.shown()).toHaveLength(2);
});

test("what was asked while the bot was away is answered when it is back", async () => {
  const bot = await start();
  await telegram.say("/help");
  await bot.stop();
  running.delete(bot);
  telegram.tell("/post LIO");
  telegram.tell("/post Note number 3");
  await start();
  await telegram.server.until(
    () => telegram.shown()[2],
    () => "not all were answered",
  );
});

test("stopping while Telegram makes the bot wait keeps the question for the next start", async () => {
  const bot = await start();
  const patience = {
    code: 429,
    description: "Too Many Requests: retry after 60",
    parameters: { retry_after: 60 },
  };
  telegram.server.fail("sendMessage", patience);
  telegram.tell("/post LIO");
  await telegram.server.until(
    () => telegram.server.calls.find(({ outcome }) => outcome.startsWith("429")),
    () => "no flood",
  );
  const before = Date.now();
  await bot.stop();
  running.delete(bot);
  expect(Date.now() - before).toBeLessThan(5000);
  await start();
  await telegram.server.until(
    () => telegram.shown()[0],
    () => "the question was lost",
  );
  await telegram.say("/help");
  expect(telegram.shown()).toHaveLength(2);
});

test("a fault in one command, and an update nobody understands, leave the bot answering", async () => {
  const real = dispatcherOf(store);
  await start({
    dispatcher: {
      ...real,
      ask: (line, asker) => (line === "/tags" ? Promise.reject(new Error("broken")) : real.ask(line, asker)),
    },
  });
  telegram.tell("/tags");
  telegram.server.push("message", { message_id: 1 });
  telegram.server.push("callback_query", null);
  expect((await telegram.say("/help")).text).toContain("Ask");
});

test("a chat that floods is answered up to a bound, and others at once", async () => {
  let open: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const real = dispatcherOf(store);
  await start({
    dispatcher: {
      ...real,
      ask: async (line, asker) =>
        line === "/latest" ? gate.then(() => real.ask(line, asker)) : real.ask(line, asker),
    },
  });
  for (let n = 0; n < 80; n++) telegram.tell("/latest", { chat: chats.group });
  const somebodyElse = { ...reader, id: 4711 };
  await telegram.say("/help", { from: somebodyElse });
  open?.();
  await telegram.server.until(
    () => telegram.shown(chats.group)[29],
    () => "the flood was not answered",
  );
  await telegram.say("/help", { chat: chats.group });
  expect(telegram.shown(chats.group)).toHaveLength(31);
});

test.each([
  ["no list", { update_id: 1 }],
  ["nothing", null],
  ["things without numbers", [null, 5, "x", {}, { update_id: "1" }, { update_id: -1 }, []]],
  [
    "updates of no known shape",
    [{ update_id: 1 }, { update_id: 2, message: null }, { update_id: 3, message: 7 }],
  ],
  [
    "broken questions",
    [
      { update_id: 1, callback_query: { id: "1" } },
      { update_id: 2, inline_query: {} },
      { update_id: 3, my_chat_member: { chat: null } },
      { update_id: 4, message: { text: 5, chat: {} } },
      { update_id: 5, edited_message: { chat: { id: 1 }, text: "/help" } },
    ],
  ],
])("instead of updates %s: the bot goes on answering", async (_, result) => {
  const bot = await start();
  await telegram.say("/help");
  telegram.server.answerPoll(result);
  telegram.tell("/help");
  expect((await telegram.say("/help")).text).toContain("Ask");
  expect(bot.log.lines.some((line) => line.startsWith("error"))).toBe(false);
});

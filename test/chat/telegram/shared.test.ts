// Several processes that answer by webhook at a time, on one store: what each of them may do.
import { afterEach, beforeEach, expect, test } from "vitest";
import { startServer, type Server } from "../../../src/http/server.js";
import { leading } from "../../../src/stand-by.js";
import type { Store } from "../../../src/store/store.js";
import { chats, reader, TelegramStandIn } from "../../stand-in/telegram/stand-in.js";
import { until } from "../../until.js";
import { botFor, newStore } from "./bot.js";

const SECRET = "a-long-random-word";
let telegram: TelegramStandIn;
let store: Store;
let away = false;
const bots: {
  readonly bot: ReturnType<typeof botFor>;
  readonly server: Server;
  readonly end: AbortController;
}[] = [];

/** The store, as long as it is there. */
const shaky = (): Store["inbox"] => {
  const gone = <T>(work: () => Promise<T>) => (away ? Promise.reject(new Error("no answer")) : work());
  const { inbox } = store;
  return {
    ...inbox,
    write: (...what) => gone(() => inbox.write(...what)),
    share: (...what) => gone(() => inbox.share(...what)),
  };
};

async function begin(): Promise<string> {
  const end = new AbortController();
  const bot = botFor(telegram, store, {
    store: { ...store, inbox: shaky() },
    webhook: { url: "https://bot.example/hook", secret: SECRET },
    lead: leading({ name: "answer telegram", store }, end.signal),
  });
  const server = await startServer({
    host: "127.0.0.1",
    port: 0,
    routes: bot.routes,
    onFault: () => undefined,
  });
  bots.push({ bot, server, end });
  await bot.start();
  return server.url;
}
const stopAll = () =>
  Promise.all(
    bots.splice(0).map(async ({ bot, server }) => {
      await bot.stop();
      await server.stop();
    }),
  );

beforeEach(async () => {
  telegram = await TelegramStandIn.start();
  store = await newStore();
  away = false;
});
afterEach(async () => {
  await stopAll();
  await store.close();
  await telegram.stop();
});

async function post(url: string, id: number, text: string, kind = "message", message = id): Promise<number> {
  const body = { message_id: message, date: 1, chat: chats.private, from: reader, text };
  const headers = { "x-telegram-bot-api-secret-token": SECRET };
  const update = JSON.stringify({ update_id: id, [kind]: body });
  return (await fetch(`${url}/hook`, { method: "POST", body: update, headers })).status;
}
/** Handed in again until it is written down, as Telegram does. */
const handedIn = (url: string, id: number, text: string): Promise<true> =>
  until(
    async () => (await post(url, id, text)) === 200,
    () => `update ${id} is not taken`,
  );
const titles = () => telegram.shown().map(({ text }) => text.split("\n")[0]);
const shows = (...all: readonly string[]) =>
  until(
    () => titles().length >= all.length,
    () => `only ${titles().join()}`,
  ).then(() => expect(titles()).toEqual(all));

test("each takes what comes, an update that both get once, and what follows in its chat after it", async () => {
  const urls = [await begin(), await begin()] as const;
  telegram.server.sendingTakes = 100;
  await Promise.all([handedIn(urls[0], 1, "/post LIO"), handedIn(urls[1], 1, "/post LIO")]);
  await handedIn(urls[1], 2, "/post Note number 7");
  await handedIn(urls[0], 3, "/post Note number 9");
  await shows("LIO-SAM, line by line", "Note number 7", "Note number 9");
  expect(telegram.server.calls.filter(({ method }) => method === "setWebhook")).toHaveLength(1);
});

test("an edit of what another process was asked is no second question", async () => {
  const urls = [await begin(), await begin()] as const;
  expect(await post(urls[0], 1, "/post LIO", "message", 50)).toBe(200);
  expect(await post(urls[1], 2, "/post How to do", "edited_message", 50)).toBe(200);
  expect(await post(urls[1], 3, "/post Note number 7")).toBe(200);
  await shows("LIO-SAM, line by line", "Note number 7");
});

test("what the store does not take is refused, and answered once Telegram gives it again", async () => {
  const url = await begin();
  away = true;
  expect(await post(url, 1, "/post LIO")).toBe(503);
  away = false;
  expect(await post(url, 1, "/post LIO")).toBe(200);
  await shows("LIO-SAM, line by line");
});

test("while the store is away nothing is sent, and what waits is sent when it is back", async () => {
  const url = await begin();
  telegram.server.sendingTakes = 200;
  expect(await post(url, 1, "/post LIO")).toBe(200);
  expect(await post(url, 2, "/post Note number 7")).toBe(200);
  await until(() => telegram.server.sending > 0, "nothing is sent");
  away = true;
  await until(() => titles().length === 1, "the first is not sent");
  expect(await post(url, 3, "/post Note number 9")).toBe(503);
  away = false;
  await shows("LIO-SAM, line by line", "Note number 7");
});

test("a process from which all was taken sends nothing more of it; who leads then does, in the order asked", async () => {
  const first = await begin();
  telegram.server.sendingTakes = 300;
  for (const [id, query] of [
    [1, "LIO"],
    [2, "Note number 7"],
    [3, "Note number 9"],
  ] as const)
    expect(await post(first, id, `/post ${query}`)).toBe(200);
  await until(() => telegram.server.sending > 0, "nothing is sent");
  // As where the first stood still for longer than its time.
  await store.inbox.takeLeft(telegram.world.bot.id, "another", () => true);
  expect(await post(first, 4, "/post How to do")).toBe(200);
  const second = await begin();
  bots[0]?.end.abort();
  await store.inbox.release(telegram.world.bot.id, "another");
  await shows(
    "LIO-SAM, line by line",
    // It may have been out when it was taken: once more, without a sound.
    "LIO-SAM, line by line",
    "Note number 7",
    "Note number 9",
    "How to do work that gets used",
  );
  expect(telegram.shown().map(({ silent }) => silent)).toEqual([false, true, false, false, false]);
  expect(await post(second, 4, "/post How to do")).toBe(200);
});

test("what a process leaves when it stops is taken up by the one that leads", async () => {
  await begin();
  const second = await begin();
  telegram.server.fail("sendMessage", {
    code: 429,
    description: "Too Many Requests",
    parameters: { retry_after: 60 },
  });
  telegram.server.fail("sendRichMessage", {
    code: 429,
    description: "Too Many Requests",
    parameters: { retry_after: 60 },
  });
  expect(await post(second, 1, "/post LIO")).toBe(200);
  await until(
    () => telegram.server.calls.some(({ outcome }) => outcome.startsWith("429")),
    "nothing is tried",
  );
  telegram.server.forgive();
  const [, stopping] = bots;
  await stopping?.bot.stop();
  await shows("LIO-SAM, line by line");
});

// Several processes that answer by webhook at a time, on one store: what each of them may do.
import { expect, test, vi } from "vitest";
import { startServer, type Server } from "../../../src/http/server.js";
import { isLate } from "../../../src/is-late.js";
import { leading } from "../../../src/stand-by.js";
import type { Store } from "../../../src/store/store.js";
import { chats, reader, type TelegramStandIn } from "../../stand-in/telegram/stand-in.js";
import { until } from "../../until.js";
import { botFor, eachOverTelegram } from "./bot.js";

const SECRET = "a-long-random-word";
let telegram: TelegramStandIn;
let store: Store;
let away = false;
/** What the store's answers wait for. */
let held: Promise<void> = Promise.resolve();
/** What happens behind the store's next answer to a write, before it is heard. */
let unheard: (() => Promise<void>) | null = null;
const bots: {
  readonly bot: ReturnType<typeof botFor>;
  readonly server: Server;
  readonly end: AbortController;
}[] = [];

/** The store, as long as it is there. */
const shaky = (): Store["inbox"] => {
  const gone = async <T>(work: () => Promise<T>): Promise<T> => {
    await held;
    if (away) throw new Error("no answer");
    return work();
  };
  const { inbox } = store;
  return {
    ...inbox,
    async write(...what) {
      const ours = await gone(() => inbox.write(...what));
      const meanwhile = unheard;
      unheard = null;
      await meanwhile?.();
      return ours;
    },
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

eachOverTelegram(
  (standIn, kept) => {
    [telegram, store] = [standIn, kept];
    away = false;
    held = Promise.resolve();
    unheard = null;
  },
  async () => {
    vi.restoreAllMocks();
    await stopAll();
  },
);

async function post(url: string, id: number, text: string, kind = "message", message = id): Promise<number> {
  const body = { message_id: message, date: 1, chat: chats.private, from: reader, text };
  const headers = { "x-telegram-bot-api-secret-token": SECRET };
  const update = JSON.stringify({ update_id: id, [kind]: body });
  return (await fetch(`${url}/hook`, { method: "POST", body: update, headers })).status;
}
const titles = () => telegram.shown().map(({ text }) => text.split("\n")[0]);
const shows = (...all: readonly string[]) =>
  until(
    () => titles().length >= all.length,
    () => `only ${titles().join()}`,
  ).then(() => expect(titles()).toEqual(all));

test("each takes what comes, an update that both get once, and what follows in its chat after it", async () => {
  const urls = [await begin(), await begin()] as const;
  telegram.server.sendingTakes = 100;
  expect(await Promise.all([post(urls[0], 1, "/post LIO"), post(urls[1], 1, "/post LIO")])).toEqual([
    200, 200,
  ]);
  expect(await post(urls[1], 2, "/post Note number 7")).toBe(200);
  expect(await post(urls[0], 3, "/post Note number 9")).toBe(200);
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

test("an update given again before the store took it is no safer than the first", async () => {
  const url = await begin();
  let go = (): void => {};
  held = new Promise((resolve) => (go = resolve));
  away = true;
  const first = post(url, 1, "/post LIO");
  const again = post(url, 1, "/post LIO");
  // Long enough for a hasty answer.
  await isLate(Promise.race([first, again]), 300);
  go();
  expect(await Promise.all([first, again])).toEqual([503, 503]);
});

test("what the store is slow to take is refused in time for another process, and answered once it is taken", async () => {
  const url = await begin();
  let go = (): void => {};
  held = new Promise((resolve) => (go = resolve));
  const asked = performance.now();
  expect(await post(url, 1, "/post LIO")).toBe(503);
  // nginx waits so long.
  expect(performance.now() - asked).toBeLessThan(5_000);
  go();
  await shows("LIO-SAM, line by line");
  expect(await post(url, 1, "/post LIO")).toBe(200);
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

test("a process that stands still behind the store's word, until another took over, sends nothing of it", async () => {
  const url = await begin();
  const { id } = telegram.world.bot;
  const clock = performance.now.bind(performance);
  unheard = async () => {
    await store.inbox.takeLeft(id, "another", () => true);
    vi.spyOn(performance, "now").mockImplementation(() => clock() + 20_000);
  };
  expect(await post(url, 1, "/post LIO")).toBe(200);
  const gaveUp = () => bots[0]?.bot.log.lines.join("\n").includes("another process answers");
  await until(() => gaveUp() || titles().length > 0, "nothing becomes of the question");
  await store.inbox.release(id, "another");
  await shows("LIO-SAM, line by line");
  // It may have been out when it was taken.
  expect(telegram.shown().map(({ silent }) => silent)).toEqual([true]);
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

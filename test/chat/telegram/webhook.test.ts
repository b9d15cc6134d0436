// Receiving by webhook: only Telegram is heard, everything is answered once.
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { startServer, type Server } from "../../../src/http/server.js";
import type { Store } from "../../../src/store/store.js";
import { chats, reader, type TelegramStandIn } from "../../stand-in/telegram/stand-in.js";
import { botFor, eachOverTelegram } from "./bot.js";

const SECRET = "a-long-random-word";
let telegram: TelegramStandIn;
let store: Store;
let bot: ReturnType<typeof botFor>;
let server: Server;
let failing = false;

eachOverTelegram(
  async (standIn, kept) => {
    [telegram, store] = [standIn, kept];
    failing = false;
    const { inbox } = store;
    const shaky: Store = {
      ...store,
      inbox: {
        ...inbox,
        write: (...what) => (failing ? Promise.reject(new Error("disk full")) : inbox.write(...what)),
      },
    };
    bot = botFor(telegram, store, {
      store: shaky,
      webhook: { url: "https://bot.example/hook/telegram", secret: SECRET, lookEvery: 50 },
    });
    server = await startServer({ host: "127.0.0.1", port: 0, routes: bot.routes, onFault: () => undefined });
    await bot.start();
    await telegram.server.until(
      () => telegram.world.webhook ?? undefined,
      () => "no webhook was set",
    );
  },
  async () => {
    await bot.stop();
    await server.stop();
  },
);

const update = (id: number, text: string) =>
  JSON.stringify({
    update_id: id,
    message: { message_id: id, date: 1, chat: chats.private, from: reader, text },
  });

async function post(
  body: string,
  headers: Record<string, string> = { "x-telegram-bot-api-secret-token": SECRET },
) {
  const response = await fetch(`${server.url}/hook/telegram`, { method: "POST", body, headers });
  expect(await response.text()).not.toContain("message_id");
  return response.status;
}
const answers = (count: number) =>
  telegram.server.until(
    () => (telegram.shown().length >= count ? telegram.shown() : undefined),
    () => `fewer than ${count} answers`,
  );

test("an update is answered, an update given twice once, Chinese whole", async () => {
  expect(await post(update(1, "/search 有用的工作"))).toBe(200);
  expect(await post(update(1, "/search 有用的工作"))).toBe(200);
  await answers(1);
  expect(await post(update(2, "/post LIO"))).toBe(200);
  const [first, ...rest] = await answers(2);
  expect(first?.text).toContain("有用的工作");
  expect(rest).toHaveLength(1);
});

test("a chat that has started takes what comes, also where the store was slow to open", async () => {
  const { inbox } = store;
  const slow = {
    ...inbox,
    adopt: (...what: Parameters<typeof inbox.adopt>) => sleep(300).then(() => inbox.adopt(...what)),
  };
  const late = botFor(telegram, store, {
    store: { ...store, inbox: slow },
    webhook: { url: "https://bot.example/hook/telegram", secret: SECRET },
  });
  const [route] = late.routes;
  await late.start();
  try {
    const headers = { "x-telegram-bot-api-secret-token": SECRET };
    const request = new Request("http://here/", { method: "POST", headers, body: update(1, "/help") });
    expect((await route?.handle(request))?.status).toBe(200);
  } finally {
    await late.stop();
  }
});

test("who does not know the secret is not heard", async () => {
  expect(await post(update(1, "/help"), {})).toBe(401);
  expect(await post(update(1, "/help"), { "x-telegram-bot-api-secret-token": "guess" })).toBe(401);
  expect((await fetch(`${server.url}/hook/telegram`)).status).toBe(404);
  expect(telegram.shown()).toEqual([]);
});

test("the secret that nobody set is one for all processes of the bot, and does not tell its token", async () => {
  const secrets = () =>
    telegram.server.calls.flatMap(({ method, params }) =>
      method === "setWebhook" ? [params["secret_token"]] : [],
    );
  const others = [1, 2].map(() =>
    botFor(telegram, store, { webhook: { url: "https://bot.example/hook/telegram", secret: null } }),
  );
  try {
    for (const other of others) await other.start();
    const [, first, second] = await telegram.server.until(
      () => (secrets().length === 3 ? secrets() : undefined),
      () => "fewer than three webhooks were set",
    );
    expect(first).toBe(second);
    expect(first).toMatch(/^[\w-]{40,256}$/);
    expect(first).not.toContain(telegram.token);
  } finally {
    await Promise.all(others.map((other) => other.stop()));
  }
});

test("what comes while the bot stops is left for who takes over", async () => {
  await bot.stop();
  expect(await post(update(9, "/help"))).toBe(503);
});

test.each([
  ["no JSON", "{", 400],
  ["no update", "[]", 400],
  ["a forged number", '{"update_id":"1"}', 400],
  ["10 MB", "x".repeat(10_000_000), 413],
])("%s is refused", async (_name, body, status) => {
  expect(await post(body)).toBe(status);
});

test("what cannot be written down is answered all the same, once", async () => {
  failing = true;
  expect(await post(update(7, "/post LIO"))).toBe(200);
  await answers(1);
  failing = false;
  expect(await post(update(7, "/post LIO"))).toBe(200);
  expect(await post(update(8, "/post How to do"))).toBe(200);
  expect(await answers(2)).toHaveLength(2);
  expect(telegram.world.allowed).toContain("callback_query");
});

test.each([null, "https://other.example/hook"])(
  "a webhook that somebody makes %s is set again, and told",
  async (theirs) => {
    const ours = telegram.world.webhook;
    telegram.world.webhook = theirs;
    await telegram.server.until(
      () => telegram.world.webhook === ours || undefined,
      () => "the webhook stays away",
    );
    expect(bot.log.lines.join("\n")).toContain("another program uses this bot's token");
  },
);

// Discord by HTTP: who asks is checked, what takes long is promised and kept, also when its process ends.
import { expect, test, vi } from "vitest";
import { endpointOf } from "../../../src/chat/discord/receive-by.js";
import { INTERACTIONS_PATH } from "../../../src/chat/discord/interactions-route.js";
import type { Asker, Dispatcher } from "../../../src/command/dispatcher.js";
import { storeSubscriptionService } from "../../../src/store/subscription-service.js";
import { isLate } from "../../../src/is-late.js";
import type { Store } from "../../../src/store/store.js";
import { OTHER_KEY, post, PUBLIC_KEY, signed } from "../../stand-in/discord/by-http.js";
import { ids, type DiscordStandIn } from "../../stand-in/discord/stand-in.js";
import { until } from "../../until.js";
import { bodies, dispatcherOf, post as aPost } from "../telegram/bot.js";
import { botFor, eachOverStore, httpBotFor, memory, QUICK } from "./bot.js";

let discord: DiscordStandIn;
let store: Store;
type HttpBot = ReturnType<typeof httpBotFor>;
const running = eachOverStore<HttpBot>((...both) => ([discord, store] = both));

async function start(more: Parameters<typeof httpBotFor>[1] = {}): Promise<HttpBot> {
  const bot = httpBotFor(discord, { store, ...more });
  running.push(bot);
  await bot.start();
  return bot;
}
const endpoint = (): string => String(discord.world.application["interactions_endpoint_url"]);
const latest = JSON.stringify({
  id: "900000000000000555",
  token: "a token",
  type: 2,
  application_id: ids.bot,
  locale: "en-US",
  user: { id: ids.ada },
  data: { name: "latest", type: 1 },
});
const now = (): number => Math.floor(Date.now() / 1000);
const PING = '{"type":1}';

/** A dispatcher that tells who asks, and answers when it is let. */
function slow(): { dispatcher: Dispatcher; askers: Asker[]; let(): void } {
  const real = dispatcherOf(memory());
  const askers: Asker[] = [];
  let go = (): void => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  const dispatcher: Dispatcher = {
    ...real,
    async run(name, args, asker) {
      askers.push(asker);
      await gate;
      return real.run(name, args, asker);
    },
  };
  return { dispatcher, askers, let: () => go() };
}

test("only what Discord signed, and not long ago, is answered; nothing is done for anybody else", async () => {
  const { dispatcher, askers } = slow();
  const bot = await start({ dispatcher });
  const large = JSON.stringify({ type: 1, filler: "x".repeat(70_000) });
  const refused: readonly (readonly [string, Record<string, string>, number])[] = [
    [latest, {}, 401],
    [latest, signed(latest, OTHER_KEY), 401],
    [`${latest} `, signed(latest), 401],
    [latest, { ...signed(latest), "x-signature-ed25519": "zz" }, 401],
    [latest, { ...signed(latest), "x-signature-timestamp": String(now() + 1) }, 401],
    [latest, signed(latest, { timestamp: now() - 62 }), 401],
    [large, signed(large), 413],
    ["nothing", signed("nothing"), 400],
    ['{"type":2}', signed('{"type":2}'), 400],
    ['{"type":99}', signed('{"type":99}'), 400],
    ["null", signed("null"), 400],
  ];
  for (const [body, headers, status] of refused)
    expect([body.slice(0, 40), (await post(endpoint(), body, headers)).status]).toEqual([
      body.slice(0, 40),
      status,
    ]);
  expect(askers).toEqual([]);
  const pong = await post(endpoint(), PING, signed(PING, { timestamp: now() - 50 }));
  expect([pong.status, await pong.json()]).toEqual([200, { type: 1 }]);
  expect(bot.log.lines.filter((line) => line.includes("too old"))).toHaveLength(1);
});

test("what takes long is promised, and stands in the store until it is answered", async () => {
  const { dispatcher, askers, ...gate } = slow();
  const bot = await start({ dispatcher, timing: { ...QUICK, deferAfter: 20 } });
  const answer = discord.command("latest");
  await until(
    () => [...discord.world.interactions.values()].some(({ state }) => state === "deferred"),
    () => "no promise",
  );
  // Left by a process that is slow, not gone: nobody else takes it yet.
  expect(await store.deferred.takeLeft("discord")).toEqual([]);
  gate.let();
  expect(discord.textOf(await answer)).toContain("How to do work that gets used");
  expect(askers).toHaveLength(1);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 30_000 });
  await until(
    async () => (await store.deferred.takeLeft("discord")).length === 0,
    () => "it is kept for ever",
  );
  expect(bot.log.lines.filter((line) => !line.startsWith("info"))).toEqual([]);
});

test("a promise whose process ended is kept by another, once it may be gone", async () => {
  const { dispatcher } = slow();
  const first = await start({ dispatcher, timing: { ...QUICK, deferAfter: 20 } });
  const answer = discord.command("latest");
  await until(
    () => [...discord.world.interactions.values()].some(({ state }) => state === "deferred"),
    () => "no promise",
  );
  const secret = [...discord.world.interactions.values()].map(({ token }) => token).join();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 30_000 });
  const second = await start({ timing: { ...QUICK, lookEvery: 20 } });
  expect(discord.textOf(await answer)).toContain("How to do work that gets used");
  await until(
    async () => (await store.deferred.takeLeft("discord")).length === 0,
    () => "it is kept for ever",
  );
  for (const line of [...first.log.lines, ...second.log.lines]) expect(line).not.toContain(secret);
});

test("a promise that Discord takes no more answer for is dropped, and is nobody's fault", async () => {
  const entry = JSON.stringify({ interaction: latest, where: "asker" });
  await store.deferred.keep("discord", { id: "900000000000000555", entry });
  discord.fail({
    on: /PATCH \/webhooks/,
    how: { status: 401, body: { code: 50027, message: "Invalid Webhook Token" } },
  });
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 30_000 });
  const bot = await start({ timing: { ...QUICK, lookEvery: 20 } });
  await until(
    () => bot.log.lines.some((line) => line.startsWith("info") && line.includes("came too late")),
    () => bot.log.lines.join("\n"),
  );
  expect(bot.log.lines.filter((line) => !line.startsWith("info"))).toEqual([]);
  vi.setSystemTime(Date.now() + 30_000);
  expect(await store.deferred.takeLeft("discord")).toEqual([]);
});

test("a word comes while a load balancer still waits for it (1.2 s), also where the store hangs", async () => {
  const { dispatcher, ...gate } = slow();
  let comeBack = (): void => {};
  const back = new Promise<void>((resolve) => (comeBack = resolve));
  const { deferred } = store;
  const took: string[] = [];
  const hangs: Store["deferred"] = {
    ...deferred,
    keep: (...asked) => back.then(() => deferred.keep(...asked)).then(() => void took.push("kept")),
    done: (...asked) => deferred.done(...asked).then(() => void took.push("done")),
  };
  await start({ dispatcher, store: { ...store, deferred: hangs }, timing: {} });
  const asked = performance.now();
  const answer = discord.command("latest");
  await until(
    () => discord.asked.length > 0,
    () => "no word",
  );
  // And what a busy machine adds.
  expect(performance.now() - asked).toBeLessThan(1_200 + 200);
  gate.let();
  expect(discord.textOf(await answer)).toContain("How to do work that gets used");
  // Where it is done with first, another process answers once more. Long enough for a hasty end.
  await isLate(back, 300);
  comeBack();
  await until(
    () => took.length === 2,
    () => took.join(),
  );
  expect(took).toEqual(["kept", "done"]);
});

test("an answer with a file that Discord refuses becomes a plain one", async () => {
  const code = Array.from({ length: 300 }, (_, n) => `const line${n} = ${n}; // a line of code`).join("\n");
  bodies.set("code000000", `\`\`\`javascript\n${code}\n\`\`\``);
  const bot = await start({ dispatcher: dispatcherOf(memory(), [aPost("code", "A long program")]) });
  discord.fail({
    on: /PATCH \/webhooks/,
    times: 1,
    how: { status: 400, body: { code: 50035, message: "Invalid Form Body" } },
  });
  const answer = await discord.command("read", { query: "A long program" });
  expect(discord.textOf(answer)).toContain("went wrong");
  expect(bot.log.lines.join("\n")).toContain("refused an answer; its reader gets a plain one");
});

test("questions are answered before Discord tells whose token it is, and none after the end", async () => {
  discord.fail({ on: /GET \/applications\/@me/, how: { status: 500 } });
  const bot = httpBotFor(discord, { store });
  running.push(bot);
  const started = bot.start();
  await until(
    () => typeof discord.world.application["interactions_endpoint_url"] === "string",
    () => "no server",
  );
  expect(discord.textOf(await discord.command("latest"))).toContain("How to do work that gets used");
  discord.heal();
  await started;
  expect(bot.state()).toMatchObject({ kind: "connected", as: "postern" });
  expect((await bot.routes[0]?.handle(new Request(endpoint(), { method: "POST" })))?.status).toBe(401);
  const { headers } = new Request(endpoint(), { headers: signed(latest) });
  await bot.stop();
  const late = await bot.routes[0]?.handle(
    new Request(endpoint(), { method: "POST", body: latest, headers }),
  );
  expect(late?.status).toBe(503);
});

test("another application's key is refused with what to do", async () => {
  const bot = httpBotFor(discord, { publicKey: OTHER_KEY.publicHex });
  running.push(bot);
  await expect(bot.start()).rejects.toThrow(
    /DISCORD_PUBLIC_KEY is not that of the application.*copy Public Key/,
  );
  expect(bot.state().kind).toBe("refused");
  expect(OTHER_KEY.publicHex).not.toBe(PUBLIC_KEY);
});

test("where Discord sends questions elsewhere, the log says what to do", async () => {
  const bot = httpBotFor(discord, { store });
  running.push(bot);
  await bot.startAlone();
  expect(bot.log.lines.join("\n")).toMatch(
    /warn Discord sends no questions by HTTP yet.*discord-receive http https/,
  );
  discord.world.application["interactions_endpoint_url"] = "https://bot.example.org/discord/interactions";
  const other = botFor(discord, { store });
  await other.start();
  await until(
    () => /warn .*none over the gateway.*discord-receive gateway/.test(other.log.lines.join("\n")),
    () => other.log.lines.join("\n"),
  );
  await other.stop();
});

test("a place is where the application was added, and its channels count together", async () => {
  const subscriptions = storeSubscriptionService(store, 1);
  const real = dispatcherOf(memory(), undefined, { subscriptions });
  const askers: Asker[] = [];
  await start({
    dispatcher: {
      ...real,
      run(name, args, asker) {
        askers.push(asker);
        return real.run(name, args, asker);
      },
    },
  });
  const manager = { permissions: (1n << 4n).toString() };
  await discord.command("subscribe", {}, { ...manager, installed: false });
  expect(askers[0]?.place).toBeUndefined();
  await discord.command("subscribe", { silent: false }, manager);
  expect(await store.subscriptions.at({ platform: "discord", address: ids.text })).not.toBeNull();
  await discord.command("subscribe", { silent: false }, { ...manager, channel: ids.announcements });
  expect(await store.subscriptions.at({ platform: "discord", address: ids.announcements })).toBeNull();
  await discord.command("subscribe", { silent: false }, { inPrivate: true, channel: "900000000000000801" });
  expect(await store.subscriptions.at({ platform: "discord", address: "900000000000000801" })).not.toBeNull();
});

test("an address without a path gets ours; one that is not public is refused", () => {
  expect(endpointOf("https://bot.example.org")).toBe(`https://bot.example.org${INTERACTIONS_PATH}`);
  expect(endpointOf("https://bot.example.org/a/b")).toBe("https://bot.example.org/a/b");
  for (const wrong of ["bot.example.org", "http://bot.example.org", "ftp://x", ""])
    expect(() => endpointOf(wrong)).toThrow(/begins with https/);
});

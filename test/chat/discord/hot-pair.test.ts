// Two bots on Discord's gateway with one token: over one store each question is answered once, without one they say so.
import { expect, test, vi } from "vitest";
import { sharedGateway } from "../../../src/chat/discord/shared-gateway.js";
import type { Lead } from "../../../src/chat/platform.js";
import type { Store } from "../../../src/store/store.js";
import { storeSubscriptionService } from "../../../src/store/subscription-service.js";
import { ids, type DiscordStandIn } from "../../stand-in/discord/stand-in.js";
import { PATIENCE, until } from "../../until.js";
import { bodies, dispatcherOf } from "../telegram/bot.js";
import { botFor, eachOverStore, memory, QUICK, type Bot } from "./bot.js";

const MANAGER = { permissions: String(1n << 4n) };
let discord: DiscordStandIn;
let store: Store;
const running = eachOverStore<Bot>((...both) => ([discord, store] = both));

/** One of several on the store, with a connection of its own. */
async function start(more: Parameters<typeof botFor>[1] = {}): Promise<Bot> {
  const before = discord.gateway.listening.length;
  const bot = botFor(discord, {
    dispatcher: dispatcherOf(store, undefined, { subscriptions: storeSubscriptionService(store, 5) }),
    store,
    share: (...chat) => sharedGateway(store, ...chat, PATIENCE),
    timing: { ...QUICK, deferAfter: 500 },
    ...more,
  });
  running.push(bot);
  await bot.start();
  expect(discord.gateway.listening.length).toBeGreaterThanOrEqual(before);
  return bot;
}
const callbacks = (): number => discord.world.calls.filter(({ path }) => path.endsWith("/callback")).length;
const warnings = (): readonly string[] =>
  running.flatMap(({ log }) => log.lines.filter((line) => /^(warn|error)/.test(line)));
const said = (text: string): boolean => running.some(({ log }) => log.lines.join("\n").includes(text));

/** By whoever had it in hand: another would have answered by then. */
const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 1500));

test("two hear every question and one answers it: commands, buttons, menus, forms, suggestions, messages", async () => {
  bodies.set("lio0000000", `# One\n\n${"Words. ".repeat(900)}\n\n# Two\n\n${"More. ".repeat(900)}`);
  const pair = [await start(), await start()];
  expect(discord.gateway.listening).toHaveLength(2);
  const before = callbacks();
  const list = await discord.command("latest");
  await discord.press(list, "Show to everyone");
  const part = await discord.command("read", { query: "LIO" });
  await discord.press(part, "Show to everyone");
  await discord.autocomplete("post", "query", "LIO");
  await discord.onMessage("Find the post that answers this", "LIO-SAM");
  await discord.submit(await discord.form("subscribe", MANAGER), {}, MANAGER);
  for (let n = 0; n < 10; n += 1) await discord.command("post", { query: "LIO" });
  await settled();
  expect(callbacks() - before).toBe(18);
  expect(pair.map((bot) => bot.state().kind)).toEqual(["connected", "connected"]);
  expect(warnings()).toEqual([]);
});

test("a question whose process does not come to answer it is answered by the other, in time", async () => {
  await start();
  await start();
  discord.fail({ on: /\/callback$/, times: 1, how: "hang" });
  const asked = performance.now();
  expect(discord.textOf(await discord.command("post", { query: "LIO" }))).toContain("LIO-SAM");
  expect(performance.now() - asked).toBeLessThan(3000);
  // Another may not take what is answered, once that is written down.
  const [open] = [...discord.world.interactions.keys()];
  await expect.poll(() => store.gateway.takeOver(open ?? "", "a third")).toBe(false);
  expect(warnings()).toEqual([]);
});

test("one that answers after all, when it was taken over from, is refused by Discord, and that is no fault", async () => {
  const slow = { ...QUICK, deferAfter: 10_000 };
  const dispatcher = dispatcherOf(store);
  let late = true;
  const hold = {
    ...dispatcher,
    run: async (...asked: Parameters<typeof dispatcher.run>) => {
      const isFirst = late;
      late = false;
      if (isFirst) await new Promise((done) => setTimeout(done, 1600));
      return dispatcher.run(...asked);
    },
  };
  await start({ dispatcher: hold, timing: slow });
  await start({ dispatcher: hold, timing: slow });
  await discord.command("post", { query: "LIO" });
  await until(
    () => said("another process was quicker"),
    () => "nobody was late",
  );
  expect(callbacks()).toBe(2);
  expect(discord.world.shown(ids.text)).toHaveLength(1);
  expect(warnings()).toEqual([]);
});

test("what was promised by one that ended is finished by the other", async () => {
  const dispatcher = dispatcherOf(store);
  const hanging = { ...dispatcher, run: () => new Promise<never>(() => {}) };
  const ending = await start({ dispatcher: hanging, timing: { ...QUICK, deferAfter: 20 } });
  const open = discord.send(2, { id: "1", name: "latest", type: 1, options: [] });
  await until(
    () => open.state === "deferred",
    () => "no promise",
  );
  void ending.stop();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 30_000 });
  await start();
  expect(discord.textOf(await discord.answerTo(open, "/latest"))).toContain("How to do work that gets used");
});

test("while the store is away both answer, Discord takes one, and nobody warns of the other", async () => {
  const dispatcher = dispatcherOf(memory());
  await start({ dispatcher });
  await start({ dispatcher });
  await store.close();
  for (let n = 0; n < 5; n += 1)
    expect(discord.textOf(await discord.command("post", { query: "LIO" }))).toContain("LIO-SAM");
  await until(
    () => callbacks() === 10,
    () => String(callbacks()),
  );
  expect(discord.world.shown(ids.text)).toHaveLength(5);
  expect(said("with this bot's token")).toBe(false);
});

test("who leads registers the commands, and another learns of them; a server is greeted once", async () => {
  const lead =
    (leads: boolean): Lead =>
    async (work, signal) =>
      leads ? work(signal, "term") : undefined;
  await start({ lead: lead(false), greets: true });
  await start({ lead: lead(true), greets: true });
  const changed = () => discord.world.calls.filter(({ method }) => method === "PUT").length;
  await until(
    () => changed() === 1,
    () => "not registered",
  );
  discord.gateway.dispatch("GUILD_DELETE", { id: ids.guild });
  discord.gateway.welcome();
  await until(
    () => discord.world.shown(ids.text).length > 0,
    () => "not greeted",
  );
  await settled();
  expect([changed(), discord.world.shown(ids.text).length]).toEqual([1, 1]);
});

test("two with one token and no store in common say so, each question being answered once all the same", async () => {
  for (let n = 0; n < 2; n += 1) {
    const bot = botFor(discord);
    running.push(bot);
    await bot.start();
  }
  await discord.command("post", { query: "LIO" });
  await until(
    () => said("another program answers with this bot's token"),
    () => "no word of it",
  );
  expect(discord.world.shown(ids.text)).toHaveLength(1);
});

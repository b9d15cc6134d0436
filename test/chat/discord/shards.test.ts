// As many shards as Discord asks for: each server is heard, more shards come when there must be, and the state tells.
import { afterEach, beforeEach, expect, test } from "vitest";
import { DiscordStandIn, ids } from "../../stand-in/discord/stand-in.js";
import { until } from "../../until.js";
import { botFor, QUICK, type Bot } from "./bot.js";

let discord: DiscordStandIn;
let bot: Bot;

beforeEach(async () => {
  discord = await DiscordStandIn.start();
  bot = botFor(discord);
});
afterEach(async () => {
  await bot.stop();
  await discord.stop();
});

/** Servers that Discord counts to each of so many shards. */
const serverOf = (shard: number, of: number): string =>
  String(
    ((BigInt(ids.guild) >> 22n) << 22n) +
      ((BigInt(shard) - ((BigInt(ids.guild) >> 22n) % BigInt(of))) << 22n),
  );
const asks = async (server: string): Promise<string> =>
  discord.textOf(await discord.command("post", { query: "LIO" }, { server }));
const standing = () => {
  const state = bot.state();
  return state.kind === "connected" ? (state.shards ?? "one") : state.kind;
};
const shards = () => discord.gateway.listening.map(({ shard, of }) => `${shard}/${of}`).toSorted();

test("one is all there is unless Discord asks for more", async () => {
  await bot.start();
  expect([shards(), standing()]).toEqual([["0/1"], "one"]);
});

test("each of three shards hears its servers, the first private talks; the identifies keep their distance", async () => {
  const gap = 250;
  const pace = { gap: gap + 150, longest: 500 };
  discord.gateway.shards = 3;
  discord.gateway.identifyGap = gap;
  const servers = [0, 1, 2].map((shard) => serverOf(shard, 3));
  discord.world.servers.push(...servers);
  bot = botFor(discord, { timing: { ...QUICK, identify: pace } });
  await bot.start();
  await until(
    () => JSON.stringify(standing()) === '{"connected":3,"of":3}',
    () => `only ${shards().join()}, ${JSON.stringify(standing())}`,
  );
  for (const server of servers) expect(await asks(server)).toContain("LIO-SAM");
  const alone = await discord.command("post", { query: "LIO" }, { inPrivate: true });
  expect(discord.textOf(alone)).toContain("LIO-SAM");
  const { identified } = discord.gateway;
  const gaps = identified.slice(1).map(({ at }, n) => at - identified[n]!.at);
  expect(Math.min(...gaps)).toBeGreaterThan(gap);
  // Registered and described once, whatever the number.
  const changes = discord.world.calls.filter(
    ({ method, path }) => method === "PUT" && path.endsWith("commands"),
  );
  expect(changes).toHaveLength(1);
  expect(bot.log.lines.filter((line) => !line.startsWith("info"))).toEqual([]);
});

test("where its servers are too many (4011) it asks how many shards there are to be, and goes on with those", async () => {
  await bot.start();
  discord.gateway.least = discord.gateway.shards = 2;
  discord.gateway.drop(4011);
  await until(
    () => shards().join() === "0/2,1/2",
    () => `${shards().join()}\n${bot.log.lines.join("\n")}`,
  );
  expect(await asks(ids.guild)).toContain("LIO-SAM");
  expect(bot.log.lines.filter((line) => line.startsWith("warn"))).toEqual([
    expect.stringMatching(/more servers than its shards may hear of.*4011.*"shards":1,"wanted":2/),
  ]);
});

test("a start with too few is not the end, also where Discord says the same again", async () => {
  discord.gateway.least = 2;
  const started = bot.start();
  await until(
    () => discord.gateway.identifies > 1,
    () => "not tried again",
  );
  discord.gateway.shards = 2;
  await started;
  await until(
    () => shards().join() === "0/2,1/2",
    () => shards().join(),
  );
  expect(bot.log.lines.join("\n")).not.toContain("Update Postern");
});

test("a shard that lost its connection is told as missing until it is back", async () => {
  discord.gateway.shards = 2;
  await bot.start();
  await until(
    () => shards().length === 2,
    () => shards().join(),
  );
  discord.gateway.cutAtOnce = true;
  discord.gateway.listening[0]?.socket?.terminate();
  await until(
    () => (bot.state() as { shards?: { connected: number } }).shards?.connected === 1,
    () => JSON.stringify(bot.state()),
  );
  discord.gateway.cutAtOnce = false;
  await until(
    () => (bot.state() as { shards?: { connected: number } }).shards?.connected === 2,
    () => JSON.stringify(bot.state()),
  );
});

test("what is stopped while it is about to connect again does not connect again", async () => {
  await bot.start();
  discord.gateway.invalidate();
  const { attempts } = discord.gateway;
  await bot.stop();
  // The library waits for half a second before it connects again.
  await new Promise((done) => setTimeout(done, 700));
  expect([discord.gateway.attempts, shards()]).toEqual([attempts, []]);
});

test("what is stopped while it connects leaves no connection behind", async () => {
  void bot.start();
  await until(
    () => discord.gateway.attempts > 0,
    () => "no attempt",
  );
  await bot.stop();
  await until(
    () => discord.gateway.sockets === 0,
    () => `${discord.gateway.sockets} sockets are left`,
  );
});

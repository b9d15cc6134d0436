// Discord at its worst: refused tokens, 429, 5xx, hanging and cut answers, lost and invalid sessions.
import { afterEach, beforeEach, expect, test } from "vitest";
import { ChatError } from "../../../src/chat/chat.js";
import type { Dispatcher } from "../../../src/command/dispatcher.js";
import { DiscordStandIn, TOKEN, ids, rateLimited } from "../../stand-in/discord/stand-in.js";
import { dispatcherOf } from "../telegram/bot.js";
import { botFor, LATE, memory } from "./bot.js";

let discord: DiscordStandIn;
let bot: ReturnType<typeof botFor>;

beforeEach(async () => {
  discord = await DiscordStandIn.start();
  bot = botFor(discord);
});
afterEach(async () => {
  await bot.stop();
  await discord.stop();
  expect(bot.log.lines.join("\n")).not.toContain(TOKEN);
  expect(bot.log.lines.join("\n")).not.toContain("interaction-token");
});

const answers = async () => {
  const card = await discord.command("post", { query: "LIO" });
  expect(discord.textOf(card)).toContain("LIO-SAM");
};
const logged = (text: string) =>
  discord.until(
    () => bot.log.lines.some((line) => line.includes(text)),
    () => `not logged: ${text}; but:\n${bot.log.lines.join("\n")}`,
  );

/** A dispatcher that answers only when told to. */
function slow() {
  let go = (): void => undefined;
  const gate = new Promise<void>((resolve) => (go = resolve));
  const real = dispatcherOf(memory());
  const dispatcher: Dispatcher = {
    ...real,
    run: async (...asked) => gate.then(() => real.run(...asked)),
    press: async (...asked) => gate.then(() => real.press(...asked)),
  };
  return { dispatcher, go: () => go() };
}

test("a refused token ends the start with a sentence that says what to do", async () => {
  const refused = botFor(discord, { token: "not.a.token" });
  await expect(refused.start()).rejects.toThrow(ChatError);
  await expect(refused.start()).rejects.toThrow(/DISCORD_TOKEN/);
  await refused.stop();
});

test("a token that the gateway refuses is told as well, and not tried again", async () => {
  discord.gateway.refuseWith = 4004;
  await expect(bot.start()).rejects.toThrow(/DISCORD_TOKEN/);
  expect(discord.gateway.identifies).toBe(1);
});

test.each([
  ["429", rateLimited(0.05)],
  ["500", { status: 500 }],
  ["502 of HTML", { status: 502, body: "<html>bad gateway</html>" }],
  ["a cut answer", "cut"],
] as const)("%s at the start is waited out", async (_, how) => {
  discord.fail({ on: /GET \/gateway\/bot/, times: 5, how });
  await bot.start();
  await answers();
  expect(discord.gateway.identifies).toBe(1);
});

test("a gateway that cuts every socket costs no identify", async () => {
  discord.gateway.cutAtOnce = true;
  const started = bot.start();
  await discord.until(
    () => discord.gateway.attempts > 2,
    () => "the gateway was not tried again",
  );
  expect(discord.gateway.identifies).toBe(0);
  discord.gateway.cutAtOnce = false;
  await started;
  await answers();
});

test("a day's identifies used up are waited for, not overdrawn", async () => {
  discord.world.sessionsLeft = 0;
  const started = bot.start();
  await logged("not reachable yet");
  expect(discord.gateway.identifies).toBe(0);
  discord.world.sessionsLeft = 10;
  await started;
  await answers();
});

test("a cut socket resumes the session and misses nothing", async () => {
  await bot.start();
  await answers();
  discord.gateway.drop();
  const missed = discord.send(2, { id: "1", name: "help", type: 1 });
  await discord.answerTo(missed, "a question asked while the bot was away");
  expect(discord.gateway).toMatchObject({ identifies: 1, resumes: 1 });
});

test("an invalid session is begun anew", async () => {
  await bot.start();
  discord.gateway.invalidate();
  await discord.until(
    () => discord.gateway.identifies === 2 && discord.gateway.ready,
    () => "no second identify",
  );
  await answers();
});

test("a token reset while running is told to the owner, and the gateway is left alone", async () => {
  const told: string[] = [];
  const reset = botFor(discord, { onRefused: (error) => told.push(error.message) });
  await reset.start();
  discord.gateway.drop(4004);
  await discord.until(
    () => told.length > 0,
    () => "the owner was not told",
  );
  expect(told[0]).toContain("DISCORD_TOKEN");
  expect(discord.gateway.identifies).toBe(1);
  await reset.stop();
});

test("a slow command is deferred and answered later, for the asker's eyes only", async () => {
  const { dispatcher, go } = slow();
  bot = botFor(discord, { dispatcher, timing: LATE });
  await bot.start();
  const open = discord.send(2, { id: "1", name: "help", type: 1 });
  await discord.until(
    () => open.state === "deferred",
    () => "it was not deferred",
  );
  go();
  const answer = await discord.answerTo(open, "/help");
  expect(answer.seenBy).toBe(ids.ada);
});

test("an interaction that expired is noted, and the bot goes on", async () => {
  await bot.start();
  const open = discord.send(2, { id: "1", name: "help", type: 1 });
  discord.world.interactions.delete(open.id);
  await logged("came too late");
  await answers();
});

test.each([
  ["500", { status: 500 }],
  ["a cut answer", "cut"],
  ["429", rateLimited(0.05)],
] as const)("%s to an answer does not end the bot", async (_, how) => {
  await bot.start();
  discord.fail({ on: /POST \/interactions/, times: 1, how });
  discord.send(2, { id: "1", name: "help", type: 1 });
  await discord.until(
    () => discord.world.calls.some(({ path }) => path.startsWith("/interactions")),
    () => "no answer was tried",
  );
  await answers();
});

test("an answer that is stored but whose receipt is cut is not given twice", async () => {
  await bot.start();
  discord.fail({ on: /POST \/interactions/, times: 1, how: { status: 502 }, stored: true });
  const open = discord.send(2, { id: "1", name: "help", type: 1 });
  await discord.answerTo(open, "/help");
  await answers();
  expect(
    discord.world.shown(ids.text).length +
      [...discord.world.messages.values()].filter((one) => one.seenBy).length,
  ).toBe(2);
});

test("an answer that Discord refuses as bad is replaced by a plain one", async () => {
  await bot.start();
  discord.fail({
    on: /POST \/interactions/,
    times: 1,
    how: { status: 400, body: { code: 50035, message: "Invalid Form Body" } },
  });
  const answer = await discord.command("post", { query: "LIO" });
  expect(discord.textOf(answer)).toContain("Something went wrong");
});

test("registration that fails is tried again", async () => {
  discord.fail({ on: /PUT \/applications/, times: 2, how: { status: 503 } });
  await bot.start();
  await discord.until(
    () => discord.world.commands.get("global"),
    () => "never registered",
  );
});

test("stopping finishes what is being answered", async () => {
  const { dispatcher, go } = slow();
  bot = botFor(discord, { dispatcher, timing: LATE });
  await bot.start();
  const open = discord.send(2, { id: "1", name: "help", type: 1 });
  await discord.until(
    () => open.state === "deferred",
    () => "it was not deferred",
  );
  const stopped = bot.stop();
  go();
  await stopped;
  expect(open.state).toBe("answered");
});

test("stopping while the sign-in hangs comes to an end", async () => {
  discord.fail({ on: /GET \/gateway\/bot/, how: "hang" });
  void bot.start();
  await discord.until(
    () => discord.world.calls.length > 0,
    () => "no sign-in",
  );
  await bot.stop();
  discord.heal();
  expect(discord.gateway.identifies).toBe(0);
});

test("a malformed packet of any event is dropped with a line in the log, and the bot goes on", async () => {
  await bot.start();
  await answers();
  const id = "900000000000000777";
  const shapes = [null, [], {}, 7, "x", { id }, { id: null }, { id, guild_id: ids.guild }, { id, type: 2 }];
  const more = [{ id, type: 3, data: null }, { id, type: 4, data: {} }, { id, type: 99 }, { guild_id: null }];
  const events =
    `INTERACTION_CREATE GUILD_CREATE GUILD_UPDATE GUILD_DELETE GUILD_ROLE_CREATE GUILD_ROLE_UPDATE
    GUILD_ROLE_DELETE GUILD_MEMBER_UPDATE CHANNEL_CREATE CHANNEL_UPDATE CHANNEL_DELETE THREAD_CREATE THREAD_UPDATE
    THREAD_DELETE THREAD_LIST_SYNC THREAD_MEMBERS_UPDATE USER_UPDATE RESUMED NO_SUCH_EVENT`.split(/\s+/);
  for (const event of events)
    for (const shape of [...shapes, ...more]) discord.gateway.dispatch(event, shape);
  await answers();
  await logged("a malformed packet is dropped");
  expect(bot.log.lines.some((line) => line.includes("INTERACTION_CREATE"))).toBe(true);
});

test("another program that answers with the same token is told once", async () => {
  await bot.start();
  // Without an end, since what a busy machine gives up and tries again is refused once more.
  discord.fail({
    on: /\/callback$/,
    how: { status: 400, body: { code: 40060, message: "acknowledged" } },
  });
  for (let n = 0; n < 3; n += 1) discord.send(2, { id: "1", name: "latest", type: 1, options: [] });
  await discord.until(
    () => bot.log.lines.filter((line) => line.includes("another program answers")).length >= 3,
    () => `not refused three times:\n${bot.log.lines.join("\n")}`,
  );
  discord.heal();
  await answers();
  expect(bot.log.lines.filter((line) => /^warn .*another program/.test(line))).toHaveLength(1);
});

test("commands stand in one place: what an earlier setting registered elsewhere is taken away", async () => {
  const texts = new Map<string, string>();
  const store = {
    getState: (name: string) => Promise.resolve(texts.get(name) ?? null),
    setState: (name: string, value: string) => Promise.resolve(void texts.set(name, value)),
  };
  const registered = (where: string): number => discord.world.commands.get(where)?.length ?? 0;
  for (const guildId of [null, ids.guild, null]) {
    const one = botFor(discord, { guildId, store });
    await one.start();
    const [here, there] = guildId === null ? ["global", ids.guild] : [ids.guild, "global"];
    await discord.until(
      () => registered(here) > 5 && registered(there) === 0,
      () => `${registered(here)} commands in ${here}, ${registered(there)} in ${there}`,
    );
    await one.stop();
  }
});

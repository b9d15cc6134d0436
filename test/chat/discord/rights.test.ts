// Who may decide for a place in Discord, and what is told when a place goes.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Asker, Dispatcher } from "../../../src/command/dispatcher.js";
import { dispatcherOf } from "../telegram/bot.js";
import { DiscordStandIn, ids, type Who } from "../../stand-in/discord/stand-in.js";
import { botFor, memory } from "./bot.js";

let discord: DiscordStandIn;
let bot: ReturnType<typeof botFor>;
let askers: Asker[];
let told: [string, boolean][];

beforeEach(async () => {
  discord = await DiscordStandIn.start();
  askers = [];
  told = [];
  const real = dispatcherOf(memory());
  const dispatcher: Dispatcher = {
    ...real,
    run: (name, args, asker) => {
      askers.push(asker);
      return real.run(name, args, asker);
    },
  };
  bot = botFor(discord, {
    dispatcher,
    onPresence: (isMeant, open) => {
      for (const id of Object.values(ids)) if (isMeant(id)) told.push([id, open]);
      return Promise.resolve();
    },
  });
  await bot.start();
});
afterEach(async () => {
  await bot.stop();
  await discord.stop();
});

const MANAGE_GUILD = (1n << 5n).toString();
const MANAGE_CHANNELS = (1n << 4n).toString();
const ADMINISTRATOR = (1n << 3n).toString();

test.each<[string, Who, boolean]>([
  ["a member", { permissions: "3072" }, false],
  ["who manages the server", { permissions: MANAGE_GUILD }, true],
  ["who manages channels", { permissions: MANAGE_CHANNELS }, true],
  ["an administrator", { permissions: ADMINISTRATOR }, true],
  ["anybody in private", { inPrivate: true, channel: "900000000000000801" }, true],
])("%s: may decide is %j %s", async (_, who, may) => {
  await discord.command("help", {}, who);
  const [asker] = askers;
  expect(asker?.place).toEqual({ platform: "discord", address: who.channel ?? ids.text });
  expect(await asker?.mayManage?.()).toBe(may);
});

test("in a server where the bot is only a guest of a person, there is no place", async () => {
  discord.gateway.dispatch("GUILD_DELETE", { id: ids.guild });
  await discord.until(
    () => told.length > 0,
    () => "the removal was not told",
  );
  await discord.command("help", {}, { permissions: MANAGE_GUILD });
  expect(askers[0]?.place).toBeUndefined();
});

test("a removal from a server closes all its channels, a new invitation opens them", async () => {
  discord.gateway.dispatch("GUILD_DELETE", { id: ids.guild });
  await discord.until(
    () => told.some(([address, welcome]) => address === ids.text && !welcome),
    () => `not told that ${ids.text} is closed`,
  );
  discord.gateway.welcome();
  await discord.until(
    () => told.some(([address, welcome]) => address === ids.text && welcome),
    () => `not told that ${ids.text} is open`,
  );
});

test("an outage of a server closes nothing; a deleted channel is told", async () => {
  discord.gateway.dispatch("GUILD_DELETE", { id: ids.guild, unavailable: true });
  discord.gateway.dispatch("CHANNEL_DELETE", { id: ids.text, type: 0, guild_id: ids.guild, name: "general" });
  await discord.until(
    () => told.length > 0,
    () => "the deletion was not told",
  );
  expect(told).toEqual([[ids.text, false]]);
});

// Who may decide for a place in Discord, and what is told when a place goes.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Asker, Dispatcher } from "../../../src/command/dispatcher.js";
import { dispatcherOf, newStore } from "../telegram/bot.js";
import { storeSubscriptionService } from "../../../src/store/subscription-service.js";
import type { Store } from "../../../src/store/store.js";
import { DiscordStandIn, ids, type Who } from "../../stand-in/discord/stand-in.js";
import { botFor, memory } from "./bot.js";

let discord: DiscordStandIn;
let bot: ReturnType<typeof botFor>;
let askers: Asker[];
let told: [string, boolean][];
let store: Store;

beforeEach(async () => {
  discord = await DiscordStandIn.start();
  askers = [];
  told = [];
  store = await newStore();
  const real = dispatcherOf(memory(), undefined, { subscriptions: storeSubscriptionService(store, 10) });
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
  await store.close();
});

const MANAGE_GUILD = (1n << 5n).toString();
const MANAGE_CHANNELS = (1n << 4n).toString();
const ADMINISTRATOR = (1n << 3n).toString();
const VIEW = 1n << 10n;
const SEND = 1n << 11n;
const SEND_IN_THREADS = 1n << 38n;
const THREAD = "900000000000000777";

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

test.each<[string, bigint, Who, string | null]>([
  ["may see and write", VIEW | SEND, {}, null],
  ["is an administrator", 1n << 3n, {}, null],
  ["may not write", VIEW | SEND_IN_THREADS, {}, "“Send Messages”"],
  ["may neither see nor write", 0n, {}, "“View Channel, Send Messages”"],
  ["may write in threads alone, in a thread", VIEW | SEND_IN_THREADS, { channel: THREAD }, null],
  ["may write, but not in threads", VIEW | SEND, { channel: THREAD }, "“Send Messages in Threads”"],
  ["is told of no rights in private", 0n, { inPrivate: true, channel: "900000000000000801" }, null],
])("the bot %s: subscribing names what is missing", async (_, rights, who, missing) => {
  const thread = { id: THREAD, type: 11, name: "a thread", parent_id: ids.forum };
  discord.world.channels.set(THREAD, thread);
  discord.gateway.dispatch("THREAD_CREATE", { ...thread, guild_id: ids.guild });
  const answer = await discord.command(
    "subscribe",
    { silent: false },
    { permissions: MANAGE_CHANNELS, botPermissions: rights.toString(), ...who },
  );
  const place = { platform: "discord", address: who.channel ?? ids.text };
  expect((await store.subscriptions.at(place)) === null).toBe(missing !== null);
  expect(discord.textOf(answer)).toContain(missing ?? "every new post");
  expect(answer.seenBy).toBe(missing === null ? null : ids.ada);
});

test("who may not write any more may still end its subscription; a member hears of their own right first", async () => {
  const manager = { permissions: MANAGE_CHANNELS };
  await discord.fill("subscribe", {}, manager);
  const member = await discord.command("subscribe", {}, { botPermissions: "0" });
  expect(discord.textOf(member)).toContain("Only those who manage this chat");
  await discord.command("unsubscribe", {}, { ...manager, botPermissions: "0" });
  expect(await store.subscriptions.at({ platform: "discord", address: ids.text })).toBeNull();
});

test("commands for managers are listed for them alone", async () => {
  const known = await discord.until(
    () =>
      discord.world.commands.get("global") as
        { name: string; default_member_permissions: string | null }[] | undefined,
    () => "nothing was registered",
  );
  const hidden = known.filter(({ default_member_permissions: rights }) => rights !== null);
  expect(hidden.map(({ name }) => name)).toEqual(["subscribe", "unsubscribe", "settings", "language", "why"]);
  for (const { default_member_permissions: rights } of hidden) expect(rights).toBe(MANAGE_CHANNELS);
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

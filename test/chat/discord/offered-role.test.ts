// A role that readers give themselves by a button below announcements: who may offer it, who gets it, and which never.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { discordMessenger } from "../../../src/chat/discord/messenger.js";
import { composer } from "../../../src/delivery/compose.js";
import type { Store } from "../../../src/store/store.js";
import { storeSubscriptionService } from "../../../src/store/subscription-service.js";
import { everything } from "../../../src/subscription/subscription.js";
import { ids, TOKEN, type DiscordStandIn, type Message } from "../../stand-in/discord/stand-in.js";
import { dispatcherOf, libraryOf, newStore, posts } from "../telegram/bot.js";
import { until } from "../../until.js";
import { startBot, ways, type Bot } from "./bot.js";
import { deliveryOf, error, placeOf, sentBy } from "./deliveries.js";

describe.each(ways)("over $way", ({ open }) => {
  const MANAGE_CHANNELS = 1n << 4n;
  const MANAGE_ROLES = 1n << 28n;
  const ADMINISTRATOR = { permissions: (1n << 3n).toString() };
  const MANAGER = { permissions: (MANAGE_CHANNELS | MANAGE_ROLES).toString() };
  const ADMINS = "900000000000000556";
  const PROGRAM = "900000000000000555";

  let discord: DiscordStandIn;
  let bot: Bot;
  let store: Store;
  beforeEach(async () => {
    store = await newStore();
    const dispatcher = dispatcherOf(store, posts, { subscriptions: storeSubscriptionService(store, 10) });
    ({ discord, bot } = await startBot(open, { dispatcher }));
  });
  afterEach(async () => {
    await bot.stop();
    await discord.stop();
    await store.close();
  });

  const subscribe = (address: string, offer: string | null = null) =>
    store.subscriptions.put(
      { place: placeOf(address), wishes: { ...everything, offer }, origin: "chat", locale: "en" },
      1,
    );
  const offered = async (address: string = ids.text) =>
    (await store.subscriptions.at(placeOf(address)))?.wishes.offer;

  /** What the outbox sends to a place. */
  async function announce(address: string): Promise<Message> {
    const to = await store.subscriptions.at(placeOf(address));
    if (!to) throw new Error(`${address} is not subscribed`);
    const compose = composer(libraryOf(posts), store);
    const reply = await compose(
      [{ post_id: posts[0]?.id ?? "" } as Parameters<typeof compose>[0][number]],
      to,
    );
    if (typeof reply === "string") throw new Error(reply);
    const sent = await sentBy(discordMessenger(TOKEN, discord.apiUrl), deliveryOf(reply, address));
    const message = discord.world.messages.get(sent.split("/")[0] ?? "");
    if (!message) throw new Error(`no message ${sent}`);
    return message;
  }
  const BUTTON = "Notify me";
  const given = () => [...discord.world.given];

  test("offered in the form, given and taken by presses that only who presses sees", async () => {
    await subscribe(ids.text);
    const form = await discord.fill("settings", {}, ADMINISTRATOR);
    const roles = await discord.choose(form, "Role by button", ADMINISTRATOR);
    // Those with rights of their own, and those of programs, are not to be had.
    expect(JSON.stringify(roles.components)).not.toMatch(/@Admins|@Program|@@everyone/);
    await discord.choose(roles, "@Readers", ADMINISTRATOR);
    expect(await offered()).toBe(ids.role);

    const message = await announce(ids.text);
    const bob = { user: ids.bob };
    const answer = await discord.press(message, BUTTON, bob);
    expect(answer.seenBy).toBe(ids.bob);
    expect(discord.textOf(answer)).toContain("You now have the role Readers. Press again to lose it.");
    expect(given()).toEqual([`${ids.bob} ${ids.role}`]);
    expect(discord.textOf(await discord.press(message, BUTTON, bob))).toContain("no longer have the role");
    expect(given()).toEqual([]);
  });

  test("in a forum the button stands in the thread, and gives what the forum offers", async () => {
    await subscribe(ids.forum, ids.role);
    const message = await announce(ids.forum);
    const thread = discord.world.channels.get(message.channel_id);
    discord.gateway.dispatch("THREAD_CREATE", { ...thread, guild_id: ids.guild });
    const answer = await discord.press(message, BUTTON, { channel: message.channel_id });
    expect(discord.textOf(answer)).toContain("You now have the role Readers.");
    expect(given()).toEqual([`${ids.ada} ${ids.role}`]);
  });

  test("who may not give roles offers none, whatever they type", async () => {
    await subscribe(ids.text);
    const manager = { permissions: MANAGE_CHANNELS.toString() };
    const form = await discord.fill("settings", {}, manager);
    expect(discord.textOf(form)).not.toContain("Role by button");
    await discord.command("settings", { field: "offer", value: ids.role }, manager);
    expect(await offered()).toBeNull();
    for (const value of [ADMINS, PROGRAM, ids.guild, "<@&900000000000000556>", "Admins", "@everyone", "1"]) {
      const answer = await discord.command("settings", { field: "offer", value }, ADMINISTRATOR);
      expect(discord.textOf(answer), value).toContain("does not fit here");
      expect(await offered(), value).toBeNull();
    }
  });

  test.each([
    ["that gives rights", ADMINS],
    ["of a program", PROGRAM],
    ["that is everybody's", ids.guild],
    ["that is no more", "900000000000000999"],
  ])("a role %s is never given, also where the store says so", async (_, role) => {
    await subscribe(ids.text, role);
    const answer = await discord.press(await announce(ids.text), BUTTON);
    expect(discord.textOf(answer)).toContain("I may not give the role");
    expect(given()).toEqual([]);
  });

  test("a role that opens a channel gives something, too", async () => {
    await subscribe(ids.text, ids.role);
    const message = await announce(ids.text);
    const permission_overwrites = [{ id: ids.role, type: 0, allow: "1024", deny: "0" }];
    const closed = { id: ids.closed, type: 0, name: "closed", permission_overwrites };
    discord.world.channels.set(ids.closed, closed);
    discord.gateway.dispatch("CHANNEL_UPDATE", { ...closed, guild_id: ids.guild, position: 0 });
    const isRefused = async () =>
      discord.textOf(await discord.press(message, BUTTON)).includes("I may not give the role");
    await until(isRefused, "the role refused");
    await subscribe(ids.text);
    const wanted = { field: "offer", value: ids.role };
    const answer = await discord.command("settings", wanted, ADMINISTRATOR);
    expect(discord.textOf(answer)).toContain("does not fit here");
    expect(await offered()).toBeNull();
  });

  test("who manages roles offers those below their own, as elsewhere in Discord", async () => {
    await subscribe(ids.text);
    const offer = () =>
      discord.command("settings", { field: "offer", value: ids.role }, { ...MANAGER, user: ids.bob });
    expect(discord.textOf(await offer())).toContain("does not fit here");
    expect(await offered()).toBeNull();
    discord.world.given.add(`${ids.bob} ${ADMINS}`);
    await offer();
    expect(await offered()).toBe(ids.role);
  });

  test("where the bot may not give it, that is said", async () => {
    await subscribe(ids.text, ids.role);
    const message = await announce(ids.text);
    discord.fail({ on: /PUT \/guilds/, times: 1, how: error(403, 50013, "Missing Permissions") });
    expect(discord.textOf(await discord.press(message, BUTTON))).toContain("I need “Manage Roles”");
    expect(given()).toEqual([]);
  });

  test("a button of old, or a forged one, gives nothing", async () => {
    await subscribe(ids.text, ids.role);
    const message = await announce(ids.text);
    await subscribe(ids.text, null);
    // Of another server, so none of its roles.
    await subscribe("900000000000007777", ids.role);
    const press = (state: string) =>
      discord.click(message, { component_type: 2, custom_id: `1..9.${state}` });
    const { custom_id } = discord.button(message, BUTTON) as unknown as { custom_id: string };
    const states = [
      custom_id.slice("1..9.".length),
      "1|take-role|1",
      "1|take-role|1|at=900000000000007777",
      `1|take-role|1|at=${ids.closed}|role=${ids.role}`,
    ];
    for (const state of states) {
      expect(discord.textOf(await press(state)), state).toContain("no longer there");
      expect(given(), state).toEqual([]);
    }
  });
});

// /settings on both platforms: what a chat has, changed in place by who may subscribe, and what then is sent.
import { afterEach, beforeEach, expect, test } from "vitest";
import { composer } from "../../src/delivery/compose.js";
import { storeSubscriptionService } from "../../src/store/subscription-service.js";
import type { Store } from "../../src/store/store.js";
import { everything } from "../../src/subscription/subscription.js";
import { DiscordStandIn, ids } from "../stand-in/discord/stand-in.js";
import { TelegramStandIn } from "../stand-in/telegram/stand-in.js";
import { botFor as discordBot } from "./discord/bot.js";
import { botFor as telegramBot, dispatcherOf, libraryOf, newStore, posts } from "./telegram/bot.js";

let store: Store;
const undo: (() => Promise<void>)[] = [];
beforeEach(async () => {
  store = await newStore();
  undo.push(() => store.close());
});
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});
const dispatcher = () => dispatcherOf(store, posts, { subscriptions: storeSubscriptionService(store, 10) });
const subscribe = (platform: string, address: string, origin: "chat" | "config" = "chat") =>
  store.subscriptions.put({ place: { platform, address }, wishes: everything, origin, locale: "en" }, 1);
const kept = (platform: string, address: string) => store.subscriptions.at({ platform, address });

async function onDiscord() {
  const discord = await DiscordStandIn.start();
  undo.push(() => discord.stop());
  const bot = discordBot(discord, { dispatcher: dispatcher() });
  await bot.start();
  undo.push(() => bot.stop());
  return discord;
}
const MANAGER = { permissions: String(1 << 4) };

test("in Discord a menu changes each setting in place, for who asked alone", async () => {
  const discord = await onDiscord();
  const nothing = await discord.command("settings", {}, MANAGER);
  expect(discord.textOf(nothing)).toContain("hears of no posts");
  await subscribe("discord", ids.text);
  const form = await discord.fill("settings", {}, MANAGER);
  expect(form.seenBy).toBe(ids.ada);
  expect(discord.textOf(form)).toContain("Settings of this chat");
  const languages = await discord.choose(form, "Language", MANAGER);
  expect(languages.id).toBe(form.id);
  const german = await discord.choose(languages, "Deutsch", MANAGER);
  expect(german.id).toBe(form.id);
  expect(discord.textOf(german)).toContain("Deutsch");
  expect((await kept("discord", ids.text))?.locale).toBe("de");
  const quiet = await discord.choose(german, "Quiet hours", MANAGER);
  await discord.choose(quiet, "22:00-07:00", MANAGER);
  const { wishes } = (await kept("discord", ids.text)) ?? {};
  expect(wishes).toMatchObject({ quiet: { from: "22:00", to: "07:00" } });

  // Who may not subscribe sees and changes nothing, by command nor by another's menu.
  const bob = { user: ids.bob };
  const refused = "Only those who manage this chat";
  expect(discord.textOf(await discord.command("settings", {}, bob))).toContain(refused);
  const form2 = await discord.command("settings", { field: "silent" }, MANAGER);
  expect(discord.textOf(await discord.choose(form2, "on", bob))).toContain(refused);
  expect((await kept("discord", ids.text))?.wishes.silent).toBe(false);
  await discord.choose(form2, "on", MANAGER);
  expect((await kept("discord", ids.text))?.wishes.silent).toBe(true);
});

test("in Discord the server's roles are offered, its own and those of programs are not; in private none is", async () => {
  const discord = await onDiscord();
  await subscribe("discord", ids.text);
  const form = await discord.fill("settings", {}, MANAGER);
  const roles = await discord.choose(form, "Role to mention", MANAGER);
  const offered = JSON.stringify(roles.components);
  expect([offered.includes("@Program"), offered.includes("@@everyone")]).toEqual([false, false]);
  const done = await discord.choose(roles, "@Readers", MANAGER);
  expect(discord.textOf(done)).toContain("Readers");
  expect((await kept("discord", ids.text))?.wishes.mention).toBe(ids.role);

  const channel = "900000000000000801";
  await subscribe("discord", channel);
  const alone = await discord.fill("settings", {}, { inPrivate: true, channel });
  expect(discord.textOf(alone)).toContain("Newest pinned");
  expect(discord.textOf(alone)).not.toMatch(/Role to mention|Thread for each post/);
});

test("in Telegram buttons change each setting in place, and what is typed does the same", async () => {
  const telegram = await TelegramStandIn.start();
  undo.push(() => telegram.stop());
  const bot = telegramBot(telegram, store, { dispatcher: dispatcher() });
  await bot.start();
  undo.push(() => bot.stop());
  await subscribe("telegram", "77");
  const form = await telegram.say("/settings");
  const shown = await telegram.press(form, "Shown as");
  expect(shown.id).toBe(form.id);
  expect(shown.text).toContain("Now: card");
  const back = await telegram.press(shown, "title only");
  expect(back.text).toContain("Shown as  title only");
  await telegram.press(await telegram.press(back, "Quiet hours"), "Back");

  const typed = async (line: string): Promise<string> => (await telegram.say(line)).text;
  expect(await typed("/settings quiet 23-8")).toContain("23:00–08:00");
  expect(await typed("/settings quiet none")).toContain("Quiet hours  no");
  expect(await typed("/settings language 简体中文")).toContain("中文");
  expect(await typed("/settings language=pt_BR")).toContain("português");
  expect(await typed("/settings digest weekly")).toContain("weekly");
  expect(await typed("/settings zone Asia/Tokyo")).toContain("Asia/Tokyo");
  for (const [field, value] of [
    ["language", "klingon"],
    ["language", "entirely"],
    ["quiet", "all day"],
    ["at", "25:00"],
    ["zone", "Mars/Base"],
    ["silent", "perhaps"],
    ["show", "__proto__"],
  ] as const)
    expect(await typed(`/settings ${field} ${value}`), value).toContain(`“${value}” does not fit here.`);
  expect(await typed("/settings volume 11")).toContain("There is no setting “volume”.");
  expect(await kept("telegram", "77")).toMatchObject({
    locale: "pt-BR",
    wishes: { show: "title", quiet: null, digest: "weekly", timezone: "Asia/Tokyo", silent: false },
  });
});

test("what the owner set in the configuration is changed there alone", async () => {
  const discord = await onDiscord();
  await subscribe("discord", ids.text, "config");
  const said = discord.textOf(await discord.command("settings", { field: "silent", value: "on" }, MANAGER));
  expect(said).toContain("in the configuration");
  expect((await kept("discord", ids.text))?.wishes.silent).toBe(false);
});

test("a place that wants titles only is sent title and link, no card", async () => {
  const compose = composer(libraryOf(posts), store);
  const to = await subscribe("discord", ids.text);
  const row = { post_id: posts[0]?.id ?? "" } as Parameters<typeof compose>[0][number];
  const reply = await compose([row], { ...to, wishes: { ...to.wishes, show: "title" } });
  if (typeof reply === "string") throw new Error(reply);
  expect(reply.card).toBeUndefined();
  expect(reply.title).toBe("How to do work that gets used");
  expect(reply.buttons.flatMap((button) => ("url" in button ? [button.url] : []))).toEqual([
    "https://blog.example/useful/",
  ]);
});

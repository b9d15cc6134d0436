// What Discord shows of the bot before anybody asks: the application's words, its install link, one greeting in a server.
import { expect, test } from "vitest";
import { ids, type DiscordStandIn } from "../../stand-in/discord/stand-in.js";
import type { Store } from "../../../src/store/store.js";
import { botFor, eachOverStore, type Bot } from "./bot.js";

let discord: DiscordStandIn;
let store: Store;
const running = eachOverStore<Bot>((...both) => ([discord, store] = both));
const stop = async (): Promise<void> => void (await Promise.all(running.splice(0).map((bot) => bot.stop())));

async function start(more: Parameters<typeof botFor>[1] = {}) {
  const bot = botFor(discord, { store, ...more });
  running.push(bot);
  await bot.start();
  await discord.until(
    () => bot.log.lines.some((line) => line.includes("commands registered")),
    () => bot.log.lines.join("\n"),
  );
  return bot;
}
const patches = () =>
  discord.world.calls.filter(({ method, path }) => method === "PATCH" && path === "/applications/@me");
const looked = () =>
  discord.world.calls.filter(({ method, path }) => method === "GET" && path === "/applications/@me");
/** Until the bot has looked at its application so many times, and done what it does about it. */
const described = async (times: number, { log }: Bot): Promise<void> => {
  await discord.until(
    () => looked().length >= times,
    () => log.lines.join("\n"),
  );
  await stop();
};

test("what is empty is set once: description, tags and the rights that the install link asks for", async () => {
  discord.world.application = { description: "", tags: [], integration_types_config: { "0": {}, "1": {} } };
  const bot = await start({ fallbackLocale: () => "de" });
  await discord.until(
    () => patches().length === 1 && bot.log.lines.some((line) => line.includes("is set")),
    () => bot.log.lines.join("\n"),
  );
  await stop();
  const { application } = discord.world;
  expect(application["description"]).toMatch(/^Ich kenne die Beiträge von Ada's blog/);
  expect(application["tags"]).toEqual(["blog", "search", "news"]);
  expect(application["integration_types_config"]).toMatchObject({
    "0": { oauth2_install_params: { scopes: ["bot", "applications.commands"], permissions: "274878024704" } },
    "1": { oauth2_install_params: { scopes: ["applications.commands"], permissions: "0" } },
  });
  await described(2, await start());
  expect(patches()).toHaveLength(1);
  // The owner took the words away: they stay away.
  discord.world.application = { ...discord.world.application, description: "" };
  await described(3, await start());
  expect(patches()).toHaveLength(1);
});

test("an owner's words and own install link are never overwritten", async () => {
  const own = { scopes: ["bot"], permissions: "8" };
  const application = {
    description: "Mine",
    tags: ["mine"],
    integration_types_config: { "0": { oauth2_install_params: own } },
  };
  discord.world.application = application;
  await described(1, await start());
  discord.world.application = {
    ...application,
    integration_types_config: {},
    custom_install_url: "https://x.example",
  };
  await described(2, await start());
  expect(patches()).toEqual([]);
});

test("a refusal is told and keeps nobody from being answered", async () => {
  discord.fail({
    on: /^PATCH \/applications/,
    how: { status: 403, body: { code: 20012, message: "Not yours" } },
  });
  const bot = await start();
  await discord.until(
    () => bot.log.lines.some((line) => line.includes("could not be described")),
    () => bot.log.lines.join("\n"),
  );
  expect(discord.textOf(await discord.command("latest"))).toContain("How to do work that gets used");
});

const greetings = () =>
  discord.world
    .shown(ids.text)
    .map((message) => discord.textOf(message))
    .filter((text) => text.includes("/help"));
/** The bot is let in; resolves when it has dealt with that. */
async function letIn(): Promise<void> {
  discord.gateway.dispatch("GUILD_DELETE", { id: ids.guild });
  discord.gateway.welcome();
  await discord.command("latest");
}

test("a server is greeted once in the channel of its welcomes, also over a restart", async () => {
  await start({ greets: true });
  await letIn();
  await discord.until(
    () => greetings().length === 1,
    () => "no greeting",
  );
  expect(greetings()[0]).toContain("I know the posts of Ada's blog");
  expect(greetings()[0]).toContain("/subscribe");
  await letIn();
  await stop();
  await start({ greets: true });
  await letIn();
  await letIn();
  expect(greetings()).toHaveLength(1);
});

test("no greeting where it is off, as it is unless told, or where the bot may not write; given the right, one", async () => {
  await start();
  await letIn();
  await letIn();
  await stop();
  discord.world.everyone = "1024";
  await start({ greets: true });
  await letIn();
  await letIn();
  expect(greetings()).toEqual([]);
  discord.world.everyone = "3072";
  await letIn();
  await discord.until(
    () => greetings().length === 1,
    () => "no greeting",
  );
});

// Whether a forum is open to the bot: by its rights, for no call of Discord's only tries.
import { afterEach, beforeEach, expect, test } from "vitest";
import { discordMessenger } from "../../../src/chat/discord/messenger.js";
import { DiscordStandIn, ids, TOKEN } from "../../stand-in/discord/stand-in.js";
let discord: DiscordStandIn;
beforeEach(async () => void (discord = await DiscordStandIn.start()));
afterEach(() => discord.stop());

const SEND = { allow: "2048", deny: "0" };
const NO_SEND = { allow: "0", deny: "2048" };
test.each([
  { name: "is forbidden to everybody", rules: [{ id: ids.guild, ...NO_SEND }], may: "no" },
  { name: "is hidden from the bot", rules: [{ id: ids.bot, allow: "0", deny: "1024" }], may: "no" },
  {
    name: "is forbidden to everybody but a role of the bot",
    rules: [
      { id: ids.guild, ...NO_SEND },
      { id: ids.role, ...SEND },
    ],
    may: "yes",
  },
  {
    name: "is forbidden to the bot alone",
    rules: [
      { id: ids.role, ...SEND },
      { id: ids.bot, ...NO_SEND },
    ],
    may: "no",
  },
  { name: "is forbidden to another role", rules: [{ id: ids.ada, ...NO_SEND }], may: "yes" },
  {
    name: "is forbidden to administrators too",
    rules: [{ id: ids.bot, ...NO_SEND }],
    all: "8",
    may: "yes",
  },
  {
    name: "is in a server where the bot is timed out",
    rules: [],
    timedOut: "2999-01-01T00:00:00Z",
    may: "no",
  },
  {
    name: "is in a server where the bot was timed out",
    rules: [],
    timedOut: "2020-01-01T00:00:00Z",
    may: "yes",
  },
])("a forum that $name: may is $may", async ({ rules, may, all = "3072", timedOut = null }) => {
  const { world } = discord;
  const messenger = discordMessenger(TOKEN, discord.apiUrl);
  world.channels.set(ids.forum, { ...world.channels.get(ids.forum)!, permission_overwrites: rules });
  Object.assign(world, { everyone: all, timedOut });
  expect(
    await messenger.check({ platform: "discord", address: ids.forum }, new AbortController().signal),
  ).toMatchObject({ may });
});

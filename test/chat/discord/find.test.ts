// Whether a message arrived, as Discord's history tells it: channels, forums, and what may not be read.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { discordMessenger } from "../../../src/chat/discord/messenger.js";
import type { Messenger } from "../../../src/delivery/messenger.js";
import { aPost } from "../../fixtures/a-post.js";
import { DiscordStandIn, ids, rateLimited, TOKEN } from "../../stand-in/discord/stand-in.js";
import { cardReply, deliveryOf, error, placeOf, sentBy } from "./deliveries.js";

describe("in Discord's history", () => {
  let discord: DiscordStandIn;
  let messenger: Messenger;
  const never = new AbortController().signal;
  const delivery = (address: string) => deliveryOf(cardReply(aPost()), address);
  const sent = (address: string) => sentBy(messenger, delivery(address));

  beforeEach(async () => {
    discord = await DiscordStandIn.start();
    messenger = discordMessenger(TOKEN, discord.apiUrl);
  });
  afterEach(() => discord.stop());

  test("a delivery is found in the history by its key, and only by its own", async () => {
    const before = new Date();
    const message = await sent(ids.text);
    const find = (key: string) => messenger.find(placeOf(ids.text), { key, link: null }, before, never);
    expect(await find("delivery-1")).toEqual({ kind: "found", message });
    expect(await find("delivery-2")).toEqual({ kind: "absent" });
    await messenger.edit(message, delivery(ids.text), never);
    expect(await find("delivery-1")).toEqual({ kind: "found", message });
  });

  test("a history that may not be read is unknown", async () => {
    discord.fail({ on: /GET \/channels\/\d+\/messages/, how: error(403, 50001, "Missing Access") });
    expect(await messenger.find(placeOf(ids.text), { key: "k", link: null }, new Date(), never)).toEqual({
      kind: "unknown",
    });
  });

  test.each([
    ["channel", ids.text],
    ["forum", ids.forum],
  ])("a delivery is found in a %s though our clock is a day ahead", async (_, address) => {
    const message = await sent(address);
    const since = new Date(Date.now() + 86_400_000);
    const find = (key: string) => messenger.find(placeOf(address), { key, link: null }, since, never);
    expect(await find("delivery-1")).toEqual({ kind: "found", message });
    expect(await find("delivery-2")).toEqual({ kind: "absent" });
  });

  test.each([
    ["", 0],
    [" though our clock was a day ahead", 86_400_000],
  ])("a delivery is found behind hundreds of others%s", async (_, ahead) => {
    const before = new Date(Date.now() + ahead);
    const message = await sent(ids.text);
    const [own] = discord.world.shown(ids.text);
    for (let n = 0; n < 250; n += 1) {
      const id = discord.world.snowflake();
      discord.world.messages.set(id, { ...own!, id, components: [] });
    }
    const find = (key: string) => messenger.find(placeOf(ids.text), { key, link: null }, before, never);
    expect(await find("delivery-1")).toEqual({ kind: "found", message });
    expect(await find("delivery-2")).toEqual({ kind: "absent" });
  });

  test("a history of which nothing is shown, though there is one, is unknown", async () => {
    const message = await sent(ids.text);
    const channel = discord.world.channels.get(ids.text)!;
    discord.world.channels.set(ids.text, { ...channel, last_message_id: message });
    const find = (since: Date) =>
      messenger.find(placeOf(ids.text), { key: "delivery-2", link: null }, since, never);
    expect(await find(new Date())).toEqual({ kind: "absent" });
    discord.fail({ on: /GET \/channels\/\d+\/messages/, times: 2, how: { status: 200, body: [] } });
    expect(await find(new Date())).toEqual({ kind: "unknown" });
    // Nothing was written since then.
    expect(await find(new Date(Date.now() + 3_600_000))).toEqual({ kind: "absent" });
  });

  test("a channel that shuts the bot out is closed, and one that does not answer is asked again later", async () => {
    const find = () => messenger.find(placeOf(ids.text), { key: "k", link: null }, new Date(), never);
    discord.fail({ on: /GET \/channels\/\d+$/, times: 1, how: error(403, 50001, "Missing Access") });
    expect(await find()).toMatchObject({ kind: "closed", reason: { text: "Missing Access (50001)" } });
    discord.fail({ on: /GET \/channels\/\d+$/, times: 1, how: { status: 502 } });
    expect(await find()).toMatchObject({ kind: "later" });
  });

  test("a history that does not answer is asked again later", async () => {
    for (const how of [{ status: 502 }, "cut" as const]) {
      discord.fail({ on: /GET \/channels\/\d+\/messages/, times: 1, how });
      expect(
        await messenger.find(placeOf(ids.text), { key: "k", link: null }, new Date(), never),
      ).toMatchObject({
        kind: "later",
      });
    }
    discord.fail({ on: /GET \/channels\/\d+\/messages/, times: 1, how: rateLimited(2) });
    expect(await messenger.find(placeOf(ids.text), { key: "k", link: null }, new Date(), never)).toEqual({
      kind: "later",
      after: 2000,
    });
  });

  test("a forum's thread is found after it was archived, behind those of others and one without a message", async () => {
    const message = await sent(ids.forum);
    const [own = ""] = message.split("/");
    const { channels } = discord.world;
    const archive = (id: string, days: number, owner_id = channels.get(own)?.owner_id ?? ""): void => {
      const at = new Date(Date.now() + days * 86_400_000).toISOString();
      const thread_metadata = { archived: true, locked: false, archive_timestamp: at };
      channels.set(id, { id, type: 11, name: "A thread", parent_id: ids.forum, owner_id, thread_metadata });
    };
    archive(own, 3);
    archive(discord.world.snowflake(), 4);
    for (let n = 0; n < 120; n += 1) archive(discord.world.snowflake(), 5 + n, "1");
    const find = (key: string) =>
      messenger.find(placeOf(ids.forum), { key, link: null }, new Date(Date.now() - 1000), never);
    expect(await find("delivery-1")).toEqual({ kind: "found", message });
    expect(await find("delivery-2")).toEqual({ kind: "absent" });
    expect(discord.world.calls.filter(({ path }) => path.includes("/messages/"))).toHaveLength(3);
  });

  test("each thread's message in a forum is asked for once, however many deliveries are looked for", async () => {
    for (let n = 0; n < 30; n += 1) await sent(ids.forum);
    const find = (key: string) => messenger.find(placeOf(ids.forum), { key, link: null }, new Date(0), never);
    for (let n = 0; n < 3; n += 1) expect(await find("delivery-2")).toEqual({ kind: "absent" });
    expect(discord.world.calls.filter(({ path }) => path.includes("/messages/"))).toHaveLength(30);
  });
});

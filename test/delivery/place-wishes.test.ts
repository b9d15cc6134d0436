// How a place is told as it wishes, from the outbox to the message on both platforms: own words, preview, pin, thread.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { discordMessenger } from "../../src/chat/discord/messenger.js";
import { telegramMessenger } from "../../src/chat/telegram/messenger.js";
import { richUse } from "../../src/chat/telegram/rich/use.js";
import { aPost } from "../fixtures/a-post.js";
import { DiscordStandIn, ids, TOKEN } from "../stand-in/discord/stand-in.js";
import { chats, TelegramStandIn } from "../stand-in/telegram/stand-in.js";
import { databases } from "../store/databases.js";
import { until } from "../until.js";
import { workerRoom } from "./worker-room.js";

const SUPPRESS_EMBEDS = 1 << 2;
const cover = "https://blog.example.org/cover.png";
const one = aPost({ slug: "one", title: "One <b>&</b> _two_", tags: ["tea"], cover });
const two = aPost({ slug: "two" });
const OWN = { template: "Read *this*: {title}\n{tags}\n{url}" };

const [kind] = databases;
if (!kind) throw new Error("no database to test on");
const room = workerRoom(kind);
afterEach(() => room.stopAll());

describe("in Telegram", () => {
  let telegram: TelegramStandIn;
  beforeEach(async () => {
    telegram = await TelegramStandIn.start();
    room.start({ messenger: telegramMessenger(telegram.token, telegram.url, richUse("auto")) });
  });
  afterEach(async () => {
    await room.stopAll();
    await telegram.stop();
  });
  const group = String(chats.group.id);
  const shown = () => telegram.shown(chats.group);

  test("own words come escaped, with the buttons and the preview of the post", async () => {
    await room.subscribe(group, OWN, "telegram");
    await room.tell(one);
    await room.settled("done");
    const [message] = shown();
    expect(message?.text).toBe(`Read *this*: One <b>&</b> _two_\n#tea\n${one.url}`);
    expect(message?.preview).toBe(one.url);
    expect(message?.keyboard.flat().map(({ text }) => text)).toContain("Read on the blog");
  });

  test.each([
    ["a card", {}],
    ["own words", OWN],
  ])("without a preview, %s has neither that nor a picture", async (_, wishes) => {
    await room.subscribe(group, { ...wishes, preview: false }, "telegram");
    await room.tell(one);
    await room.settled("done");
    expect(shown()).toHaveLength(1);
    expect(shown()[0]?.preview).toBeNull();
    expect(JSON.stringify(telegram.server.calls)).not.toContain(cover);
  });

  test("the newest is pinned without a sound, in place of the one before", async () => {
    await room.subscribe(group, { pin: true }, "telegram");
    await room.tell(one);
    await until(() => telegram.world.pinned.length === 1, "a pinned message");
    await room.tell(two);
    await room.settled("done", "done");
    const [, second] = shown();
    const newest = { chat: chats.group.id, message: second?.id, quiet: true };
    await until(() => telegram.world.pinned[0]?.message === second?.id, "the newest pinned");
    expect(telegram.world.pinned).toEqual([newest]);
  });

  test("where it may not pin, the message counts as sent all the same, once", async () => {
    const refusal = { code: 400, description: "Bad Request: not enough rights to manage pinned messages" };
    telegram.server.fail("pinChatMessage", refusal);
    await room.subscribe(group, { pin: true }, "telegram");
    await room.tell(one);
    await room.settled("done");
    await until(
      () => telegram.server.calls.some(({ method }) => method === "pinChatMessage"),
      "a try to pin",
    );
    await room.stopAll();
    expect(shown()).toHaveLength(1);
    expect(await room.states()).toEqual(["done"]);
  });
});

describe("in Discord", () => {
  let discord: DiscordStandIn;
  beforeEach(async () => {
    discord = await DiscordStandIn.start();
    room.start({ messenger: discordMessenger(TOKEN, discord.apiUrl) });
  });
  afterEach(async () => {
    await room.stopAll();
    await discord.stop();
  });
  const shown = (channel: string = ids.text) => discord.world.shown(channel);
  const threads = (of: string = ids.text) =>
    [...discord.world.channels.values()].filter(({ parent_id }) => parent_id === of);

  test("own words come escaped; in a forum their thread bears the post's title", async () => {
    await room.subscribe(ids.text, OWN);
    await room.subscribe(ids.forum, { ...OWN, preview: false });
    await room.tell(one);
    await room.settled("done", "done");
    const [message] = shown();
    expect(discord.textOf(message!)).toContain(`Read \\*this\\*: One \\<b\\>&\\</b\\> \\_two\\_\n\\#tea\n`);
    expect(discord.textOf(message!)).toContain(one.url);
    const [thread] = threads(ids.forum);
    expect(thread).toMatchObject({ name: "One <b>&</b> _two_" });
    const [first] = shown(thread?.id);
    expect((first?.flags ?? 0) & SUPPRESS_EMBEDS).toBe(SUPPRESS_EMBEDS);
  });

  test("without a preview a card has no picture", async () => {
    await room.subscribe(ids.text, { preview: false });
    await room.subscribe(ids.announcements);
    await room.tell(one);
    await room.settled("done", "done");
    expect(JSON.stringify(shown())).not.toContain(cover);
    expect(JSON.stringify(shown(ids.announcements))).toContain(cover);
  });

  test("each message has a thread of its own where that is wished, and where there are none it is sent alone", async () => {
    await room.subscribe(ids.text, { discuss: true });
    await room.subscribe(ids.forum, { discuss: true });
    await room.tell(one);
    await room.settled("done", "done");
    expect(threads()).toMatchObject([{ id: shown()[0]?.id, name: "One <b>&</b> _two_" }]);
    expect(threads(ids.forum)).toHaveLength(1);
    discord.fail({
      on: /POST .*\/messages\/\d+\/threads/,
      times: 1,
      how: { status: 403, body: { code: 50013, message: "Missing Permissions" } },
    });
    await room.tell(two);
    await room.settled("done", "done", "done", "done");
    expect(shown()).toHaveLength(2);
    expect(threads()).toHaveLength(1);
  });

  test("the newest is pinned in place of the one before; in a forum nothing is", async () => {
    await room.subscribe(ids.text, { pin: true });
    await room.subscribe(ids.forum, { pin: true });
    await room.tell(one);
    await room.settled("done", "done");
    await until(() => discord.world.pinned.size === 1, "a pinned message");
    await room.tell(two);
    await room.settled("done", "done", "done", "done");
    const newest = shown().at(-1)?.id ?? "";
    await until(() => discord.world.pinned.has(newest), "the newest pinned");
    expect([...discord.world.pinned]).toEqual([newest]);
  });

  test("what was killed before it pinned leaves no older message pinned", async () => {
    await room.stopAll();
    await room.subscribe(ids.text, { pin: true });
    const messenger = discordMessenger(TOKEN, discord.apiUrl);
    const [first, second, third] = [one, two, aPost({ slug: "three" })];
    const told = async (post: typeof one, count: number, pins: boolean) => {
      room.start({ messenger: pins ? messenger : { ...messenger, pin: async () => {} } });
      await room.tell(post);
      await room.settled(...Array.from({ length: count }, () => "done"));
      await room.stopAll();
    };
    await told(first, 1, true);
    await told(second, 2, false);
    await told(third, 3, true);
    expect([...discord.world.pinned]).toEqual([shown().at(-1)?.id]);
  });

  test("what was killed before it knew of its message pins it when it finds it", async () => {
    await room.stopAll();
    await room.subscribe(ids.text, { pin: true });
    const messenger = discordMessenger(TOKEN, discord.apiUrl);
    room.start({
      messenger: {
        ...messenger,
        async deliver(...given) {
          await messenger.deliver(...given);
          return { kind: "uncertain", reason: { code: "no-answer" } };
        },
      },
    });
    await room.tell(one);
    await room.settled("uncertain");
    room.later(600_000);
    await room.settled("done");
    await room.stopAll();
    expect(shown()).toHaveLength(1);
    expect([...discord.world.pinned]).toEqual([shown()[0]?.id]);
  });
});

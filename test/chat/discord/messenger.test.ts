// Pushing in Discord: the contract of every messenger, and what only Discord has.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { discordMessenger } from "../../../src/chat/discord/messenger.js";
import type { Delivery, Messenger } from "../../../src/delivery/messenger.js";
import { localeFor } from "../../../src/locale/locale.js";
import { announcement } from "../../../src/reply/announcement.js";
import { cardOf } from "../../../src/reply/card.js";
import { seal } from "../../../src/reply/seal.js";
import { messengerContract } from "../../contract/messenger.js";
import { aPost } from "../../fixtures/a-post.js";
import { DiscordStandIn, ids, rateLimited, TOKEN } from "../../stand-in/discord/stand-in.js";
import { cardReply, deliveryOf, error, mishaps, placeOf, sentBy } from "./deliveries.js";

const SILENT = 1 << 12;

messengerContract("Discord", async () => {
  const discord = await DiscordStandIn.start();
  return {
    messenger: discordMessenger(TOKEN, discord.apiUrl),
    place: placeOf(ids.text),
    nowhere: placeOf("900000000000009999"),
    offline: discordMessenger(TOKEN, "http://127.0.0.1:9/api"),
    shown: () =>
      discord.world
        .shown(ids.text)
        .map((one) => ({ text: discord.textOf(one), silent: (one.flags & SILENT) !== 0 })),
    next: (mishap) => discord.fail({ on: /POST \/channels\/\d+\/messages/, times: 1, ...mishaps[mishap] }),
    stop: () => discord.stop(),
  };
});

describe("in Discord", () => {
  let discord: DiscordStandIn;
  let messenger: Messenger;
  const never = new AbortController().signal;
  const post = aPost({ title: "A chart of the coast", tags: ["slam", "maps"], categories: [["随笔"]] });
  const card = cardReply(post);
  const delivery = (address: string, more?: Partial<Delivery>) => deliveryOf(card, address, more);
  const deliver = (address: string, more?: Partial<Delivery>) =>
    messenger.deliver(delivery(address, more), never);
  const sent = (address: string, more?: Partial<Delivery>) => sentBy(messenger, delivery(address, more));

  beforeEach(async () => {
    discord = await DiscordStandIn.start();
    messenger = discordMessenger(TOKEN, discord.apiUrl);
  });
  afterEach(() => discord.stop());

  test("the same delivery tried again is one message", async () => {
    discord.fail({ on: /POST \/channels/, times: 1, how: { status: 502 }, stored: true });
    expect(await deliver(ids.text)).toMatchObject({ kind: "uncertain" });
    const again = await sent(ids.text);
    expect(discord.world.shown(ids.text).map(({ id }) => id)).toEqual([again]);
  });

  test("how much goes out in a second is for the rate limiter and Discord to say, not for the client", async () => {
    // discord.js counts calls by the clock, and would go on refusing them when that was set back.
    const checks = Array.from({ length: 60 }, () => messenger.check(placeOf(ids.text), never));
    expect(new Set((await Promise.all(checks)).map(({ may }) => may))).toEqual(new Set(["yes"]));
  });

  test("only the role that was asked for is mentioned, and not again by an edit", async () => {
    const message = await sent(ids.text, { mention: ids.role });
    const [shown] = discord.world.shown(ids.text);
    expect(discord.textOf(shown!)).toContain(`<@&${ids.role}>`);
    expect(shown!.allowed_mentions).toEqual({ parse: [], roles: [ids.role] });
    await messenger.edit(message, delivery(ids.text, { mention: ids.role }), never);
    const edit = discord.world.calls.findLast(({ method }) => method === "PATCH");
    expect(edit?.body).toMatchObject({ allowed_mentions: { parse: [] } });
  });

  test("what is no role is not mentioned", async () => {
    await sent(ids.text, { mention: "@everyone" });
    expect(discord.textOf(discord.world.shown(ids.text)[0]!)).not.toContain("@everyone");
  });

  test("a forum gets a thread with the post's title and the tags that match", async () => {
    const message = await sent(ids.forum, { mention: ids.role });
    const thread = [...discord.world.channels.values()].find(({ parent_id }) => parent_id === ids.forum)!;
    expect(thread).toMatchObject({
      name: "A chart of the coast",
      applied_tags: ["900000000000000501", "900000000000000502"],
    });
    const [first] = discord.world.shown(thread.id);
    expect(first!.content).toContain("A chart of the coast");
    expect(
      await messenger.find(placeOf(ids.forum), { key: "delivery-1", link: null }, new Date(), never),
    ).toEqual({
      kind: "found",
      message,
    });
    const renamed = { ...card, card: { ...card.card!, title: "A better chart" } };
    expect(await messenger.edit(message, delivery(ids.forum, { reply: renamed }), never)).toMatchObject({
      kind: "sent",
    });
    expect(discord.world.channels.get(thread.id)?.name).toBe("A better chart");
    const renames = (): number =>
      discord.world.calls.filter(
        ({ method, path }) => method === "PATCH" && path.endsWith(`/channels/${thread.id}`),
      ).length;
    const before = renames();
    await messenger.edit(message, delivery(ids.forum, { reply: renamed }), never);
    expect(renames()).toBe(before);
    expect(await messenger.remove(placeOf(ids.forum), message, never)).toMatchObject({ kind: "sent" });
    expect(discord.world.channels.has(thread.id)).toBe(false);
  });

  test("a forum that wants a tag gets one also for a post without a matching one", async () => {
    const forum = discord.world.channels.get(ids.forum)!;
    const [first, second] = forum.available_tags!;
    const available_tags = [{ ...first!, moderated: true }, second!];
    discord.world.channels.set(ids.forum, { ...forum, flags: 16, available_tags });
    const untagged = aPost({ title: "Untagged" });
    await sent(ids.forum, { reply: { ...card, card: cardOf(untagged, localeFor("en")), posts: [untagged] } });
    const thread = [...discord.world.channels.values()].find(({ parent_id }) => parent_id === ids.forum);
    expect(thread?.applied_tags).toEqual([second!.id]);
  });

  test("an announcement channel is crossposted when asked, ten times an hour at most", async () => {
    for (let n = 0; n < 12; n++) await sent(ids.announcements, { key: `news-${n}`, crosspost: true });
    const shown = discord.world.shown(ids.announcements);
    expect(shown).toHaveLength(12);
    expect(shown.filter(({ crossposted }) => crossposted)).toHaveLength(10);
    await sent(ids.text, { crosspost: true });
  });

  test("every call but the first waits for a turn", async () => {
    let turns = 0;
    const turn = (): Promise<void> => (turns++, Promise.resolve());
    /** The turns that a piece of work takes of its own, beside the one it was given, and its calls. */
    const counted = async (work: () => Promise<unknown>): Promise<readonly [number, number]> => {
      turns = 0;
      const before = discord.world.calls.length;
      await work();
      return [1 + turns, discord.world.calls.length - before];
    };
    const forum = delivery(ids.forum);
    const opened = await messenger.deliver(forum, never);
    const thread = opened.kind === "sent" ? opened.message : "";
    const now = new Date();
    const works = [
      () => messenger.deliver(delivery(ids.text), never, turn),
      () => messenger.deliver(delivery(ids.announcements, { crosspost: true, key: "c" }), never, turn),
      () => messenger.edit(thread, forum, never, turn),
      () => messenger.find(placeOf(ids.text), { key: "k", link: null }, now, never, turn),
      () => messenger.find(placeOf(ids.forum), { key: "k", link: null }, now, never, turn),
      () => messenger.check(placeOf(ids.text), never, turn),
      () => messenger.remove(placeOf(ids.forum), thread, never, turn),
    ];
    const pairs: (readonly [number, number])[] = [];
    for (const work of works) pairs.push(await counted(work));
    expect(pairs).toEqual(pairs.map(([, calls]) => [calls, calls]));
    expect(pairs.map(([, calls]) => calls)).toEqual([1, 2, 2, 2, 4, 2, 1]);
  });

  test("the plainest form has no picture and no button", async () => {
    const cover = { ...card, card: { ...card.card!, cover: "https://blog.example/c.png" } };
    await sent(ids.text, { reply: cover, plain: true });
    const [shown] = discord.world.shown(ids.text);
    expect(discord.textOf(shown!)).toContain("A chart of the coast");
    expect(JSON.stringify(shown!.components)).not.toMatch(/"type":(1|2|9|11)\b/);
  });

  test("a global limit concerns every place", async () => {
    discord.fail({ on: /POST \/channels/, times: 1, how: rateLimited(3, true) });
    expect(await deliver(ids.text)).toMatchObject({ kind: "retry", after: 3000, scope: "all" });
  });

  test.each([
    [10003, 404, "gone"],
    [10004, 404, "gone"],
    [50001, 403, "forbidden"],
    [50007, 403, "forbidden"],
    [50278, 403, "forbidden"],
    [20016, 400, "retry"],
    [20028, 400, "retry"],
    [40067, 400, "refused"],
    [50005, 403, "refused"],
    [50013, 403, "forbidden"],
    [50083, 400, "forbidden"],
    [160005, 400, "forbidden"],
    [160006, 400, "retry"],
    [40333, 403, "retry"],
    [999999, 403, "forbidden"],
    [0, 401, "retry"],
  ])("error %i (%i) of a new message is %s", async (code, status, kind) => {
    discord.fail({ on: /POST \/channels/, times: 1, how: error(status, code, "…") });
    expect(await deliver(ids.text)).toMatchObject({ kind });
  });

  test.each([
    [50005, 403, { kind: "unchangeable", gone: false }],
    [50013, 403, { kind: "not-allowed" }],
    [160005, 400, { kind: "not-allowed" }],
    [50021, 403, { kind: "unchangeable", gone: false }],
    [10008, 404, { kind: "unchangeable", gone: true }],
    [999999, 403, { kind: "not-allowed" }],
    [50001, 403, { kind: "forbidden" }],
    [10003, 404, { kind: "gone" }],
    [30046, 429, { kind: "retry" }],
    [50035, 400, { kind: "refused" }],
  ])("error %i (%i) of a change is %j", async (code, status, outcome) => {
    const message = await sent(ids.text);
    for (const on of [/PATCH \/channels\/\d+\/messages/, /DELETE \/channels/])
      discord.fail({ on, times: 2, how: error(status, code, "…") });
    expect(await messenger.edit(message, delivery(ids.text), never)).toMatchObject(outcome);
    expect(await messenger.remove(placeOf(ids.text), message, never)).toMatchObject(outcome);
  });

  test("a change in an archived thread opens it and archives it again; a locked one stays as it is", async () => {
    const message = await sent(ids.forum);
    const thread = [...discord.world.channels.values()].find(({ parent_id }) => parent_id === ids.forum)!;
    const archived = () => discord.world.channels.get(thread.id)?.thread_metadata?.archived;
    discord.world.channels.set(thread.id, { ...thread, thread_metadata: { archived: true, locked: false } });
    const better = { ...card, card: { ...card.card!, title: "A better chart" } };
    const edited = await messenger.edit(message, delivery(ids.forum, { reply: better }), never);
    expect(edited).toMatchObject({ kind: "sent" });
    expect(discord.world.shown(thread.id)[0]?.content).toContain("A better chart");
    expect(archived()).toBe(true);
    discord.world.channels.set(thread.id, { ...thread, thread_metadata: { archived: true, locked: true } });
    expect(await messenger.edit(message, delivery(ids.forum), never)).toMatchObject({
      kind: "not-allowed",
    });
    expect(discord.world.shown(thread.id)[0]?.content).toContain("A better chart");
  });

  test("a forum thread that somebody deleted takes its message along, not the forum", async () => {
    const message = await sent(ids.forum);
    discord.world.channels.delete(message.split("/")[0]!);
    const lost = { kind: "unchangeable", gone: true };
    expect(await messenger.remove(placeOf(ids.forum), message, never)).toMatchObject(lost);
    discord.fail({ on: /PATCH \/channels/, times: 1, how: error(404, 10003, "Unknown Channel") });
    expect(await messenger.edit(message, delivery(ids.forum), never)).toMatchObject(lost);
  });

  test("in a forum even the plainest message of a post without an address is found again", async () => {
    const alone = announcement([aPost({ title: "No address", url: null })], localeFor("en"));
    const reply = await seal(alone, {
      remember: () => Promise.resolve("k"),
      recall: () => Promise.resolve(null),
    });
    for (const plain of [false, true]) {
      const key = `forum-${String(plain)}`;
      const message = await sent(ids.forum, { reply, plain, key });
      const found = await messenger.find(placeOf(ids.forum), { key, link: null }, new Date(), never);
      expect(found).toEqual({ kind: "found", message });
    }
  });

  test("a channel closed to the bot is told at once, a forum is taken", async () => {
    expect(await messenger.check(placeOf(ids.closed), never)).toEqual({
      may: "no",
      reason: { code: "platform-says", text: expect.stringMatching(/Missing/) },
    });
    expect(await messenger.check(placeOf(ids.forum), never)).toEqual({ may: "yes" });
  });
});

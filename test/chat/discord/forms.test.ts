// Forms in Discord, by both ways: what they show, what becomes of what is chosen, and what a forged one can do.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { localeFor, locales } from "../../../src/locale/locale.js";
import type { Store } from "../../../src/store/store.js";
import { storeSubscriptionService } from "../../../src/store/subscription-service.js";
import { everything, type Wishes } from "../../../src/subscription/subscription.js";
import { aPost } from "../../fixtures/a-post.js";
import { DiscordStandIn, ids, type Who } from "../../stand-in/discord/stand-in.js";
import { dispatcherOf, newStore, posts } from "../telegram/bot.js";
import { LATE, ways, type Bot } from "./bot.js";

const MANAGER: Who = { permissions: String(1n << 4n) };
const many = Array.from({ length: 40 }, (_, n) => aPost({ slug: `p${n}`, tags: [`tag${n}`] }));
const ofTheWorld = [
  aPost({ slug: "one", tags: ["Rust", "slam"], categories: [["Notes", "Robots"]], authors: ["Ada"] }),
  aPost({ slug: "two", tags: ["Tips, tricks"], authors: ["Grace"] }),
];

const HOSTILE = [
  "</b><script>alert(1)</script>", "@everyone <@&1>", "\u202egnp.exe", "a\u0301".repeat(90), "```", "字".repeat(500),
  "x".repeat(101), "word:", "-", "{title}", "none", "__proto__", "[a](javascript:alert(1))", "👩‍👩‍👧‍👦".repeat(12),
]; // prettier-ignore

describe.each(ways)("over $way", ({ open }) => {
  let discord: DiscordStandIn;
  let store: Store;
  let bot: Bot | null;
  beforeEach(async () => {
    discord = await DiscordStandIn.start();
    store = await newStore();
    bot = null;
  });
  afterEach(async () => {
    await bot?.stop();
    await discord.stop();
    await store.close();
  });

  const start = async (written = ofTheWorld, limit = 10): Promise<void> => {
    const subscriptions = storeSubscriptionService(store, limit);
    const real = dispatcherOf(store, written, { subscriptions });
    bot = open(discord, { dispatcher: real });
    await bot.start();
  };
  const at = (address: string = ids.text) => store.subscriptions.at({ platform: "discord", address });
  const wishes = async (address?: string) => (await at(address))?.wishes;
  const subscribe = (given: Partial<Wishes>, origin: "chat" | "config" = "chat") =>
    store.subscriptions.put(
      {
        place: { platform: "discord", address: ids.text },
        wishes: { ...everything, ...given },
        origin,
        locale: "de",
      },
      1,
    );

  test("/subscribe asks for tags, channel, role, sound and digest, and subscribes to what is chosen", async () => {
    await start();
    const form = await discord.form("subscribe", MANAGER);
    expect(form.title).toBe("Hear of new posts here");
    expect(form.components.map(({ label, component: { type } }) => [label, type])).toEqual([
      ["Posts", 22],
      ["Channel", 8],
      ["Role to mention", 6],
      ["Without a sound", 23],
      ["Digest", 21],
    ]);
    expect(await at()).toBeNull();
    const chosen = {
      Posts: ["#slam", "Notes/Robots", "author:Grace", "#Tips, tricks"],
      "Role to mention": [ids.role],
      "Without a sound": true,
      Digest: ["weekly, on Mondays"],
    };
    const answer = await discord.submit(form, chosen, MANAGER);
    expect(answer.seenBy).toBeNull();
    expect(discord.textOf(answer)).toContain(
      "\\#Tips, tricks, Notes/Robots, author:Grace; without a sound; mentions role Readers",
    );
    expect(await wishes()).toMatchObject({
      tags: ["slam", "Tips, tricks"],
      categories: ["Notes/Robots"],
      authors: ["Grace"],
      mention: ids.role,
      silent: true,
      digest: "weekly",
    });
  });

  test("handed in as it is, it is every post", async () => {
    await start();
    await discord.fill("subscribe", {}, MANAGER);
    expect(await wishes()).toMatchObject(everything);
  });

  test("what is there is shown, and only what was changed changes", async () => {
    const before: Partial<Wishes> = {
      tags: ["Rust", "gone"],
      words: ["lidar"],
      mention: ids.role,
      silent: true,
      digest: "daily",
    };
    await start();
    await subscribe({ ...before, quiet: { from: "22:00", to: "07:00" }, pin: true });
    await discord.fill("subscribe", {}, MANAGER);
    const kept = { ...before, quiet: { from: "22:00", to: "07:00" }, pin: true };
    expect(await wishes()).toMatchObject(kept);
    expect((await at())?.locale).toBe("de");
    const next = { Posts: ["#gone", "word:lidar", "#slam"], "Role to mention": [], Digest: ["no"] };
    await discord.fill("subscribe", next, MANAGER);
    const after = { tags: ["gone", "slam"], words: ["lidar"], mention: null, silent: true, digest: null };
    expect(await wishes()).toMatchObject({ ...kept, ...after });
  });

  test("/settings asks the same with what is left out; its answer has all the rest", async () => {
    await start();
    await subscribe({ tags: ["slam"] });
    const form = await discord.form("settings", MANAGER);
    expect(form.components.map(({ label }) => label)).toEqual([
      "Posts", "Role to mention", "Without a sound", "Digest", "Left out",
    ]); // prettier-ignore
    const answer = await discord.submit(form, { "Left out": ["#Rust"] }, MANAGER);
    expect(answer.seenBy).toBe(ids.ada);
    expect(discord.textOf(answer)).toMatch(/Left out.*Rust/);
    expect(await wishes()).toMatchObject({ tags: ["slam"], without: ["Rust"] });
    // What is ticked to be heard of is left out no more.
    await discord.fill("settings", { Posts: ["#slam", "#Rust"], "Left out": [] }, MANAGER);
    expect(await wishes()).toMatchObject({ tags: ["slam", "Rust"], without: [] });
    await discord.fill("settings", { Posts: [] }, MANAGER);
    expect(await wishes()).toMatchObject({ tags: [] });
    const menu = await discord.choose(answer, "Quiet hours", MANAGER);
    await discord.choose(menu, "22:00-07:00", MANAGER);
    expect(await wishes()).toMatchObject({ quiet: { from: "22:00", to: "07:00" } });
  });

  test("over ten choices are a menu, of forty the first 25, those ticked first; the others stay", async () => {
    await start(many);
    const tags = ["tag39", "tag38", ...Array.from({ length: 30 }, (_, n) => `old${n}`)];
    await subscribe({ tags });
    const form = await discord.form("subscribe", MANAGER);
    const [{ component } = { component: null }] = form.components;
    expect(component?.type).toBe(3);
    await discord.submit(form, { Posts: [] }, MANAGER);
    expect((await wishes())?.tags).toHaveLength(tags.length - 25);
  });

  test("another channel of the server is subscribed by who may decide for it and where the bot may write", async () => {
    await start();
    const there = { Channel: [ids.announcements] };
    const answer = await discord.fill("subscribe", { ...there, Posts: ["#slam"] }, MANAGER);
    expect(discord.textOf(answer)).toContain("#news hears of: \\#slam.");
    expect(answer.seenBy).toBe(ids.ada);
    expect(await at()).toBeNull();
    expect(await wishes(ids.announcements)).toMatchObject({ tags: ["slam"] });
    // What it hears of is what is ticked now.
    await discord.fill("subscribe", { ...there, Posts: ["#Rust"] }, MANAGER);
    expect(await wishes(ids.announcements)).toMatchObject({ tags: ["Rust"] });

    const forum = { Channel: [ids.forum] };
    const no = await discord.fill("subscribe", forum, { ...MANAGER, elsewhere: { permissions: "1024" } });
    expect(discord.textOf(no)).toContain("Only those who manage");
    const mute = await discord.fill("subscribe", forum, {
      ...MANAGER,
      elsewhere: { app_permissions: "1024" },
    });
    expect(discord.textOf(mute)).toContain("“Send Messages”");
    expect(await at(ids.forum)).toBeNull();
  });

  test("a server has as many subscriptions as it may have, wherever they are made", async () => {
    await start(ofTheWorld, 1);
    await discord.fill("subscribe", {}, MANAGER);
    const answer = await discord.fill("subscribe", { Channel: [ids.announcements] }, MANAGER);
    expect(discord.textOf(answer)).toContain("has 1 subscriptions");
    expect(await at(ids.announcements)).toBeNull();
  });

  test("in private there is neither channel nor role to choose", async () => {
    await start();
    const who = { inPrivate: true, channel: "900000000000000801" };
    const form = await discord.form("subscribe", who);
    expect(form.components.map(({ label }) => label)).toEqual([
      "Posts",
      "Without a sound",
      "Digest",
      "Left out",
    ]);
    await discord.submit(form, {}, who);
    expect(await at(who.channel)).not.toBeNull();
  });

  test("who may not decide gets no form; what the owner set is changed there", async () => {
    await start();
    const member = await discord.command("subscribe", {}, { permissions: "3072" });
    expect(discord.textOf(member)).toContain("Only those who manage this chat");
    await subscribe({}, "config");
    for (const name of ["subscribe", "settings"])
      expect(discord.textOf(await discord.command(name, {}, MANAGER)), name).toContain(
        "in the configuration",
      );
  });

  test("forged and stale forms change nothing that their sender may not change", async () => {
    await start();
    const form = await discord.form("subscribe", MANAGER);
    // Somebody without rights, somebody else's, of another command, of none, too long.
    const component = (id: string, values: unknown[]) => ({
      type: 18,
      component: { type: 22, custom_id: id, values },
    });
    const taken = [
      await discord.submit(form, {}, { permissions: "3072" }),
      await discord.submit(form, {}, { ...MANAGER, user: ids.bob }),
      await discord.handIn({ custom_id: "1.900000000000000401.form.1|post|1|query=x", components: [] }),
      await discord.handIn({ custom_id: "1.900000000000000401.form.1|release|1|post=x", components: [] }),
      await discord.handIn({ custom_id: "nonsense", components: [component("to", ["slam"])] }, MANAGER),
      await discord.handIn({ custom_id: "", components: [{ type: 10 }] }, MANAGER),
      // A channel that Discord did not resolve: of another server.
      await discord.handIn(
        { custom_id: form.custom_id, components: [component("place", ["123456789012345678"])] },
        MANAGER,
      ),
    ];
    for (const message of taken) expect(message.seenBy).not.toBeNull();
    expect(await store.subscriptions.all()).toEqual([]);

    const wrong = [
      component("digest", ["hourly"]),
      component("role", ["@everyone"]),
      component("silent", ["?"]),
    ];
    for (const one of wrong.slice(0, 2)) {
      const said = await discord.handIn({ custom_id: form.custom_id, components: [one] }, MANAGER);
      expect(discord.textOf(said)).toContain("Please ask again");
    }
    expect(await store.subscriptions.all()).toEqual([]);
    const evil = Array.from({ length: 60 }, (_, n) => `${"x".repeat(n * 3)}<@&1> @everyone`);
    await discord.handIn(
      { custom_id: form.custom_id, components: [component("to", evil), component("__proto__", ["x"])] },
      MANAGER,
    );
    expect((await wishes())?.tags.length).toBeLessThanOrEqual(25);
  });

  test("a form that comes too late for Discord is a message with a button that opens it", async () => {
    const real = storeSubscriptionService(store, 10);
    let slow = true;
    const subscriptions = {
      ...real,
      async at(place: Parameters<typeof real.at>[0]) {
        if (slow) await new Promise((resolve) => setTimeout(resolve, 900));
        return real.at(place);
      },
    };
    bot = open(discord, { dispatcher: dispatcherOf(store, ofTheWorld, { subscriptions }), timing: LATE });
    await bot.start();
    const late = await discord.command("subscribe", {}, MANAGER);
    expect(discord.textOf(late)).toContain("Hear of new posts here");
    slow = false;
    const press = discord.send(
      3,
      { component_type: 2, custom_id: discord.button(late, "Subscribe")["custom_id"] },
      MANAGER,
      late,
    );
    await discord.until(
      () => press.form,
      () => "no form",
    );
    await discord.press(late, "every new post", MANAGER);
    expect(await wishes()).toMatchObject(everything);
  });
});

describe("every form is one that Discord takes", () => {
  let discord: DiscordStandIn;
  let store: Store;
  beforeEach(async () => {
    discord = await DiscordStandIn.start();
    store = await newStore();
  });
  afterEach(async () => {
    await discord.stop();
    await store.close();
  });

  test("in every language, with hostile tags, and for a blog without any", async () => {
    const evil = HOSTILE.map((text, n) =>
      aPost({ slug: `e${n}`, tags: [text], categories: [[text]], authors: [text] }),
    );
    for (const written of [evil, [], posts]) {
      const [{ open }] = ways;
      const subscriptions = storeSubscriptionService(store, 10);
      const bot = open(discord, { dispatcher: dispatcherOf(store, written, { subscriptions }) });
      await bot.start();
      for (const { tag } of locales) {
        const who = { ...MANAGER, locale: tag };
        const form = await discord.form("subscribe", who);
        expect(form.title).toBe(localeFor(tag).say.describeSubscribe);
        await discord.submit(form, {}, who);
        await discord.fill("settings", {}, who);
      }
      await bot.stop();
    }
  });
});

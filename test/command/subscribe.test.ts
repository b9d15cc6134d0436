// Subscribing by command: who may, what is taken, what is asked back, and what is kept.
import { aBody } from "../fixtures/a-body.js";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDispatcher } from "../../src/command/create-dispatcher.js";
import type { Asker, Dispatcher } from "../../src/command/dispatcher.js";
import type { Post } from "../../src/post/post.js";
import type { SealedReply } from "../../src/reply/reply.js";
import { createSearchIndex } from "../../src/search/create-search-index.js";
import { storeSubscriptionService } from "../../src/store/subscription-service.js";
import { openStore } from "../../src/store/open-store.js";
import type { Store } from "../../src/store/store.js";
import { everything } from "../../src/subscription/subscription.js";
import { unwanted } from "../../src/subscription/wanted.js";
import { aPost, factsOf } from "../fixtures/a-post.js";
import { platformSays } from "../../src/subscription/reason.js";

const place = { platform: "discord", address: "1" };
const asker: Asker = { locale: "en", place, mayManage: async () => true };
const posts = [
  aPost({ slug: "one", tags: ["Rust"], categories: [["Notes", "Robots"]] }),
  aPost({ slug: "two", tags: ["slam"] }),
];
let folder: string;
let store: Store;
let dispatcher: Dispatcher;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "postern-subscribe-"));
  store = await openStore({ dataDir: folder, databaseUrl: null });
  const index = createSearchIndex();
  await index.put(posts.map((post) => ({ post, body: aBody("") })));
  dispatcher = createDispatcher({
    library: {
      site: { title: "Blog", url: null, timezone: "Asia/Tokyo", lang: "en", generator: "plain" },
      visible: () => posts,
      get: (id) => posts.find((post) => post.id === id),
      article: async () => null,
    },
    index,
    memory: store,
    subscriptions: storeSubscriptionService(store, 10),
    onFault: (fault) => {
      throw fault;
    },
  });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const words = (reply: SealedReply): string => JSON.stringify([reply.title, reply.body]);
const wishes = async () => (await store.subscriptions.at(place))?.wishes;

it("subscribes to everything and offers the latest post by a button", async () => {
  const reply = await dispatcher.run("subscribe", {}, asker);
  expect(words(reply)).toContain("This chat hears of: every new post.");
  expect(reply.buttons.map((button) => button.label)).toEqual(["Latest: About one", "Settings of this chat"]);
  expect(await wishes()).toMatchObject({ tags: [], categories: [], silent: false, timezone: "Asia/Tokyo" });
});

it("takes tags and categories as the blog writes them, with options in a form or written behind them", async () => {
  const options = { silent: "true", digest: "daily", at: "9", quiet: "22:00-7", zone: "Europe/Berlin" };
  await dispatcher.run("subscribe", { to: "#rust, robots", ...options }, asker);
  const wanted = {
    tags: ["Rust"],
    categories: ["Notes/Robots"],
    silent: true,
    digest: "daily",
    digestAt: "09:00",
    quiet: { from: "22:00", to: "07:00" },
    timezone: "Europe/Berlin",
  };
  expect(await wishes()).toMatchObject(wanted);
  await dispatcher.run("subscribe", {}, asker);
  const line = "/subscribe rust, robots silent digest=daily at=9 quiet=22:00-7 zone=Europe/Berlin";
  await dispatcher.ask(line, asker);
  expect(await wishes()).toMatchObject(wanted);
});

it("adds tags to those there are, leaves out such as begin with -, and ends one alone", async () => {
  const said = async (line: string): Promise<string> => words(await dispatcher.ask(line, asker));
  expect(await said("/subscribe -slam")).toContain("every new post; but not #slam.");
  expect(await wishes()).toMatchObject({ tags: [], without: ["slam"] });
  // A tag that was left out is let in again, and every other stays.
  expect(await said("/subscribe slam")).toContain("This chat hears of: every new post.");
  expect(await said("/unsubscribe SLAM")).toContain("every new post; but not #slam.");
  expect(await said("/subscribe rust silent")).toContain("#Rust; but not #slam; without a sound.");
  await dispatcher.run("subscribe", { to: "slam, robots", quiet: "22:00-7" }, asker);
  expect(await wishes()).toMatchObject({
    tags: ["Rust", "slam"],
    categories: ["Notes/Robots"],
    without: [],
    silent: true,
    quiet: { from: "22:00", to: "07:00" },
  });
  expect(await said("/unsubscribe nonsense")).toContain("“nonsense” does not fit here.");
  expect(await said("/unsubscribe rust, notes/robots")).toContain("#slam; without a sound");
  expect(await said("/unsubscribe slam")).toContain("no more");
  expect(await wishes()).toBeUndefined();
  expect(await said("/subscribe")).toContain("every new post.");
});

it("ends, leaves out and lets in again a category by the name it was subscribed by", async () => {
  await dispatcher.run("subscribe", { to: "robots, slam" }, asker);
  await dispatcher.run("unsubscribe", { from: "robots" }, asker);
  expect(await wishes()).toMatchObject({ tags: ["slam"], categories: [] });
  await dispatcher.run("subscribe", {}, asker);
  await dispatcher.run("unsubscribe", { from: "robots" }, asker);
  const wanted = (await wishes()) ?? everything;
  expect(posts.map((post) => unwanted(wanted, post))).toEqual(["subject", null]);
  await dispatcher.run("subscribe", { to: "robots" }, asker);
  expect(await wishes()).toMatchObject({ tags: [], categories: [], without: [] });
});

it("keeps a bounded number of names, however many are added", async () => {
  for (let n = 0; n < 12; n++) {
    const to = Array.from({ length: 20 }, (_, at) => `-x${n}y${at}`).join(",");
    await dispatcher.run("subscribe", { to }, asker);
  }
  const { without = [] } = (await wishes()) ?? {};
  expect([without.length, without.at(-1)]).toEqual([100, "x11y19"]);
});

it("asks before it takes a tag that no post has, and takes it when told so", async () => {
  const reply = await dispatcher.run("subscribe", { to: "rusty" }, asker);
  expect(words(reply)).toContain("No post fits rusty");
  expect(await wishes()).toBeUndefined();
  const [yes, near] = reply.buttons;
  expect([yes?.label, near?.label]).toEqual(["Yes, subscribe", "# Rust"]);
  if (!yes || !("action" in yes)) throw new Error("the first button does nothing");
  await dispatcher.press(yes.action, asker);
  expect(await wishes()).toMatchObject({ tags: ["rusty"] });
});

it("lets only those who may decide, asked each time, and no one where nothing can be sent", async () => {
  const stranger = { ...asker, mayManage: async () => false };
  for (const name of ["subscribe", "unsubscribe", "why"])
    expect(words(await dispatcher.run(name, { query: "one" }, stranger))).toContain("Only those who manage");
  const confirm = await dispatcher.run("subscribe", { to: "rusty" }, asker);
  const [yes] = confirm.buttons;
  if (!yes || !("action" in yes)) throw new Error("the first button does nothing");
  await dispatcher.press(yes.action, stranger);
  expect(await wishes()).toBeUndefined();
  expect(words(await dispatcher.run("subscribe", {}, { locale: "en" }))).toContain(
    "Ask there with /subscribe",
  );
});

it("takes a role that was chosen, and says so", async () => {
  const reply = await dispatcher.run("subscribe", { role: "<@&234567890123456789>" }, asker);
  expect(words(reply)).toContain("every new post; mentions role 234567890123456789.");
  expect((await wishes())?.mention).toBe("234567890123456789");
});

it("says what is wrong with a time, a zone, a role, and changes nothing", async () => {
  for (const args of [
    { at: "noon" },
    { quiet: "22:00" },
    { zone: "Mars/Base" },
    { at: "24:00" },
    { role: "readers" },
  ])
    expect(words(await dispatcher.run("subscribe", args, asker))).toMatch(/I do not (understand|know)/);
  expect(await wishes()).toBeUndefined();
});

it.each(["settings", "subscriptions", "unsubscribe", "language"])(
  "/%s where nothing is heard of yet offers to subscribe",
  async (command) => {
    const { buttons, ...said } = await dispatcher.run(command, {}, asker);
    // A reader may think that answers are meant.
    expect(JSON.stringify(said).includes("language of your app")).toBe(command === "language");
    expect(buttons).toEqual([{ label: "Subscribe", action: "1|subscribe|1" }]);
    await dispatcher.press("1|subscribe|1", asker);
    expect(await wishes()).toBeDefined();
  },
);

it("shows and ends a subscription", async () => {
  expect(words(await dispatcher.run("subscriptions", {}, asker))).toContain("hears of no posts");
  await dispatcher.run("subscribe", { to: "rust" }, asker);
  expect(words(await dispatcher.run("subscriptions", {}, asker))).toContain("#Rust");
  await dispatcher.run("unsubscribe", {}, asker);
  expect(await wishes()).toBeUndefined();
});

describe("why a post was or was not announced", () => {
  const [post] = posts as [Post, Post];
  const why = async (locale = "en") =>
    words(await dispatcher.run("why", { query: post.id }, { ...asker, locale }));
  const past = Date.UTC(2026, 4, 6, 7, 8);

  it("tells whether and when it was sent here, and how it fares elsewhere, without naming others", async () => {
    expect(await why()).toContain("I have not looked at");
    await dispatcher.run("subscribe", {}, asker);
    const other = { place: { platform: "discord", address: "2002" }, origin: "chat", locale: null } as const;
    await store.subscriptions.put({ ...other, wishes: everything }, past);
    await store.news.tell(post, factsOf(post), past);
    await store.news.update(post.id, { live_at: past });
    expect(await why()).toMatch(
      /Noticed 2026-05-06 16:08 Asia\/Tokyo.*Live 2026-05-06 16:08 Asia\/Tokyo.*Announced 2026-05-06 16:08 Asia\/Tokyo: sent to 0 places, to be sent to 2".*Comes here 2026-05-06 16:08 Asia\/Tokyo"/,
    );
    for (const row of await store.outbox.claimDue({
      platform: "discord",
      worker: "w",
      now: past + 1000,
      leaseUntil: past + 2000,
      limit: 9,
    })) {
      const held = { keys: [row.key], worker: "w" };
      const here = row.subscription_id === (await store.subscriptions.at(place))?.id;
      if (here) await store.outbox.finish(held, "m", past + 60_000);
      else await store.outbox.fail(held, platformSays("Missing Access"), past);
    }
    expect(await why()).toMatch(
      /sent to 1 place, failed for 1.*Sent here 2026-05-06 16:09 Asia\/Tokyo.*Failed: Missing/,
    );
    expect(await why()).not.toContain("2002");
    await store.news.takeBack(post.id, null, past);
    expect(await why("zh")).toMatch(
      /已发送 1、失败 1.*之后已撤回.*已于 2026-05-06 16:09 Asia\/Tokyo 发到这里/,
    );
    await store.subscriptions.remove(place);
    expect(await why()).toContain("Not sent here: this chat had not subscribed");
  });

  it("tells what it waits for, and why it is not announced at all", async () => {
    await store.news.record([{ ...factsOf(post), state: "waiting", reason: null }], past);
    expect(await why()).toMatch(/Not known to be live yet; looked at again 2026-05-06 16:08 Asia\/Tokyo/);
    await store.news.update(post.id, { reason: { code: "page-answers", status: 404 } });
    expect(await why()).toContain("Not known to be live yet: its page answers 404; looked at again");
    await store.news.update(post.id, { state: "held", reason: { code: "too-many-at-once" } });
    expect(await why()).toContain("Held: too many posts were new at once. The owner");
    await store.news.update(post.id, { state: "seen", reason: { code: "undated" } });
    expect(await why()).toContain("Not announced: it has no date");
    expect(await why("zh-TW")).toContain("未推播：沒有日期");
  });
});

it("completes the last of several names", () => {
  const labels = dispatcher.suggest("subscribe", "to", "slam, ru", asker).map(({ value }) => value);
  expect(labels).toContain("slam, Rust");
});

describe("a group or server", () => {
  const topic = (n: number): Asker => ({
    ...asker,
    place: { platform: "discord", address: `-100/${n}` },
    isBeside: (address) => address.startsWith("-100/"),
  });
  const subscribed = async (): Promise<number> => (await store.subscriptions.all()).length;

  it("has ten subscriptions by its members at most; those that are there can be changed and ended", async () => {
    await store.subscriptions.put(
      {
        place: { platform: "discord", address: "-100/99" },
        wishes: everything,
        origin: "config",
        locale: null,
      },
      0,
    );
    for (let n = 1; n <= 10; n += 1) await dispatcher.run("subscribe", {}, topic(n));
    expect(await subscribed()).toBe(11);
    expect(words(await dispatcher.run("subscribe", {}, topic(11)))).toContain("has 10 subscriptions");
    expect(await subscribed()).toBe(11);
    expect(words(await dispatcher.run("subscribe", { to: "Rust" }, topic(10)))).toContain("Rust");
    await dispatcher.run("subscribe", {}, asker);
    await dispatcher.run("unsubscribe", {}, topic(1));
    await dispatcher.run("subscribe", {}, topic(11));
    expect(await subscribed()).toBe(12);
  });
});

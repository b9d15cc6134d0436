// The form of a subscription: everything that can be typed can be pressed, and what is kept of it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDispatcher } from "../../src/command/create-dispatcher.js";
import type { Asker, Dispatcher } from "../../src/command/dispatcher.js";
import { toPlain } from "../../src/document/plain.js";
import type { SealedReply } from "../../src/reply/reply.js";
import { createSearchIndex } from "../../src/search/create-search-index.js";
import { openStore } from "../../src/store/open-store.js";
import type { Store } from "../../src/store/store.js";
import { storeSubscriptionService } from "../../src/store/subscription-service.js";
import { everything } from "../../src/subscription/subscription.js";
import { aBody } from "../fixtures/a-body.js";
import { aPost } from "../fixtures/a-post.js";

const place = { platform: "discord", address: "1" };
const asker: Asker = {
  locale: "en",
  place,
  mayManage: async () => true,
  extras: ["role", "preview", "pin", "discuss"],
  roles: () => [{ id: "234567890123456789", name: "Readers", mayBeOffered: true }],
};
const posts = [
  aPost({ slug: "one", tags: ["Rust"], categories: [["Notes", "Robots"]], authors: ["Ada"] }),
  aPost({ slug: "two", tags: ["slam"], authors: ["Grace Hopper"], lang: "eu" }),
  aPost({ slug: "three", tags: ["Tips, tricks"] }),
  ...Array.from({ length: 30 }, (_, n) => aPost({ slug: `t${n}`, tags: [`tag${n}`] })),
];
let folder: string;
let store: Store;
let dispatcher: Dispatcher;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "postern-settings-"));
  store = await openStore({ dataDir: folder, databaseUrl: null });
  const index = createSearchIndex();
  await index.put(posts.map((post) => ({ post, body: aBody("") })));
  dispatcher = createDispatcher({
    library: {
      site: { title: "Blog", url: null, timezone: null, lang: "en", generator: "plain" },
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
  await dispatcher.ask("/subscribe", asker);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const wishes = async () => (await store.subscriptions.at(place))?.wishes;
const say = (line: string, who = asker) => dispatcher.ask(line, who);
const textOf = (reply: SealedReply): string => toPlain(reply.body ?? []);

/** Presses the entries of lists by their labels, one after another. */
async function press(first: SealedReply, ...labels: string[]): Promise<SealedReply> {
  let reply = first;
  for (const label of labels) {
    const page = { "‹": reply.page?.previous, "›": reply.page?.next }[label];
    const state = page ?? reply.list?.find(({ title }) => title === label)?.action;
    if (state === undefined || state === null)
      throw new Error(`no ${label} among ${reply.list?.map(({ title }) => title).join(" | ")}`);
    reply = await dispatcher.press(state, asker);
  }
  return reply;
}

test("posts are chosen by ticks: tags, categories, authors, and again every post", async () => {
  const rust = await press(await say("/settings"), "Posts", "#Rust");
  expect(textOf(rust)).toContain("Now: #Rust");
  expect(rust.list?.map(({ title }) => title)).toContain("✓ #Rust");
  const more = await press(rust, "›", "author:Grace Hopper");
  // The next one is a press away on the same page.
  expect(more.page?.number).toBe(2);
  await press(more, "Notes/Robots");
  expect(await wishes()).toMatchObject({
    tags: ["Rust"],
    categories: ["Notes/Robots"],
    authors: ["Grace Hopper"],
  });
  const fewer = await press(more, "✓ author:Grace Hopper", "‹", "✓ #Rust");
  expect(await wishes()).toMatchObject({ tags: [], categories: ["Notes/Robots"], authors: [] });
  await press(fewer, "every new post");
  expect(await wishes()).toMatchObject({ tags: [], categories: [] });
});

test("a word is typed, shown among the ticks, and taken off by a press", async () => {
  expect(textOf(await say("/settings to"))).toContain("Or type it: /settings to word:lidar");
  const form = await say("/settings to word:point cloud");
  expect(await wishes()).toMatchObject({ words: ["point cloud"] });
  await press(form, "✓ word:point cloud");
  expect(await wishes()).toMatchObject({ words: [] });
  expect(textOf(await say("/settings to rusty"))).toContain("“rusty” does not fit here.");
});

test("a name with a comma in it is one name, pressed and typed", async () => {
  await press(await say("/settings to"), "›", "#Tips, tricks");
  expect(await wishes()).toMatchObject({ tags: ["Tips, tricks"] });
  await press(await say("/settings to"), "›", "✓ #Tips, tricks");
  await press(await say("/settings without"), "›", "#Tips, tricks");
  expect(await wishes()).toMatchObject({ tags: [], without: ["Tips, tricks"] });
  await say("/unsubscribe");
  await say("/subscribe tips, tricks");
  expect(await wishes()).toMatchObject({ tags: ["Tips, tricks"], without: [] });
});

test("what begins anew within a word is a name of its own, and is let in again as it was left out", async () => {
  await say("/unsubscribe");
  await say("/subscribe word:point cloud -word:lidar author:ada");
  const both = { words: ["point cloud"], authors: ["Ada"] };
  expect(await wishes()).toMatchObject({ ...both, without: ["word:lidar"] });
  await say("/unsubscribe -word:lidar");
  expect(await wishes()).toMatchObject({ ...both, without: [] });
  await say("/unsubscribe word:Point Cloud author:Ada");
  expect(await wishes()).toBeUndefined();
});

test("a word without a letter or digit, which no post has, is asked about", async () => {
  await say("/unsubscribe");
  expect(textOf(await say("/subscribe word:.*"))).toContain("No post");
  expect(await wishes()).toBeUndefined();
  expect(textOf(await say('/subscribe word:"激光雷达"'))).toContain("激光雷达");
});

test("what is left out is ticked as well", async () => {
  const form = await press(await say("/settings without"), "#slam");
  await press(form, "#Rust");
  expect(await wishes()).toMatchObject({ without: ["slam", "Rust"], tags: [] });
  await press(await say("/settings without"), "✓ #Rust");
  expect(await wishes()).toMatchObject({ without: ["slam"] });
});

test.each([
  ["lang", "Basque", { lang: "eu" }],
  ["role", "@Readers", { mention: "234567890123456789" }],
  ["preview", "off", { preview: false }],
  ["pin", "on", { pin: true }],
  ["discuss", "on", { discuss: true }],
  ["template", "{title} {url}", { template: "{title}\n{url}" }],
  ["silent", "on", { silent: true }],
])("%s is pressed", async (field, label, wanted) => {
  await press(await say(`/settings ${field}`), label);
  expect(await wishes()).toMatchObject(wanted);
  await press(
    await say(`/settings ${field}`),
    { preview: "on", pin: "off", discuss: "off", silent: "off" }[field] ?? { lang: "any" }[field] ?? "no",
  );
  expect(await wishes()).toMatchObject({
    lang: null,
    mention: null,
    preview: true,
    pin: false,
    template: null,
  });
});

describe("typed", () => {
  test.each([
    ["lang Deutsch", { lang: "de" }],
    ["lang chinese", { lang: "zh-CN" }],
    ["role readers", { mention: "234567890123456789" }],
    ["role <@&345678901234567890>", { mention: "345678901234567890" }],
    ["template = Neu: {title}\\n{url}", { template: "Neu: {title}\n{url}" }],
    ["template a = b\n{url}", { template: "a = b\n{url}" }],
    ["without -slam", { without: ["slam"] }],
    ["to rust, author:ada, word:激光", { tags: ["Rust"], authors: ["Ada"], words: ["激光"] }],
  ])("/settings %s", async (line, wanted) => {
    await say(`/settings ${line}`);
    expect(await wishes()).toMatchObject(wanted);
  });

  test.each(["lang klingon", "role nobody", "template {body}", "template \\n", "pin maybe", "without -"])(
    "/settings %s is told to be none",
    async (line) => {
      const before = await wishes();
      expect(textOf(await say(`/settings ${line}`))).toContain("does not fit here");
      expect(await wishes()).toEqual(before);
    },
  );
});

test("of very many names the form tells the first", async () => {
  const tags = Array.from({ length: 100 }, (_, n) => `tag ${n} `.padEnd(200, "x"));
  await store.subscriptions.put({ place, wishes: { ...everything, tags }, origin: "chat", locale: "en" }, 1);
  const form = await say("/settings to");
  expect(textOf(form)).toMatch(/^Now: #tag 0 x+, #tag 1 x+[^]*…/);
  expect(textOf(form).length).toBeLessThan(1300);
  expect(form.list?.[1]?.title).toBe(`✓ #${tags[0]}`);
});

test("own words are kept whole or refused, never cut", async () => {
  const long = `{title}${"x".repeat(980)}{url}`;
  await say(`/settings template ${long}`);
  expect(await wishes()).toMatchObject({ template: long });
  await dispatcher.run("settings", { field: "template", value: `${long}${"y".repeat(500)}` }, asker);
  expect(textOf(await say(`/settings template ${long}${"y".repeat(500)}`))).toContain("does not fit here");
  expect(await wishes()).toMatchObject({ template: long });
  await say("/settings template off");
  expect(await wishes()).toMatchObject({ template: long });
});

test("what the platform has not there cannot be set", async () => {
  const form = await say("/settings", { ...asker, extras: ["pin"], roles: () => [] });
  const names = form.list?.map(({ title }) => title) ?? [];
  expect(names).toContain("Newest pinned");
  expect(names).not.toContain("Role to mention");
  const refused = await say("/settings discuss on", { ...asker, extras: ["pin"] });
  expect(textOf(refused)).toContain("There is no setting “discuss”.");
  expect(await wishes()).toMatchObject({ discuss: false });
});

test("/language sets what the place is sent in, by name, tag or press", async () => {
  const locale = async () => (await store.subscriptions.at(place))?.locale;
  expect(await locale()).toBe("en");
  await say("/language 日本語");
  expect(await locale()).toBe("ja");
  await say("/language german");
  expect(await locale()).toBe("de");
  await press(await say("/language"), "français");
  expect(await locale()).toBe("fr");
  expect(textOf(await say("/language klingon"))).toContain("does not fit here");
  // There is no catalogue of Basque.
  expect(textOf(await say("/language eu"))).toContain("does not fit here");
  await press(await say("/language"), "the blog’s");
  expect(await locale()).toBeNull();
});

test("/subscribe takes words and authors, leaves them out, and opens the form", async () => {
  await say("/subscribe word:lidar, author:grace hopper, -word:rumour, -author:Ada");
  expect(await wishes()).toMatchObject({
    words: ["lidar"],
    authors: ["Grace Hopper"],
    without: ["word:rumour", "author:Ada"],
  });
  const asked = await say("/subscribe author:Grcae Hopper");
  expect(asked.buttons.map(({ label }) => label)).toEqual(["Yes, subscribe", "author:Grace Hopper"]);
  await say("/unsubscribe word:lidar");
  expect(await wishes()).toMatchObject({ words: [], authors: ["Grace Hopper"] });
  const reply = await say("/subscribe slam");
  expect(textOf(reply)).toContain("#slam, author:Grace Hopper; but not word:rumour, author:Ada");
  const button = reply.buttons.find(({ label }) => label === "Settings of this chat");
  if (!button || !("action" in button)) throw new Error("no button for the form");
  expect((await dispatcher.press(button.action, asker)).title).toBe("Settings of this chat");
});

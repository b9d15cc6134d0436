// Where in a post the answer is: the sentence in /search, the heading that /post opens, the anchors of links.
import { expect, test } from "vitest";
import { toPlain } from "../../src/document/plain.js";
import type { SealedReply } from "../../src/reply/reply.js";
import { blogOf, postOf } from "./blog.js";

const asker = { locale: "en" };
const section = (name: string, words: string): string =>
  `## ${name}\n\n${words} ${"And so it goes on with other words. ".repeat(40)}\n`;
const tools = postOf({ title: "Gardening", slug: "tools" });
const other = postOf({ title: "Letters", slug: "letters", url: null });
const bodies = new Map([
  [
    tools.id,
    [
      "Every gardener starts somewhere.\n",
      section("Spades & more, really", "Oil the handle twice a year."),
      section("Own {#my-own}", "A hose must not freeze."),
      section("Example", "A cat sleeps."),
      section("Example", "A dog barks."),
      section("The end", "Winter comes."),
    ].join("\n"),
  ],
  [other.id, "## Stamps\n\nStamps have perforations."],
]);
const blog = () => blogOf([tools, other], "en", bodies);
const textOf = (reply: SealedReply): string => toPlain(reply.body ?? []);
const stateOf = (reply: SealedReply, label: string): string => {
  const button = reply.buttons.find((one) => one.label === label);
  if (!button || !("action" in button))
    throw new Error(`No button "${label}" among ${JSON.stringify(reply.buttons)}`);
  return button.action;
};

test("/search shows the sentence that fits, its words marked, and links to its heading", async () => {
  const { list = [] } = await blog().say("/search oiling handles");
  expect(list).toHaveLength(1);
  const [{ passage, url } = { passage: undefined, url: null }] = list;
  expect(passage?.text).toBe("Oil the handle twice a year.");
  expect(passage?.marks.map(({ from, to }) => passage.text.slice(from, to))).toEqual(["Oil", "handle"]);
  // Its generator gives headings no anchors: the browser looks for the words.
  expect(url).toBe(`${tools.url}#:~:text=Spades%20%26%20more%2C%20really`);
  expect((await blog().say("/search hose freezing")).list?.[0]?.url).toBe(`${tools.url}#my-own`);
  expect((await blog().say("/search perforation")).list?.[0]).toMatchObject({
    url: null,
    passage: { text: "Stamps have perforations." },
  });
});

test("/post offers to read from the heading on, and links there", async () => {
  const asked = blog();
  const reply = await asked.say("/post hose freezing");
  expect(reply.card?.url).toBe(`${tools.url}#my-own`);
  expect(reply.buttons.flatMap((button) => ("url" in button ? [button.url] : []))).toEqual([
    `${tools.url}#my-own`,
  ]);
  const state = stateOf(reply, "Read: Own");
  expect(Buffer.byteLength(state)).toBeLessThanOrEqual(64);
  const opened = await asked.dispatcher.press(state, asker);
  expect(textOf(opened)).toMatch(/^Own\nA hose must not freeze\./);
  expect(toPlain(opened.article?.body ?? [])).toMatch(/^Own\nA hose must not freeze\./);
  // What stands before it is one press away, in the small parts and in the large ones.
  for (const page of [opened.page, opened.article?.page]) {
    const above = await asked.dispatcher.press(page?.previous ?? "", asker);
    expect(textOf(above)).toContain("Every gardener starts somewhere.");
  }
});

test("of headings with one name the right one is opened, and the text goes on from there", async () => {
  const asked = blog();
  const opened = await asked.dispatcher.press(
    stateOf(await asked.say("/post dog barks"), "Read: Example"),
    asker,
  );
  expect(textOf(opened)).toMatch(/^Example\nA dog barks\./);
  let text = textOf(opened);
  for (let next = opened.page?.next; next;) {
    const reply = await asked.dispatcher.press(next, asker);
    text += textOf(reply);
    next = reply.page?.next ?? null;
  }
  expect(text).toContain("Winter comes.");
});

test("a heading that has gone since opens the article, not an error", async () => {
  const texts = new Map(bodies);
  const asked = blogOf([tools, other], "en", texts);
  const state = stateOf(await asked.say("/post hose freezing"), "Read: Own");
  texts.set(tools.id, "All is new here.");
  expect(textOf(await asked.dispatcher.press(state, asker))).toContain("All is new here.");
});

test("a post asked for by its name is shown as a whole", async () => {
  for (const words of ["Gardening", tools.id, "gardenin"]) {
    const reply = await blog().say(`/post ${words}`);
    expect(reply.card?.url).toBe(tools.url);
    expect(reply.buttons.filter(({ label }) => label.startsWith("Read:"))).toEqual([]);
  }
});

test("a heading too long for an address is left out of it", async () => {
  const post = postOf({ title: "T" });
  const texts = new Map([[post.id, `## ${"Very long ".repeat(60)}\n\nA needle.`]]);
  const reply = await blogOf([post], "en", texts).say("/post needle");
  expect(reply.card?.url).toBe(post.url);
});

test("in Chinese the button speaks Chinese", async () => {
  const reply = await blog().say("/post hose freezing", "zh-CN");
  expect(reply.buttons.map(({ label }) => label)).toContain("阅读：Own");
});

// A question in a script that the blog has not needed yet: its dictionary is read in slices, and the answer is whole.
import { aBody } from "../fixtures/a-body.js";
import { beforeEach, expect, test, vi } from "vitest";
import type { WritableIndex } from "../../src/search/search-index.js";
import { postOf } from "../command/blog.js";
import { turnsDuring } from "../turns.js";

const titles = ["Snapshot testing", "Growing tomatoes", "Moving house"];
const posts = titles.map((title) => postOf({ title }));

/** Each test begins with dictionaries that nobody has read: a process keeps what it has read. */
beforeEach(() => vi.resetModules());

async function indexed(): Promise<WritableIndex> {
  const { createSearchIndex } = await import("../../src/search/create-search-index.js");
  const index = createSearchIndex();
  await index.put(posts.map((post) => ({ post, body: aBody("") })));
  return index;
}
const titlesFor = (index: WritableIndex, query: string, typing = false): readonly string[] =>
  index.search(query, { typing }).map(({ post }) => post.title);

const questions: readonly [string, string][] = [
  ["kana and kanji", "引っ越し"],
  ["Han characters alone", "搬家"],
  ["Hangul", "이사"],
];

test.each(questions)("a command asked in %s first is answered as every later one", async (_, query) => {
  const { blogOf } = await import("../command/blog.js");
  const blog = blogOf(posts);
  const ask = async () => (await blog.say(`/search ${query}`)).posts.map(({ title }) => title);
  expect([await ask(), await ask()]).toEqual([["Moving house"], ["Moving house"]]);
});

test.each(questions)("what is typed in %s is answered at once, by what is known by now", async (_, query) => {
  const index = await indexed();
  expect(titlesFor(index, query, true)).toEqual([]);
  await index.ready(query);
  expect(titlesFor(index, query, true)).toEqual(titlesFor(index, query));
  expect(titlesFor(index, query)[0]).toBe("Moving house");
});

test.each(questions)(
  "others are answered while a dictionary is read for a question in %s",
  async (_, query) => {
    const index = await indexed();
    expect(await turnsDuring(() => index.ready(query))).toBeGreaterThan(1);
  },
);

/** How often the event loop turned while a post came. */
async function turnsFor(post: Parameters<typeof postOf>[0]): Promise<number> {
  const { createSearchIndex } = await import("../../src/search/create-search-index.js");
  const index = createSearchIndex();
  return turnsDuring(() => index.put([{ post: postOf(post), body: aBody("") }]));
}

test.each([
  ["a tag in Han characters", { title: "Moving house", tags: ["搬家"] }],
  ["a category in Han characters", { title: "Moving house", categories: [["搬家"]] }],
])("others are answered while a dictionary is read for %s", async (_, post) => {
  expect(await turnsFor(post)).toBeGreaterThan(5);
});

test("how a title is said is told anew once its dictionary is read", async () => {
  const { postFacts } = await import("../../src/search/rank/post-facts.js");
  const { withWhatIsRead } = await import("../../src/search/dictionary/word-table.js");
  const { chinese } = await import("../../src/search/dictionary/chinese.js");
  const { japanese } = await import("../../src/search/dictionary/japanese.js");
  const said = () =>
    withWhatIsRead(() => [postFacts(han).pinyin().flat(2).join(" "), postFacts(kanji).sound()]);
  const [han, kanji] = [postOf({ title: "搬家" }), postOf({ title: "引っ越しの話" })];
  expect(said()).not.toEqual(["ban jia", "ひっこしのはなし"]);
  chinese();
  japanese();
  expect(said()).toEqual(["ban jia", "ひっこしのはなし"]);
});

test("a dictionary that cannot be read is a fault each time, not a wait without end", async () => {
  const { dictionary } = await import("../../src/search/dictionary/word-table.js");
  const missing = dictionary("no-such-table", () => "opened");
  for (let time = 0; time < 2; time += 1) expect(() => missing()).toThrow(/no-such-table/);
});

// A question in a script that the blog has not needed yet: its dictionary is read in slices, and the answer is whole.
import { aBody } from "../fixtures/a-body.js";
import { expect, test } from "vitest";
import { createSearchIndex } from "../../src/search/create-search-index.js";
import { dictionary } from "../../src/search/dictionary/word-table.js";
import { blogOf, postOf } from "../command/blog.js";

const titles = ["Snapshot testing", "Growing tomatoes", "Moving house"];
const posts = titles.map((title) => postOf({ title }));

test("the first question in another script is answered as every later one", async () => {
  const blog = blogOf(posts);
  const first = (await blog.say("/search 토마토")).posts.map(({ title }) => title);
  expect(first).toEqual(["Growing tomatoes"]);
});

test("others are answered while a dictionary is read for a question", async () => {
  const index = createSearchIndex();
  await index.put(posts.map((post) => ({ post, body: aBody("") })));
  let turns = 0;
  let reading = true;
  const turn = (): void => {
    turns += 1;
    if (reading) setImmediate(turn);
  };
  setImmediate(turn);
  // Still typing: answered at once by what is known by now.
  expect(index.search("搬家", { typing: true })).toEqual([]);
  await index.ready("搬家");
  reading = false;
  expect(turns).toBeGreaterThan(0);
  expect(index.search("搬家", { typing: true })[0]?.post.title).toBe("Moving house");
});

test.each([
  ["kana and kanji", "引っ越し"],
  ["Han characters alone", "搬家"],
  ["Hangul", "이사"],
])("what a question in %s needs is read before it is answered", async (_, query) => {
  const index = createSearchIndex();
  await index.put(posts.map((post) => ({ post, body: aBody("") })));
  await index.ready(query);
  // While typing nothing is read: all of it is there.
  expect(index.search(query, { typing: true })).toEqual(index.search(query));
  expect(index.search(query)[0]?.post.title).toBe("Moving house");
});

test("a dictionary that cannot be read is a fault each time, not a wait without end", () => {
  const missing = dictionary("no-such-table", () => "opened");
  for (let time = 0; time < 2; time += 1) expect(() => missing()).toThrow(/no-such-table/);
});

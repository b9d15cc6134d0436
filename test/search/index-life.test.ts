// The life of the index: adding, changing, removing, saving; what stays the same whatever the order.
import { aBody } from "../fixtures/a-body.js";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { distance, distanceFrom } from "../../src/search/analysis/distance.js";
import type { Post } from "../../src/post/post.js";
import { createSearchIndex, openSearchIndex } from "../../src/search/create-search-index.js";
import type { SearchIndex } from "../../src/search/search-index.js";
import { anyText } from "../fixtures/any-text.js";
import { postOf } from "./post-of.js";

const folder = await mkdtemp(join(tmpdir(), "postern-index-"));
afterAll(() => rm(folder, { recursive: true }));

const word = fc.constantFrom(
  ..."river stone window 笔记 机器 学习 山 星星 キャッシュ 設定 メモリ 정리 함수 useState C++ déjà 1.94.1 slam".split(
    " ",
  ),
);
const text = (most: number) =>
  fc.array(word, { minLength: 1, maxLength: most }).map((words) => words.join(" "));
const entry = fc.record({
  title: text(5),
  body: text(40).map((words) => aBody(words)),
  summary: text(10),
  tags: fc.array(word, { maxLength: 3 }),
});
const entries = fc
  .uniqueArray(entry, { minLength: 1, maxLength: 12, selector: ({ title }) => title.toLowerCase() })
  .map((all) => all.map(({ body, ...given }, at) => ({ post: postOf({ ...given, id: `post${at}` }), body })));

const queries = "river|stone window|笔记|xuexi|キャッシュ|cache|함수|機器|usestate|wnidow|studying".split(
  "|",
);
const answers = (index: SearchIndex) =>
  queries.map((query) => index.search(query).map(({ post, score }) => [post.id, score.toFixed(6)]));

test("every post is found first by its own title", async () => {
  await fc.assert(
    fc.asyncProperty(entries, async (all) => {
      const index = createSearchIndex();
      await index.put(all);
      for (const { post } of all) expect(index.search(post.title)[0]?.post.id).toBe(post.id);
    }),
    { numRuns: 60 },
  );
});

test("posts that came and went leave no trace", async () => {
  await fc.assert(
    fc.asyncProperty(entries, entries, async (all, others) => {
      const index = createSearchIndex();
      await index.put(all);
      const before = answers(index);
      const guests = others.map(({ post, body }) => ({ post: { ...post, id: `guest${post.id}` }, body }));
      await index.put(guests);
      await index.remove(guests.map(({ post }) => post.id));
      expect(answers(index)).toEqual(before);
    }),
    { numRuns: 40 },
  );
});

test("a changed post is found by its new words only", async () => {
  const index = createSearchIndex();
  const post = postOf({ title: "Granite window", id: "one" });
  await index.put([{ post, body: aBody("") }]);
  await index.put([{ post: { ...post, title: "Wooden door" }, body: aBody("") }]);
  expect(index.search("granite")).toEqual([]);
  expect(index.search("wooden")[0]?.post.title).toBe("Wooden door");
});

test("a post that is hidden later is gone", async () => {
  const index = createSearchIndex();
  const post: Post = postOf({ title: "Granite window", id: "one" });
  await index.put([{ post, body: aBody("") }]);
  await index.put([{ post: { ...post, visibility: "hidden" }, body: aBody("") }]);
  expect(index.search("granite window")).toEqual([]);
});

test("the saved index answers as the fresh one, once its posts are put again", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(entries, async (all) => {
      const file = join(folder, `saved${(run += 1)}`);
      const fresh = await openSearchIndex(file);
      await fresh.put(all);
      await fresh.save();
      const again = await openSearchIndex(file);
      expect(answers(again).flat()).toEqual([]);
      expect(all.every(({ post, body }) => again.knows(post, body.written))).toBe(true);
      await again.put(all);
      expect(answers(again)).toEqual(answers(fresh));
    }),
    { numRuns: 15 },
  );
});

test("a misspelt word is found in a saved index, beside words of any length", async () => {
  const file = join(folder, "misspelt");
  const many = (letter: string) =>
    Array.from({ length: 800 }, (_, at) => `${letter}${at}${letter}`).join(" ");
  const all = [many("m"), "q".repeat(300), "stone", many("w")].map((title, at) => ({
    post: postOf({ title, id: `post${at}`, slug: `${at}` }),
    body: aBody("Words."),
  }));
  const fresh = await openSearchIndex(file);
  await fresh.put(all);
  await fresh.save();
  const again = await openSearchIndex(file);
  await again.put(all);
  // The lists of words that lie between what was typed and what was meant were not looked at before.
  expect(again.search("xtone")[0]?.post.title).toBe("stone");
});

test("a word is measured against many as against each alone", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "c", "д", "あ"), maxLength: 36 });
  fc.assert(
    fc.property(
      letters,
      fc.array(letters, { maxLength: 8 }),
      fc.integer({ min: 1, max: 3 }),
      (one, others, most) => {
        // Words that are near: with a letter more, one less, two swapped.
        const near = [one.slice(1), `${one}b`, one.replace(/^(.)(.)/u, "$2$1"), one.replace("a", "bd")];
        const away = distanceFrom(one);
        for (const other of [...others, ...near])
          expect(Math.min(most + 1, away(other, most))).toBe(Math.min(most + 1, distance(one, other, most)));
      },
    ),
    { numRuns: 400 },
  );
});

test("saved posts that are no longer put can be forgotten", async () => {
  const file = join(folder, "forgotten");
  const [kept, gone] = [postOf({ title: "Granite window" }), postOf({ title: "Granite door" })];
  const index = await openSearchIndex(file);
  await index.put([kept, gone].map((post) => ({ post, body: aBody("") })));
  await index.save();
  const again = await openSearchIndex(file);
  await again.put([{ post: kept, body: aBody("") }]);
  await again.forgetUnseen();
  const alone = createSearchIndex();
  await alone.put([{ post: kept, body: aBody("") }]);
  expect(again.search("granite")).toEqual(alone.search("granite"));
});

test("any query at all is answered, the same way twice", async () => {
  const index = createSearchIndex();
  const titles = ["river stone", "机器学习 笔记", "キャッシュの設定", "함수 정리", "C++ and useState"];
  await index.put(titles.map((title) => ({ post: postOf({ title }), body: aBody(title) })));
  fc.assert(
    fc.property(anyText(6_000), (query) => {
      expect(index.search(query)).toEqual(index.search(query));
      expect(index.nearest(query, ["slam", "机器学习"], 3).length).toBeLessThanOrEqual(2);
    }),
    { numRuns: 100 },
  );
});

test("a few changed posts of many are not written, and are read anew at the next start", async () => {
  const file = join(folder, "few");
  const all = Array.from({ length: 220 }, (_, at) => ({
    post: postOf({ title: `Granite window ${at}`, id: `post${at}` }),
    body: aBody(`stone ${at}`),
  }));
  const index = await openSearchIndex(file);
  await index.put(all);
  await index.save();
  const before = await readFile(file);
  const changed = { post: postOf({ title: "Wooden door", id: "post7" }), body: aBody("oak") };
  await index.put([changed]);
  await index.save();
  expect((await readFile(file)).equals(before)).toBe(true);
  const now = all.map((entry) => (entry.post.id === "post7" ? changed : entry));
  const again = await openSearchIndex(file);
  expect(now.filter(({ post, body }) => !again.knows(post, body.written))).toEqual([changed]);
  await again.put(now);
  expect(answers(again)).toEqual(answers(index));
  expect(again.search("wooden door")[0]?.post.id).toBe("post7");
  // What was taken out is not found by what is left of it in the file either.
  await again.remove(all.slice(20, 30).map(({ post }) => post.id));
  await again.save();
  expect((await readFile(file)).equals(before)).toBe(false);
  const last = await openSearchIndex(file);
  await last.put([...now.slice(0, 20), ...now.slice(30)]);
  expect(answers(last)).toEqual(answers(again));
  expect(last.search("Granite window 25").some(({ post }) => post.id === "post25")).toBe(false);
});

test("first letters that were typed before find what the posts are now", async () => {
  const index = createSearchIndex();
  const [stone, stove] = ["stone", "stove"].map((title) => ({
    post: postOf({ title, id: title }),
    body: aBody(""),
  }));
  const typed = () =>
    index.search("sto", { limit: 5, typing: true }).map(({ post }) => [post.id, post.title]);
  if (!stone || !stove) throw new Error("two posts");
  await index.put([stone]);
  expect([typed(), typed()]).toEqual([[["stone", "stone"]], [["stone", "stone"]]]);
  await index.put([stove]);
  expect(new Set(typed().map(([id]) => id))).toEqual(new Set(["stone", "stove"]));
  // The same in the index, and yet another post.
  await index.put([{ ...stove, post: postOf({ title: "storm", id: "stove" }) }]);
  expect(new Set(typed().map(([, title]) => title))).toEqual(new Set(["stone", "storm"]));
  await index.remove(["stone"]);
  expect(typed()).toEqual([["stove", "storm"]]);
});

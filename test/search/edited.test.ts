// After any number of edits the answers are those of an index that is made anew of the posts there are.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { createSearchIndex, openSearchIndex } from "../../src/search/create-search-index.js";
import type { PostToIndex, SearchIndex } from "../../src/search/search-index.js";
import { aBody } from "../fixtures/a-body.js";
import { postOf } from "./post-of.js";

const folder = await mkdtemp(join(tmpdir(), "postern-edited-"));
afterAll(() => rm(folder, { recursive: true }));

// Words that begin alike, are nearly alike, mean the same: what one post has decides how another is found.
const words = (
  "granite granted grand window widow windows wind keyboard keyboards key phone earphone movie film 笔记 机器 学习 " +
  "机器学习 山 星星 キャッシュ 設定 メモリ 정리 함수 제주도 useState getItem slam slim Katze Haus déjà 1.94.1"
).split(" ");
const word = fc.constantFrom(...words);
// A name in Han characters is read in the language of the post that had it first.
const name = fc.constantFrom(...words.filter((one) => !/[\u3041-\u9fff]/u.test(one)));
const text = (most: number) => fc.array(word, { maxLength: most }).map((some) => some.join(" "));
const content = fc.record({
  title: fc.tuple(word, text(2)).map(([one, more]) => `${one} ${more}`.trim()),
  summary: text(4),
  body: text(12),
  tags: fc.uniqueArray(name, { maxLength: 2 }),
  categories: fc.array(fc.array(name, { minLength: 1, maxLength: 2 }), { maxLength: 1 }),
  isHidden: fc.integer({ max: 9, min: 0 }).map((chance) => chance === 0),
});
const POSTS = 40;
const id = fc.integer({ min: 0, max: POSTS - 1 }).map((at) => `post${at}`);
const edit = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      put: fc.uniqueArray(fc.tuple(id, content), { minLength: 1, maxLength: 8, selector: ([one]) => one }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ remove: fc.uniqueArray(id, { minLength: 1, maxLength: 6 }) }) },
  { weight: 1, arbitrary: fc.constant({ restart: true }) },
);

const entryOf = (
  name: string,
  { body, isHidden, ...said }: typeof content extends fc.Arbitrary<infer Said> ? Said : never,
): PostToIndex => ({
  post: {
    ...postOf({ ...said, id: name, source: `${name}.md` }),
    visibility: isHidden ? "hidden" : "public",
  },
  body: aBody(body),
});
const queries = [
  ...words,
  "gran",
  "wnidow",
  "keybaord",
  "xuexi",
  "jqxx",
  "cache",
  "ㅈㅈㄷ",
  "cat house",
  "機器",
  "機器學習 笔记",
  "k",
  "i18n",
];
/** With all dictionaries that the questions need: what they say is more than what was said while they were read. */
const answersOf = async (index: SearchIndex, now: ReadonlyMap<string, PostToIndex>) => {
  for (const query of queries) await index.ready(query);
  const tags = [
    ...new Set(
      [...now.values()].filter(({ post }) => post.visibility === "public").flatMap(({ post }) => post.tags),
    ),
  ].sort();
  return queries.map((query) => ({
    query,
    hits: [false, true].map((typing) =>
      index.search(query, { typing }).map(({ post, score, isGuess }) => [post.id, score, isGuess]),
    ),
    tags: index.nearest(query, tags, 3),
  }));
};

test("whatever was added, changed, hidden and removed, and over restarts", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 20 }), async (edits) => {
      const file = join(folder, `index${(run += 1)}`);
      let index = await openSearchIndex(file);
      const now = new Map<string, PostToIndex>();
      for (const step of edits) {
        if ("put" in step) {
          const entries = step.put.map(([name, said]) => entryOf(name, said));
          for (const entry of entries) now.set(entry.post.id, entry);
          await index.put(entries);
        } else if ("remove" in step) {
          for (const name of step.remove) now.delete(name);
          await index.remove(step.remove);
        } else {
          await index.save();
          index = await openSearchIndex(file);
          await index.put([...now.values()]);
          await index.forgetUnseen();
        }
      }
      const fresh = createSearchIndex();
      await fresh.put([...now.values()]);
      expect(await answersOf(index, now)).toEqual(await answersOf(fresh, now));
    }),
    { numRuns: 15 },
  );
});

test("a tag in kanji and kana is read as Japanese, however few its kana", async () => {
  const index = createSearchIndex();
  await index.put([
    { post: postOf({ title: "机器学习笔记", tags: ["統計・機械学習の話"] }), body: aBody("星星") },
  ]);
  expect(index.nearest("toukei", ["統計・機械学習の話"], 3)).toEqual(["統計・機械学習の話"]);
});

test("a tag in Hangul is read as Korean, also where a Chinese post had it first", async () => {
  const index = createSearchIndex();
  await index.put([{ post: postOf({ title: "机器学习笔记", tags: ["정리"] }), body: aBody("星星") }]);
  expect(index.nearest("jeongri", ["정리"], 3)).toEqual(["정리"]);
});

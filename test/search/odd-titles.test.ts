// Blogs that are unlike others: titles of signs only, very many equal ones, most posts taken away, letters few keyboards have.
import { aBody } from "../fixtures/a-body.js";
import { describe, expect, it } from "vitest";
import { createSearchIndex } from "../../src/search/create-search-index.js";
import { createNameFinder } from "../../src/search/rank/name-finder.js";
import { createSlices } from "../../src/search/slices.js";
import type { Post } from "../../src/post/post.js";
import { postOf } from "./post-of.js";

const indexOf = async (posts: readonly Post[]) => {
  const index = createSearchIndex();
  await index.put(posts.map((post) => ({ post, body: aBody("") })));
  return index;
};
const dayOf = (day: number) => {
  const instant = Date.UTC(2020, 0, 1 + day);
  return { instant, wall: new Date(instant).toISOString().slice(0, 19), offset: "+00:00" };
};
const diary = Array.from({ length: 200 }, (_, day) =>
  postOf({ id: `d${String(day)}`, title: "Diary entry", source: `${String(day)}.md`, date: dayOf(day) }),
);

describe("posts that fit equally well", () => {
  it.each([
    ["in order", diary],
    ["the newest first", diary.toReversed()],
  ])("come newest first, however many there are and put %s", async (_how, posts) => {
    const index = await indexOf(posts);
    expect(index.search("diary", { limit: 3 }).map(({ post }) => post.id)).toEqual(["d199", "d198", "d197"]);
  });
});

it("lists by filters what is left when most posts were taken away", async () => {
  const posts = Array.from({ length: 2000 }, (_, at) =>
    postOf({ title: `Post ${String(at)}`, tags: ["kept"] }),
  );
  const index = await indexOf(posts);
  await index.remove(posts.slice(0, 1995).map(({ id }) => id));
  expect(index.search("tag:kept")).toHaveLength(5);
});

it("takes a thousand tags of a post for names, and as many names of categories, however these lie in paths", async () => {
  const named = (kind: string) => Array.from({ length: 1010 }, (_, at) => `${kind}${String(at)}`);
  const [tags, path] = [named("tag"), named("deep")];
  const names = createNameFinder();
  const post = postOf({ title: "A", tags, categories: [["wood", "oak"], path] });
  await createSlices().run(() => names.put(post));
  const all = new Set(["wood/oak", ...tags, ...path]);
  const isName = (name: string): boolean => names.find(name, all).includes(name);
  const asked = ["wood/oak", "tag999", "tag1000", "deep997", "deep998"];
  expect(asked.filter(isName)).toEqual(["wood/oak", "tag999", "deep997"]);
});

describe("titles without a letter", () => {
  const titles = ["🎉", "🎉🎊 Party", "?", "Why?", "…", "--"];
  it.each(["🎉", "?", "…", "--"])("%s is found first by itself", async (title) => {
    const index = await indexOf(titles.map((one) => postOf({ title: one })));
    expect(index.search(title)[0]?.post.title).toBe(title);
  });
  it("are offered from the first sign on", async () => {
    const index = await indexOf(titles.map((one) => postOf({ title: one })));
    const offered = index.search("🎉", { typing: true }).map(({ post }) => post.title);
    expect(offered).toEqual(["🎉", "🎉🎊 Party"]);
  });
});

describe("letters that a keyboard may lack", () => {
  it.each([
    ["gross und klein", "Groß und klein"],
    ["aeon", "Æon"],
    ["dong", "Đồng"],
    ["cafe", "Cafe\u0301"],
    ["ガイド", "ｶﾞｲﾄﾞ"],
    ["한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"],
    ["🎉 fest", "🎉 FEST"],
    ["مرحبا", "مَرْحَبًا"],
    ["שלום", "שָׁלוֹם"],
  ])("%s is the whole title %j", async (query, title) => {
    const index = await indexOf([postOf({ title }), postOf({ title: "Another" })]);
    const [hit] = index.search(query);
    expect(hit?.post.title).toBe(title);
    expect(hit?.score).toBeGreaterThan(3);
  });
});

it("finds a word of a text whose author said where it may be divided", async () => {
  const index = createSearchIndex();
  const body = aBody("An extra\u00adordinary night.");
  await index.put([
    { post: postOf({ title: "Lighthouse" }), body },
    { post: postOf({ title: "Sea" }), body: aBody("") },
  ]);
  expect(index.search("extraordinary")[0]?.matches[0]).toMatchObject({ field: "body", how: "exact" });
});

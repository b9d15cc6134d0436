// Words as they stand: in quotes, pasted, left out; names as they are written in code; what is only the nearest.
import { aBody } from "../fixtures/a-body.js";
import { beforeAll, describe, expect, it } from "vitest";
import type { Body } from "../../src/post/body.js";
import type { Post } from "../../src/post/post.js";
import { createSearchIndex } from "../../src/search/create-search-index.js";
import { postOf } from "./post-of.js";

const bodies = new Map<string, Body>();
const index = createSearchIndex({ body: async (id) => bodies.get(id) ?? null });
async function put(post: Post, markdown: string): Promise<void> {
  bodies.set(post.id, aBody(markdown));
  await index.put([{ post, body: aBody(markdown) }]);
}
async function ask(query: string): Promise<readonly string[]> {
  await index.ready(query);
  return index.search(query).map(({ post }) => post.title);
}

beforeAll(async () => {
  await put(
    postOf({ title: "Boats" }),
    "You've never built a small boat, they said; it's the way of the river.",
  );
  await put(postOf({ title: "Rivers" }), "The boat is small. The river built its way. A party went by.");
  await put(postOf({ title: "Art", tags: ["slam"] }), "Art of the river.");
  await put(postOf({ title: "桥" }), "我有太多话，想在现实里说。文章讲的是一座石桥。");
  await put(postOf({ title: "石头" }), "太多石头，话想说，现实，石桥的文章。");
  await put(postOf({ title: "橋の話" }), "ひとつのメッセージを送る。");
  await put(postOf({ title: "Paths" }), "Of files.\n\n```js\nconst name = path.basename(file_name);\n```");
  await put(postOf({ title: "The path" }), "A walk to the basename of a hill, with a file and a name.");
});

describe("words in quotes", () => {
  it.each([
    ['"small boat"', ["Boats"]],
    ['"it\'s the way of"', ["Boats"]],
    ["“YOU’VE never built”", ["Boats"]],
    ["«small boat»", ["Boats"]],
    ['"boat they said"', ["Boats"]],
    ["「太多话，想」", ["桥"]],
    ['"太多話，想在"', ["桥"]],
    ['"とつのメッセージ"', ["橋の話"]],
    ['"no such words here"', []],
    // Whole words only.
    ['"art"', ["Art"]],
  ])("%s are found where they stand so", async (query, titles) => {
    expect(await ask(query)).toEqual(titles);
  });

  it("are found in a text as it is now", async () => {
    const post = postOf({ title: "Draft" });
    await put(post, "A green lantern hung there.");
    expect(await ask('"green lantern"')).toEqual(["Draft"]);
    await put({ ...post }, "A lantern hung there, of green glass.");
    expect(await ask('"green lantern"')).toEqual([]);
    await index.remove([post.id]);
  });
});

describe("words left out", () => {
  it.each([
    ["river -boat", ["Art"]],
    ["river -slam", ["Boats", "Rivers"]],
    ['river -"small boat"', ["Art", "Rivers"]],
    ["river -tag:slam", ["Boats", "Rivers"]],
    ["-tag:slam river", ["Boats", "Rivers"]],
  ])("%s", async (query, titles) => {
    expect((await ask(query)).toSorted()).toEqual(titles);
  });

  it("alone leave all others", async () => {
    const left = await ask("-slam");
    expect(left).toContain("Boats");
    expect(left).not.toContain("Art");
  });
});

it.each([
  ["a sentence", "They said you've never built a small boat", "Boats"],
  ["words in their order", "the river built its way", "Rivers"],
  ["a sentence in Chinese", "文章讲的是一座石桥", "桥"],
  ["a name in code", "path.basename", "Paths"],
  ["a name in code with an underscore", "file_name", "Paths"],
])("%s finds the text that has it so", async (_, query, title) => {
  expect((await ask(query))[0]).toBe(title);
});

describe("what nobody wrote about", () => {
  it.each(["kubernetes ingress", "sourdough bread recipe", "红烧肉怎么做"])("%s", async (query) => {
    await index.ready(query);
    expect(index.search(query).every(({ isGuess }) => isGuess)).toBe(true);
  });

  it.each([
    "small boat",
    "a boat on the river",
    "rivrs",
    "石桥",
    "paths",
    "tag:slam",
    "kubernetes river boat way",
  ])("%s is something else", async (query) => {
    await index.ready(query);
    const [first] = index.search(query);
    expect(first).toBeDefined();
    expect(first?.isGuess).toBeUndefined();
  });
});

it("a word itself stands above a translation of one stem with it", async () => {
  const blog = createSearchIndex();
  await blog.put([
    { post: postOf({ title: "Soft-Margin SVM" }), body: aBody("A margin.") },
    { post: postOf({ title: "后端" }), body: aBody("这里边缘化旧的帧。") },
  ]);
  expect(blog.search("为什么要做边缘化").map(({ post }) => post.title)[0]).toBe("后端");
});

it("a word of a title is told to be the word, though its form is rarer", async () => {
  const blog = createSearchIndex();
  await blog.put([
    { post: postOf({ title: "Studies in red" }), body: aBody("") },
    ...Array.from({ length: 9 }, (_, at) => ({
      post: postOf({ title: `Other ${at}` }),
      body: aBody("studies"),
    })),
  ]);
  expect(blog.search("studies")[0]?.matches).toContainEqual(
    expect.objectContaining({ field: "title", how: "exact" }),
  );
});

// The few posts that hold a word as it was typed stand above those that hold only something like it.
import { expect, it } from "vitest";
import { createSearchIndex } from "../../src/search/create-search-index.js";
import { aBody } from "../fixtures/a-body.js";
import { postOf } from "./post-of.js";

const posts = {
  Signals: "What lights say.",
  "A day out": "We hiked and saw one signal by the track.",
  "Hikers of the north": "They walked for weeks.",
  "Our winter": "A long hike, and snow.",
  "Katze und Hund": "Zwei Tiere.",
  "Letters home": "The cat slept.",
  "On planting trees": "Oak and beech.",
  "First garden": "I plant beans.",
  "Second garden": "I plant peas.",
  "Third garden": "I plant leeks.",
  "Docker Compose": "Containers that start together.",
  "Our server": "We call it dockercompose in a script.",
  "A lamp": "Amber outside.",
  "A stone": "Amber inside, and amber again; amber, said once more, for amber is what this is of.",
} as const;

const index = createSearchIndex();
await index.put(
  Object.entries(posts).map(([title, text]) => ({ post: postOf({ title }), body: aBody(text) })),
);
const first = (query: string, typing = false): string | undefined =>
  index.search(query, { typing })[0]?.post.title;

it.each([
  ["a title that has it in another form", "hike", "Our winter"],
  ["a title that begins with it", "signal", "A day out"],
  ["a title that has it in another language", "cat", "Letters home"],
  ["titles that have one of several", "signal hiked", "A day out"],
])("a text that alone holds the word stands above %s", (_, query, title) => {
  expect(first(query)).toBe(title);
});

it("a word that several texts hold as it was typed is asked of the title that has a form of it", () => {
  expect(first("plant")).toBe("On planting trees");
});

it("a word that no text holds as it was typed is asked of its form", () => {
  expect(first("signalled")).toBe("Signals");
});

it("a title that is the whole question, written apart, is meant rather than a text that holds it", () => {
  expect(first("dockercompose")).toBe("Docker Compose");
});

it("of two that alone hold the word the one that is more of it stays above the other", () => {
  expect(index.search("amber").map(({ post }) => post.title)).toEqual(["A stone", "A lamp"]);
});

it("a beginning is offered as one while it is typed", () => {
  expect(first("signal", true)).toBe("Signals");
});

it("of words that many of a few posts hold, one post that holds both by chance does not stand above the title", async () => {
  const small = createSearchIndex();
  const few = {
    "Watering cans": "A garden, and what to carry there.",
    "Our week": "There was water in the cellar, and later we sat in the garden.",
    "Spring garden": "Beans.",
    "Autumn garden": "Leeks.",
    "A new roof": "The garden side first.",
    Kettles: "How they boil water.",
    "By the lake": "Cold water, warm sand.",
    "The old bath": "No water since May.",
    Cellars: "Stone.",
  };
  await small.put(
    Object.entries(few).map(([title, text]) => ({ post: postOf({ title }), body: aBody(text) })),
  );
  expect(small.search("water garden")[0]?.post.title).toBe("Watering cans");
  // A word of one post alone is seldom in however few, and one such word is enough.
  for (const query of ["cellar", "cellar water", "water cellar"])
    expect(small.search(query)[0]?.post.title).toBe("Our week");
});

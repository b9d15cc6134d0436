// A post is found by another English word of the sense that it says.
import { expect, it } from "vitest";
import { createSearchIndex } from "../../src/search/create-search-index.js";
import { aBody } from "../fixtures/a-body.js";
import { postOf } from "./post-of.js";

const index = createSearchIndex();
await index.put(
  [
    "Repairing a robot vacuum cleaner",
    "My diary app",
    "Buying a used laptop",
    "旅行的照片",
    "The purchase of a company",
    "An earphone without a cable",
    "Great movies of 1990",
    "Cycling along the river",
  ].map((title) => ({ post: postOf({ title }), body: aBody("") })),
);
const bold = (query: string): string => {
  const [best] = index.search(query);
  if (!best || best.isGuess) return "nothing";
  const { title } = best.post;
  return index
    .where(query, title)
    .reduceRight(
      (text, { from, to }) => `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}`,
      title,
    );
};

it.each([
  ["mend the hoover", "[Repairing] a robot [vacuum] cleaner"],
  ["journal", "My [diary] app"],
  ["shopping for laptops", "[Buying] a used [laptop]"],
  ["purchase", "The [purchase] of a company"],
  // Words whose lemma is no word.
  ["headphones", "An [earphone] without a cable"],
  ["earbud", "An [earphone] without a cable"],
  ["cinema", "Great [movies] of 1990"],
  ["bike", "[Cycling] along the river"],
])("%s: %s", (query, title) => {
  expect(bold(query)).toBe(title);
});

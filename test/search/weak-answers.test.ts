// Whether what is found answers the question, or is only the nearest there is.
import { expect, it } from "vitest";
import { createSearchIndex } from "../../src/search/create-search-index.js";
import { aBody } from "../fixtures/a-body.js";
import { postOf } from "./post-of.js";

const index = createSearchIndex();
await index.put(
  [
    "Paper——Real-Time Visual Odometry",
    "机器学习——Gradient Decent",
    "图形学——光照模型",
    "信息论——最大熵原理",
  ].map((title) => ({ post: postOf({ title }), body: aBody("") })),
);
const isAnswered = (query: string): boolean => {
  const [best] = index.search(query);
  return best !== undefined && !best.isGuess;
};

it("does not take the English of one of a question's words for an answer", () => {
  expect(["今天天气怎么样", "今天的天气"].filter(isAnswered)).toEqual([]);
  expect(["梯度下降", "实时", "光照"].filter(isAnswered)).toEqual(["梯度下降", "实时", "光照"]);
});

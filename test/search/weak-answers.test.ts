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

it("does not take one word of an English sense of several for the whole", async () => {
  const blog = createSearchIndex();
  const titles = ["A certificate for TLS", "Markov chains"];
  await blog.put(titles.map((title) => ({ post: postOf({ title }), body: aBody("") })));
  expect(blog.search("股票").every(({ isGuess }) => isGuess)).toBe(true);
  await blog.put([{ post: postOf({ title: "Stock" }), body: aBody("") }]);
  const [best] = blog.search("股票");
  expect([best?.post.title, best?.isGuess]).toEqual(["Stock", undefined]);
});

it("goes by the rare words of a question, not by those that every post has", async () => {
  const blog = createSearchIndex();
  const body = aBody("El resto de la historia, para quien la lea de noche.");
  await blog.put(
    ["Copia de seguridad", "Impresoras de red", "Mi perro"].map((title) => ({
      post: postOf({ title }),
      body,
    })),
  );
  const [answer] = blog.search("receta de empanadas para noche");
  expect(answer === undefined || answer.isGuess).toBe(true);
  expect(blog.search("impresoras de casa")[0]).toMatchObject({ post: { title: "Impresoras de red" } });
});

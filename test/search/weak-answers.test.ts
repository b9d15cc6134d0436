// Whether what is found answers the question, or is only the nearest there is.
import { describe, expect, it } from "vitest";
import { createSearchIndex } from "../../src/search/create-search-index.js";
import type { SearchIndex } from "../../src/search/search-index.js";
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
/** The title of what a question is answered with; undefined where there is nothing, or only the nearest. */
function answerOf(blog: SearchIndex, query: string): string | undefined {
  const [best] = blog.search(query);
  return best?.isGuess ? undefined : best?.post.title;
}
/** The same once the dictionaries are read that the question needs. */
async function readyAnswerOf(blog: SearchIndex, query: string): Promise<string | undefined> {
  await blog.ready(query);
  return answerOf(blog, query);
}
const isAnswered = (query: string): boolean => answerOf(index, query) !== undefined;

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

it.each([
  ["reuse", "Yeniden İstanbul'dayım"],
  ["stylesheet", "La hoja de otoño"],
  ["default", "Un défaut de fabrication"],
  ["cache", "Une mise en scène"],
  ["setup", "Puesta de sol"],
  ["array", "Das Feld im Herbst"],
  ["repository", "Eine Ablage aus Holz"],
  ["authentication", "Вход в пещеру"],
])("takes no word for a subject that it names only as a part of another: %s, %s", async (query, title) => {
  const blog = createSearchIndex();
  const titles = [title, ...Array.from({ length: 40 }, (_, at) => `Note ${at}`)];
  await blog.put(titles.map((one) => ({ post: postOf({ title: one }), body: aBody("") })));
  expect(await readyAnswerOf(blog, query)).toBeUndefined();
});

describe("in a blog of 66 posts, 25 of them of functions", async () => {
  const blog = createSearchIndex();
  const diary = Array.from({ length: 60 }, (_, at) => [
    `Day ${at}`,
    at % 5 < 2 ? "Of functions." : "Of rain.",
  ]);
  const others = [
    ["Functions that return functions", "In short."],
    ["Mocking an API", "In long."],
    ["Kettles", "Of copper."],
    ["Kafka", "Brokers and topics."],
    ["Moving to PostgreSQL", "From another database."],
    ["随机采样", "RANSAC。"],
  ];
  await blog.put(
    [...diary, ...others].map(([title = "", text = ""]) => ({ post: postOf({ title }), body: aBody(text) })),
  );
  const answer = (query: string) => answerOf(blog, query);

  it.each(["obedience functions", "functions of sourdough"])(
    "%s is not answered by the half that many posts have, where none has the other",
    (query) => expect(answer(query)).toBeUndefined(),
  );

  it.each([
    ["mocking functions", "Mocking an API"],
    ["return functions", "Functions that return functions"],
    // A word that few posts have, in a title.
    ["postgresql migration", "Moving to PostgreSQL"],
    ["what is kafka good for", "Kafka"],
    ["kettle hardware", "Kettles"],
    // A kind of text is not looked for.
    ["kafka tutorial", "Kafka"],
    ["ransac explained", "随机采样"],
    ["ransac 教程", "随机采样"],
    ["Einführung RANSAC", "随机采样"],
  ])("%s is, by %s", (query, title) => expect(answer(query)).toBe(title));

  it("what asks for nothing but a kind of text is looked for", () => {
    expect(blog.search("tutorial").every(({ isGuess }) => isGuess)).toBe(true);
  });
});

describe("in a blog in Japanese", async () => {
  const blog = createSearchIndex();
  await blog.put(
    ["サーバー入門", "自動でテストする", "スワイプの方向", "パスワード管理の戦略"].map((title) => ({
      post: postOf({ title }),
      body: aBody("今日はラインを引いた。"),
    })),
  );
  const answer = (query: string) => answerOf(blog, query);

  it.each(["自動車保険", "ヨガ入門", "ワイン"])("%s is not answered by a piece of it", (query) => {
    expect(answer(query)).toBeUndefined();
  });

  it.each([
    ["自動テスト", "自動でテストする"],
    ["サーバー", "サーバー入門"],
    ["パスワードの戦略", "パスワード管理の戦略"],
  ])("%s is", (query, title) => {
    expect(answer(query)).toBe(title);
  });
});

it("knows what words of a language are that the blog has no posts in, and what is misspelt by a letter or sign", async () => {
  const blog = createSearchIndex();
  const titles = [
    "Third party CSS is not safe",
    "Which server to rent",
    "A service for workers",
    "树莓派做的薄魔镜",
  ];
  await blog.put(
    titles.map((title, at) => ({
      post: postOf({ title }),
      body: aBody(at === 0 ? "Cells of a UICollectionView." : ""),
    })),
  );
  for (const [query, title] of [
    ["サーバー", "Which server to rent"],
    ["サービスワーカー", "A service for workers"],
    ["树梅派魔镜", "树莓派做的薄魔镜"],
  ] as const) {
    expect([query, await readyAnswerOf(blog, query)]).toEqual([query, title]);
  }
  expect(answerOf(blog, "UICollecionView")).toBe("Third party CSS is not safe");
});

it("takes no real word for a misspelling, and none by its sound, however like a word of the posts it is", async () => {
  const blog = createSearchIndex();
  const texts = [
    ["Sockets", "A connection to the server is a connection, one connection."],
    ["Manners", "A convention, and a preservation."],
    ["Receipt printer", "It prints."],
    ["A confetti cannon", "It shoots."],
    ["Name tags", "For guests."],
    ...Array.from({ length: 30 }, (_, at) => [`Day ${at}`, "Nothing much."]),
  ];
  await blog.put(texts.map(([title = "", text]) => ({ post: postOf({ title }), body: aBody(text) })));
  // Two letters away; one for another; a letter less; by sound.
  for (const query of ["collection", "correction", "convection", "reservation", "рецепт", "конфета", "나무"])
    expect.soft([query, await readyAnswerOf(blog, query)]).toEqual([query, undefined]);
  for (const [query, title] of [
    ["conneection", "Sockets"],
    ["convnetion", "Manners"],
    ["preservatoin", "Manners"],
  ] as const)
    expect.soft([query, await readyAnswerOf(blog, query)]).toEqual([query, title]);
});

it("answers for a compound that is misspelt, though a dictionary knows how it begins", async () => {
  const blog = createSearchIndex();
  const german = [
    "Was ist eine Schnittstelle?",
    "Wie viel Speicherplatz ist noch da?",
    "Die Abhängigkeit von der Cloud",
  ];
  const others = Array.from({ length: 30 }, (_, at) => `Was ich am Tag ${at} so gemacht habe`);
  await blog.put(
    [...german, ...others].map((title) => ({ post: postOf({ title, lang: "de" }), body: aBody("") })),
  );
  for (const [at, query] of ["schnitstelle", "speicherplaz", "abhängigkiet"].entries())
    expect.soft([query, await readyAnswerOf(blog, query)]).toEqual([query, german[at]]);
});

it("takes a post for an answer that says much of a longer question, and not for one word of it", async () => {
  const blog = createSearchIndex();
  await blog.put(
    [
      ["My split keyboards", "After a day of work I felt pain in my wrist."],
      ["Notes on Rust", "Types and traits."],
    ].map(([title = "", text]) => ({ post: postOf({ title }), body: aBody(text) })),
  );
  const [best] = blog.search("wrist pain from keyboards while coding");
  expect([best?.post.title, best?.isGuess]).toEqual(["My split keyboards", undefined]);
  expect(blog.search("potato soup in my wrist")[0]?.isGuess).toBe(true);
});

it("does not take two signs that many posts have for a run of three, and takes a question in another language for one", async () => {
  const blog = createSearchIndex();
  const texts = [
    "今天来学习图像分割。",
    "今天看一篇论文。",
    "今天写代码。",
    "MCP servers let a model use tools.",
  ];
  await blog.put(
    texts.map((text, at) => ({
      post: postOf({ title: at < 3 ? `笔记${at}` : "Agentic coding", tags: at < 3 ? [] : ["mcp", "server"] }),
      body: aBody(text),
    })),
  );
  expect(blog.search("今天吃什么")[0]?.isGuess).toBe(true);
  const [best] = blog.search("MCP Server einrichten");
  expect([best?.post.title, best?.isGuess]).toEqual(["Agentic coding", undefined]);
});

it("does not take the English of a half of a word for an answer", async () => {
  const blog = createSearchIndex();
  const titles = ["Routing in single-page apps", "How to test components", "Notes on soup"];
  await blog.put(titles.map((title) => ({ post: postOf({ title }), body: aBody("") })));
  for (const query of ["软路由", "Lasttest"]) {
    await blog.ready(query);
    expect(blog.search(query).every(({ isGuess }) => isGuess)).toBe(true);
  }
  for (const [query, title] of [
    ["路由", "Routing in single-page apps"],
    ["Suppe", "Notes on soup"],
  ] as const)
    expect([query, await readyAnswerOf(blog, query)]).toEqual([query, title]);
});

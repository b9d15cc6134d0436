// What an article of a feed is called that has neither a title nor words.
import { expect, test } from "vitest";
import { site } from "../site.js";

const called = async (body: string, summary = ""): Promise<string> => {
  const article = {
    key: "1",
    url: "https://b.test/notes/42",
    title: "",
    body,
    summary,
    tags: [],
    authors: [],
    image: null,
  };
  const read = await site({
    "_feed.json": JSON.stringify({ title: "T", url: "https://b.test/", lang: null }),
    "items/1.json": JSON.stringify({ published: "2024-01-02T03:04:05Z", updated: null, ...article }),
  });
  return read.post("items/1.json").title;
};

test.each([
  ["![A cat on a wall](https://b.test/a.jpg)", "A cat on a wall"],
  [
    "[![A cat](https://b.test/a.jpg)](https://b.test/a) ![and a dog](https://b.test/b.jpg)",
    "A cat and a dog",
  ],
  ["![](https://b.test/a.jpg)", "42"],
  ["![A cat](https://b.test/a.jpg)\n\nHello.", "Hello."],
  [`![${"word ".repeat(40)}](https://b.test/a.jpg)`, `${"word ".repeat(16).trim()}…`],
])("a note that is nothing but a picture is called by its alternative text: %j", async (body, title) => {
  expect(await called(body)).toBe(title);
  expect(await called(body, body)).toBe(title);
});

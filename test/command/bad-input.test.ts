// What is asked wrongly is told what is meant, or understood all the same.
import { expect, test } from "vitest";
import { blogOf, postOf } from "./blog.js";
import { toText } from "./to-text.js";

const posts = Array.from({ length: 30 }, (_, at) =>
  postOf({ title: `Walk ${at}`, day: at < 3 ? "2021-05-01" : "2024-05-01", tags: ["walks"] }),
);
const numbered = postOf({ title: "Looking back on 2021", day: "2022-01-01" });
const blog = blogOf([...posts, numbered]);
const FILTERS = "There are the filters tag:linux category:notes year:2021 lang:en.";

test.each([
  ["before:2020 walk", "before:2020", "walk"],
  ["walk sort:date", "sort:date", "walk"],
  ["lang:klingon walk", "lang:klingon", "walk"],
  ["walk year:last", "year:last", "walk"],
  ["autor:「Ann B」 walk", "autor:「Ann B」", "walk"],
])("/search %s names the filter and offers the search without it", async (query, part, rest) => {
  for (const command of ["/search", "/post"]) {
    const reply = await blog.say(`${command} ${query}`);
    expect(toText(reply)).toBe(`I do not understand “${part}”. ${FILTERS}`);
    expect(reply.buttons).toEqual([{ label: rest, action: `1|search|1|query=${rest}` }]);
  }
});

test("a filter that can be nothing else is named although its words are found; a title with a colon is found", async () => {
  const sorting = blogOf([...posts, postOf({ title: "How to sort by date: walk", day: "2024-05-01" })]);
  for (const query of ["walk sort:date", "walk year:last"])
    expect(toText(await sorting.say(`/search ${query}`)), query).toContain(FILTERS);
  expect(toText(await sorting.say("/search date:walk"))).toContain(FILTERS);
  const error = blogOf([postOf({ title: "error:undefined symbol", day: "2024-05-01" })]);
  for (const command of ["/search", "/post"])
    expect((await error.say(`${command} error:undefined symbol`)).posts, command).toHaveLength(1);
});

test.each(["lang:de", "year:1999", "https://elsewhere.example.com/x", "std::vector", "C: nothing", "zzz"])(
  "%s is no fault of a filter",
  async (query) => {
    expect(toText(await blog.say(`/search ${query}`))).not.toContain("filters");
  },
);

test("a filter alone that is none leaves nothing to offer; a hostile one is text", async () => {
  expect((await blog.say("/search lang:klingon")).buttons).toEqual([]);
  expect(toText(await blog.say("/search @everyone:<b>|%00"))).toContain("<b>");
  expect(toText(await blog.say(`/search ${"before:".repeat(200)}`))).toContain("filters");
});

test("/search YEAR finds the posts of that year first, then those that speak of it", async () => {
  const reply = await blog.say("/search ２０２１");
  expect(reply.posts).toEqual([...reply.posts.slice(0, 3), numbered]);
  expect(reply.posts.slice(0, 3).every(({ date }) => date?.wall.startsWith("2021"))).toBe(true);
  expect(toText(await blog.say("/search 1999"))).not.toContain("filters");
});

test("/latest takes as many as there may be, and no words", async () => {
  expect(await titleAndCount("/latest 100")).toEqual(["Newest posts", "Page 1 of 4"]);
  expect((await blog.say("/latest 0")).posts).toHaveLength(1);
  const words = await blog.say("/latest slam");
  expect(toText(words)).toBe("/latest must be a whole number from 1 to 25.");
  expect(words.buttons).toEqual([{ label: "slam", action: "1|search|1|query=slam" }]);
});

const titleAndCount = async (line: string) => {
  const { title, page } = await blog.say(line);
  return [title, `Page ${page?.number} of ${page?.count}`];
};

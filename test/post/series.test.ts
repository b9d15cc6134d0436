// Series by the numbers in titles: as blogs of many languages write them.
import { expect, test } from "vitest";
import { numberedTitle, seriesOf } from "../../src/post/series.js";
import { aPost } from "../fixtures/a-post.js";

test.each([
  ["CPP——并发编程（二）atomic", "CPP——并发编程", 2],
  ["SLAM——后端（十一）", "SLAM——后端", 11],
  ["历史（二十三）", "历史", 23],
  ["游记（下）", "游记", 3],
  ["重新認識 CSS - Pseudo-class (偽類) (2)", "重新認識 CSS - Pseudo-class (偽類)", 2],
  ["JavaScript 之旅 (6)：Async Functions (1)", "JavaScript 之旅", 6],
  ["Writing an OS in Rust, Part 3: Paging", "Writing an OS in Rust", 3],
  ["Writing an OS (Part IV)", "Writing an OS", 4],
  ["Kalman filters — part II", "Kalman filters", 2],
  ["Weeknotes #12", "Weeknotes", 12],
  ["Kalman-Filter: Teil 2", "Kalman-Filter", 2],
  ["Фильтр Калмана, часть 2", "Фильтр Калмана", 2],
  ["Rust入門 第3回", "Rust入門", 3],
  ["机器学习 第十章 降维", "机器学习", 10],
  ["러스트 입문 2편", "러스트 입문", 2],
])("%s is a part", (title, name, number) => {
  expect(numberedTitle(title)).toEqual({ name, number });
});

test.each([
  "A year in review (2021)",
  "（一）",
  "HTTP 2 explained",
  "The part I love",
  "C# 8 in practice",
  "Partition 3 ways",
  "What (I) did",
  "",
])("%s is none", (title) => {
  expect(seriesOf([title, `${title} `].map((one, at) => aPost({ title: one, slug: String(at) })))).toEqual(
    [],
  );
});

const post = (slug: string, about: Parameters<typeof aPost>[0]) => aPost({ slug, ...about });
const slugs = (posts: readonly { slug: string }[]) => posts.map(({ slug }) => slug);

test("the author's own order counts before that of titles and dates; parts of one language only belong together", () => {
  const day = (number: number) => ({ instant: number, wall: "2026-01-01T00:00:00", offset: "+00:00" });
  const [named, numbered] = seriesOf([
    post("third", { series: "Rust", part: 3, date: day(1) }),
    post("first", { series: "rust", part: 1, date: day(3) }),
    post("second", { series: "Rust", part: 2, date: day(2) }),
    post("two", { title: "Filters (2)", date: day(1) }),
    post("one", { title: "filters（1）", date: day(2) }),
    post("zwei", { title: "Filters (2)", lang: "de" }),
  ]);
  expect(slugs(named?.posts ?? [])).toEqual(["first", "second", "third"]);
  expect(slugs(numbered?.posts ?? [])).toEqual(["one", "two"]);
});

test("a series with parts that bear no number is ordered by date, undated ones last", () => {
  const [series] = seriesOf([
    post("late", { series: "Walks", date: { instant: 2, wall: "2026-01-02T00:00:00", offset: "+00:00" } }),
    post("undated", { series: "Walks", date: null }),
    post("early", { series: "Walks", title: "Walks (9)", date: { instant: 1, wall: "", offset: "+00:00" } }),
  ]);
  expect(slugs(series?.posts ?? [])).toEqual(["early", "late", "undated"]);
});

test("parts without a date or a number stand by the numbers in their files' names", () => {
  const posts = ["100", "10", "2"].map((name) =>
    aPost({ title: name, date: null, series: "Weekly", source: `weekly/${name}.md` }),
  );
  expect(seriesOf(posts)[0]?.posts.map(({ title }) => title)).toEqual(["2", "10", "100"]);
});

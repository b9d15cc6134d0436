// /archive: posts by the months of their dates as written.
import { beforeEach, expect, test } from "vitest";
import type { PostDate } from "../../src/post/post.js";
import { blogOf, postOf, type Blog } from "./blog.js";
import { toText } from "./to-text.js";

const march = postOf({ title: "March", day: "2020-03-02" });
const april = Array.from({ length: 10 }, (_, i) =>
  postOf({ title: `April ${i}`, day: `2021-04-${String(i + 10)}` }),
);
const may = postOf({ title: "May", day: "2021-05-01" });
const undated = postOf({ title: "About me", date: null });
const draft = postOf({ title: "Unfinished", day: "2022-01-01", visibility: "draft" });

let blog: Blog;
beforeEach(() => {
  blog = blogOf([march, ...april, may, undated, draft]);
});

const lines = async (line: string, locale?: string) =>
  (await blog.say(line, locale)).list?.map(({ title, detail }) => [title, detail]);
const press = (state: string | undefined) => blog.dispatcher.press(state ?? "", { locale: null });
const buttons = async (line: string) =>
  (await blog.say(line)).buttons.map((button) => [button.label, "action" in button ? button.action : ""]);

test("/archive lists the months that have posts, the newest first; drafts and undated posts do not count", async () => {
  expect((await blog.say("/archive")).title).toBe("Archive: 12 posts");
  expect(await lines("/archive")).toEqual([
    ["May 2021", "1 post"],
    ["April 2021", "10 posts"],
    ["March 2020", "1 post"],
  ]);
});

test("/archive YEAR lists the months of that year", async () => {
  expect((await blog.say("/archive 2021")).title).toBe("2021: 11 posts");
  expect((await lines("/archive 2021"))?.map(([title]) => title)).toEqual(["May 2021", "April 2021"]);
});

test("a month of the list leads to its posts, in pages", async () => {
  const list = await blog.say("/archive");
  const first = await press(list.list?.[1]?.action);
  expect(first.title).toBe("April 2021: 10 posts");
  expect(first.posts).toEqual(april.toReversed().slice(0, 8));
  expect(first.page).toMatchObject({ number: 1, count: 2 });
  expect((await press(first.page?.next ?? "")).posts).toEqual(april.toReversed().slice(8));
});

test("many months come in pages", async () => {
  blog.set(Array.from({ length: 30 }, (_, year) => postOf({ day: `${1990 + year}-07-01` })));
  const first = await blog.say("/archive");
  expect(first.page).toMatchObject({ number: 1, count: 2 });
  expect((await press(first.page?.next ?? "")).list?.at(-1)?.title).toBe("July 1990");
});

test.each([
  "2021-05",
  "2021-5",
  "2021/05",
  "2021.5",
  "２０２１－０５",
  "2021年5月",
  "may 2021",
  "May 2021 · 1 post",
])("/archive %s is May 2021", async (when) => {
  expect((await blog.say(`/archive ${when}`)).posts).toEqual([may]);
});

test("a month is the one of the date as written, whatever the instant", async () => {
  const date: PostDate = {
    instant: Date.parse("2021-04-30T18:00:00Z"),
    wall: "2021-05-01T02:00:00",
    offset: "+08:00",
  };
  const late = postOf({ title: "Late at night", date });
  blog.set([late, ...april]);
  expect((await blog.say("/archive 2021-05")).posts).toEqual([late]);
});

test.each(["2021-13", "2021-00", "slam", "21", "2021-04-05", "0000", "-1", "·"])(
  "/archive %s is told what is meant and what there is",
  async (when) => {
    expect(toText(await blog.say(`/archive ${when}`))).toBe(
      `I do not understand “${when}”. Write a year or a month, as in /archive 2021-05. There are posts from March 2020 to May 2021.`,
    );
    expect(await buttons(`/archive ${when}`)).toEqual([["Archive: 12 posts", "1|archive|1"]]);
  },
);

test("a year or month without posts is told what there is, with buttons that lead there", async () => {
  expect(toText(await blog.say("/archive 2019"))).toBe(
    "There is no post of 2019. There are posts from March 2020 to May 2021.",
  );
  expect(toText(await blog.say("/archive 2021-06"))).toMatch(/^There is no post of June 2021\./);
  const [year, all] = await buttons("/archive 2021-06");
  expect([year?.[0], all?.[0]]).toEqual(["2021: 11 posts", "Archive: 12 posts"]);
  expect((await press(year?.[1])).list).toHaveLength(2);
  expect((await press(all?.[1])).list).toHaveLength(3);
});

test("a draft's month is a month without posts", async () => {
  expect(toText(await blog.say("/archive 2022-01"))).toContain("There is no post of January 2022.");
});

test("a blog of one month, of none, and an empty one", async () => {
  blog.set([may]);
  expect(toText(await blog.say("/archive 2019"))).toContain("All posts are of May 2021.");
  blog.set([undated]);
  expect(toText(await blog.say("/archive"))).toBe("No post of this blog has a date.");
  blog.set([]);
  expect(toText(await blog.say("/archive 2021"))).toBe("This blog has no posts yet.");
});

test("it speaks Chinese", async () => {
  expect((await lines("/archive 2021", "zh-CN"))?.[1]).toEqual(["2021年4月", "10 篇文章"]);
  expect((await blog.say("/archive 2021", "zh-TW")).title).toBe("2021年：11 篇文章");
  expect(toText(await blog.say("/archive slam", "zh-CN"))).toBe(
    "我看不懂“slam”。请写年份或月份，例如 /archive 2021-05。文章从2020年3月到2021年5月。",
  );
});

test("completions offer years, then months, by figures and by name", () => {
  const suggest = (typed: string) =>
    blog.dispatcher.suggest("archive", "when", typed, { locale: null }).map(({ value }) => value);
  expect(suggest("")).toEqual(["2021", "2020", "2021-05", "2021-04", "2020-03"]);
  expect(suggest("2021-0")).toEqual(["2021-05", "2021-04"]);
  expect(suggest("２０２０")).toEqual(["2020", "2020-03"]);
  expect(suggest("apr")).toEqual(["2021-04"]);
  expect(suggest("slam")).toEqual([]);
  expect(blog.dispatcher.suggest("archive", "when", "apr", { locale: null })[0]?.label).toBe(
    "April 2021 · 10 posts",
  );
});

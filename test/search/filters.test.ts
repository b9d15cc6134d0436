// Filters in a query: tags, categories, years, languages, words left out, exact words.
import { aBody } from "../fixtures/a-body.js";
import { beforeAll, describe, expect, it } from "vitest";
import { createSearchIndex } from "../../src/search/create-search-index.js";
import { postOf } from "./post-of.js";

const date = (wall: string) => ({ instant: Date.parse(`${wall}Z`), wall, offset: "+00:00" });
const index = createSearchIndex();
const find = (query: string): readonly string[] =>
  index
    .search(query)
    .map(({ post }) => post.title)
    .toSorted();

beforeAll(() =>
  index.put(
    [
      postOf({ title: "River stones", tags: ["Nature"], lang: "en", date: date("2023-05-01T08:00:00") }),
      postOf({
        title: "River boats",
        tags: ["Travel Notes", "Travel-notes"],
        lang: "en-GB",
        date: date("2024-02-01T08:00:00"),
      }),
      postOf({ title: "SLAM 的后端优化", slug: "slam" }),
      postOf({ title: "Notes on SLAM", slug: "notes" }),
      postOf({ title: "スラムダンクを読む", slug: "dunk" }),
      postOf({ title: "河边的石头", tags: ["自然"], categories: [["生活", "散步"]], lang: "zh-CN" }),
    ].map((post) => ({ post, body: aBody("") })),
  ),
);

describe("a query", () => {
  it.each([
    ["river tag:nature", ["River stones"]],
    ['river tag:"travel notes"', ["River boats"]],
    ["石头 标签：自然", ["河边的石头"]],
    ["标签:自然", ["河边的石头"]],
    ["分类:散步", ["河边的石头"]],
    ["ｔａｇ：nature", ["River stones"]],
    ["river year：２０２４", ["River boats"]],
    ["river year:2024", ["River boats"]],
    ["river lang:en", ["River boats", "River stones"]],
    ["语言:zh", ["SLAM 的后端优化", "河边的石头"]],
    ["river -boats lang:en", ["River stones"]],
    ["river -tag:nature lang:en", ["River boats"]],
    ['river "river boats"', ["River boats"]],
    ["石头 “河边”", ["河边的石头"]],
    ["year:2023", ["River stones"]],
    // Posts that say no language go by the one they are written in.
    ["slam lang:zh", ["SLAM 的后端优化"]],
    ["slam 语言:中文", ["SLAM 的后端优化"]],
    ["slam lang:zh-TW", ["SLAM 的后端优化"]],
    ["slam lang:en", ["Notes on SLAM"]],
    ["lang:ja", ["スラムダンクを読む"]],
    ["tag:nothing river", []],
  ])("%s keeps what it asks for", (query, titles) => {
    expect(find(query)).toEqual(titles);
  });

  it("takes a filter it does not know for words", () => {
    expect(find("colour:river")[0]).toContain("River");
  });

  it("finds words joined by a hyphen", () => {
    expect(find("river-boats")).toContain("River boats");
    expect(find("-river-boats")).toContain("River boats");
  });

  it("leaves out what comes first in quotes or by a filter, with a hyphen or without", () => {
    expect(find('-"river-boats" river lang:en')).toEqual(["River stones"]);
    expect(find('-"River boats" river lang:en')).toEqual(["River stones"]);
    expect(find("-tag:travel-notes river lang:en")).toEqual(["River stones"]);
    expect(find("-年:2024 river lang:en")).toEqual(["River stones"]);
  });
});

// What readers ask and which post they get.
import { aBody } from "../fixtures/a-body.js";
import { beforeAll, describe, expect, it } from "vitest";
import { createSearchIndex } from "../../src/search/create-search-index.js";
import { postOf } from "./post-of.js";

const titles = [
  "怎样写出有用的笔记",
  "周末去山里看星星",
  "Deploying a bot on a small server",
  "LIO-SAM notes",
  "機器學習入門",
  "วิธีเรียนภาษาไทยด้วยตัวเอง",
];
const index = createSearchIndex();
await index.put(titles.map((title) => ({ post: postOf({ title }), body: aBody("") })));
const first = (query: string): string | undefined => index.search(query)[0]?.post.title;

describe("search", () => {
  it.each([
    ["an English word for a Chinese one in the title", "usefulness", "怎样写出有用的笔记"],
    ["a Chinese word", "星星", "周末去山里看星星"],
    ["capitals and full width", "ＢＯＴ", "Deploying a bot on a small server"],
    ["letters in the wrong order", "lio sma", "LIO-SAM notes"],
    ["a Thai word in the middle of the title", "ภาษา", "วิธีเรียนภาษาไทยด้วยตัวเอง"],
    ["Thai words in another order", "ไทย เรียน", "วิธีเรียนภาษาไทยด้วยตัวเอง"],
    ["simplified characters for traditional ones", "机器学习", "機器學習入門"],
  ])("finds a post by %s", (_, query, title) => {
    expect(first(query)).toBe(title);
  });

  it("finds nothing for an empty query", () => {
    expect(index.search("  ")).toEqual([]);
  });

  it("never shows a post that readers may not see", async () => {
    const hidden = createSearchIndex();
    await hidden.put([{ post: postOf({ title: "Secret plan", visibility: "draft" }), body: aBody("") }]);
    expect(hidden.search("secret plan")).toEqual([]);
  });
});

describe("search while typing", () => {
  it.each(["usef", "usefu", "useful", "usefuln", "usefulne", "usefulness"])(
    "%s finds the English of a title's words",
    (typed) => {
      const [best] = index.search(typed, { typing: true });
      expect(best?.post.title).toBe("怎样写出有用的笔记");
      expect(best?.matches[0]?.how).toBe("translation");
    },
  );

  it("puts a word of a title before the English of one", async () => {
    const both = createSearchIndex();
    const posts = ["怎样写出有用的笔记", "Useful notes"].map((title) => ({
      post: postOf({ title }),
      body: aBody(""),
    }));
    await both.put(posts);
    expect(both.search("usef", { typing: true })[0]?.post.title).toBe("Useful notes");
  });
});

describe("nearest", () => {
  const names = ["slam", "JavaScript", "机器学习", "深度学习", "путешествия", "machine tools"];
  const index = createSearchIndex();
  beforeAll(() =>
    index.put([
      {
        post: postOf({ title: "Notes", tags: names.slice(0, 3), categories: [names.slice(3)] }),
        body: aBody(""),
      },
    ]),
  );
  it.each([
    ["case", "SLAM", "slam"],
    ["a typo", "javascrpt", "JavaScript"],
    ["neighbours swapped in a short name", "salm", "slam"],
    ["a letter too many", "slaam", "slam"],
    ["traditional characters", "機器學習", "机器学习"],
    ["a wrong character", "机器学系", "机器学习"],
    ["pinyin", "shen du xue xi", "深度学习"],
    ["misspelt pinyin", "sheduxuexi", "深度学习"],
    ["initials of pinyin", "jqxx", "机器学习"],
    ["another language", "machine learning", "机器学习"],
    ["another keyboard", "gentitcndbz", "путешествия"],
    ["other letters", "puteshestviya", "путешествия"],
    ["a short form", "js", "JavaScript"],
  ])("forgives %s", (_, typed, name) => {
    expect(index.nearest(typed, names, 8)).toEqual([name]);
  });

  it.each([
    ["机器学习", "machine learning"],
    ["深度学习", "deep learning"],
    ["强化学习", "reinforcement learning"],
  ])("takes %s for %s alone, where other names share a word with that", async (typed, name) => {
    const kinds = ["deep", "machine", "reinforcement", "statistical", "unsupervised"];
    const others = Array.from({ length: 60 }, (_, n) => `topic ${n}`);
    const tags = [...kinds.map((kind) => `${kind} learning`), ...others];
    const kin = createSearchIndex();
    await kin.put([{ post: postOf({ title: "Notes", tags }), body: aBody("") }]);
    await kin.ready(typed);
    expect(kin.nearest(typed, tags, 8)).toEqual([name]);
  });

  it("puts what begins so before what is spelt like it", () => {
    expect(index.nearest("slam", ["slim", "slam dunk", "slam"], 8)).toEqual(["slam", "slam dunk", "slim"]);
  });
});

// Posts are found by what readers type instead of a title's own words: sounds, beginnings, spellings, questions.
import { describe, expect, it } from "vitest";
import { aBody } from "../fixtures/a-body.js";
import { createSearchIndex } from "../../src/search/create-search-index.js";
import { blogAsked } from "./blog-asked.js";
import { postOf } from "./post-of.js";

describe("a Japanese blog", async () => {
  const first = await blogAsked([
    "引っ越しでやることリスト",
    "機械学習モデルの過学習を防ぐ",
    "東京の残業を減らす",
    "家でコーヒー豆を焙煎する",
    "腰痛を防ぐストレッチ",
    { title: "設計の話をしてきた", body: "ドメインモデルにビジネスロジックとかをどこに書くかという話。" },
    { title: "フックを設定する方法", summary: "サーバーの状態を見る。" },
    "庭のトマトを育てる",
  ]);
  it.each([
    ["a word in Latin letters", "hikkoshi", "引っ越しでやることリスト"],
    ["its beginning", "hikko", "引っ越しでやることリスト"],
    ["long vowels written out", "kikai gakushuu", "機械学習モデルの過学習を防ぐ"],
    ["long vowels left out", "zangyo", "東京の残業を減らす"],
    ["a city as the world writes it", "tokyo", "東京の残業を減らす"],
    ["its kana", "ざんぎょう", "東京の残業を減らす"],
    ["a Chinese word that Japanese does not have", "加班", "東京の残業を減らす"],
    ["a Chinese word of a loan word", "咖啡", "家でコーヒー豆を焙煎する"],
    ["a loan word's English", "tomato", "庭のトマトを育てる"],
    ["a question", "腰が痛いときはどうする", "腰痛を防ぐストレッチ"],
    ["a part of a loan word in a text", "ロジック", "設計の話をしてきた"],
    ["two words that a text writes as one", "ビジネス ロジック", "設計の話をしてきた"],
    ["a loan word in a summary", "サーバー", "フックを設定する方法"],
  ])("is asked by %s", (_, query, title) => {
    expect(first(query)).toBe(title);
  });
});

describe("a Korean blog", async () => {
  const first = await blogAsked([
    "제주도 여행 후기",
    "스프링 트랜잭션 정리",
    "핸드드립 커피 내리는 법",
    "깃 병합하기",
    "데이터베이스 인덱스",
  ]);
  it.each([
    ["initial consonants", "ㅈㅈㄷ", "제주도 여행 후기"],
    ["initial consonants over two words", "ㅅㅍㄹㅌㄹ", "스프링 트랜잭션 정리"],
    ["two initial consonants", "ㅋㅍ", "핸드드립 커피 내리는 법"],
    ["the first consonant typed", "ㄷ", "데이터베이스 인덱스"],
    ["a loan word of one syllable", "git", "깃 병합하기"],
    ["a loan word in Japanese", "コーヒー", "핸드드립 커피 내리는 법"],
    ["the same in Chinese", "咖啡", "핸드드립 커피 내리는 법"],
    ["a question", "커피 어떻게 하나요", "핸드드립 커피 내리는 법"],
  ])("is asked by %s", (_, query, title) => {
    expect(first(query)).toBe(title);
  });
});

describe("a Chinese blog", async () => {
  const first = await blogAsked([
    "树莓派家庭影音",
    "线程池参数",
    "车险怎么买",
    "论文阅读方法",
    "保险条款",
    "什么是闭包",
  ]);
  it.each([
    ["pinyin before its last syllable is typed", "shum", "树莓派家庭影音"],
    ["the same after two syllables", "xianch", "线程池参数"],
    ["the first letter of its pinyin", "l", "论文阅读方法"],
    ["a question about something else than how", "论文怎么读", "论文阅读方法"],
    ["a Japanese form of a character", "保険", "保险条款"],
    ["a character that is simplified already", "什么", "什么是闭包"],
  ])("is asked by %s", (_, query, title) => {
    expect(first(query, true)).toBe(title);
  });
});

describe("an English blog", async () => {
  const first = await blogAsked([
    "Screen time rules",
    "Learning watercolour painting",
    "Optimising queries",
    "Growing tomatoes",
    { title: "An argument for automation", summary: "Less work." },
    { title: "What is a test?", summary: "Tests automate what you would do by hand." },
  ]);
  it.each([
    ["two words written as one", "screentime", "Screen time rules"],
    ["the American spelling", "watercolor painting", "Learning watercolour painting"],
    ["the American spelling of a verb", "optimize", "Optimising queries"],
    ["a Chinese word, whatever the spelling", "水彩", "Learning watercolour painting"],
    ["a Japanese loan word in the singular", "トマト", "Growing tomatoes"],
    ["another form of a title's word rather than a summary's own", "automate", "An argument for automation"],
  ])("is asked by %s", (_, query, title) => {
    expect(first(query)).toBe(title);
  });
});

it("titles that begin as was typed do not come and go with every letter", async () => {
  const index = createSearchIndex();
  const titles = Array.from({ length: 12 }, (_, at) => `Super simple start to ${"bcdfghjklmnp"[at]}ooks`);
  await index.put(
    titles.map((title, at) => ({
      post: postOf({ title }),
      body: aBody(titles.map((other, by) => other.slice(0, 8 + ((at * 7 + by) % 13))).join("\n")),
    })),
  );
  for (const title of titles) {
    const isOffered = Array.from({ length: title.length - 1 }, (_, end) =>
      index
        .search(title.slice(0, end + 2), { limit: 5, typing: true })
        .some(({ post }) => post.title === title),
    );
    expect(isOffered.slice(isOffered.indexOf(true))).not.toContain(false);
  }
});

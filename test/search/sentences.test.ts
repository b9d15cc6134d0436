// What is asked in whole sentences, in other forms of its words, or in words that only together say a post's word.
import { describe, expect, it } from "vitest";
import { blogAsked } from "./blog-asked.js";

describe("a Japanese blog", async () => {
  const first = await blogAsked([
    "ファイルを隠す",
    "見失ったファイルを探し出す",
    "文書の雛形",
    { title: "寝台特急で北へ", tags: ["旅"] },
    "四国の旅",
    "瀬戸内の旅",
    { title: "自炊を続ける", body: "ご飯と納豆とお味噌汁からはじめた。" },
    { title: "リリースの流れ", summary: "ワークスペースを組み合わせて運用することが多いです。" },
    { title: "スペースの入れ方", summary: "英語との間にスペースを入れるかどうか。" },
  ]);
  it.each([
    ["another form of a verb", "隠したファイル", "ファイルを隠す"],
    ["the words of a sentence", "寝台列車の旅", "寝台特急で北へ"],
    ["Chinese of which Japanese knows a half", "隐藏文件", "ファイルを隠す"],
    ["a word of the text in Latin letters", "nattou", "自炊を続ける"],
    ["words that stand near each other in a summary", "スペース 運用", "リリースの流れ"],
  ])("is asked by %s", (_, query, title) => {
    expect(first(query)).toBe(title);
  });
});

describe("a Korean blog", async () => {
  const first = await blogAsked([
    "암호 바꾸기",
    "암호를 올바르게 입력했는데 연결하지 못하고 있어요",
    { title: "달리기로 달라진 된장의 리듬", tags: ["습관"] },
    "달리기가 습관으로 남는 순간",
  ]);
  it.each([
    ["a wish", "암호를 바꾸고 싶어요", "암호 바꾸기"],
    ["a word that only holds others together", "습관이 된 달리기", "달리기가 습관으로 남는 순간"],
  ])("is asked by %s", (_, query, title) => {
    expect(first(query)).toBe(title);
  });
});

describe("a Chinese blog", async () => {
  const first = await blogAsked([
    "登录图片",
    "使用指纹识别登录",
    "西湖的小胖鸭",
    "落日西湖",
    "火锅店担担面",
    "汤屋",
    "调整键盘的位置",
    "怎么洗鼠标垫",
    "更改您的时区",
  ]);
  it.each([
    ["a wrong character that is said the same", "指文登录", "使用指纹识别登录"],
    ["an English word whose halves the dictionary has", "sunset", "落日西湖"],
    ["one that it writes as one word", "hot pot", "火锅店担担面"],
    ["a compound that it has in two", "timezone", "更改您的时区"],
  ])("is asked by %s", (_, query, title) => {
    expect(first(query)).toBe(title);
  });
});

describe("an English blog", async () => {
  const first = await blogAsked([
    "Change the date and time",
    "Change your timezone",
    "Connect to a wireless network",
    "Connect a printer",
    "Wise words on fiction",
  ]);
  it.each([
    ["a Chinese word whose two words it writes as one", "时区", "Change your timezone"],
    ["another name", "wifi", "Connect to a wireless network"],
    ["a name with a hyphen", "wi-fi", "Connect to a wireless network"],
  ])("is asked by %s", (_, query, title) => {
    expect(first(query)).toBe(title);
  });
});

it("answers a Chinese sentence by its words, those that are only held together left out", async () => {
  const first = await blogAsked(["钥匙在哪里", "洗毛衣的方法", "晒干毛衣"]);
  expect(first("毛衣在哪里晒")).toBe("晒干毛衣");
});

it("does not cut the name of a concept, though a particle stands in it", async () => {
  const first = await blogAsked(["划分计算", "动态规划入门", "计划的方法"]);
  expect(first("動的計画法")).toBe("动态规划入门");
});

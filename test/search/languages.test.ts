// Titles in Korean and Japanese are found by their English, also where no Chinese word stands behind theirs.
import { describe, expect, it } from "vitest";
import { blogAsked } from "./blog-asked.js";

describe("Korean titles", async () => {
  const first = await blogAsked([
    "부엌 창문을 바꾸다",
    "지도를 읽는 법",
    "잃어버린 열쇠를 찾아서",
    "계산기에 숫자를 입력하기",
    "골라 먹는 겨울 과일",
    "눈 내리는 밤",
  ]);
  it.each([
    ["a native noun with its particle", "window", "부엌 창문을 바꾸다"],
    ["a verb in its dictionary form", "replace", "부엌 창문을 바꾸다"],
    ["a verb before a noun", "read", "지도를 읽는 법"],
    ["a verb drawn together with its ending", "find key", "잃어버린 열쇠를 찾아서"],
    ["a verb that changes its stem", "choose", "골라 먹는 겨울 과일"],
    ["a word shared with Japanese, not with Chinese", "input", "계산기에 숫자를 입력하기"],
    ["a noun of one syllable", "snow", "눈 내리는 밤"],
  ])("are found by %s", (_, query, title) => {
    expect(first(query)).toBe(title);
  });
});

describe("Japanese titles", async () => {
  const first = await blogAsked([
    "庭のトマトを育てる",
    "リンク切れの直し方",
    "小さな字句解析のはなし",
    "文字化けした手紙",
    "お茶の時間",
  ]);
  it.each([
    ["a word that begins with kana", "dead link", "リンク切れの直し方"],
    ["a word of computing", "lexical analysis", "小さな字句解析のはなし"],
    ["a rarer sense of one", "garbled", "文字化けした手紙"],
    ["the reading of a word that begins with kana", "おちゃ", "お茶の時間"],
  ])("are found by %s", (_, query, title) => {
    expect(first(query)).toBe(title);
  });
});

// Which words of a title are shown as found.
import fc from "fast-check";
import { expect, it, test } from "vitest";
import { readFileSync } from "node:fs";
import { maySpellPinyin } from "../../src/search/analysis/pinyin-syllables.js";
import { where } from "../../src/search/rank/where.js";
import { anyText } from "../fixtures/any-text.js";

/** The title with what is found in brackets. */
function shown(query: string, title: string): string {
  let text = "";
  let end = 0;
  for (const { from, to } of where(query, title)) {
    text += `${title.slice(end, from)}[${title.slice(from, to)}]`;
    end = to;
  }
  return text + title.slice(end);
}

it.each([
  ["a word", "slam", "[SLAM]——LIO-SAM"],
  ["words in any order", "sam lio", "SLAM——[LIO]-[SAM]"],
  ["a beginning", "kal", "The [Kal]man filter"],
  ["another form", "libraries", "Writing a [library]"],
  ["a misspelt word", "kalamn", "The [Kalman] filter"],
  ["neighbours swapped in a short word", "lio sma", "SLAM——[LIO]-[SAM]"],
  ["neither a typo beside the word itself", "filter", "A filler for a [filter]"],
  ["Chinese words", "机器 学习", "[机器学习]——作业"],
  ["traditional characters", "機器學習", "[机器学习]——作业"],
  ["full width", "ＳＶＭ", "[SVM] 笔记"],
  ["katakana for hiragana", "さーばー", "[サーバー]の設定"],
  ["accents", "deja vu", "[Déjà] [vu]"],
  ["English of Chinese words", "usefulness", "怎样写出[有用]的笔记"],
  ["Chinese of English words", "笔记", "Some [notes]"],
  ["pinyin", "xuexi", "机器[学习]——作业"],
  ["unfinished pinyin", "xuex", "机器[学习]——作业"],
  ["filters left out", "tag:slam 视觉", "SLAM——[视觉]里程计"],
  ["Thai words", "ภาษา", "วิธีเรียน[ภาษา]ไทย"],
  ["Japanese in Latin letters", "hikkoshi", "[引っ越し]でやること"],
  ["its beginning", "hikko", "[引っ越し]でやること"],
  ["a loan word in Latin letters", "saba", "[サーバー]の設定"],
  ["Japanese in kana", "いんさつ", "紙に[印刷]する"],
  ["English of Japanese words", "machine", "はじめての[機械]いじり"],
  ["another form of a Japanese verb", "隠した", "ファイルを[隠]す"],
  ["initial consonants", "ㅈㅈㄷ", "[제주도] 여행"],
  ["initial consonants over a space", "ㅈㅈㄷㅇㅎ", "[제주도] [여행]"],
  ["one or two only where a word begins", "ㅇㅎ", "제주도 [여행]"],
  ["Korean words written as one", "제주도여행", "[제주도] [여행] 후기"],
  ["Korean words written apart", "가족 여행", "제주 [가족여행]"],
  ["words written as one", "screentime", "[Screen] [time] rules"],
  ["words written apart", "git hub", "Using [GitHub]"],
  ["nothing", "river", "机器学习"],
])("marks %s", (_, query, expected) => {
  expect(shown(query, expected.replace(/[[\]]/gu, ""))).toBe(expected);
});

test("marks the reading of kanji alone where the blog is Japanese", () => {
  expect(where("kyouto", "京都観光案内", true)).toEqual([{ from: 0, to: 2 }]);
});

test("marks lie in order within any text", () => {
  const text = anyText(400);
  fc.assert(
    fc.property(text, text, (query, title) => {
      for (const asked of [query, title.slice(3, 9)]) {
        let last = -1;
        for (const { from, to } of where(asked, title)) {
          expect(from).toBeGreaterThan(last);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(title.length);
          last = to;
        }
      }
    }),
    { examples: [["", "\u0000\u0000\u{10000}\ufe00"]] },
  );
});

test("whatever two characters of the dictionary are read as may be typed in pinyin, some words may not", () => {
  const lines = readFileSync("dictionaries/zh.tsv", "utf8").split("\n");
  const syllables = new Set(lines.flatMap((line) => line.split("\t")[2]?.split(/[ |]/) ?? []));
  syllables.delete("");
  expect(syllables.size).toBeGreaterThan(400);
  for (const one of syllables) expect(maySpellPinyin(`${one}xu`), one).toBe(true);
  for (const word of ["usefulness", "kalman", "c", "slam"]) expect(maySpellPinyin(word), word).toBe(false);
});

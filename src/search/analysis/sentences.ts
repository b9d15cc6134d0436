// Cuts what was asked in a sentence, in Chinese or Japanese, into the parts that carry its sense.
import { chinese } from "../dictionary/chinese.js";
import { concepts } from "../dictionary/concepts.js";

/** Chinese words that hold a sentence together; in simplified characters. */
const holding = new Set(
  (
    "的 了 吗 呢 吧 啊 把 被 就 也 都 很 太 是 在 和 与 及 或 要 会 能 可以 想 过 着 得 从 到 对 我 我的 你 他 她 它 这 那 " +
    "一个 怎么 怎么样 怎样 如何 为什么 为何 什么 哪些 哪里 哪个 哪儿 有没有 有什么 多少 应该 需要 能 能不能 会不会 要不要 是不是 可不可以"
  ).split(" "),
);

/** A run without the first sign of any of them need not be divided. */
const mayHold = new RegExp(`[${Array.from(holding, (word) => word[0]).join("")}]`, "u");

/** Shorter runs are words, not sentences. */
const SENTENCE = 4;

/** The words of a Chinese sentence (folded), those that belong together as one; the run itself where it is none. */
export function chineseParts(run: string): readonly string[] {
  // 動的計画法 holds a 的 and is one word all the same.
  if (run.length < SENTENCE || !mayHold.test(run) || concepts().names(run)) return [run];
  const found: string[] = [];
  let part = "";
  for (const word of [...chinese().segment(run), "的"]) {
    if (!holding.has(word)) part += word;
    else if (part) {
      found.push(part);
      part = "";
    }
  }
  return found.length > 0 ? found : [run];
}

/** Particles between two words, of one sign; longer stretches of hiragana end a word anyway (引っ越し goes on). */
const particle = "のをがはにでとへもや";
const pieces = new RegExp(
  `(?<=[\\u3400-\\u9fff々\\u30a1-\\u30faー](?:[${particle}]|[\\u3041-\\u3096]{2,8}))(?=[\\u3400-\\u9fff\\u30a1-\\u30fa])`,
  "u",
);
const ending = new RegExp(`(?<=[\\u3400-\\u9fff々\\u30a1-\\u30faー])[${particle}]$`, "u");

/** The words of a Japanese sentence, each with its ending but without its particle; kana as they were written. */
export const japaneseParts = (raw: string): readonly string[] =>
  raw.split(pieces).map((part) => part.replace(ending, ""));

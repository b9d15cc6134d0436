// What only makes a question of a query, in Chinese, Japanese and Korean: taken away where something is left.
import { withoutParticle } from "./hangul.js";
import type { Script } from "./runs.js";

/** Folded, so in simplified characters and hiragana. */
const before =
  /^(?:请问|如何|怎么样?|怎样|为什么要?做?|为何要?做?|什么(?:时候|叫|是)?|哪(?:里|儿|个|些)|多少|谁(?:能|会|是)?|有没有|どうすれば|どうやって|なぜ)/u;
const after =
  /(?:怎么[办做用弄样写说]|怎么回事|为什么|(?:是|要注意)?什么(?:时候|意思)?|有?哪[里儿个些]|在哪|多少钱?|(?:星期|周|礼拜)几|几[个点种]|是?谁|[好行可]不[好行可]|能不能|吗|呢|啊|とはなに|とは|はどうする|はどうやるの|はどうやる|のやりかた|のしかた|ですか|ますか|するには|には|はいつから|したい)$/u;
const inKorean = new Set(
  (
    "어떻게 왜 언제 무엇 무엇을 무엇인가 뭐 뭔가요 어디 어떤 하나요 하는 되나요 인가요 있나요 방법 방법은 " +
    "싶어요 싶다 싶은데 싶습니다 주세요 하려면 해요 해야 할까 할까요 안 못 잘 좀 더 자꾸 너무"
  ).split(" "),
);

/** At least so much has to be left. */
const LEFT = 2;

/** A run of Han characters and kana without the words of a question around it. */
export function withoutQuestion(run: string): string {
  let left = run;
  for (const words of [before, after]) {
    const rest = left.replace(words, "");
    if (rest.length >= LEFT) left = rest;
  }
  return left;
}

/** Whether a run only asks, or only holds others together (된, 하는). */
export const onlyAsks = (script: Script, text: string): boolean =>
  script === "hangul" && (inKorean.has(text) || withoutParticle(text) === "");

// Korean table ko.tsv: the Chinese words that Korean shares, in Hangul, with their English; homophones by frequency.
import { createRequire } from "node:module";
import { cedict, frequencies } from "./chinese.mjs";
import { glossWords } from "./glosses.mjs";

const homophoneWorth = [1, 0.75, 0.55];

export function koreanTable(packages) {
  const hanja = createRequire(`${packages}/`)("hanja");
  const frequency = frequencies(packages);
  const words = new Map();
  for (const { traditional, simplified, pinyin, senses } of cedict(packages)) {
    const length = [...traditional].length;
    const count = frequency.get(simplified) ?? 0;
    if (length < 2 || length > 4 || count < 30 || /^[A-Z]/u.test(pinyin)) continue;
    const hangul = (hanja.default ?? hanja).translate(traditional, "SUBSTITUTION");
    if (!/^[가-힣]+$/u.test(hangul)) continue;
    words.set(hangul, [...(words.get(hangul) ?? []), { count, senses }]);
  }
  const lines = [];
  for (const [hangul, homophones] of words) {
    const worth = new Map();
    const common = homophones.sort((a, b) => b.count - a.count).slice(0, homophoneWorth.length);
    for (const [at, { senses }] of common.entries()) {
      for (const gloss of glossWords(senses).split(" ").filter(Boolean)) {
        const value = Math.max(1, Math.round(Number(gloss.slice(-1)) * homophoneWorth[at]));
        worth.set(gloss.slice(0, -1), Math.max(worth.get(gloss.slice(0, -1)) ?? 0, value));
      }
    }
    if (worth.size > 0) lines.push(`${hangul}\t${[...worth].map(([word, value]) => word + value).join(" ")}`);
  }
  return lines.sort().join("\n") + "\n";
}

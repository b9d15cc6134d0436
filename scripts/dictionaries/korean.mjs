// Korean table ko.tsv: native words, and the words that Korean shares with Chinese and Japanese, in Hangul, with their English.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cedict, frequencies } from "./chinese.mjs";
import { emojiWords } from "./emoji-names.mjs";
import { glossWords } from "./glosses.mjs";
import { forms } from "./korean-forms.mjs";

const homophoneWorth = [1, 0.75, 0.55];
/** What a Japanese word counts for among homophones: as much as a Chinese one of this frequency. */
const COMMON = 3000;
const OF_A_SUBJECT = 300;

/** Words in Chinese characters that Korean may share: traditional form, how common, senses. */
function* shared(packages, edict) {
  const frequency = frequencies(packages);
  for (const { traditional, simplified, pinyin, senses } of cedict(packages)) {
    const count = frequency.get(simplified) ?? 0;
    if (count >= 30 && !/^[A-Z]/u.test(pinyin)) yield { characters: traditional, count, senses };
  }
  const traditional = createRequire(`${packages}/`)("opencc-js").Converter({ from: "jp", to: "t" });
  for (const { written, senses, isCommon, hasSubject } of edict)
    if ((isCommon || hasSubject) && /^\p{Script=Han}{2,4}$/u.test(written))
      yield { characters: traditional(written), count: isCommon ? COMMON : OF_A_SUBJECT, senses };
}

/** Each character's word once: what the two dictionaries say of it together. */
function byHangul(packages, edict) {
  const hanja = createRequire(`${packages}/`)("hanja");
  const words = new Map();
  for (const { characters, count, senses } of shared(packages, edict)) {
    const length = [...characters].length;
    if (length < 2 || length > 4) continue;
    const hangul = (hanja.default ?? hanja).translate(characters, "SUBSTITUTION");
    if (!/^[가-힣]+$/u.test(hangul)) continue;
    const homophones = words.get(hangul) ?? new Map();
    const known = homophones.get(characters) ?? { count: 0, senses: [] };
    homophones.set(characters, { count: Math.max(known.count, count), senses: [...known.senses, ...senses] });
    words.set(hangul, homophones);
  }
  return words;
}

export function koreanTable(packages, edict) {
  const table = new Map();
  const add = (hangul, english, worth) => {
    const known = table.get(hangul) ?? new Map();
    known.set(english, Math.max(known.get(english) ?? 0, worth));
    table.set(hangul, known);
  };
  const native = readFileSync(new URL("korean-words.tsv", import.meta.url), "utf8").trim().split("\n");
  for (const [word, english] of native.map((line) => line.split("\t")))
    for (const form of forms(word))
      for (const [at, meaning] of english.split(" ").entries()) add(form, meaning, at === 0 ? 9 : 8);
  for (const [hangul, english] of emojiWords(packages, "ko"))
    for (const [at, word] of english.entries()) add(hangul, word, 7 - at);
  for (const [hangul, homophones] of byHangul(packages, edict)) {
    const common = [...homophones.values()].sort((a, b) => b.count - a.count).slice(0, homophoneWorth.length);
    for (const [at, { senses }] of common.entries())
      for (const gloss of glossWords(senses).split(" ").filter(Boolean))
        add(hangul, gloss.slice(0, -1), Math.max(1, Math.round(Number(gloss.slice(-1)) * homophoneWorth[at])));
  }
  return (
    [...table]
      .map(([hangul, english]) => `${hangul}\t${[...english].map(([word, worth]) => word + worth).join(" ")}`)
      .sort()
      .join("\n") + "\n"
  );
}

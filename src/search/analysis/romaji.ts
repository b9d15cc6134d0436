// Japanese typed in Latin letters: the kana they stand for, and kana without the length of their vowels.
import { sounds } from "./kana.js";

const small: readonly (readonly [string, string])[] = [
  ["a", "ゃ"],
  ["u", "ゅ"],
  ["o", "ょ"],
];

/** Hepburn, and where it differs the older Kunrei (si, tya) and what keyboards take (jya). */
const syllables = new Map<string, string>();
for (const [kana, letters] of sounds)
  if (!/[ぢづをゔぁぃぅぇぉゃゅょ]/u.test(kana)) syllables.set(letters, kana);
for (const [letters, kana] of Array.from(syllables)) {
  const head = /^([^aeiou]+)i$/u.exec(letters)?.[1];
  if (!head) continue;
  for (const [vowel, sign] of small) {
    syllables.set(`${head}y${vowel}`, kana + sign);
    if (/^(?:sh|ch|j)$/u.test(head)) syllables.set(head + vowel, kana + sign);
  }
}
for (const [letters, kana] of [
  ["si", "し"],
  ["ti", "ち"],
  ["tu", "つ"],
  ["hu", "ふ"],
  ["zi", "じ"],
  ["wo", "を"],
] as const)
  syllables.set(letters, kana);
for (const [vowel, sign] of small)
  for (const [head, kana] of [
    ["sy", "し"],
    ["ty", "ち"],
    ["zy", "じ"],
  ] as const)
    syllables.set(head + vowel, kana + sign);

/** `gakushuu` is がくしゅう; null when the letters are no Japanese. */
export function kanaOf(letters: string): string | null {
  let out = "";
  for (let at = 0; at < letters.length;) {
    const here = letters[at] ?? "";
    const next = letters[at + 1] ?? "";
    if (here === "n" && !/[aiueoy]/u.test(next || "n")) {
      out += "ん";
      // `nn` before a consonant or the end is one ん typed in full; before a vowel it is ん and its row.
      at += next === "n" && !/[aiueoy]/u.test(letters[at + 2] ?? "n") ? 2 : 1;
    } else if (here === "m" && /[bpm]/u.test(next)) {
      out += "ん";
      at += 1;
    } else if ((here === next && /[kstcphgdbzjf]/u.test(here)) || (here === "t" && next === "c")) {
      out += "っ";
      at += 1;
    } else {
      let length = 3;
      while (length > 0 && !syllables.has(letters.slice(at, at + length))) length -= 1;
      if (length === 0) return null;
      out += syllables.get(letters.slice(at, at + length));
      at += length;
    }
  }
  return out;
}

/** とうきょう and ときょ are one: who writes `tokyo` writes no length. The long mark is dropped by folding. */
export function shortKana(hiragana: string): string {
  let out = "";
  for (const [at, sign] of Array.from(hiragana).entries()) {
    const vowel = sounds.get(hiragana[at - 1] ?? "")?.slice(-1);
    if ((sign === "う" && (vowel === "o" || vowel === "u")) || (sign === "お" && vowel === "o")) continue;
    out += sign;
  }
  return out;
}

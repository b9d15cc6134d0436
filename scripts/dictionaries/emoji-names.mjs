// Words and their English out of the names and keywords that Unicode CLDR gives each emoji in both languages.
import { readFileSync } from "node:fs";

const names = (packages, language) =>
  JSON.parse(readFileSync(`${packages}/cldr-annotations-full/annotations/${language}/annotations.json`, "utf8"))
    .annotations.annotations;
const words = (phrases) =>
  new Set(phrases.flatMap((phrase) => phrase.toLowerCase().split(/[^\p{L}]+/u)).filter((word) => word.length > 1));

/** A pair counts when most emoji that have the one word have the other; words of one emoji only where both stand in its names. */
const SHARE = 0.5;

/** Words of a language to English words, best first. */
export function emojiWords(packages, language) {
  const [theirs, english] = [names(packages, language), names(packages, "en")];
  const emoji = Object.keys(theirs).filter((sign) => english[sign]);
  const holders = [theirs, english].map((table) => {
    const of = new Map();
    for (const sign of emoji)
      for (const word of words([...(table[sign].default ?? []), ...(table[sign].tts ?? [])]))
        of.set(word, (of.get(word) ?? new Set()).add(sign));
    return of;
  });
  const found = new Map();
  for (const [word, signs] of holders[0]) {
    if (language === "ko" && !/^[가-힣]{2,}$/u.test(word)) continue;
    const likely = [];
    for (const other of new Set([...signs].flatMap((sign) => [...words([...(english[sign].default ?? []), ...(english[sign].tts ?? [])])]))) {
      const others = holders[1].get(other);
      const both = [...signs].filter((sign) => others.has(sign));
      const named = (table, text) => both.some((sign) => words(table[sign].tts ?? []).has(text));
      const share = (2 * both.length) / (signs.size + others.size);
      if (share >= SHARE && (both.length > 1 || (named(theirs, word) && named(english, other)))) likely.push([other, share]);
    }
    const best = likely.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 3);
    if (best.length > 0) found.set(word, best.map(([other]) => other));
  }
  return found;
}

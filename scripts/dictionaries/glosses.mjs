// Boils the definitions of a dictionary entry down to the English words a reader would search by.

const stop = new Set(
  (
    "a an the of to in on at for from by with and or as is are be was were it its this that one s sb sth etc " +
    "also esp not no any some any very such into out up off over his her their your you he she they who which what " +
    "when where how than then if so do does did has have had can could will would may might must more most variant old " +
    "lit fig abbr idiom cl tw pr surname see coll literary dialect usually typically e g i including"
  ).split(" "),
);
const noise = /^(surname|variant of|old variant|see |used in|CL:|erhua|Japanese variant)/u;

/**
 * English words with how well each stands for the entry, a digit from 1 to 9, as they stand in a table: `use9 useful8
 * good+use7`. The first sense counts most; a sense of several words stands for the entry only as a whole, and the less
 * the longer it is.
 * @param {readonly string[]} senses
 */
export function glossWords(senses) {
  const phrases = new Map();
  for (const [at, sense] of senses.slice(0, 8).entries()) {
    if (noise.test(sense)) continue;
    const plain = sense
      .replace(/\([^)]*\)|\[[^\]]*\]/gu, " ")
      .replace(/[\u3000-\u9fff|]+/gu, " ")
      .toLowerCase();
    const found = [...new Set(plain.match(/[a-z]+/gu) ?? [])].filter((word) => word.length > 1 && !stop.has(word));
    if (found.length === 0 || found.length > 8) continue;
    const bySense = at === 0 ? 9 : at < 3 ? 8 : 6;
    const byLength = found.length > 3 ? 3 : found.length > 2 ? 1 : 0;
    const phrase = found.join("+");
    phrases.set(phrase, Math.max(phrases.get(phrase) ?? 0, bySense - byLength));
  }
  return [...phrases].map(([phrase, worth]) => phrase + worth).join(" ");
}

// Which English words are rare: tables hold no more than fits into the package.

/** How many lines of these tables mean each English word. @param {readonly string[]} tables as text */
export function meanings(tables) {
  const counts = new Map();
  for (const text of tables)
    for (const [, word] of text.matchAll(/(?<=[\t +])([a-z]+)(?=[\d+])/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (word) => counts.get(word) ?? 0;
}

/** Takes out of each line the English words that do not count, and lines that are left with none. */
export const withoutRare = (table, isCommon) =>
  table
    .split("\n")
    .map((line) => line.replace(/ ?(?<=[\t ])([a-z+]+)\d/gu, (gloss, words) => (words.split("+").every(isCommon) ? gloss : "")).replace(/\t +/u, "\t"))
    .filter((line) => /[a-z]\d/u.test(line))
    .join("\n") + "\n";

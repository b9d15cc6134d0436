// Questions drawn by a seed from the bodies of a blog: what a reader may remember of a text, and who holds it.
import { seeded } from "./random.mjs";

/** Of each kind so many questions a blog, fewer where its bodies give no more. */
const EACH = 60;
/** A word that so few posts hold is rare. */
const RARE = 2;
/** Of two words together each may be in so many. */
const SELDOM = 6;

const FENCE = /^[ \t>]*(`{3,}|~{3,})[^\n]*\n([\s\S]*?)(?:^[ \t>]*\1|(?![\s\S]))/gmu;
const prose = (markdown) =>
  markdown
    .replace(FENCE, "\n")
    .replace(/<!--[\s\S]*?-->|<\/?[a-zA-Z][^<>]*>|\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}/gu, " ")
    .replace(/^(?:import|export) .*$/gmu, "")
    .replace(/!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?/gu, " ")
    .replace(/\]\([^)]*\)|\]\[[^\]]*\]|^\[[^\]]+\]:.*$/gmu, "] ")
    .replace(/\$\$[\s\S]*?\$\$|\$[^$\n]+\$/gu, " ")
    .replace(/https?:\/\/\S+/gu, " ")
    .replace(/&\w+;/gu, " ");
const withoutCode = (text) => text.replace(/`[^`\n]*`/gu, " ");

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
const asian = /[\u3041-\u9fff\uac00-\ud7a3]/u;
/** Words a reader would ask for: four letters and more, or two signs of Han, kana, Hangul and more. */
function wordsOf(text) {
  const found = new Set();
  for (const [piece] of text
    .normalize("NFKC")
    .toLowerCase()
    .matchAll(/[\p{L}\p{M}\p{N}_ー]+/gu)) {
    if (!asian.test(piece)) {
      if (/^\p{L}{4,20}$/u.test(piece)) found.add(piece);
      continue;
    }
    for (const { segment } of segmenter.segment(piece))
      if (/^[\u3400-\u9fff\u30a1-\u30faー\uac00-\ud7a3]{2,}$/u.test(segment)) found.add(segment);
  }
  return found;
}

/** What of a post is text, by its parts. */
function textOf({ post, body: { written: body } }) {
  const plain = prose(body);
  const headings = Array.from(plain.matchAll(/^#{2,3}[ \t]+(.+?)[ \t#]*$/gmu), ([, text = ""]) =>
    text.replace(/[*_`[\]]/gu, "").trim(),
  );
  const seen = [post.title, post.summary, ...post.tags, ...post.categories.flat()].join(" ");
  const code = [
    ...Array.from(body.matchAll(FENCE), ([, , inside = ""]) => inside),
    ...Array.from(plain.matchAll(/`([^`\n]+)`/gu), ([, inside = ""]) => inside),
  ].join("\n");
  const names = new Set(
    (code.match(/[A-Za-z_][A-Za-z0-9_]*(?:[.-][A-Za-z_][A-Za-z0-9_]*)*/gu) ?? []).filter(
      (name) => /[a-z][A-Z]|[._-]/u.test(name) && name.length >= 6 && name.length <= 40,
    ),
  );
  const bodyWords = wordsOf(withoutCode(plain));
  const lines = withoutCode(plain)
    .split("\n")
    .filter((line) => !/^\s*(?:[#|>]|[-*+] |\d+\.)/u.test(line))
    .map((line) => line.replace(/[*_[\]]/gu, "").trim());
  return {
    source: post.source,
    plain,
    headings,
    code: names,
    lines,
    bodyWords,
    words: new Set([...bodyWords, ...wordsOf(seen)]),
  };
}

export function sampledQueries(entries, seed) {
  const random = seeded(seed);
  const texts = entries.filter(({ post }) => !post.protected).map(textOf);
  const holders = (pick) => {
    const found = new Map();
    for (const text of texts)
      for (const one of pick(text)) {
        const list = found.get(one);
        if (list) list.push(text.source);
        else found.set(one, [text.source]);
      }
    return found;
  };
  // A post in several languages is one: a bot shows the reader's.
  const key = ({ post }) => post.translationKey ?? post.source;
  const twins = new Map();
  for (const entry of entries) twins.set(key(entry), [...(twins.get(key(entry)) ?? []), entry.post.source]);
  const group = new Map([...twins.values()].flatMap((all) => all.map((source) => [source, all])));
  const byWord = holders(({ words }) => words);
  const byName = holders(({ code }) => code);
  const byHeading = holders(({ headings }) => new Set(headings.map((heading) => heading.toLowerCase())));
  const pick = (list) => list[Math.floor(random() * list.length)];
  /** Draws a post, then from it, so that long posts are not asked for more than others. */
  const draw = (kind, from) => {
    const found = new Map();
    for (let tries = 0; tries < EACH * 8 && found.size < EACH; tries += 1) {
      const text = pick(texts);
      const made = text && from(text);
      if (made && !found.has(made.query)) found.set(made.query, { kind, ...made });
    }
    return [...found.values()];
  };
  const few = (words, map, most) => [...words].filter((word) => (map.get(word)?.length ?? 0) <= most);
  const holding = (query) => texts.filter(({ plain }) => plain.includes(query)).map(({ source }) => source);
  return [
    ...draw("rare word", (text) => {
      const query = pick(few(text.bodyWords, byWord, RARE));
      return query && { query, relevant: byWord.get(query) };
    }),
    ...draw("two rare words", (text) => {
      const words = few(text.bodyWords, byWord, SELDOM);
      const [one, two] = [pick(words), pick(words)];
      if (!one || one === two) return undefined;
      const relevant = byWord.get(one).filter((source) => byWord.get(two).includes(source));
      return { query: `${one} ${two}`, relevant };
    }),
    ...draw("phrase", (text) => {
      const query = stretch(pick(text.lines) ?? "", 4, 8, random);
      return query && { query: `"${query}"`, relevant: holding(query) };
    }),
    ...draw("sentence", (text) => {
      const query = stretch(pick(text.lines) ?? "", 9, 20, random);
      return query && { query, relevant: holding(query) };
    }),
    ...draw("heading", ({ headings }) => {
      const query = pick(headings);
      const relevant = byHeading.get(query?.toLowerCase());
      return relevant?.length === 1 ? { query, relevant } : undefined;
    }),
    ...draw("name in code", ({ code }) => {
      const query = pick(few(code, byName, RARE));
      return query && { query, relevant: byName.get(query) };
    }),
  ]
    .filter(({ relevant }) => relevant.length > 0 && relevant.length <= 5)
    .map((query) => ({ ...query, relevant: query.relevant.flatMap((source) => group.get(source) ?? []) }));
}

/** So many words in a row, of a text without spaces so many signs; within one sentence. */
function stretch(line, words, signs, random) {
  const sentences = line.split(/[.!?。！？;；:：]+(?:\s|$)|[。！？；："“”「」]/u).map((one) => one.trim());
  const sentence = sentences[Math.floor(random() * sentences.length)] ?? "";
  const dense = (sentence.match(/[\u3041-\u9fff]/gu)?.length ?? 0) * 2 > sentence.length;
  if (dense) {
    if (sentence.length < signs) return "";
    const from = Math.floor(random() * (sentence.length - signs + 1));
    // No word of letters is cut.
    const cut = sentence.slice(from, from + signs);
    const isWord = (sign) => /[\p{L}\p{N}]/u.test(sign ?? "") && !asian.test(sign);
    const head = isWord(sentence[from - 1]) ? (/^[A-Za-z0-9À-ɏ]*/u.exec(cut)?.[0].length ?? 0) : 0;
    const tail = isWord(sentence[from + signs]) ? (/[A-Za-z0-9À-ɏ]*$/u.exec(cut)?.[0].length ?? 0) : 0;
    const left = cut.slice(head, cut.length - tail).trim();
    return left.length * 2 > signs ? left : "";
  }
  const all = sentence.split(/\s+/u);
  if (all.length < words || /["`]/u.test(sentence)) return "";
  const from = Math.floor(random() * (all.length - words + 1));
  return all.slice(from, from + words).join(" ");
}

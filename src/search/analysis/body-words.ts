// The telling words of a post's body, counted.
import { fold, foldCase, foldScripts } from "./fold.js";
import type { Language } from "./glosses.js";
import { withoutParticle } from "./hangul.js";
import { runs } from "./runs.js";
import { chinese } from "../dictionary/chinese.js";

/** So much of a body is read; what comes later rarely says what a post is about. */
const READ = 24_000;
/** So many different words are kept, the most frequent ones. */
const KEPT = 320;
/** A body of so many different words is of common length. */
const COMMON = 250;

export interface BodyWord {
  readonly word: string;
  /** In its own characters, as Japanese dictionaries have it. */
  readonly raw: string;
  /** `katakana`: a loan word, folded as all kana are. */
  readonly script: "word" | "hangul" | "han" | "katakana";
  /** 0 to 1, by how often it stands there and how long the text is. */
  readonly share: number;
}

/** `prose` is the text without its code. */
export function bodyWords(prose: string, language: Language): readonly BodyWord[] {
  const counts = new Map<string, number>();
  const raws = new Map<string, string>();
  const scripts = new Map<string, BodyWord["script"]>();
  const take = (word: string, script: BodyWord["script"], times = 1): void => {
    counts.set(word, (counts.get(word) ?? 0) + times);
    if (script !== "word") scripts.set(word, script);
  };
  const read = prose.slice(0, READ).replace(/https?:\/\/\S+/gu, " ");
  // Of Japanese the kind of kana says where a loan word ends, so it is folded word by word.
  const plain = language === "ja" ? foldCase(read) : fold(read);
  for (const { script, text } of runs(plain)) {
    if (script === "word") {
      if (text.length > 1 && text.length < 25 && !/^\d+$/u.test(text)) take(text, "word");
    } else if (script === "hangul") {
      const base = withoutParticle(text);
      if (base.length > 1) take(base, "hangul");
    } else if (language === "ja") {
      for (const word of text.match(/[\u3400-\u9fff]{2,6}|[\u30a1-\u30faー]{3,}|[\u3041-\u3096]{4,}/gu) ??
        []) {
        const folded = foldScripts(word);
        if (folded !== word) raws.set(folded, word);
        take(folded, /^[\u30a1-\u30fa]/u.test(word) ? "katakana" : "han");
      }
    } else chineseWords(text, take);
  }
  const ranked = [...counts].sort((a, b) => b[1] - a[1]).slice(0, KEPT);
  const length = 0.25 + (0.75 * counts.size) / COMMON;
  return ranked.map(([word, count]) => ({
    word,
    raw: raws.get(word) ?? word,
    script: scripts.get(word) ?? "word",
    share: count / (count + 1.2 * length),
  }));
}

const particles = new Set("的了是在和与及或就都而也很把被让对为");

/** Words of two and more characters; single ones in a row are joined, for they may be a name. */
function chineseWords(text: string, take: (word: string, script: "han", times?: number) => void): void {
  for (const run of text.match(/[\u3400-\u9fff]+/gu) ?? []) {
    let before = "";
    for (const word of chinese().segment(run.slice(0, 200))) {
      if (word.length > 1) take(word, "han");
      else if (before && !particles.has(word)) take(before + word, "han", 0.8);
      before = word.length > 1 || particles.has(word) ? "" : word;
    }
  }
}

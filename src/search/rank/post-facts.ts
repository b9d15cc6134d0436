// What the last step of ranking compares of a post as a whole; made for the shortlist only, and kept for a while.
import { LRUCache } from "lru-cache";
import type { Post } from "../../post/post.js";
import { fold, foldCase, squeeze } from "../analysis/fold.js";
import { initialsOf, jamo } from "../analysis/hangul.js";
import { languageOf } from "../analysis/language.js";
import { readNames } from "../analysis/names-of-post.js";
import { readings } from "../analysis/readings.js";
import { runs } from "../analysis/runs.js";
import { isRead } from "../dictionary/of-language.js";
import { japanese } from "../dictionary/japanese.js";
import { limits } from "../limits.js";

export interface RankFacts {
  /** Title folded and squeezed; as written but for case, width and outer spaces; its Latin words. */
  readonly title: string;
  readonly raw: string;
  readonly words: readonly string[];
  readonly slug: string;
  /** Tags and categories, folded and squeezed. */
  readonly names: readonly string[];
  /** Folded and squeezed. This and what follows is made when first asked for. */
  excerpt(): string;
  /** For each run of Han characters in the title the syllables of each. */
  pinyin(): readonly (readonly (readonly string[])[])[];
  /** The title's letters with only the initial consonant of every Hangul syllable. */
  leads(): string;
  /** The title as it is said: pinyin, kana or single letters of Hangul; for hearing typos. */
  sound(): string;
}

const kept = new LRUCache<Post, RankFacts>({ max: limits.keptFacts });

export function postFacts(post: Post): RankFacts {
  const known = kept.get(post);
  if (known) return known;
  const { title, slug, tags, categories } = readNames(post);
  const folded = fold(title);
  const language = once(() => languageOf(`${post.title} ${post.summary}`));
  const facts: RankFacts = {
    title: squeeze(folded),
    raw: foldCase(title).trim(),
    words: runs(folded)
      .filter(({ script }) => script === "word")
      .map(({ text }) => text),
    slug: squeeze(fold(slug)),
    names: [...tags, ...categories].map((name) => squeeze(fold(name))),
    excerpt: once(() => squeeze(fold(post.summary))),
    pinyin: onceWhole(
      () => isRead("zh"),
      () => (language() === "ja" ? [] : (folded.match(/[\u3400-\u9fff]+/gu) ?? []).map(readings)),
    ),
    leads: once(() => initialsOf(squeeze(folded))),
    sound: onceWhole(
      () => language() !== "ja" || isRead("ja"),
      () => soundOf(title, language()),
    ),
  };
  kept.set(post, facts);
  return facts;
}

/** Whether a title, a name or a summary holds it. */
export const holds = (facts: RankFacts, squeezed: string): boolean =>
  facts.title.includes(squeezed) ||
  facts.names.some((name) => name.includes(squeezed)) ||
  facts.excerpt().includes(squeezed);

export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** What is made while its dictionary is not read yet holds for one question only. */
function onceWhole<Value>(isWhole: () => boolean, make: () => Value): () => Value {
  const kept = once(make);
  return () => (isWhole() ? kept() : make());
}

/** A text as it sounds, in letters that approximate matching can compare one by one. */
export function soundOf(text: string, language: "zh" | "ja" | "ko" | "none"): string {
  const folded = fold(text);
  if (language === "ja" && /[\u3400-\u9fff]/u.test(text)) return squeeze(japanese().reading(foldCase(text)));
  if (language === "ko" || /[\uac00-\ud7a3]/u.test(folded)) return jamo(squeeze(folded));
  return squeeze(folded);
}

// Which language a blog is written in, where neither its site nor its owner says.
import type { Post } from "../post/post.js";
import { commonLanguage } from "./analysis/european-language.js";
import { foldCase, fold } from "./analysis/fold.js";
import { languageOf } from "./analysis/language.js";

/** So many of the newest posts are asked, and so much of each. */
const POSTS = 30;
const LETTERS = 150;
/** So much of a text tells. */
const READ = POSTS * (LETTERS + 1);
/** Fewer letters of an alphabet tell nothing. */
const LEAST = 50;
/** `to my blog` is English and Polish: so many words of its own a language needs more than the next, where a word of both counts half. */
const LEAD = 1.1;
/** Of a text in Chinese, Japanese or Korean so many letters are of those scripts: names of programs stand among them. */
const CJK_SHARE = 0.25;
/** Of a text in Traditional characters so many are written otherwise in Simplified; quotations are less. */
const TRADITIONAL_SHARE = 0.1;

/** As BCP 47, what most of the newest posts are in: as they say, else by titles and summaries; null where none tells. */
export function languageOfPosts(posts: readonly Post[]): string | null {
  const newest = posts.slice(0, POSTS);
  const silent = newest.filter(({ lang }) => lang === null);
  const told = languageOfText(
    silent.map(({ title, summary }) => `${title} ${summary}`.slice(0, LETTERS)).join(" "),
  );
  const counts = new Map<string | null, number>();
  for (const { lang } of newest) counts.set(lang ?? told, (counts.get(lang ?? told) ?? 0) + 1);
  const [best] = [...counts].sort((one, other) => other[1] - one[1]);
  return best?.[0] ?? null;
}

/** As BCP 47, what a text is in; null where too little tells. */
export function languageOfText(whole: string): string | null {
  const text = whole.slice(0, READ);
  const letters = text.match(/\p{L}/gu) ?? [];
  const cjk = letters.filter((letter) => /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u.test(letter));
  if (cjk.length <= letters.length * CJK_SHARE)
    return letters.length < LEAST ? null : commonLanguage(text, LEAD);
  const language = languageOf(text);
  if (language !== "zh") return language;
  const changed = cjk.filter((letter) => fold(letter) !== foldCase(letter)).length;
  return changed > cjk.length * TRADITIONAL_SHARE ? "zh-TW" : "zh-CN";
}

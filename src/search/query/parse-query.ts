// Reads filters out of a query: tag: category: year: lang: -word "exact words", and their Chinese forms.
import { fold, squeeze } from "../analysis/fold.js";
import { plain, standsIn, tight } from "../analysis/phrase.js";
import { languageOf } from "../analysis/language.js";
import type { Post } from "../../post/post.js";
import { limits } from "../limits.js";

export interface ParsedQuery {
  /** What is left to rank by, as it was typed; empty when there are only filters. */
  readonly text: string;
  /** Every one must hold. */
  readonly filters: readonly ((post: Post) => boolean)[];
  /** Phrases that a post may not hold, and such as it must hold as they stand; plain. */
  readonly without: readonly string[];
  readonly exact: readonly string[];
}

type Make = (value: string) => ((post: Post) => boolean) | undefined;

/** The language of a post that says none: by its script; what is in Latin letters is taken for English. */
function looksLike({ title, summary }: Post): string {
  const text = `${title} ${summary}`;
  const asian = text.match(/[\u3041-\u9fff\uac00-\ud7a3]/gu)?.length ?? 0;
  const latin = text.match(/\p{sc=Latin}+/gu)?.length ?? 0;
  // A word of Chinese is two characters long.
  return asian > 2 * latin ? languageOf(text) : latin > 0 ? "en" : "";
}

/** Languages as people call them, in the languages in which filters can be written. */
const LANGUAGES = new Map(
  Object.entries({
    zh: ["chinese", "中文", "汉语", "漢語"],
    en: ["english", "英文", "英语", "英語"],
    ja: ["japanese", "日文", "日语", "日語", "日本語"],
    ko: ["korean", "韩文", "韓文", "韩语", "韓語", "한국어"],
  }).flatMap(([code, called]) => called.map((name) => [name, code] as const)),
);
const languageNamed = (value: string): string => {
  const name = value.normalize("NFKC").toLowerCase();
  return LANGUAGES.get(name) ?? name;
};

function named(value: string): (name: string) => boolean {
  const wanted = squeeze(fold(value));
  return (name) => squeeze(fold(name)) === wanted;
}
const makers: Readonly<Record<string, Make>> = {
  tag: (value) => {
    const isAsked = named(value);
    return (post) => post.tags.some(isAsked);
  },
  category: (value) => {
    const isAsked = named(value);
    return (post) => post.categories.flat().some(isAsked);
  },
  year: (value) => {
    const year = value.normalize("NFKC");
    return /^\d{4}$/u.test(year) ? (post) => post.date?.wall.slice(0, 4) === year : undefined;
  },
  lang: (value) => {
    const wanted = languageNamed(value);
    return (post) => {
      const lang = post.lang?.toLowerCase() ?? looksLike(post);
      return lang === wanted || lang.startsWith(`${wanted}-`) || wanted.startsWith(`${lang}-`);
    };
  },
};
const names: Readonly<Record<string, string>> = {
  tag: "tag",
  标签: "tag",
  標籤: "tag",
  category: "category",
  分类: "category",
  分類: "category",
  year: "year",
  年份: "year",
  年: "year",
  lang: "lang",
  language: "lang",
  语言: "lang",
  語言: "lang",
};

const part = /([+\-－]?)(?:([\p{L}]{1,10})[:：])?(?:["“”„«「『]([^"“”«»「」『』]+)["“”»」』]|(\S+))/gu;

export function parseQuery(typed: string): ParsedQuery {
  const text: string[] = [];
  const filters: ((post: Post) => boolean)[] = [];
  const without: string[] = [];
  const exact: string[] = [];
  let end = 0;
  const cut = typed.slice(0, limits.query);
  for (const found of cut.matchAll(part)) {
    const [whole, sign = "", name = "", quoted, bare = ""] = found;
    const value = quoted ?? bare;
    const phrase = plain(value);
    const filter = makers[names[name.normalize("NFKC").toLowerCase()] ?? ""]?.(value);
    const isNegative = isLeftOut(sign, name === "" ? bare : "", cut[found.index - 1]);
    if (filter && phrase !== "") filters.push(isNegative ? (post) => !filter(post) : filter);
    else if (isNegative && name === "" && phrase !== "") without.push(phrase);
    else if (quoted !== undefined && name === "" && phrase !== "") {
      exact.push(phrase);
      text.push(quoted);
    } else text.push(cut.slice(end, found.index).match(/\s*$/u)?.[0] + whole);
    end = found.index + whole.length;
  }
  return { text: text.join(" ").trim(), filters, without, exact };
}

/** The filters, each with an example. */
export const FILTERS = "tag:linux category:notes year:2021 lang:en";

const isLanguage = (value: string): boolean => {
  try {
    const tag = languageNamed(value);
    return new Intl.DisplayNames(["en"], { type: "language", fallback: "none" }).of(tag) !== undefined;
  } catch {
    return false;
  }
};

/** Filters of other searches: what begins with one is no title. */
const ELSEWHERE = new Set("before after since until date sort order author site".split(" "));

interface UnknownFilter {
  readonly part: string;
  readonly rest: string;
  /** It can be nothing but a filter, whatever its words find. */
  readonly isMeant: boolean;
}

/** What is written like a filter and is none (`before:2020`), or asks for what there cannot be (`lang:klingon`), and the rest. */
export function unknownFilter(typed: string): UnknownFilter | null {
  const cut = typed.slice(0, limits.query);
  for (const { 0: whole, 2: written = "", 3: quoted, 4: bare = "", index } of cut.matchAll(part)) {
    const value = quoted ?? bare;
    // An address, a time or a name of C++ is none: `https://…`, `std::vector`.
    if (written === "" || /^[:：/\\]/u.test(value)) continue;
    const called = written.normalize("NFKC").toLowerCase();
    const name = names[called] ?? "";
    if (makers[name]?.(value) && (name !== "lang" || isLanguage(value))) continue;
    const rest = `${cut.slice(0, index)} ${cut.slice(index + whole.length)}`.replace(/\s+/gu, " ").trim();
    return { part: whole, rest, isMeant: name !== "" || ELSEWHERE.has(called) };
  }
  return null;
}

/**
 * `-slam`, not `half-open`. What comes first and is a word without quotes (`bare`, else empty) may be `-v`, `--flag`, `-10`
 * or `-moz-crisp-edges` and be asked for.
 */
const isLeftOut = (sign: string, bare: string, before: string | undefined): boolean =>
  (sign === "-" || sign === "－") &&
  (before === undefined ? bare === "" || /^\p{L}{2}(?!\S*-)/u.test(bare) : /\s/u.test(before));

/** Whether a post's body is one that holds a phrase, as far as that is known. */
export type Holds = (phrase: string, post: Post) => boolean;

/** What of a post a reader sees in a list: where phrases are looked for beside bodies. */
const seen = (post: Post): string =>
  [post.title, ...post.tags, ...post.categories.flat(), post.summary].map(tight).join(" · ");

/** The test of everything a query demands beside its words; undefined when it demands nothing. */
export function demands(query: ParsedQuery, inBody: Holds): ((post: Post) => boolean) | undefined {
  const { filters, without, exact } = query;
  if (filters.length + without.length + exact.length === 0) return undefined;
  return (post) => {
    if (!filters.every((filter) => filter(post))) return false;
    if (without.length + exact.length === 0) return true;
    const text = seen(post);
    const holds = (phrase: string): boolean => standsIn(text, phrase) || inBody(phrase, post);
    return !without.some(holds) && exact.every(holds);
  };
}

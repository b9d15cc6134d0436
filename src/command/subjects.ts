// What a place hears of, as people name it: tags, categories, `word:lidar`, `author:Ada`, and `-` before what is left out.
import { foldName } from "../post/names.js";
import { keptWithPosts } from "../post/kept-with-posts.js";
import type { Wishes } from "../subscription/subscription.js";
import {
  authorIn,
  authorName,
  namesWanted,
  wordIn,
  wordName,
  type Subjects,
} from "../subscription/wanted.js";
import type { Context } from "./command.js";
import { categoriesOf, tagsOf } from "./taxonomy.js";

/** What is named, and what is left out of that, whatever its kind. */
export type SubjectWish = Subjects & Pick<Wishes, "without">;

const KINDS = ["tags", "categories", "words", "authors"] as const satisfies (keyof Subjects)[];

/** So many are kept of those that are named one after another; the oldest give way. */
const MOST_NAMES = 100;
const union = (one: readonly string[], other: readonly string[]): string[] =>
  [...new Map([...one, ...other].map((name) => [foldName(name), name])).values()].slice(-MOST_NAMES);
/** Tells whether a name is among others; case and width do not count. */
export function among(names: readonly string[]): (name: string) => boolean {
  const folded = new Set(names.map(foldName));
  return (name) => folded.has(foldName(name));
}

/** `-slam`: everything but that. */
const isLeftOut = (name: string): boolean => /^[-－]\s*[^\s-]/.test(name);
/** Between names: names may have spaces in them, but `-slam`, `word:lidar` and `author:Ada` begin a name. */
const BETWEEN =
  /[,，、;]|\s+(?=[-－][^\s\d-])|\s+(?=(?:word|关键词|關鍵詞|词|詞|author|作者)\s*[:：]\s*\S)/iu;

/** Names as people list them; one of the blog's own that has a comma in it is one. */
export function namesIn(text: string | undefined, { library }: Context): readonly string[] {
  const whole = (text ?? "").trim();
  const { tags, categories } = namesOf(library.visible());
  if (tags.has(foldName(whole)) || categories.has(foldName(whole))) return [whole];
  return whole
    .split(BETWEEN)
    .map((each) => each.replace(/^\s*#/, "").trim())
    .filter((each) => each !== "");
}

/** Authors of the posts, who wrote most first. */
export const authorsOf = keptWithPosts((posts): readonly string[] => {
  const wrote = new Map<string, { readonly name: string; posts: number }>();
  for (const name of posts.flatMap(({ authors }) => authors)) {
    const known = wrote.get(foldName(name)) ?? { name, posts: 0 };
    known.posts += 1;
    wrote.set(foldName(name), known);
  }
  return [...wrote.values()].sort((a, b) => b.posts - a.posts).map(({ name }) => name);
});

/** What the blog has, by what it may be called. */
const namesOf = keptWithPosts((posts) => ({
  tags: new Map(tagsOf(posts).map((tag) => [foldName(tag.name), tag.name])),
  categories: new Map(
    categoriesOf(posts).flatMap(({ path }) =>
      [path.join("/"), path.at(-1) ?? ""].map((name) => [foldName(name), path.join("/")] as const),
    ),
  ),
  authors: new Map(authorsOf(posts).map((name) => [foldName(name), name])),
}));

/** Names as the blog writes them, told apart; one that is both a tag and a category counts as the tag. */
function sortNames(names: readonly string[], { library }: Context) {
  const { tags, categories, authors } = namesOf(library.visible());
  const found = {
    tags: [] as string[],
    categories: [] as string[],
    words: [] as string[],
    authors: [] as string[],
    /** No post has such a tag, category or author. */
    unknown: [] as string[],
  };
  for (const name of names) {
    const [tag, category] = [tags.get(foldName(name)), categories.get(foldName(name))];
    const [word, by] = [wordIn(name), authorIn(name)];
    const author = by === null ? undefined : authors.get(foldName(by));
    if (tag !== undefined) found.tags.push(tag);
    else if (category !== undefined) found.categories.push(category);
    else if (word !== null) found.words.push(word);
    else if (author !== undefined) found.authors.push(author);
    else found.unknown.push(name);
  }
  return found;
}

/** What is unknown is taken as it was typed: a tag or author that may come. */
function taken({ unknown, ...found }: ReturnType<typeof sortNames>): Subjects {
  return {
    ...found,
    tags: [...found.tags, ...unknown.filter((name) => authorIn(name) === null)],
    authors: [...found.authors, ...unknown.flatMap((name) => authorIn(name) ?? [])],
  };
}

/** What names ask for and leave out, and those that no post has. */
export function readSubjects(
  names: readonly string[],
  context: Context,
): { readonly wanted: SubjectWish; readonly unknown: readonly string[] } {
  const leftOut = names.filter(isLeftOut).map((name) => name.slice(1).trim());
  const found = sortNames(
    names.filter((name) => !isLeftOut(name)),
    context,
  );
  return { wanted: { ...taken(found), without: asWritten(leftOut, context) }, unknown: found.unknown };
}

/** All in one list, as the blog writes them. */
export const asWritten = (names: readonly string[], context: Context): string[] =>
  namesWanted(taken(sortNames(names, context)));

const allBut = (names: readonly string[], others: readonly string[]): string[] => {
  const isOther = among(others);
  return names.filter((name) => !isOther(name));
};
const hasAll = (wishes: Wishes): boolean => namesWanted(wishes).length === 0;

/** What is asked for besides what a place hears of; who heard of every post hears of those named alone. */
export function withSubjects(known: Wishes, fresh: SubjectWish): Wishes {
  const named = namesWanted(fresh);
  // What was left out of every post is only let in again.
  const narrows = !hasAll(known) || !named.every(among(known.without));
  const lists = KINDS.map((kind) => [kind, narrows ? union(known[kind], fresh[kind]) : []] as const);
  return {
    ...known,
    ...(Object.fromEntries(lists) as unknown as Subjects),
    without: allBut(union(known.without, fresh.without), named),
  };
}

/**
 * What is left without these; of every post all but those. What was left out is so no more where `without` names it.
 * Null where nothing is left.
 */
export function withoutSubjects(known: Wishes, { without, ...subjects }: SubjectWish): Wishes | null {
  const names = namesWanted(subjects);
  const open = { ...known, without: allBut(known.without, without) };
  if (hasAll(open)) return { ...open, without: union(open.without, names) };
  const left = dropSubjects(open, names);
  return hasAll(left) ? null : left;
}

/** These are left out besides; those that are left out already are let in again. */
export function leaveOut(known: Wishes, names: readonly string[]): Wishes {
  const fresh = allBut(names, known.without);
  const still = allBut(known.without, names);
  return { ...dropSubjects(known, fresh), without: union(still, fresh) };
}

/** Of the names that were to choose from those that were chosen, and what was wanted besides. */
export function wantInstead(
  known: Wishes,
  offered: readonly string[],
  chosen: readonly string[],
  context: Context,
): Wishes {
  const isNamed = among(namesWanted(known));
  const left = dropSubjects(known, allBut(offered.filter(isNamed), chosen));
  const { wanted } = readSubjects(
    chosen.filter((name) => !isNamed(name)),
    context,
  );
  const fresh = namesWanted(wanted);
  return fresh.length === 0
    ? left
    : withSubjects({ ...left, without: allBut(left.without, fresh) }, { ...wanted, without: [] });
}

/** These are named no more. */
export function dropSubjects(known: Wishes, names: readonly string[]): Wishes {
  const isDropped = among(names);
  const stays = (written: (name: string) => string) => (name: string) => !isDropped(written(name));
  const itself = (name: string): string => name;
  return {
    ...known,
    tags: known.tags.filter(stays(itself)),
    categories: known.categories.filter(stays(itself)),
    words: known.words.filter(stays(wordName)),
    authors: known.authors.filter(stays(authorName)),
  };
}

const subjectsIn = keptWithPosts((posts): readonly string[] => {
  const authors = authorsOf(posts);
  return [
    ...new Set([
      ...tagsOf(posts).map(({ name }) => name),
      ...categoriesOf(posts).map(({ path }) => path.join("/")),
      ...(authors.length > 1 ? authors.map(authorName) : []),
    ]),
  ];
});

/** What can be named: the tags and categories of the blog, and its authors where there are several. */
export const subjectsOf = ({ library }: Context): readonly string[] => subjectsIn(library.visible());

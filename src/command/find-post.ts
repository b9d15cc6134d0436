// Finds the post that a reader means: by its name, else by search; and offers posts while it is typed.
import { foldName, namesOfPost } from "../post/names.js";
import type { Post } from "../post/post.js";
import type { Hit } from "../search/search-index.js";
import type { Context, Option, Suggestion } from "./command.js";

/** A hit this close to the best (share of its score) is offered beside it. */
const NEAR = 0.7;
/** Hits this close cannot be told apart: the reader chooses. */
const EQUAL = 0.98;

/** What is needed to find a post. */
export type Finder = Pick<Context, "library" | "index" | "locale">;

export interface PostMatch {
  /** The posts that fit best: none, the one that is meant, or several that cannot be told apart. */
  readonly best: readonly Post[];
  /** Others that are close to the one that is meant; where nothing fits what was asked, the nearest there are. */
  readonly near: readonly Post[];
  /** It was named outright: nothing was searched. */
  readonly isNamed?: true;
}

/** The option that names a post. */
export const postOption: Option = {
  name: "query",
  description: ({ say }) => say.optionQuery,
  required: true,
  kind: "text",
  suggests: true,
  looksUp: "post",
};

/** Completions for `postOption`; the newest posts where nothing is typed yet. */
export function suggestPosts(typed: string, context: Context, most = 25): readonly Suggestion[] {
  const found: readonly Pick<Hit, "post" | "isGuess">[] =
    typed.trim() === ""
      ? context.library
          .visible()
          .slice(0, most)
          .map((post) => ({ post }))
      : context.index.search(typed, { limit: most, typing: true });
  return found.map(({ post, isGuess }) => {
    const day = dayOf(post, context);
    return {
      label: labelled(post, day),
      parts: { asked: post.title, detail: day },
      value: post.id,
      ...(isGuess && { isGuess }),
    };
  });
}

/** What a reader means by some words: a post named outright, else what the search finds. */
export function findPost(wanted: string, context: Finder): PostMatch {
  const named = postNamed(wanted, context);
  if (named) return { best: [named], near: [], isNamed: true };
  const hits = context.index.search(wanted, { limit: 6 });
  if (hits[0]?.isGuess) return { best: [], near: hits.map((hit) => hit.post) };
  const top = hits[0]?.score ?? 0;
  const above = (share: number): readonly Post[] =>
    hits.filter(({ score }) => score >= top * share).map((hit) => hit.post);
  const best = above(EQUAL);
  return { best, near: best.length > 1 ? [] : above(NEAR).slice(1, 5) };
}

/** Between title and day. */
const DOT = " · ";

/** Title and day, as the completion list shows a post. */
const labelled = ({ title }: Post, day: string): string => (day === "" ? title : `${title}${DOT}${day}`);

const dayOf = ({ date }: Post, { locale }: Pick<Context, "locale">): string =>
  date ? locale.day(date.wall) : "";

/** A post named outright: by its id, slug, whole title, file or address, or by a completion's label sent in place of its value. */
export function postNamed(wanted: string, context: Finder): Post | undefined {
  const known = context.library.get(wanted);
  if (known) return known;
  const folded = foldName(wanted);
  const title = foldName(wanted.split(DOT).slice(0, -1).join(DOT));
  // Each post is looked at, of 10,000 in a millisecond and of 100,000 in some 25: that costs less than a table by name,
  // which would hold up others at every change.
  const [named, another] = context.library.visible().filter((post) => {
    const names = namesOfPost(post);
    const isLabel = (): boolean => foldName(labelled(post, dayOf(post, context))) === folded;
    return names.includes(folded) || (names.includes(title) && isLabel());
  });
  return another ? undefined : named;
}

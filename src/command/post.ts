// /post QUERY: the best post as a card, the near ones as buttons; several equally good: the list.
import { paragraph } from "../document/builders.js";
import { foldName } from "../post/names.js";
import type { Post } from "../post/post.js";
import type { Action, Button } from "../reply/reply.js";
import { postButton, postCard, postList, remark } from "./answers.js";
import type { Command, Context } from "./command.js";
import { keptWithPosts } from "./kept-with-posts.js";
import { tagsOf } from "./taxonomy.js";

/** A hit this close to the best (share of its score) is offered beside it. */
const NEAR = 0.6;
/** Hits this close cannot be told apart: the reader chooses. */
const EQUAL = 0.98;

export const post: Command = {
  name: "post",
  description: (locale) => locale.say.describePost,
  options: [
    {
      name: "query",
      description: (locale) => locale.say.optionQuery,
      required: true,
      kind: "text",
      suggests: true,
    },
  ],

  run({ query = "" }, context) {
    const wanted = query.trim();
    if (wanted === "") return remark(context.locale.say.needQuery(exampleOf("post", context)));
    const { fit, near } = findPost(wanted, context);
    const [best, ...equal] = fit;
    if (!best) return nothingFound(wanted, context);
    return equal.length > 0 ? choice(wanted, fit, context) : postCard(best, context, near);
  },

  suggest(_option, typed, context) {
    const posts =
      typed.trim() === ""
        ? context.library.visible().slice(0, 25)
        : context.index.search(typed, { limit: 25, typing: true }).map((hit) => hit.post);
    return posts.map((found) => ({ label: labelOf(found, context), value: found.id }));
  },
};

export interface Finding {
  /** The posts that fit best: none, the one that is meant, or several that cannot be told apart. */
  readonly fit: readonly Post[];
  /** Others that are close to the one that is meant. */
  readonly near: readonly Post[];
}

/** What a reader means by some words: a post named outright, else what the search finds. */
export function findPost(wanted: string, context: Finder): Finding {
  const exact = byName(wanted, context);
  if (exact) return { fit: [exact], near: [] };
  const hits = context.index.search(wanted, { limit: 6 });
  const best = hits[0]?.score ?? 0;
  const above = (share: number): readonly Post[] =>
    hits.filter(({ score }) => score >= best * share).map((hit) => hit.post);
  const fit = above(EQUAL);
  return { fit, near: fit.length > 1 ? [] : above(NEAR).slice(1, 5) };
}

/** What is needed to find a post. */
export type Finder = Pick<Context, "library" | "index" | "locale">;

/** Between title and day. */
const DOT = " · ";

/** Title and day, as the completion list shows a post. */
const labelOf = (found: Post, { locale }: Pick<Context, "locale">): string =>
  found.date ? `${found.title}${DOT}${locale.day(found.date.wall)}` : found.title;

/** Posts by all their names, folded. */
const namesOf = keptWithPosts((posts): ReadonlyMap<string, readonly Post[]> => {
  const byName = new Map<string, Post[]>();
  for (const post of posts)
    for (const name of new Set([post.title, post.slug, post.source, post.url ?? post.slug].map(foldName))) {
      const same = byName.get(name);
      if (same) same.push(post);
      else byName.set(name, [post]);
    }
  return byName;
});

/** A post named outright: by its id, slug, whole title, file or address, or by a completion's label sent in place of its value. */
export function byName(wanted: string, context: Finder): Post | undefined {
  const known = context.library.get(wanted);
  if (known) return known;
  const names = namesOf(context.library.visible());
  const folded = foldName(wanted);
  const labelled = (names.get(foldName(wanted.split(DOT).slice(0, -1).join(DOT))) ?? []).filter(
    (found) => foldName(labelOf(found, context)) === folded,
  );
  const named = new Set([...(names.get(folded) ?? []), ...labelled]);
  return named.size === 1 ? [...named][0] : undefined;
}

function choice(query: string, equal: readonly Post[], context: Context) {
  return {
    ...postList(
      context.locale.say.severalFit(query),
      equal,
      { command: "post", args: { query } },
      context,
      query,
    ),
    audience: "everyone" as const,
  };
}

/** Nothing found: the nearest titles and tags, so that the next try succeeds. */
export function nothingFound(query: string, context: Context) {
  const { library, index, locale } = context;
  const titles = index.nearest(
    query,
    library.visible().map((found) => found.title),
    3,
  );
  const posts = library.visible().filter((found) => titles.includes(found.title));
  const tags = index.nearest(
    query,
    tagsOf(library.visible()).map((tag) => tag.name),
    3,
  );
  const answer = remark(locale.say.nothingFound(query), [
    ...posts.slice(0, 3).map(postButton),
    ...tags.map((tag) => ({ label: `# ${tag}`, action: { command: "tag", args: { name: tag } } })),
  ]);
  if (answer.buttons.length === 0) return { ...answer, buttons: waysOn(context) };
  return { ...answer, body: [...(answer.body ?? []), paragraph(locale.say.nearest)] };
}

/** Where to go on when nothing is near. */
const waysOn = ({ library, locale }: Pick<Context, "library" | "locale">): readonly Button<Action>[] => {
  const tags = tagsOf(library.visible()).length;
  return [
    ...(library.visible().length > 0
      ? [{ label: locale.say.latestTitle, action: { command: "latest", args: {} } }]
      : []),
    ...(tags > 0 ? [{ label: locale.say.tagsTitle(tags), action: { command: "tags", args: {} } }] : []),
  ];
};

/** An example of `command` from this very blog: the newest post's title, else the command alone. */
export function exampleOf(command: string, { library, prefix }: Pick<Context, "library" | "prefix">): string {
  const [newest] = library.visible();
  return `${prefix}${command} ${newest?.title ?? "…"}`;
}

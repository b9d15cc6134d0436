// Answers that several commands give: a list of posts, a hint with an example, nothing found.
import { paragraph } from "../document/builders.js";
import { safeLine } from "../document/safe-text.js";
import type { Post } from "../post/post.js";
import { cardOf, listItemOf, readButton, readHere, showPost } from "../reply/card.js";
import { pageOf, POSTS_PER_PAGE } from "../reply/pages.js";
import type { Action, Button, Reply } from "../reply/reply.js";
import type { Context, Suggestion } from "./command.js";
import { languageName } from "./translations.js";

/** A short remark to who asked. */
export const remark = (text: string, buttons: readonly Button<Action>[] = []): Reply => ({
  body: [paragraph(text)],
  buttons,
  posts: [],
  audience: "asker",
});

/** A button that shows a post's card. */
export const postButton = (post: Post): Button<Action> => ({
  label: post.title,
  action: showPost(post),
});

/** Buttons that show the same post in its other languages, each called as its readers call it. */
const languageButtons = (post: Post, context: Context): readonly Button<Action>[] =>
  context.translationsOf(post).map((other) => ({
    ...postButton(other),
    label: other.lang === null ? other.title : languageName(other.lang),
  }));

export function postCard(post: Post, context: Context, others: readonly Post[] = []): Reply {
  return {
    card: cardOf(post, context.locale),
    buttons: [
      ...readHere(post, context.locale),
      ...readButton(post, context.locale),
      ...languageButtons(post, context),
      ...others.map(postButton),
    ],
    posts: [post, ...others],
    audience: "everyone",
  };
}

/** Posts in pages; every line can be opened as a card. `query`: what was asked for, to be marked in the titles. */
export function postList(
  title: string,
  posts: readonly Post[],
  again: Pick<Action, "command" | "args">,
  context: Context,
  query?: string,
): Reply {
  const { items, page } = pageOf(posts, context.page, POSTS_PER_PAGE, again);
  return {
    title,
    list: items.map((post) => ({
      ...listItemOf(post, context.locale),
      ...(query !== undefined && { marks: context.index.where(query, safeLine(post.title)) }),
      action: showPost(post),
    })),
    ...(page && { page }),
    buttons: [],
    posts: items,
    audience: "asker",
  };
}

/** Completions of `typed` among `names`; nothing typed yet gives the first ones. */
export function completions(
  typed: string,
  names: readonly string[],
  context: Context,
): readonly Suggestion[] {
  const found = typed.trim() === "" ? names.slice(0, 25) : context.index.nearest(typed, names, 25);
  return found.map((name) => ({ label: name, value: name }));
}

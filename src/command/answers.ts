// Answers that several commands give: a remark, a post's card, a list of posts, that no such name is known.
import { paragraph } from "../document/builders.js";
import { safeLine } from "../document/safe-text.js";
import type { Post } from "../post/post.js";
import { cardOf, linkButton, postLine, readHereButton, showPost } from "../reply/card.js";
import { listReply, POSTS_PER_PAGE, type Request } from "../reply/list.js";
import type { Action, Button, Reply } from "../reply/reply.js";
import type { Context, Suggestion } from "./command.js";
import { languageName } from "./translations.js";

/** So many are offered where nothing fits. */
const NEAREST = 5;

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
      ...readHereButton(post, context.locale),
      ...linkButton(post, context.locale),
      ...languageButtons(post, context),
      ...others.map(postButton),
    ],
    posts: [post, ...others],
    audience: "everyone",
  };
}

/**
 * Posts in pages; every line can be opened as a card.
 * @param request what shows the same list again, for the buttons of its other pages
 * @param query what was asked for, to be marked in the titles
 */
export const postList = (
  title: string,
  posts: readonly Post[],
  request: Request,
  { locale, index, page }: Context,
  query?: string,
): Reply =>
  listReply({
    title,
    items: posts,
    line: (post) => ({
      ...postLine(post, locale),
      ...(query !== undefined && { marks: index.where(query, safeLine(post.title)) }),
    }),
    pages: { size: POSTS_PER_PAGE, wanted: page, request },
    posts: (shown) => shown,
  });

/** Nothing fits what was asked: the nearest posts there are. */
export const nearestPosts = (query: string, posts: readonly Post[], context: Context): Reply =>
  listReply({
    title: context.locale.say.nothingAbout(query),
    items: posts.slice(0, NEAREST),
    line: (post) => postLine(post, context.locale),
    posts: (shown) => shown,
  });

/** Nothing goes by the name that was typed: the names near it as buttons, else the button that lists all. */
export const noSuchName = (
  text: string,
  near: readonly Button<Action>[],
  all: Button<Action>,
  { locale }: Context,
): Reply => (near.length > 0 ? remark(`${text} ${locale.say.nearest}`, near) : remark(text, [all]));

/** Completions of `typed` among `names`; nothing typed yet gives the first ones. */
export function completions(
  typed: string,
  names: readonly string[],
  context: Context,
): readonly Suggestion[] {
  const near = typed.trim() === "" ? names.slice(0, 25) : context.index.nearest(typed, names, 25);
  return near.map((name) => ({ label: name, value: name }));
}

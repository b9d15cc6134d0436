// Answers that several commands give: a remark, a post's card, a list of posts, that no such name is known.
import { paragraph } from "../document/builders.js";
import { safeLine } from "../document/safe-text.js";
import { headingUrl } from "../post/link.js";
import type { Post } from "../post/post.js";
import { cardOf, linkButton, postLine, readHereButton, showPost } from "../reply/card.js";
import { listReply, pageOf, POSTS_PER_PAGE, type Request } from "../reply/list.js";
import type { Action, Button, Reply } from "../reply/reply.js";
import type { Passage } from "../search/search-index.js";
import type { Context, Suggestion } from "./command.js";
import { readFrom } from "./heading-mark.js";
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

/** A button that shows what to read beside a post; none where it is the only one. */
export const relatedButton = (post: Post, { library, locale }: Context): readonly Button<Action>[] =>
  library.visible().length > 1
    ? [{ label: locale.say.related, action: { command: "related", args: { query: post.id } } }]
    : [];

/** `place`: where in the post the answer stands. */
export function postCard(
  post: Post,
  context: Context,
  others: readonly Post[] = [],
  place: Passage | null = null,
): Reply {
  const url = urlAt(post, place);
  return {
    card: cardOf(post, context.locale, url),
    buttons: [
      ...readHereButton(post, context.locale),
      ...readThereButton(post, place, context),
      ...linkButton({ url }, context.locale),
      ...languageButtons(post, context),
      ...relatedButton(post, context),
      ...others.map(postButton),
    ],
    posts: [post, ...others],
    audience: "everyone",
  };
}

/** A post's address on the blog, at the heading that the answer stands under. */
function urlAt({ url }: Post, place: Passage | null): string | null {
  const heading = place?.headings[place.under];
  return url === null || !heading ? url : headingUrl(url, heading);
}

/** A button that opens the article in the chat at the heading that the answer stands under. */
function readThereButton(post: Post, place: Passage | null, { locale }: Context): readonly Button<Action>[] {
  const heading = place?.headings[place.under];
  return place && heading && heading.title !== ""
    ? [{ label: locale.say.readAt(heading.title), action: readFrom(post, place.headings, place.under) }]
    : [];
}

/**
 * Posts in pages; every line can be opened as a card.
 * @param request what shows the same list again, for the buttons of its other pages
 */
export const postList = (
  title: string,
  posts: readonly Post[],
  request: Request,
  { locale, page }: Context,
  line = (post: Post) => postLine(post, locale),
): Reply =>
  listReply({
    title,
    items: posts,
    line,
    pages: { size: POSTS_PER_PAGE, wanted: page, request },
    posts: (shown) => shown,
  });

/** The same of posts that were found: with what was asked for marked in their titles, and where in them it stands. */
export async function foundList(
  query: string,
  title: string,
  posts: readonly Post[],
  request: Request,
  context: Context,
): Promise<Reply> {
  const { index, locale, page } = context;
  const { shown } = pageOf(posts, { size: POSTS_PER_PAGE, wanted: page, request });
  const passages = await index.passages(query, shown);
  const places = new Map(shown.map((post, at) => [post, passages[at] ?? null]));
  const marked = (text: string) => ({ text: safeLine(text), marks: index.where(query, safeLine(text)) });
  return postList(title, posts, request, context, (post) => {
    const place = places.get(post) ?? null;
    return {
      ...postLine(post, locale),
      marks: marked(post.title).marks,
      url: urlAt(post, place),
      ...(place && place.sentence !== "" && { passage: marked(place.sentence) }),
    };
  });
}

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

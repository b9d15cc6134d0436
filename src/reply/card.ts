// The card of one post: what every chat shows of it.
import { parseProse } from "../markdown/markdown.js";
import type { Locale } from "../locale/locale.js";
import type { Post } from "../post/post.js";
import type { Action, Button, Card, ListItem } from "./reply.js";

/** A category as a reader reads it, from the outermost inwards. */
export const categoryName = (path: readonly string[]): string => path.join(" › ");

/** `url`: where on the blog its link leads. */
export function cardOf(post: Post, locale: Locale, url = post.url): Card {
  return {
    post,
    title: post.title,
    url,
    date: post.date && locale.day(post.date.wall),
    tags: post.tags,
    categories: post.categories.map(categoryName),
    summary: post.protected ? [] : parseProse(post.summary),
    cover: post.protected ? null : post.cover,
    notes: post.protected ? [locale.say.protectedNote] : readingNote(post, locale),
  };
}

/** How long the post takes to read, and its words; empty when that is unknown. */
export const readingNote = ({ reading }: Post, locale: Locale): readonly string[] =>
  reading === null
    ? []
    : [locale.say.readingTime(reading.minutes, locale.say.length[reading.unit](reading.length))];

/** A button that opens the article in the chat; none for a post whose text is not for everybody. */
export const readHereButton = (post: Post, locale: Locale): readonly Button<Action>[] =>
  post.protected
    ? []
    : [
        {
          label: locale.say.readHere,
          action: { command: "read", args: { query: post.id } },
          article: post.id,
        },
      ];

/** Asks for a post's card. */
export const showPost = (post: Post): Action => ({ command: "post", args: { query: post.id } });

/** The button that leads to the post on the blog; none when its address is unknown. */
export const linkButton = ({ url }: Pick<Post, "url">, locale: Locale): readonly Button<never>[] =>
  url === null ? [] : [{ label: locale.say.read, url }];

/** A post as a line of a list; choosing it asks for its card. */
export const postLine = (post: Post, locale: Locale): ListItem<Action> => ({
  title: post.title,
  url: post.url,
  detail: [post.date && locale.day(post.date.wall), post.tags.join(", ")].filter(Boolean).join(" · "),
  depth: 0,
  action: showPost(post),
});

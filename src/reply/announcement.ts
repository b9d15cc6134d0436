// What a subscriber is sent: a post's card, several posts in one message, or that a post was taken back.
import { paragraph, plainDocument, text } from "../document/builders.js";
import type { Locale } from "../locale/locale.js";
import type { Post } from "../post/post.js";
import { cardOf, linkButton, postLine, readHereButton } from "./card.js";
import { listReply } from "./list.js";
import type { Reply } from "./reply.js";

/** One post: the card that `/post` shows, below the author's own words when there are some. Several: a list. */
export function announcement(posts: readonly Post[], locale: Locale, show: "card" | "title" = "card"): Reply {
  const [post] = posts;
  if (post && posts.length === 1 && show === "title")
    return {
      title: post.title,
      ...(post.announcing.text !== null && { body: plainDocument(post.announcing.text) }),
      buttons: [...readHereButton(post, locale), ...linkButton(post, locale)],
      posts,
      audience: "everyone",
    };
  if (post && posts.length === 1) {
    return {
      ...(post.announcing.text !== null && { body: plainDocument(post.announcing.text) }),
      card: cardOf(post, locale),
      buttons: [...readHereButton(post, locale), ...linkButton(post, locale)],
      posts,
      audience: "everyone",
    };
  }
  return listReply({
    title: locale.say.newPosts(posts.length),
    items: posts,
    line: (each) => postLine(each, locale),
    posts: (shown) => shown,
    audience: "everyone",
  });
}

/** What remains of a post that was taken back: its title, struck through, without a link. */
export const takenBack = (title: string, locale: Locale): Reply<never> => ({
  body: [paragraph({ type: "strike", children: [text(title)] }), paragraph(locale.say.takenBack)],
  buttons: [],
  posts: [],
  audience: "everyone",
});

/** What an owner sends to see that it arrives. */
export const testMessage = (blog: string, { say }: Locale): Reply<never> => ({
  body: [paragraph(say.testMessage(blog))],
  buttons: [],
  posts: [],
  audience: "everyone",
});

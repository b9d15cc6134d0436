// What a subscriber is sent: a post's card, several posts in one message, or that a post was taken back.
import { paragraph, plainDocument, text } from "../document/builders.js";
import type { Locale } from "../locale/locale.js";
import type { Post } from "../post/post.js";
import { cardOf, linkButton, postLine, readHereButton } from "./card.js";
import { listReply } from "./list.js";
import { ownWords } from "./own-words.js";
import type { Reply } from "./reply.js";

/** How a place wants to be told of a single post. */
export interface PostManner {
  readonly show: "card" | "title";
  /** Words of its own, in place of both. */
  readonly template: string | null;
  /** With a picture, and a preview of its page where a chat makes one. */
  readonly preview: boolean;
}
const PLAINLY: PostManner = { show: "card", template: null, preview: true };

/** One post: the card that `/post` shows, below the author's own words when there are some. Several: a list. */
export function announcement(posts: readonly Post[], locale: Locale, manner: PostManner = PLAINLY): Reply {
  const [post] = posts;
  if (post && posts.length === 1)
    return {
      ...shownAs(post, locale, manner),
      ...(!manner.preview && { preview: null }),
      buttons: [...readHereButton(post, locale), ...linkButton(post, locale)],
      posts,
      audience: "everyone",
    };
  return listReply({
    title: locale.say.newPosts(posts.length),
    items: posts,
    line: (each) => postLine(each, locale),
    posts: (shown) => shown,
    audience: "everyone",
  });
}

function shownAs(
  post: Post,
  locale: Locale,
  { show, template, preview }: PostManner,
): Pick<Reply, "title" | "body" | "card" | "preview"> {
  const { text: words } = post.announcing;
  const body = words !== null && { body: plainDocument(words) };
  const own = template === null ? [] : ownWords(template, post);
  if (own.length > 0) return { body: own, preview: post.url };
  if (show === "title") return { title: post.title, ...body };
  const card = cardOf(post, locale);
  return { ...body, card: preview ? card : { ...card, cover: null } };
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

// What begins the talk about a post below its announcement: the title, and where to read it.
import { paragraph } from "../document/builders.js";
import type { Locale } from "../locale/locale.js";
import type { Post } from "../post/post.js";
import { linkButton, readHereButton } from "./card.js";
import type { Reply } from "./reply.js";

export const discussionReply = (post: Post, locale: Locale): Reply => ({
  body: [paragraph(locale.say.discussHere(post.title))],
  buttons: [...readHereButton(post, locale), ...linkButton(post, locale)],
  posts: [post],
  audience: "everyone",
});

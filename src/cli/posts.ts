// `postern posts`: what Postern sees, hidden posts included.
import { safeLine } from "../document/safe-text.js";
import { openPosts, type AppContext } from "../blog.js";
import { isVisible, type Post, type PostDate } from "../post/post.js";
import { print } from "./output.js";
import { settle } from "./settle.js";

export async function posts(app: AppContext, json: boolean): Promise<void> {
  const { library } = await openPosts(app, false);
  await settle(library, library.settled());
  const all = library.all();
  for (const post of all) await print(json ? JSON.stringify(postJson(post)) : row(post));
  if (!json) await print(`${all.length} posts, ${all.filter(isVisible).length} of them visible.`);
  await library.stop();
}

const iso = (date: PostDate | null): string | null => date && `${date.wall}${date.offset}`;

/** `source` is relative to the site's root; `date` is ISO 8601 with the site's offset; categories are paths. */
const postJson = (post: Post) => ({
  source: post.source,
  slug: post.slug,
  title: post.title,
  date: iso(post.date),
  tags: post.tags,
  categories: post.categories,
  url: post.url,
  visible: isVisible(post),
  protected: post.protected,
  excerpt: post.summary,
  lang: post.lang,
});

function row(post: Post): string {
  const mark = isVisible(post) ? (post.protected ? "protected" : "") : post.visibility;
  const day = post.date?.wall.slice(0, 10) ?? "undated";
  return [
    day.padEnd(10),
    mark.padEnd(9),
    safeLine(post.title),
    post.tags.map((tag) => `#${safeLine(tag)}`).join(" "),
  ]
    .join("  ")
    .trimEnd();
}

// /search QUERY: everything that fits, in pages.
import { foundList, nearestPosts, remark } from "./answers.js";
import type { Command } from "./command.js";
import { postOption } from "./find-post.js";
import { exampleOf, nothingFound } from "./nothing-found.js";

/** Beyond this nobody pages; a narrower question is better. */
const MOST = 80;

export const search: Command = {
  name: "search",
  description: ({ say }) => say.describeSearch,
  shares: true,
  options: [{ ...postOption, suggests: false, looksUp: "posts" }],

  async run({ query = "" }, context) {
    const wanted = query.trim();
    if (wanted === "") return remark(context.locale.say.needQuery(exampleOf("search", context)));
    const hits = context.index.search(wanted, { limit: MOST });
    const posts = hits.map((hit) => hit.post);
    if (posts.length === 0) return nothingFound(wanted, context);
    if (hits[0]?.isGuess) return nearestPosts(wanted, posts, context);
    const title = context.locale.say.searchTitle(wanted, posts.length);
    return foundList(wanted, title, posts, { command: "search", args: { query: wanted } }, context);
  },
};

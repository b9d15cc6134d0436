// /search QUERY: everything that fits, in pages.
import type { Post } from "../post/post.js";
import { foundList, remark } from "./answers.js";
import type { Command, Context } from "./command.js";
import { postOption } from "./find-post.js";
import { badFilter, exampleOf, noneFits } from "./nothing-found.js";

/** Beyond this nobody pages; a narrower question is better. */
const MOST = 80;

export const search: Command = {
  name: "search",
  description: ({ say }) => say.describeSearch,
  shares: true,
  onMessage: ({ say }) => say.findAnswer,
  options: [{ ...postOption, suggests: false, looksUp: "posts" }],

  async run({ query = "" }, context) {
    const wanted = query.trim();
    if (wanted === "") return remark(context.locale.say.needQuery(exampleOf("search", context)));
    const hits = context.index.search(wanted, { limit: MOST });
    const nearest = hits.map((hit) => hit.post);
    const found = hits[0]?.isGuess ? [] : nearest;
    const posts = [...new Set([...ofYear(wanted, context), ...found])].slice(0, MOST);
    const bad = badFilter(wanted, posts.length > 0, context);
    if (bad) return bad;
    if (posts.length === 0) return noneFits(wanted, nearest, context);
    const title = context.locale.say.searchTitle(wanted, posts.length);
    return foundList(wanted, title, posts, { command: "search", args: { query: wanted } }, context);
  },
};

/** The posts of a year, where a year is all that was asked for. */
function ofYear(wanted: string, { library }: Context): readonly Post[] {
  const year = wanted.normalize("NFKC");
  return /^\d{4}$/.test(year) ? library.visible().filter(({ date }) => date?.wall.slice(0, 4) === year) : [];
}

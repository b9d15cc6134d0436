// /post QUERY: the best post as a card, the near ones as buttons; several equally good: the list.
import { foundList, postCard, remark } from "./answers.js";
import type { Command } from "./command.js";
import { findPost, postOption, suggestPosts } from "./find-post.js";
import { badFilter, exampleOf, noneFits } from "./nothing-found.js";

export const post: Command = {
  name: "post",
  description: ({ say }) => say.describePost,
  shares: true,
  options: [postOption],
  takesFreeText: true,
  counts: "card",

  async run({ query = "" }, context) {
    const { say } = context.locale;
    const wanted = query.trim();
    if (wanted === "") return remark(say.needQuery(exampleOf("post", context)));
    const { best, near, isNamed } = findPost(wanted, context);
    const [first, ...others] = best;
    const bad = isNamed ? null : badFilter(wanted, first !== undefined, context);
    if (bad) return bad;
    if (!first) return noneFits(wanted, near, context);
    if (others.length === 0) {
      const [place] = isNamed ? [] : await context.index.passages(wanted, [first]);
      return postCard(first, context, near, place);
    }
    const request = { command: "post", args: { query: wanted } };
    return foundList(wanted, say.severalFit(wanted), best, request, context);
  },

  suggest: (_option, typed, context, most) => suggestPosts(typed, context, most),
};

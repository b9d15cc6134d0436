// /related POST: what to read beside a post.
import { postLine } from "../reply/card.js";
import { listReply } from "../reply/list.js";
import { postButton, remark } from "./answers.js";
import type { Command } from "./command.js";
import { findPost, postOption, suggestPosts } from "./find-post.js";
import { exampleOf, noneFits } from "./nothing-found.js";
import { relatedTo } from "./relations.js";

const NAME = "related";
const MOST = 5;

export const related: Command = {
  name: NAME,
  description: ({ say }) => say.describeRelated,
  shares: true,
  options: [postOption],

  async run({ query = "" }, context) {
    const { say } = context.locale;
    const wanted = query.trim();
    if (wanted === "") return remark(say.needQuery(exampleOf(NAME, context)));
    const { best, near } = findPost(wanted, context);
    const [post] = best;
    if (!post) return noneFits(wanted, near, context);
    const posts = await relatedTo(post, context, { limit: MOST });
    if (posts.length === 0) return remark(say.nothingRelated(post.title), [postButton(post)]);
    return listReply({
      title: say.relatedTitle(post.title),
      items: posts,
      line: (other) => postLine(other, context.locale),
      posts: (shown) => shown,
    });
  },

  suggest: (_option, typed, context) => suggestPosts(typed, context),
};

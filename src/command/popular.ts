// /popular: the posts that are asked for most; there only where the owner has them counted.
import { postList, remark } from "./answers.js";
import type { Command } from "./command.js";

/** Posts that have gone are skipped, so a few more are asked for than are shown. */
const [ASKED, SHOWN] = [100, 25];

export const popular: Command = {
  name: "popular",
  description: ({ say }) => say.describePopular,
  shares: true,
  options: [],

  async run(_args, context) {
    const { say } = context.locale;
    const ids = (await context.popular?.most(ASKED)) ?? [];
    const posts = ids.flatMap((id) => context.library.get(id) ?? []).slice(0, SHOWN);
    if (posts.length === 0) return remark(say.nothingPopular);
    return postList(say.popularTitle, posts, { command: "popular", args: {} }, context);
  },
};

// /latest [N]: the newest posts.
import { postList, remark } from "./answers.js";
import type { Command } from "./command.js";

const [FEWEST, MOST, USUAL] = [1, 25, 5];

export const latest: Command = {
  name: "latest",
  description: ({ say }) => say.describeLatest,
  shares: true,
  options: [
    {
      name: "count",
      description: ({ say }) => say.optionCount,
      required: false,
      kind: "number",
      min: FEWEST,
      max: MOST,
    },
  ],

  run({ count }, context) {
    const { say } = context.locale;
    const wanted = count === undefined || count.trim() === "" ? USUAL : Number(count.normalize("NFKC"));
    if (!Number.isInteger(wanted)) {
      // Mostly the newest about something are meant.
      const words = (count ?? "").trim();
      const search = { label: words, action: { command: "search", args: { query: words } } };
      return remark(say.badNumber(`${context.prefix}latest`, FEWEST, MOST), [search]);
    }
    const shown = Math.min(Math.max(wanted, FEWEST), MOST);
    const posts = context.library.visible().slice(0, shown);
    if (posts.length === 0) return remark(say.noPosts);
    return postList(say.latestTitle, posts, { command: "latest", args: { count: String(shown) } }, context);
  },
};

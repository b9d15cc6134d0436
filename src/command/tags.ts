// /tags: every tag with its number of posts, the most used first, in pages.
import { listReply, nameLine, NAMES_PER_PAGE } from "../reply/list.js";
import { remark } from "./answers.js";
import type { Command } from "./command.js";
import { showTag } from "./tag.js";
import { tagsOf } from "./taxonomy.js";

export const tags: Command = {
  name: "tags",
  description: ({ say }) => say.describeTags,
  shares: true,
  options: [],

  run(_args, { library, locale: { say }, page }) {
    const all = tagsOf(library.visible());
    if (all.length === 0) return remark(say.noTags);
    return listReply({
      title: say.tagsTitle(all.length),
      items: all,
      line: ({ name, posts }) => nameLine(name, say.posts(posts.length), showTag(name)),
      pages: { size: NAMES_PER_PAGE, wanted: page, request: { command: "tags", args: {} } },
    });
  },
};

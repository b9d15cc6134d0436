// /tags: every tag with its number of posts, the most used first, in pages.
import { NAMES_PER_PAGE, pageOf } from "../reply/pages.js";
import { remark } from "./answers.js";
import type { Command } from "./command.js";
import { tagsOf } from "./taxonomy.js";

export const tags: Command = {
  name: "tags",
  description: (locale) => locale.say.describeTags,
  options: [],

  run(_args, context) {
    const { say } = context.locale;
    const all = tagsOf(context.library.visible());
    if (all.length === 0) return remark(say.noTags);
    const { items, page } = pageOf(all, context.page, NAMES_PER_PAGE, { command: "tags", args: {} });
    return {
      title: say.tagsTitle(all.length),
      list: items.map((tag) => ({
        title: tag.name,
        url: null,
        detail: say.posts(tag.posts.length),
        depth: 0,
        action: { command: "tag", args: { name: tag.name } },
      })),
      ...(page && { page }),
      buttons: [],
      posts: [],
      audience: "asker",
    };
  },
};

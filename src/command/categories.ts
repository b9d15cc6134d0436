// /categories: the tree of categories with their numbers of posts, in pages.
import { NAMES_PER_PAGE, pageOf } from "../reply/pages.js";
import { remark } from "./answers.js";
import { pathText } from "./category.js";
import type { Command } from "./command.js";
import { categoriesOf } from "./taxonomy.js";

export const categories: Command = {
  name: "categories",
  description: (locale) => locale.say.describeCategories,
  options: [],

  run(_args, context) {
    const { say } = context.locale;
    const all = categoriesOf(context.library.visible());
    if (all.length === 0) return remark(say.noCategories);
    const { items, page } = pageOf(all, context.page, NAMES_PER_PAGE, { command: "categories", args: {} });
    return {
      title: say.categoriesTitle(all.length),
      list: items.map(({ path, posts }) => ({
        title: path.at(-1) ?? "",
        url: null,
        detail: say.posts(posts.length),
        depth: path.length - 1,
        action: { command: "category", args: { name: pathText(path) } },
      })),
      ...(page && { page }),
      buttons: [],
      posts: [],
      audience: "asker",
    };
  },
};

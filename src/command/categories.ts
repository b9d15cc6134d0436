// /categories: the tree of categories with their numbers of posts, in pages.
import { listReply, nameLine, NAMES_PER_PAGE } from "../reply/list.js";
import { remark } from "./answers.js";
import { showCategory } from "./category.js";
import type { Command } from "./command.js";
import { categoriesOf } from "./taxonomy.js";

export const categories: Command = {
  name: "categories",
  description: ({ say }) => say.describeCategories,
  shares: true,
  options: [],

  run(_args, { library, locale: { say }, page }) {
    const all = categoriesOf(library.visible());
    if (all.length === 0) return remark(say.noCategories);
    return listReply({
      title: say.categoriesTitle(all.length),
      items: all,
      line: ({ path, posts }) =>
        nameLine(path.at(-1) ?? "", say.posts(posts.length), showCategory(path), path.length - 1),
      pages: { size: NAMES_PER_PAGE, wanted: page, request: { command: "categories", args: {} } },
    });
  },
};

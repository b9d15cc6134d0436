// /category NAME: the posts in a category and below it, with the categories below as buttons.
import { categoryName } from "../reply/card.js";
import { completions, noSuchName, postList, remark } from "./answers.js";
import type { Command } from "./command.js";
import { categoriesOf, findNamed, type Category } from "./taxonomy.js";

/** A category's path as a reader types it. */
const pathText = (path: readonly string[]): string => path.join("/");

/** Asks for a category's posts. */
export const showCategory = (path: readonly string[]) => ({
  command: "category",
  args: { name: pathText(path) },
});

/** A category goes by its whole path, or by its last name alone. */
const namesOf = ({ path }: Category): readonly string[] => [
  pathText(path),
  categoryName(path),
  path.at(-1) ?? "",
];

const buttonOf = ({ path }: Category) => ({ label: categoryName(path), action: showCategory(path) });

export const category: Command = {
  name: "category",
  description: ({ say }) => say.describeCategory,
  shares: true,
  options: [
    {
      name: "name",
      description: ({ say }) => say.optionCategory,
      required: true,
      kind: "text",
      suggests: true,
    },
  ],

  run({ name = "" }, context) {
    const { say } = context.locale;
    const all = categoriesOf(context.library.visible());
    const [first] = all;
    if (!first) return remark(say.noCategories);
    const wanted = name.trim();
    if (wanted === "") return remark(say.needCategory(`${context.prefix}category ${pathText(first.path)}`));
    const { match, near } = findNamed(wanted, all, namesOf, context.index);
    if (!match) {
      const every = { label: say.categoriesTitle(all.length), action: { command: "categories", args: {} } };
      return noSuchName(say.noSuchCategory(wanted), near.map(buttonOf), every, context);
    }
    const { path, posts } = match;
    const below = all.filter((item) => pathText(item.path.slice(0, -1)) === pathText(path));
    const title = say.categoryTitle(categoryName(path), posts.length);
    return { ...postList(title, posts, showCategory(path), context), buttons: below.map(buttonOf) };
  },

  suggest: (_option, typed, context) =>
    completions(
      typed,
      categoriesOf(context.library.visible()).map((item) => pathText(item.path)),
      context,
    ),
};

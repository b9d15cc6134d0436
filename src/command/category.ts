// /category NAME: the posts in a category and below it, with the categories below as buttons.
import { categoryName } from "../reply/card.js";
import { completions, postList, remark } from "./answers.js";
import type { Command } from "./command.js";
import { categoriesOf, findNamed, type Category } from "./taxonomy.js";

/** A category's path as a reader types it. */
export const pathText = (path: readonly string[]): string => path.join("/");

/** A category goes by its whole path, or by its last name alone. */
const namesOf = ({ path }: Category): readonly string[] => [
  pathText(path),
  categoryName(path),
  path.at(-1) ?? "",
];

const buttonOf = ({ path }: Category) => ({
  label: categoryName(path),
  action: { command: "category", args: { name: pathText(path) } },
});

export const category: Command = {
  name: "category",
  description: (locale) => locale.say.describeCategory,
  options: [
    {
      name: "name",
      description: (locale) => locale.say.optionCategory,
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
    const result = findNamed(wanted, all, namesOf, context.index);
    if (!("found" in result)) {
      const text = [say.noSuchCategory(wanted), ...(result.near.length > 0 ? [say.nearest] : [])].join(" ");
      const every = { label: say.categoriesTitle(all.length), action: { command: "categories", args: {} } };
      return remark(text, result.near.length > 0 ? result.near.map(buttonOf) : [every]);
    }
    const { path, posts } = result.found;
    const below = all.filter((item) => pathText(item.path.slice(0, -1)) === pathText(path));
    const again = { command: "category", args: { name: pathText(path) } };
    const answer = postList(say.categoryTitle(categoryName(path), posts.length), posts, again, context);
    return { ...answer, buttons: below.map(buttonOf) };
  },

  suggest: (_option, typed, context) =>
    completions(
      typed,
      categoriesOf(context.library.visible()).map((item) => pathText(item.path)),
      context,
    ),
};

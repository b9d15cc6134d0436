// Tags and categories of a Hexo post, as Hexo takes them from front matter.
import { asShown } from "../rules/fields.js";
import { meaning, own, type Data } from "../rules/scalar.js";

/** What Hexo shows of a list entry: nested lists are joined by commas. */
export const shown = (value: unknown): string =>
  Array.isArray(value) ? value.map(shown).join(",") : (asShown(value) ?? "");

const filled = (values: readonly unknown[]): string[] => values.map(shown).filter((value) => value !== "");

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** The singular key counts only where the plural one is missing or empty. */
const eitherOf = (data: Data, plural: string, singular: string): unknown =>
  meaning(own(data, plural)) ? own(data, plural) : own(data, singular);

/** A flat list is one path of categories; where any item is a list, every item is a path of its own. */
export function categoriesOf(data: Data): readonly (readonly string[])[] {
  const items = listOf(eitherOf(data, "categories", "category"));
  const paths = items.some(Array.isArray) ? items.map((item) => filled(listOf(item))) : [filled(items)];
  const unique = new Map(paths.map((path) => [path.join("\0"), path]));
  return [...unique.values()].filter((path) => path.length > 0);
}

/** A lone text is one tag, commas and all. */
export const tagsOf = (data: Data): readonly string[] => filled(listOf(eitherOf(data, "tags", "tag")));

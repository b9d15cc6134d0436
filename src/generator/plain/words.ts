// The words that generators without a file of their own use in front matter, for what all of them have.
import type { Visibility } from "../../post/post.js";
import type { PlainPlace } from "./kin.js";
import type { PlainFacts } from "./site.js";
import { asText, isDraft, isHidden, isNo, isYes, textField, texts } from "../rules/fields.js";
import { below, isData, own, type Data } from "../rules/scalar.js";
import { proseWithoutCode, type ParsedBody } from "../../markdown/read-body.js";
import { tagsInText } from "../../markdown/wiki.js";

/** Zola keeps terms in `taxonomies`, and what themes read in `extra`. */
export const flat = (data: Data): Data => ({
  ...below(data, "extra"),
  ...below(data, "taxonomies"),
  ...data,
});

export function visibilityOf(
  data: Data,
  source: string,
  instant: number | null,
  now: Date,
  { kin, said }: PlainFacts,
): Visibility {
  const status = textField(data, "status")?.toLowerCase() ?? "";
  if (isDraft(data) || status === "draft" || /(?:^|\/)drafts?\//i.test(source)) return "draft";
  const given = kin.visibility?.(source, tagsWritten(data)) ?? null;
  if (given !== null) return given;
  const hidden =
    isHidden(data) ||
    isNo(own(data, "published")) ||
    isNo(own(data, "publish")) ||
    (said.onlyPublished === true && !isYes(own(data, "publish"))) ||
    ["hidden", "private", "skip", "unlisted"].includes(status) ||
    // Eleventy and Zola write no page, or keep it out of every list.
    isNo(own(data, "permalink")) ||
    isYes(own(data, "eleventyExcludeFromCollections")) ||
    isNo(own(data, "render"));
  if (hidden) return "hidden";
  return instant !== null && instant > now.getTime() ? "scheduled" : "public";
}

/** `a / b` in one category is a path; a list names several categories. */
export function categoriesOf(
  data: Data,
  { folder }: PlainPlace,
  { kin }: PlainFacts,
): readonly (readonly string[])[] {
  const written = texts(own(data, "categories") ?? own(data, "category"));
  const given = written.length === 0 && folder !== "" ? kin.category?.(folder) : undefined;
  if (given) return [[given]];
  return written.map((one) => one.split(/\s*\/\s*/).filter((part) => part !== ""));
}

/** Several in one text are parted by commas. */
const parted = (value: unknown): readonly string[] =>
  texts(typeof value === "string" ? value.split(/[,，、]/) : value);

/** Docusaurus may write a tag as a map with its `label`. */
const labelled = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map((one: unknown) => (isData(one) ? textField(one, "label", "name") : one))
    : value;

/** Where a post has no tags, the key words it gives to search engines, also under `meta`. */
function tagsWritten(data: Data): readonly string[] {
  const tags = own(data, "tags") ?? own(data, "tag");
  if (tags !== undefined) return parted(labelled(tags));
  const meta = own(data, "meta");
  return parted(own(data, "keywords") ?? (isData(meta) ? own(meta, "keywords") : undefined));
}

export function tagsOf(
  data: Data,
  reading: ParsedBody,
  { root }: PlainPlace,
  { kin, namesFor }: PlainFacts,
): readonly string[] {
  const { tags } = namesFor(root);
  const written = tagsWritten(data).map((tag) => tags.get(tag) ?? tag);
  if (kin.vault !== true) return kin.tags?.(written) ?? written;
  return [
    ...written.flatMap((tag) => tag.split(/\s+/)).map((tag) => tag.replace(/^#/, "")),
    ...tagsInText(proseWithoutCode(reading)),
  ];
}

/** Names for the keys of `authors.yml`. */
export function authored(data: Data, { root }: PlainPlace, { namesFor }: PlainFacts): Data {
  const { authors } = namesFor(root);
  if (authors.size === 0) return data;
  const named = ["authors", "author"].flatMap((key) => {
    const value = own(data, key);
    if (value === undefined || isData(value)) return [];
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return [[key, list.map((one) => authors.get(asText(one) ?? "") ?? one)] as const];
  });
  return { ...data, ...Object.fromEntries(named) };
}

/** Whether a file is a drawing or a board that a plugin of Obsidian keeps as Markdown. */
export const isBoard = (data: Data): boolean =>
  own(data, "excalidraw-plugin") !== undefined || own(data, "kanban-plugin") !== undefined;

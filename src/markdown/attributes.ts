// Attributes in braces as generators write them behind, above and below words: `{: .x}` of kramdown and Python-Markdown, `{#id .x key="value"}` of pandoc, markdown-it-attrs, Goldmark.
import { hidesByClass, isHidden, showsAgain } from "./unseen.js";

/** Of an element, by name; names in small letters. */
export type BraceAttributes = Readonly<Record<string, string>>;

/** What a name of an author's own begins with: any letter, roughly, for the walk knows no classes of Unicode. */
const LETTER = String.raw`A-Z_a-z\u00aa-\u1fff\u2c00-\u2dff\u3005-\uffdc`;
const ATTRIBUTE = String.raw`(?:[.#][${LETTER}][\w:${LETTER}-]{0,60}|[A-Za-z][\w:-]{0,60}=(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|[^\s"'{}]{1,200}))`;
const LIST = String.raw`[ \t]{0,9}${ATTRIBUTE}(?:[ \t]{1,9}${ATTRIBUTE}){0,9}[ \t]{0,9}\}`;

/** What can be nothing but attributes, whoever reads it. */
export const SURELY_ATTRIBUTES = String.raw`\{:?${LIST}`;
/** Whatever stands in braces behind an element in a line, and looks like them. */
export const ATTACHED = String.raw`\{(?:[.#][${LETTER}]|:?[A-Za-z][\w-]*=)[^{}\n]{0,1000}\}`;
/** Of kramdown, where names given elsewhere count too; signs of a format, `{:?}`, are none, nor is what ends or begins an extension. */
export const NAMED_ATTRIBUTES = String.raw`\{:[ \t]*[.#]?[\p{L}\p{N}_][^{}\n]{0,1000}\}`;
/** Whatever stands in braces in a line: a list where it hides something. */
export const IN_BRACES = String.raw`\{[^{}\n]{1,1000}\}`;
/** An anchor and nothing else, which nearly all generators read behind a heading. */
export const ONLY_ID = /^\{#[\p{L}\p{N}_-]+\}$/u;

const PART =
  /(?<!\S)([^\s"'={}]+)=(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'{}]*))|([.#])([^\s.#{}"'=,]+)|(?<!\S)([^\s"'={}.#,]+)(?=\s|$)/gu;

/** Of classes, those that tell who sees an element: whatever hides it, and one that shows it again. */
function telling(classes: string): string {
  const all = [...new Set(classes.split(/\s+/))];
  return [...all.filter(hidesByClass), ...all.filter(showsAgain).slice(0, 1)].join(" ");
}

/** Of both what is asked later, the anchor and whether they hide: texts may add to one list, and call it, without end. */
export const joined = (one: BraceAttributes, other: BraceAttributes): BraceAttributes => {
  const both = { ...one, ...other };
  return {
    ...(both["id"] !== undefined && { id: both["id"] }),
    ...(isHidden({ ...both, class: "" }) && { hidden: "" }),
    class: telling(`${one["class"] ?? ""} ${other["class"] ?? ""}`),
  };
};

/**
 * What a list in braces says. Of words without a sign, those that a text gives a meaning by name (`{:x: .y}`) are
 * calls; without `named` each is an attribute, as `hidden` is in HTML.
 */
export function attributesOf(list: string, named?: ReadonlyMap<string, BraceAttributes>): BraceAttributes {
  const said = new Map<string, string>();
  const classes = new Set<string>();
  const add = (key: string, value: string): void => {
    if (key !== "class") said.set(key, value);
    else for (const one of value.split(/\s+/)) classes.add(one);
  };
  const called = new Set<string>();
  const inside = list.replace(/^\{:?|\}$/g, "");
  for (const [, key, double, single, bare, sign, one = "", word = ""] of inside.matchAll(PART)) {
    if (key !== undefined) add(key.toLowerCase(), double ?? single ?? bare ?? "");
    else if (sign !== undefined) add(sign === "." ? "class" : "id", one);
    else if (named === undefined) add(word.toLowerCase(), "");
    else if (!called.has(word)) {
      called.add(word);
      for (const [key, value] of Object.entries(named.get(word) ?? {})) add(key, value);
    }
  }
  if (classes.size > 0) said.set("class", [...classes].join(" "));
  return Object.fromEntries(said);
}

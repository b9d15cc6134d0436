// Attributes in braces as generators write them behind, above and below words: `{: .x}` of kramdown and Python-Markdown, `{#id .x key="value"}` of pandoc, markdown-it-attrs, Goldmark.

/** Of an element, by name; names in small letters. */
export type BraceAttributes = Readonly<Record<string, string>>;

/** What a name of an author's own begins with: any letter, roughly, for the walk knows no classes of Unicode. */
const LETTER = String.raw`A-Z_a-z\u00aa-\u1fff\u2c00-\u2dff\u3005-\uffdc`;
const ATTRIBUTE = String.raw`(?:[.#][${LETTER}][\w:${LETTER}-]{0,60}|[A-Za-z][\w:-]{0,60}=(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|[^\s"'{}]{1,200}))`;
const LIST = String.raw`[ \t]{0,9}${ATTRIBUTE}(?:[ \t]{1,9}${ATTRIBUTE}){0,9}[ \t]{0,9}\}`;

/** What can be nothing but attributes, whoever reads it. */
export const SURELY_ATTRIBUTES = String.raw`\{:?${LIST}`;
/** Whatever stands in braces behind an element in a line, and looks like them. */
export const ATTACHED = String.raw`\{(?:[.#][${LETTER}]|:?[A-Za-z][\w-]*=)[^{}\n]{0,300}\}`;
/** Of kramdown, where names given elsewhere count too; signs of a format, `{:?}`, are none, nor is what ends or begins an extension. */
export const NAMED_ATTRIBUTES = String.raw`\{:[ \t]*[.#]?[\p{L}\p{N}_][^{}\n]{0,300}\}`;
/** An anchor and nothing else, which nearly all generators read behind a heading. */
export const ONLY_ID = /^\{#[\p{L}\p{N}_-]+\}$/u;

const PART =
  /([A-Za-z_][\w:-]*)=(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'{}]*))|([.#])([^\s.#{}"'=]+)|([\p{L}\p{N}_][\p{L}\p{N}_:-]*)/gu;

/** Both; classes add up, of other names the later value counts. */
export const joined = (one: BraceAttributes, other: BraceAttributes): BraceAttributes => ({
  ...one,
  ...other,
  ...(one["class"] && other["class"] && { class: `${one["class"]} ${other["class"]}` }),
});

/** What a list in braces says; `named` are those that a text gives names (`{:x: .y}`), which the list may call. */
export function attributesOf(
  list: string,
  named: ReadonlyMap<string, BraceAttributes> = new Map(),
): BraceAttributes {
  let said: BraceAttributes = {};
  for (const [, key, double, single, bare, sign, one = "", call = ""] of list.matchAll(PART)) {
    if (key !== undefined) said = joined(said, { [key.toLowerCase()]: double ?? single ?? bare ?? "" });
    else said = joined(said, sign ? { [sign === "." ? "class" : "id"]: one } : (named.get(call) ?? {}));
  }
  return said;
}

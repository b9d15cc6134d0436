// What an element's attributes say of who sees it: classes, styles and conditions by which authors hide words from their readers.

/** By Bootstrap, Tailwind, Bulma, UIkit, WordPress and their like; what is for screen readers alone is beside the text, too. */
const UNSEEN =
  /(?:^|\s)(?:(?:is-|uk-)?(?:hidden|invisible|sr-only)|hide|d-none|display-none|visually-hidden|screen-reader-text)(?=\s|$)/;
/** What Tailwind lets nothing show again. */
const NEVER_SEEN = /(?:^|\s)(?:!(?:hidden|invisible|sr-only)|(?:hidden|invisible|sr-only)!)(?=\s|$)/;
/**
 * Of Tailwind: widths of a page or of a box, and what a reader's machine or language is like. Whoever reads on such a
 * one sees the words, and a reader in a chat may be that one. A state of a page (`hover:`) or paper is no such thing.
 * Each is matched in one way alone: a class that repeats one would take time without end.
 */
const READER = String.raw`(?:(?:not-)?(?:@?(?:(?:max|min)-)?(?:\d?x[sl]|sm|md|lg)(?:\/[\w-]+)?|(?:@(?:(?:max|min)-)?|(?:max|min)-)\[[^\]\s]*\](?:\/[\w-]+)?|dark|light|portrait|landscape|phone|mobile|tablet|laptop|desktop|motion-(?:safe|reduce)|contrast-(?:more|less)|forced-colors|inverted-colors|(?:any-)?pointer-(?:fine|coarse|none)|supports-(?:\[[^\]\s]*\]|[^\s:[]+)|rtl|ltr|\[@(?:media|supports|container)(?![^\]\s]*(?<!not[_ (])print)[^\]\s]*\]):)+`;
/** What shows it again to such readers: `hidden md:block`, `d-none d-md-block`. */
const SEEN_AGAIN = new RegExp(
  String.raw`(?:^|\s)(?:${READER}|d-(?:sm|md|lg|xl|xxl)-)!?(?:block|(?:inline-)?(?:flex|grid|table)|inline(?:-block)?|flow-root|table-(?:caption|cell|(?:column|row)(?:-group)?|(?:header|footer)-group)|contents|visible|list-item|not-sr-only)!?(?=\s|$)`,
);
const STYLE = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
/** Conditions of Vue that never hold. */
const NEVER = /^\s*(?:false|0|null|undefined|""|''|!(?:true|1))\s*$/;

export const showsAgain = (classes: string): boolean => SEEN_AGAIN.test(classes);

export const hidesByClass = (classes: string): boolean =>
  NEVER_SEEN.test(classes) || (UNSEEN.test(classes) && !showsAgain(classes));

export const hidesByStyle = (style: string): boolean => STYLE.test(style);

/** Whether the author of an element hid it from who reads the page; a dialog is, until something opens it. */
export const isHidden = (attributes: Readonly<Record<string, string>>, name = ""): boolean =>
  (name === "dialog" && attributes["open"] === undefined) ||
  (attributes["hidden"] !== undefined && attributes["hidden"] !== "false") ||
  hidesByStyle(attributes["style"] ?? "") ||
  hidesByClass(attributes["class"] ?? attributes["classname"] ?? "") ||
  ["v-if", "v-show"].some((name) => NEVER.test(attributes[name] ?? ""));

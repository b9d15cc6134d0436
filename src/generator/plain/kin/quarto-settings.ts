// What stands in braces behind code, blocks and words in Quarto, `{.class key="value"}` or `{r, key=value}`, and who is shown what bears it.
import { replacedOutsideCode, outsideCode } from "../../../markdown/code-signs.js";
import { hidesByClass, hidesByStyle } from "../../../markdown/unseen.js";
import { isNo, isYes } from "../../rules/fields.js";
import { below, own, type Data } from "../../rules/scalar.js";

/** A key and its value, a quoted text of its own, or a class. What stands in quotes sets nothing. */
const SETTING =
  /(?<![\w.:-])(?<quote>["'`]?)(?<key>[\w.:-]{1,60})\k<quote>\s{0,9}=\s{0,9}(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\s,{}"']*))|"[^"]*"|'[^']*'|(?<![\w.:-])\.?(?<name>[\w-]{1,60})/g;

export interface Attributes {
  readonly classes: ReadonlySet<string>;
  /** In their order; a key may come twice. */
  readonly values: readonly (readonly [key: string, value: string])[];
}

export function settingsOf(text: string): Attributes {
  const classes = new Set<string>();
  const values: [string, string][] = [];
  for (const { groups = {} } of text.matchAll(SETTING)) {
    const { key, double, single, bare, name } = groups;
    const value = double ?? single ?? bare ?? "";
    if (key === "class") for (const one of value.split(/\s+/)) classes.add(one);
    else if (key !== undefined) values.push([key, value]);
    else if (name !== undefined) classes.add(name);
  }
  return { classes, values };
}

/** Signs of attributes of which quotes are read. */
const MOST_SIGNS = 1_000;

/** Where braces that open at a place end, in what is longer than anybody writes at the first that closes; -1 where they do not, or others open before. */
export function bracesEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (at >= from + MOST_SIGNS) {
      const [signs = ""] = /[^{}]*/y.exec(text.slice(at)) ?? [];
      return text[at + signs.length] === "}" ? at + signs.length : -1;
    }
    const sign = text.charAt(at);
    if (sign === "}") return at;
    if (sign === "{") return -1;
    if (text[at - 1] !== "=" || !/["']/.test(sign)) continue;
    const inside = text.slice(at + 1, at + 501).indexOf(sign);
    if (inside >= 0) at += inside + 1;
  }
  return -1;
}

/** Yes, no, or what only a run of Quarto tells. */
type Known = boolean | null;

function isHtml(format: string): Known {
  if (/^html(?:5|:js)?$/i.test(format)) return true;
  return /^(?!html)[a-z][\w-]*$/i.test(format) ? false : null;
}

/** Profiles may be named where Quarto is called, and so may what no file says. */
function answer(what: string, value: string, data: Data): Known {
  if (what === "format") return isHtml(value);
  const path = value.split(".");
  const said = what === "meta" ? own(below(data, ...path.slice(0, -1)), path.at(-1) ?? "") : undefined;
  return isYes(said) || (isNo(said) ? false : null);
}

/** Whether a page surely shows what bears these settings (conditional.qmd of Quarto's documentation: all conditions must hold). `data`: the post's. */
export function isShown({ classes, values }: Attributes, data: Data): boolean {
  if (hidesByClass([...classes].join(" "))) return false;
  if (values.some(([key, value]) => key === "hidden" || (key === "style" && hidesByStyle(value))))
    return false;
  const [visible, hidden] = [classes.has("content-visible"), classes.has("content-hidden")];
  if (!visible && !hidden) return true;
  const answers = values.flatMap(([key, value]): Known[] => {
    const [, word, what = ""] = /^(when|unless)-(.+)$/.exec(key) ?? [];
    if (word === undefined) return [];
    const is = answer(what, value, data);
    return [is === null || word === "when" ? is : !is];
  });
  const holds: Known = answers.includes(false) ? false : answers.includes(null) ? null : true;
  return (!visible || holds === true) && (!hidden || holds === false);
}

/** Elements that Quarto takes for blocks and words of its own. */
const ELEMENTS = outsideCode(
  String.raw`<(?<element>div|span)\b(?<set>[^<>]{0,1000}\bcontent-(?:visible|hidden)\b[^<>]{0,1000})>`,
);

/** The same text with what is conditional in HTML hidden as HTML hides it, unless a page surely shows it. */
export const withoutConditional = (text: string, data: Data): string =>
  text.includes("content-")
    ? replacedOutsideCode(text, ELEMENTS, ({ element = "", set = "" }) =>
        isShown(settingsOf(set), data) ? null : `<${element} hidden>`,
      )
    : text;

/** Whether code is surely printed: what is worked out, or numbers the lines that are, keeps it back. */
export const isPrinted = (value: string): boolean => /^["']?(?:true|t|yes|fenced)["']?$/i.test(value.trim());

/** Whether front matter or a configuration lets code be printed, in any of the ways in which either may say so; null where it does not say. */
export function printsCode(data: Data): boolean | null {
  const html = below(data, "format", "html");
  const said = [
    data,
    below(data, "execute"),
    html,
    below(html, "execute"),
    below(data, "knitr", "opts_chunk"),
  ]
    .flatMap((one) => [own(one, "echo"), own(one, "include")])
    .filter((value) => value !== undefined);
  return said.length === 0 ? null : said.every((value) => isYes(value) || value === "fenced");
}

// Front matter in JavaScript, as Eleventy takes it, where it holds values and no program: `{ title: "A" }` or `const title = "A";`.
import { FRONT_MATTER_LIMIT, parseData, SyntaxFault } from "./parsers.js";
import { isData, own, type Data } from "./scalar.js";

/** Also one without its end, or each of a row of quotes would be followed to the line's. */
const TEXT = /"(?:[^"\\\n]|\\.)*("?)|'(?:[^'\\\n]|\\.)*('?)/g;
const DECLARED = /^[ \t]*(?:export[ \t]+)?(?:const|let|var)[ \t]+([A-Za-z_$][\w$]*)[ \t]*=/m;
const KEY = /(?<=[{,]\s*)([A-Za-z_$][\w$]*)\s*:/g;

/** A text of JavaScript as JSON writes it. */
const quoted = (text: string): string =>
  text.startsWith('"')
    ? text
    : `"${text
        .slice(1, -1)
        .replaceAll("\\'", "'")
        .replace(/(?<!\\)"/g, '\\"')}"`;

/** The value of a literal; undefined where it is none: whatever computes is no JSON. */
function valueOf(literal: string): unknown {
  const texts: string[] = [];
  const json = literal
    .replace(TEXT, (text, end: string | undefined, other: string | undefined) =>
      end || other ? `"${texts.push(quoted(text)) - 1}"` : text,
    )
    .replace(/\/\/[^\n]*/g, "")
    .replace(KEY, (_, key: string) => `"${texts.push(`"${key}"`) - 1}":`)
    .replace(/,(?=\s*[}\]])/g, "")
    .replace(/"(\d+)"/g, (_, at: string) => texts[Number(at)] ?? "");
  try {
    return own(parseData(`{"value":${json}}`, "json", "last wins"), "value");
  } catch (fault) {
    if (fault instanceof SyntaxFault) return undefined;
    throw fault;
  }
}

/** Its values; null where a program would have to be run. */
export function dataOfJs(block: string): Data | null {
  if (block.length > FRONT_MATTER_LIMIT) return null;
  const text = block.replace(/^[ \t]*\/\/[^\n]*$/gm, "").trim();
  if (text.startsWith("{")) {
    const whole = valueOf(text.replace(/;$/, ""));
    return isData(whole) ? whole : null;
  }
  const [before = "", ...parts] = text.split(new RegExp(DECLARED, "gm"));
  const data: Record<string, unknown> = {};
  for (let at = 0; at < parts.length; at += 2) {
    const value = valueOf((parts[at + 1] ?? "").trim().replace(/;$/, ""));
    if (value === undefined) return null;
    data[parts[at] ?? ""] = value;
  }
  return before.trim() === "" && parts.length > 0 ? data : null;
}

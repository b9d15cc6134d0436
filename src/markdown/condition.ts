// Whether the condition of a template's tag holds, as far as the text itself says it.
import type { Truth } from "./template-languages.js";

/** What a name stands for; UNKNOWN where only the site could tell. */
export type Value = string | number | boolean | null | typeof UNKNOWN;
export const UNKNOWN: unique symbol = Symbol("unknown");

export type Variables = ReadonlyMap<string, Value>;

/** Parts of a condition between `and` and `or` that are looked at. */
const MOST_PARTS = 20;

/** The value of a literal or a name; what is neither is unknown. */
export function readOperand(written: string, names: Variables, { unsetIsNothing, page }: Truth): Value {
  const text = written.trim();
  const quoted = /^(["'])(.*)\1$/s.exec(text)?.[2];
  if (quoted !== undefined) return quoted;
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (text === "true" || text === "false") return text === "true";
  if (/^(?:nil|null|none|undefined)$/i.test(text)) return null;
  if (names.has(text)) return names.get(text) ?? null;
  const own = text.startsWith(page) ? text.slice(page.length) : text;
  return unsetIsNothing && /^[A-Za-z_]\w*$/.test(own) && !GIVEN.has(own) ? null : UNKNOWN;
}

/** Names that engines set themselves, for all and for a page. */
const GIVEN = new Set(
  (
    "site page layout content paginator jekyll theme forloop loop config post user env empty blank metadata meta pkg " +
    "eleventy collections title date url path id slug excerpt categories tags collection relative_path next previous " +
    "draft ext output name dir source raw published updated permalink comments photos more lang"
  ).split(" "),
);

/** What front matter says, as a condition may ask for it. */
export const frontMatterVariables = (
  data: Readonly<Record<string, unknown>>,
  { page }: Truth,
): Map<string, Value> =>
  new Map(
    Object.entries(data).map(([name, value]) => [
      page + name,
      ["string", "number", "boolean"].includes(typeof value) || value === null ? (value as Value) : UNKNOWN,
    ]),
  );

/** Null where it cannot be told. */
export function holds(condition: string, names: Variables, truth: Truth): boolean | null {
  const parts = condition.trim().split(/\s+(and|or)\s+/);
  if (condition.trim() === "" || parts.length > MOST_PARTS || /[()|[\]{}]/.test(condition)) return null;
  let said: boolean | null = null;
  // Liquid reads them from the right; with one kind of word there is no difference.
  for (let at = parts.length - 1; at >= 0; at -= 2) {
    const one = partHolds(parts[at] ?? "", names, truth);
    const word = parts[at + 1];
    if (word === undefined) said = one;
    else if (word === "and") said = one === false || said === false ? false : one === null ? null : said;
    else said = one === true || said === true ? true : one === null ? null : said;
  }
  return said;
}

function partHolds(part: string, names: Variables, truth: Truth): boolean | null {
  const negated = /^(?:not\s+|!\s*)(.+)$/s.exec(part.trim());
  if (negated) {
    const inner = partHolds(negated[1] ?? "", names, truth);
    return inner === null ? null : !inner;
  }
  const [, left = "", sign, right = ""] =
    /^(.+?)\s*(===?|!==?|<>|<=|>=|<|>|\bcontains\b)\s*(.+)$/s.exec(part) ?? [];
  if (sign === undefined) return truthOf(readOperand(part, names, truth), truth);
  const [one, other] = [readOperand(left, names, truth), readOperand(right, names, truth)];
  if (one === UNKNOWN || other === UNKNOWN) return null;
  if (sign.startsWith("=")) return one === other;
  if (sign.startsWith("!") || sign === "<>") return one !== other;
  if (typeof one !== "number" || typeof other !== "number") return null;
  if (sign === "<") return one < other;
  if (sign === ">") return one > other;
  return sign === "<=" ? one <= other : one >= other;
}

function truthOf(value: Value, { emptyIsFalse }: Truth): boolean | null {
  if (value === UNKNOWN) return null;
  if (value === null || value === false) return false;
  return !(emptyIsFalse && (value === "" || value === 0));
}

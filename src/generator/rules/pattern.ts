// Patterns that a site's configuration may hold: globs and expressions, matched in time that grows with their length times the path's.
import { createRequire } from "node:module";
import type * as re2js from "re2js";

/** An expression of a site's own, matched against a whole text. */
export type Expression = (text: string) => readonly string[] | null;

/** A longer pattern is a mistake, or an attack. */
const LONGEST = 2_000;

/**
 * An expression in RE2's syntax, which has no look-around and no references back and so can be matched without trying
 * again; gives the groups that it found, "" for those that found nothing. Null for what RE2 does not read.
 */
export function expression(source: string): Expression | null {
  const compiled = compile(source);
  if (compiled === null) return null;
  return (text) => {
    const matcher = compiled.matcher(text);
    if (!matcher.matches()) return null;
    return Array.from({ length: matcher.groupCount() }, (_, at) => matcher.group(at + 1) ?? "");
  };
}

/** Whether an expression in RE2's syntax is found anywhere in a text; null for what RE2 does not read. */
export function finder(source: string): ((text: string) => boolean) | null {
  const compiled = compile(source);
  return compiled === null ? null : (text) => compiled.matcher(text).find();
}

const require = createRequire(import.meta.url);

/** With the first expression: few sites have one. */
const load = (): typeof re2js => require("re2js") as typeof re2js;

function compile(source: string): re2js.RE2JS | null {
  if (source.length > LONGEST) return null;
  try {
    return load().RE2JS.compile(source);
  } catch {
    return null;
  }
}

export const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * Whether one of these globs fits a whole path, and none of `ignore`: `*`, `**`, `?`, `[a-z]`, `{a,b}`, `{1..3}` and
 * the groups `@(a|b)`, `?()`, `*()`, `+()`, `!()`; a glob that begins with `!` fits what the rest of it does not. One
 * that is faulty fits nothing.
 */
export function globs(
  patterns: readonly string[],
  ignore: readonly string[] = [],
): (path: string) => boolean {
  const [wanted, unwanted] = [patterns.map(globOf), ignore.map(globOf)];
  return (path) => wanted.some((fits) => fits(path)) && !unwanted.some((fits) => fits(path));
}

/** Whether a path is one of these files, folders or globs, or lies below one. */
export function below(entries: readonly string[]): (path: string) => boolean {
  const names = entries.map((one) => one.replace(/^\.?\/+|\/+$/g, "")).filter((name) => name !== "");
  const patterns = names.filter((name) => /[*?[{]/.test(name));
  const matches = globs(patterns.flatMap((name) => [name, `${name}/**`]));
  return (path) => names.some((name) => path === name || path.startsWith(`${name}/`)) || matches(path);
}

/** The same by Jekyll's lists: what is included, by its path or its name alone, is never excluded. */
export function leftOut(excluded: readonly string[], included: readonly string[]): (path: string) => boolean {
  const [isOut, isIn] = [below(excluded), below(included)];
  return (path) => isOut(path) && !isIn(path) && !isIn(path.slice(path.lastIndexOf("/") + 1));
}

/** Whether a list in the words of `.gitignore` leaves a path out; what stands later in it wins, `!` takes back. */
export function gitIgnored(list: string): (path: string) => boolean {
  const rules = list
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => !/^(?:$|#)/.test(line))
    .map((line) => {
      const isBack = line.startsWith("!");
      const plain = line.slice(isBack ? 1 : 0).replace(/[{}()|]/g, "\\$&");
      const name = plain.replace(/^\/|\/+$/g, "");
      const glob = plain.replace(/\/+$/, "").includes("/") ? name : `**/${name}`;
      return { fits: globs([glob, `${glob}/**`]), isBack };
    });
  return (path) => rules.findLast(({ fits }) => fits(path))?.isBack === false;
}

function globOf(pattern: string): (path: string) => boolean {
  if (pattern.startsWith("!") && !pattern.startsWith("!(")) {
    const rest = globOf(pattern.slice(1));
    return (path) => !rest(path);
  }
  const glob = pattern.replace(/^\.\//, "");
  if (glob.length > LONGEST) return () => false;
  const fits = expression(new Translation(glob, "anything").source());
  if (fits === null) return () => false;
  if (!glob.includes("!(")) return (path) => fits(path) !== null;
  // What `!(a)` fits is everything in its place but what `a` fits there.
  const named = expression(new Translation(glob, "named").source());
  return (path) => fits(path) !== null && (named === null || named(path) === null);
}

const REPEATS: Readonly<Record<string, string>> = { "@": "", "?": "?", "*": "*", "+": "+", "!": "" };
/** A range of more numbers than these is no range of names. */
const MOST_NUMBERS = 200;

/** A glob in RE2's words. */
class Translation {
  #at = 0;
  readonly #glob: string;
  readonly #not: "anything" | "named";

  /** `not`: what stands for `!(a)`: anything within a folder's name, or `a` itself. */
  constructor(glob: string, not: "anything" | "named") {
    [this.#glob, this.#not] = [glob, not];
  }

  source(): string {
    let source = "";
    while (this.#at < this.#glob.length) source += this.#next(source);
    return source;
  }

  /** Up to one of `ends`, which is not taken. */
  #until(ends: string): string {
    let source = "";
    while (this.#at < this.#glob.length && !ends.includes(this.#glob[this.#at] ?? ""))
      source += this.#next("within");
    return source;
  }

  #next(before: string): string {
    const [sign = "", next] = [this.#glob[this.#at], this.#glob[this.#at + 1]];
    if (next === "(" && sign in REPEATS && this.#closes(")")) return this.#group(sign);
    this.#at += 1;
    if (sign === "\\" && next !== undefined) {
      this.#at += 1;
      return quoted(next);
    }
    if (sign === "*") return this.#stars();
    if (sign === "?") return "[^/]";
    if (sign === "[") return this.#class();
    if (sign === "{") return this.#braces();
    if (sign === "(" && this.#closes(")")) {
      this.#at -= 1;
      return this.#choices("|", ")");
    }
    // Two stars at the end fit the folder itself as well.
    if (sign === "/" && this.#glob.slice(this.#at) === "**" && before !== "" && before !== "within") {
      this.#at += 2;
      return "(?:/.*)?";
    }
    return quoted(sign);
  }

  /** Two stars that are all of a folder's name fit any number of folders, in a group or in braces too. */
  #stars(): string {
    const begin = this.#at - 1;
    while (this.#glob[this.#at] === "*") this.#at += 1;
    const [last, next] = [this.#glob[begin - 1] ?? "/", this.#glob[this.#at]];
    if (this.#at - begin < 2 || !"/{,(|".includes(last)) return "[^/]*";
    if (next === undefined || ",}|)".includes(next)) return ".*";
    if (next !== "/") return "[^/]*";
    this.#at += 1;
    return "(?:.*/)?";
  }

  #group(sign: string): string {
    this.#at += 1;
    const choices = this.#choices("|", ")");
    if (sign === "!" && this.#not === "anything") return "[^/]*";
    return `${choices}${REPEATS[sign] ?? ""}`;
  }

  /** From the opening sign on. */
  #choices(between: string, close: string): string {
    const parts: string[] = [];
    do {
      this.#at += 1;
      parts.push(this.#until(between + close));
    } while (this.#glob[this.#at] === between);
    this.#at += 1;
    return `(?:${parts.join("|")})`;
  }

  #closes(close: string): boolean {
    return this.#glob.indexOf(close, this.#at) !== -1;
  }

  #class(): string {
    const found = /^([!^]?)(\]?[^\]]*)\]/.exec(this.#glob.slice(this.#at));
    if (found === null) return "\\[";
    this.#at += found[0].length;
    const signs = (found[2] ?? "").replace(/[\\[\]]/g, "\\$&");
    return found[1] === "" ? `[${signs}]` : `[^/${signs}]`;
  }

  #braces(): string {
    const inside = /^([^{}]*)\}/.exec(this.#glob.slice(this.#at))?.[1];
    const range = /^(-?\d+|[a-zA-Z])\.\.(-?\d+|[a-zA-Z])$/.exec(inside ?? "");
    if (inside !== undefined && range !== null) {
      const [, from = "", to = ""] = range;
      this.#at += inside.length + 1;
      if (!/\d/.test(from + to)) return `[${from}-${to}]`;
      const [least, most] = [Number(from), Number(to)].sort((a, b) => a - b);
      const count = Math.min((most ?? 0) - (least ?? 0) + 1, MOST_NUMBERS);
      return `(?:${Array.from({ length: count }, (_, at) => (least ?? 0) + at).join("|")})`;
    }
    if (!this.#closes("}") || (inside !== undefined && !inside.includes(","))) return "\\{";
    this.#at -= 1;
    return this.#choices(",", "}");
  }
}

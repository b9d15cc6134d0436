// The conditions, cases and loops that are open at a place in a text, and whether what stands there is printed.
import { holds, valueOf, type Variables } from "./expression.js";
import type { Tags } from "./template-languages.js";

/** Values that one branch of a case names. */
const MOST_CASES = 10;

/** A condition that is open: whether what stands in it now is printed, and whether a branch of it was already. */
interface Branch {
  readonly name: string;
  readonly subject: string;
  shown: boolean;
  done: boolean;
}

const CONDITION = /^(?:if|ifasync|unless|case|switch)$/;
const LOOP = /^(?:for|tablerow|each|asynceach|asyncall|while|do)$/;
/** Nunjucks' `ifAsync`, `asyncEach` and `asyncAll` end by the bare name. */
const bare = (name: string): string => name.replace(/^async|async$/, "");

export class Branches {
  private readonly open: Branch[] = [];

  constructor(private readonly names: Variables) {}

  get areShown(): boolean {
    return this.open.every(({ shown }) => shown);
  }

  /** Whether a tag is part of a condition and no more than that. Of one that cannot be judged the first branch is printed. */
  takes(tags: Tags, name: string, rest: string, ended: string | undefined): boolean {
    if (ended !== undefined) return this.end(ended);
    const judged = (condition: string): boolean | null =>
      tags.truth && holds(condition, this.names, tags.truth);
    const top = this.open.at(-1);
    if (/^(?:if|ifasync|unless)$/.test(name)) {
      const holding = judged(rest);
      this.push(name, "", holding === null || holding === (name !== "unless"));
      return true;
    }
    if (LOOP.test(name)) {
      // Its `else` is for an empty list.
      this.push(name, "", !this.isEmpty(tags, rest));
      return name === "do";
    }
    if (name === "switch" || (name === "case" && top?.name !== "switch")) {
      this.push(name, rest, false, false);
      return true;
    }
    if (!top) return false;
    const condition = conditionOf(name, rest, top);
    if (condition === null) return false;
    top.shown = !top.done && (judged(condition) ?? true);
    top.done ||= top.shown;
    return true;
  }

  private push(name: string, subject: string, shown: boolean, done = shown): void {
    this.open.push({ name, subject, shown, done });
  }

  /** Ruby's `end` ends whatever is open; another what bears its name, and what in that has no end. */
  private end(ended: string): boolean {
    const at =
      ended === "end" ? this.open.length - 1 : this.open.findLastIndex(({ name }) => bare(name) === ended);
    if (at >= 0) this.open.splice(at);
    return ended === "end" || CONDITION.test(ended);
  }

  private isEmpty({ truth }: Tags, rest: string): boolean {
    const [, list] =
      /\bin\s+(\[[^\]]*\]|\([^)]*\)|[^\s|]+)/.exec(rest) ?? /^(\S.*?)(?<!\s)\s+as\b/.exec(rest.trim()) ?? [];
    if (truth === null || list === undefined) return false;
    const [, from, to] = /^\((-?\d+)\.\.(-?\d+)\)$/.exec(list) ?? [];
    if (from !== undefined) return Number(from) > Number(to);
    const value = valueOf(list, this.names, truth);
    return value === null || (Array.isArray(value) && value.length === 0);
  }
}

/** The condition of a branch that is not the first; null where a tag begins none. */
function conditionOf(name: string, rest: string, { name: opened, subject }: Branch): string | null {
  if (name === "else" || (name === "default" && opened === "switch")) return "true";
  if (/^(?:elsif|elseif|elif)$/.test(name)) return rest;
  if (name !== "when" && !(name === "case" && opened === "switch")) return null;
  return rest
    .split(/,|\sor\s/)
    .slice(0, MOST_CASES)
    .map((one) => `${subject} == ${one}`)
    .join(" or ");
}

// The methods of texts, lists, dates and patterns that a formula may call: all pure, all bounded.
import { instantToWall } from "../../post/date.js";
import { parseJsDate } from "./js-date.js";
import { checkEffort } from "./js-pattern.js";
import { Unreadable } from "./js-unreadable.js";

const LONGEST_TEXT = 2048;
const LONGEST_LIST = 500;

type Method<T> = (
  self: T,
  args: readonly unknown[],
  call: (fn: unknown, args: readonly unknown[]) => unknown,
) => unknown;

const number = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
const string = (value: unknown): string => {
  if (typeof value === "string") return value;
  throw new Unreadable("a text that is none");
};
const pattern = (self: string, value: unknown): string | RegExp => {
  if (!(value instanceof RegExp)) return string(value);
  checkEffort(value, self.length);
  value.lastIndex = 0;
  return value;
};
export const short = (text: string): string => {
  if (text.length > LONGEST_TEXT) throw new Unreadable("a long text");
  return text;
};

const few = <T>(list: T[]): T[] => {
  if (list.length > LONGEST_LIST) throw new Unreadable("a long list");
  return list;
};

const TEXT: Readonly<Record<string, Method<string>>> = {
  replace: (self, [found, by]) => short(self.replace(pattern(self, found), string(by))),
  replaceAll: (self, [found, by]) => short(self.replaceAll(pattern(self, found), string(by))),
  toLowerCase: (self) => self.toLowerCase(),
  toLocaleLowerCase: (self) => self.toLowerCase(),
  toUpperCase: (self) => self.toUpperCase(),
  toString: (self: string) => self,
  trim: (self) => self.trim(),
  trimStart: (self) => self.trimStart(),
  trimEnd: (self) => self.trimEnd(),
  normalize: (self, [form]) => self.normalize(form === undefined ? "NFC" : string(form)),
  split: (self, [by]) => few(self.split(pattern(self, by))),
  slice: (self, [from, to]) => self.slice(number(from), number(to)),
  substring: (self, [from, to]) => self.substring(number(from) ?? 0, number(to)),
  at: (self, [at]) => self.at(number(at) ?? 0),
  charAt: (self, [at]) => self.charAt(number(at) ?? 0),
  startsWith: (self, [what]) => self.startsWith(string(what)),
  endsWith: (self, [what]) => self.endsWith(string(what)),
  includes: (self, [what]) => self.includes(string(what)),
  indexOf: (self, [what]) => self.indexOf(string(what)),
  lastIndexOf: (self, [what]) => self.lastIndexOf(string(what)),
  padStart: (self, [length, by]) =>
    self.padStart(Math.min(number(length) ?? 0, 64), by === undefined ? " " : string(by)),
  concat: (self, more) => short(self.concat(...more.map(string))),
  match: (self, [found]) => (found instanceof RegExp ? self.match(pattern(self, found)) : null),
};

const LIST: Readonly<Record<string, Method<unknown[]>>> = {
  join: (self, [by]) =>
    short(
      self
        .map((one) => (one === null || one === undefined ? "" : asString(one)))
        .join(by === undefined ? "," : string(by)),
    ),
  pop: (self) => self.pop(),
  shift: (self) => self.shift(),
  slice: (self, [from, to]) => self.slice(number(from), number(to)),
  at: (self, [at]) => self.at(number(at) ?? 0),
  reverse: (self) => self.reverse(),
  concat: (self, more) => few(self.concat(...more)),
  includes: (self, [what]) => self.includes(what),
  indexOf: (self, [what]) => self.indexOf(what),
  filter: (self, [fits], call) => self.filter((one, at) => call(fits, [one, at])),
  map: (self, [make], call) => self.map((one, at) => call(make, [one, at])),
  find: (self, [fits], call) => self.find((one, at) => call(fits, [one, at])),
  some: (self, [fits], call) => self.some((one, at) => call(fits, [one, at])),
  every: (self, [fits], call) => self.every((one, at) => call(fits, [one, at])),
};

/** `zone`: of the machine that builds, for what JavaScript tells in local time. */
const dateMethod = (self: Date, name: string, zone: string): unknown => {
  const utc = /^getUTC(FullYear|Month|Date|Hours|Minutes)$/.exec(name)?.[1];
  const local = /^get(FullYear|Month|Date|Hours|Minutes)$/.exec(name)?.[1];
  const at = local === undefined ? self : new Date(instantToWall(self.getTime(), zone));
  switch (utc ?? local ?? "") {
    case "FullYear":
      return at.getUTCFullYear();
    case "Month":
      return at.getUTCMonth();
    case "Date":
      return at.getUTCDate();
    case "Hours":
      return at.getUTCHours();
    case "Minutes":
      return at.getUTCMinutes();
    default:
      if (name === "toISOString" || name === "toJSON") return self.toISOString();
      if (name === "getTime" || name === "valueOf") return self.getTime();
      throw new Unreadable(`${name}()`);
  }
};

/** `String(value)` for what prints the same on every machine. */
export function asString(value: unknown): string {
  if (Array.isArray(value))
    return value.map((one: unknown) => (one === null || one === undefined ? "" : asString(one))).join(",");
  if (value === null || ["string", "number", "boolean", "undefined"].includes(typeof value))
    return String(value);
  throw new Unreadable("a value as text");
}

/** Calls a method of a value; `call` runs a function of the formula's. Throws Unreadable for any it does not know. */
export function callMethod(
  self: unknown,
  name: string,
  args: readonly unknown[],
  zone: string,
  call: (fn: unknown, args: readonly unknown[]) => unknown,
): unknown {
  if (typeof self === "string" && Object.hasOwn(TEXT, name)) return TEXT[name]?.(self, args, call);
  if (Array.isArray(self) && Object.hasOwn(LIST, name)) return LIST[name]?.(self, args, call);
  if (self instanceof Date) return dateMethod(self, name, zone);
  if (self instanceof RegExp && name === "test")
    return self.test(asString(pattern(string(args[0]), self) && args[0]));
  if (typeof self === "number" && name === "toString" && args.length === 0) return String(self);
  throw new Unreadable(`${name}()`);
}

/** What an operator makes of two values. */
export function binary(operator: string, left: unknown, right: unknown): unknown {
  const numbers = typeof left === "number" && typeof right === "number";
  switch (operator) {
    case "+":
      return numbers ? left + right : short(asString(left) + asString(right));
    case "-":
      if (numbers) return left - right;
      break;
    case "===":
    case "==":
      return left === right;
    case "!==":
    case "!=":
      return left !== right;
    case "<":
      if (numbers) return left < right;
      break;
    case ">":
      if (numbers) return left > right;
      break;
    case "<=":
      if (numbers) return left <= right;
      break;
    case ">=":
      if (numbers) return left >= right;
      break;
    default:
  }
  throw new Unreadable(operator);
}

/** `new Date(value)` on a machine in `zone`. */
export function dateFrom(value: unknown, zone: string): Date {
  const at =
    value instanceof Date ? value.getTime() : typeof value === "string" ? parseJsDate(value, zone) : value;
  if (typeof at === "number" && Number.isFinite(new Date(at).getTime())) return new Date(at);
  throw new Unreadable("a date");
}

/** Whether the left side of `||`, `&&` or `??` is the answer already. */
export function decides(operator: "||" | "&&" | "??", left: unknown): boolean {
  if (operator === "??") return left !== null && left !== undefined;
  return operator === "||" ? Boolean(left) : !left;
}

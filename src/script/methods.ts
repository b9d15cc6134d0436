// The methods of texts, lists, dates and patterns that a formula may call: all pure, all bounded.
import { instantToWall } from "../post/date.js";
import { parseJsDate } from "../generator/rules/js-date.js";
import { checkEffort } from "./pattern.js";
import { Unreadable } from "./unreadable.js";

const LONGEST_TEXT = 2048;
const LONGEST_LIST = 500;

type Method<T> = (
  self: T,
  args: readonly unknown[],
  call: (fn: unknown, args: readonly unknown[]) => unknown,
) => unknown;

const number = (value: unknown): number | undefined => {
  if (value === undefined || typeof value === "number") return value;
  throw new Unreadable("a number that is none");
};
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

export const few = <T>(list: T[]): T[] => {
  if (list.length > LONGEST_LIST) throw new Unreadable("a long list");
  return list;
};

/** What `...` takes the items of. */
export const listed = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return few(value);
  throw new Unreadable("...");
};

/** What no text can be normalized to, and what only a pattern with `g` can do, fails in the site too. */
const FORMS = ["NFC", "NFD", "NFKC", "NFKD"];
const everywhere = (found: string | RegExp): string | RegExp => {
  if (found instanceof RegExp && !found.global) throw new Unreadable("replaceAll()");
  return found;
};
const form = (value: unknown): string => {
  const named = value === undefined ? "NFC" : string(value);
  if (FORMS.includes(named)) return named;
  throw new Unreadable("normalize()");
};

const TEXT: Readonly<Record<string, Method<string>>> = {
  replace: (self, [found, by]) => short(self.replace(pattern(self, found), string(by))),
  replaceAll: (self, [found, by]) => short(self.replaceAll(everywhere(pattern(self, found)), string(by))),
  toLowerCase: (self) => self.toLowerCase(),
  toLocaleLowerCase: (self) => self.toLowerCase(),
  toUpperCase: (self) => self.toUpperCase(),
  toString: (self: string) => self,
  trim: (self) => self.trim(),
  trimStart: (self) => self.trimStart(),
  trimEnd: (self) => self.trimEnd(),
  normalize: (self, [named]) => self.normalize(form(named)),
  split: (self, [by, most]) => few(self.split(pattern(self, by), number(most))),
  slice: (self, [from, to]) => self.slice(number(from), number(to)),
  substring: (self, [from, to]) => self.substring(number(from) ?? 0, number(to)),
  at: (self, [at]) => self.at(number(at) ?? 0),
  charAt: (self, [at]) => self.charAt(number(at) ?? 0),
  startsWith: (self, [what, from]) => self.startsWith(string(what), number(from)),
  endsWith: (self, [what, to]) => self.endsWith(string(what), number(to)),
  includes: (self, [what, from]) => self.includes(string(what), number(from)),
  indexOf: (self, [what, from]) => self.indexOf(string(what), number(from)),
  lastIndexOf: (self, [what, from]) => self.lastIndexOf(string(what), number(from)),
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
  includes: (self, [what, from]) => self.includes(what, number(from)),
  indexOf: (self, [what, from]) => self.indexOf(what, number(from)),
  filter: (self, [fits], call) => self.filter((one, at) => call(fits, [one, at, self])),
  map: (self, [make], call) => self.map((one, at) => call(make, [one, at, self])),
  find: (self, [fits], call) => self.find((one, at) => call(fits, [one, at, self])),
  some: (self, [fits], call) => self.some((one, at) => call(fits, [one, at, self])),
  every: (self, [fits], call) => self.every((one, at) => call(fits, [one, at, self])),
};

/** `zone`: of the machine that builds, for what JavaScript tells in local time. */
const dateMethod = (self: Date, name: string, zone: string): unknown => {
  const utc = /^getUTC(FullYear|Month|Date|Hours|Minutes)$/.exec(name)?.[1];
  const local = /^get(FullYear|Month|Date|Hours|Minutes)$/.exec(name)?.[1];
  const at = local === undefined ? self : new Date(instantToWall(self.getTime(), zone));
  if (Number.isNaN(self.getTime())) throw new Unreadable("a date");
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

/** `String(value)` for what prints the same on every machine; lists within lists may name one list often. */
export function asString(value: unknown): string {
  if (Array.isArray(value))
    return short(
      value.map((one: unknown) => (one === null || one === undefined ? "" : asString(one))).join(","),
    );
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
  // What the site's data gives may be longer than what a program here may make.
  if (typeof self === "string" && Object.hasOwn(TEXT, name)) return TEXT[name]?.(short(self), args, call);
  if (Array.isArray(self) && Object.hasOwn(LIST, name)) return LIST[name]?.(few(self), args, call);
  if (self instanceof Date) return dateMethod(self, name, zone);
  if (self instanceof RegExp && name === "test")
    return self.test(asString(pattern(string(args[0]), self) && args[0]));
  if (typeof self === "number" && name === "toString" && args.length === 0) return String(self);
  throw new Unreadable(`${name}()`);
}

/** `new Date(value)` on a machine in `zone`. */
export function dateFrom(value: unknown, zone: string): Date {
  const at =
    value instanceof Date ? value.getTime() : typeof value === "string" ? parseJsDate(value, zone) : value;
  if (typeof at === "number" && Number.isFinite(new Date(at).getTime())) return new Date(at);
  throw new Unreadable("a date");
}

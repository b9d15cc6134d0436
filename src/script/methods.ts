// The methods of texts, lists, patterns and dates that an evaluation may call: all pure, all bounded.
import { checkEffort } from "./pattern.js";
import { SiteDate } from "./site-date.js";
import { truthOf, Unreadable } from "./unreadable.js";

const LONGEST_TEXT = 2048;

/** Calls a function of the program. */
export type CallFunction = (fn: unknown, args: readonly unknown[]) => unknown;

export const boundedText = (text: string): string => {
  if (text.length > LONGEST_TEXT) throw new Unreadable("a long text");
  return text;
};

/** What a template writes for a value that prints the same on every machine; no site means to write `undefined`. */
export function spelled(value: unknown): string {
  if (Array.isArray(value)) return boundedText(value.map((one: unknown) => spelled(one ?? "")).join(","));
  if (typeof value === "string" || typeof value === "number") return String(value);
  throw new Unreadable("a value as text");
}

const TEXT =
  /^(?:replace|replaceAll|split|slice|substring|at|charAt|indexOf|lastIndexOf|startsWith|endsWith|includes|match|padStart|padEnd|toLowerCase|toUpperCase|trim|trimStart|trimEnd)$/;

/** A method of a text, given texts, numbers and patterns alone. */
function ofText(self: string, name: string, args: readonly unknown[]): unknown {
  for (const one of args) {
    if (one instanceof RegExp) checkEffort(one, self.length);
    else if (typeof one !== "string" && typeof one !== "number") throw new Unreadable(`${name}()`);
  }
  // A number may ask for a text without end.
  if (name.startsWith("pad") && !(Number(args[0]) <= LONGEST_TEXT)) throw new Unreadable(`${name}()`);
  // Of a text, `match` makes a pattern of its own.
  if (name === "match" && !(args[0] instanceof RegExp)) throw new Unreadable(`${name}()`);
  try {
    const method = Reflect.get(String.prototype, name) as (...args: readonly unknown[]) => unknown;
    const made = Reflect.apply(method, boundedText(self), args);
    return typeof made === "string" ? boundedText(made) : made;
  } catch (fault) {
    // As in the site: `replaceAll` with a pattern that has no `g`.
    throw fault instanceof TypeError ? new Unreadable(`${name}()`) : fault;
  }
}

/** A pattern remembers nothing: each is made anew where its name is asked for. */
function ofPattern(self: RegExp, name: string, [text]: readonly unknown[]): unknown {
  if (typeof text !== "string") throw new Unreadable(`${name}()`);
  checkEffort(self, boundedText(text).length);
  if (name === "test") return self.test(text);
  if (name === "exec") return self.exec(text);
  throw new Unreadable(`${name}()`);
}

const index = (value: unknown): number | undefined => {
  if (value === undefined || typeof value === "number") return value;
  throw new Unreadable("a number that is none");
};

function ofList(
  self: readonly unknown[],
  name: string,
  [first, second]: readonly unknown[],
  call: CallFunction,
): unknown {
  switch (name) {
    case "join": {
      if (first !== undefined && typeof first !== "string") break;
      return boundedText(self.map((one) => spelled(one ?? "")).join(first ?? ","));
    }
    case "slice":
      return self.slice(index(first), index(second));
    case "at":
      return self.at(index(first) ?? 0);
    case "map":
      return self.map((one, at) => call(first, [one, at]));
    case "filter":
      return self.filter((one, at) => truthOf(call(first, [one, at])));
    case "includes":
      if (typeof first === "object" || second !== undefined) break;
      return self.includes(first);
    default:
  }
  throw new Unreadable(`${name}()`);
}

/** Calls a method of a value. Throws Unreadable for any it does not know. */
export function callMethod(
  self: unknown,
  name: string,
  args: readonly unknown[],
  call: CallFunction,
): unknown {
  if (typeof self === "string" && TEXT.test(name)) return ofText(self, name, args);
  if (self instanceof RegExp) return ofPattern(self, name, args);
  if (self instanceof SiteDate && args.length === 0) return self.call(name);
  if (typeof self === "number" && name === "toString" && args.length === 0) return spelled(self);
  if (Array.isArray(self)) return ofList(self, name, args, call);
  throw new Unreadable(`${name}()`);
}

// The methods of texts and lists that an evaluation may call: all pure, all bounded.
import { checkEffort } from "./pattern.js";
import { Unreadable } from "./unreadable.js";

const LONGEST_TEXT = 2048;

/** Calls a function of the program. */
export type CallFunction = (fn: unknown, args: readonly unknown[]) => unknown;

export const boundedText = (text: string): string => {
  if (text.length > LONGEST_TEXT) throw new Unreadable("a long text");
  return text;
};

/** What a template writes for a value that prints the same on every machine. */
export function spelled(value: unknown): string {
  if (Array.isArray(value)) return boundedText(value.map((one: unknown) => spelled(one ?? "")).join(","));
  if (value === undefined || value === null || typeof value === "string" || typeof value === "number")
    return String(value);
  throw new Unreadable("a value as text");
}

const TEXT =
  /^(?:replace|replaceAll|split|slice|substring|at|startsWith|endsWith|includes|toLowerCase|toUpperCase|trim)$/;

/** A method of a text, given texts, numbers and patterns alone. */
function ofText(self: string, name: string, args: readonly unknown[]): unknown {
  for (const one of args) {
    if (one instanceof RegExp) checkEffort(one, self.length);
    else if (typeof one !== "string" && typeof one !== "number") throw new Unreadable(`${name}()`);
  }
  try {
    const method = Reflect.get(String.prototype, name) as (...args: readonly unknown[]) => unknown;
    const made = Reflect.apply(method, boundedText(self), args);
    return typeof made === "string" ? boundedText(made) : made;
  } catch (fault) {
    // As in the site: `replaceAll` with a pattern that has no `g`.
    throw fault instanceof TypeError ? new Unreadable(`${name}()`) : fault;
  }
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
      return self.filter((one, at) => call(first, [one, at]));
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
  if (Array.isArray(self)) return ofList(self, name, args, call);
  throw new Unreadable(`${name}()`);
}

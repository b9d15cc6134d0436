// The names that hold at a place of a site's program, and what they stand for when a formula asks for them.
import type { AnyNode, Expression, Function as FunctionNode, Pattern } from "acorn";
import { slug } from "../generator/rules/github-slug.js";
import { asString } from "./methods.js";
import { Unreadable } from "./unreadable.js";
import type { Home } from "./module.js";

/** Works out expressions (Formula). */
interface Works {
  value(node: AnyNode | null, names: Names): unknown;
}

/** A function of the program with the names around it. */
export class Closure {
  constructor(
    readonly node: FunctionNode,
    readonly around: Names,
  ) {}
}
export class Builtin {
  constructor(readonly run: (args: readonly unknown[]) => unknown) {}
}

const BUILTINS: Readonly<Record<string, Builtin>> = {
  String: new Builtin((args) => (args.length === 0 ? "" : asString(args[0]))),
  Boolean: new Builtin(([value]) => Boolean(value)),
  Number: new Builtin(([value]) => {
    if (typeof value === "string" || typeof value === "number") return Number(value);
    throw new Unreadable("Number()");
  }),
};

const FORGOTTEN = Symbol("forgotten");

/** The names that hold where an expression stands. */
export class Names {
  readonly #own = new Map<string, unknown>();
  readonly #later = new Map<string, { readonly pattern: Pattern; readonly init: Expression }>();
  constructor(
    private readonly up: Names | null,
    readonly home: Home,
  ) {}

  set(name: string, value: unknown): void {
    this.#own.set(name, value);
  }

  /** A name, or names of a pattern, worked out when first asked for. */
  later(pattern: Pattern, init: Expression): void {
    for (const name of namesIn(pattern)) this.#later.set(name, { pattern, init });
  }

  /** A name of which nothing is known any more. */
  forget(name: string): void {
    this.#own.set(name, FORGOTTEN);
    this.up?.forgetOwn(name);
  }

  private forgetOwn(name: string): void {
    if (this.#own.has(name)) this.#own.set(name, FORGOTTEN);
    this.up?.forgetOwn(name);
  }

  assign(name: string, value: unknown): void {
    if (this.#own.has(name)) this.#own.set(name, value);
    else if (this.up) this.up.assign(name, value);
    else throw new Unreadable(name);
  }

  get(name: string, run: Works): unknown {
    const later = this.#later.get(name);
    if (later) {
      this.#later.delete(name);
      // Until it is worked out, and where it cannot be: no other thing of this name is meant.
      this.#own.set(name, FORGOTTEN);
      bind(later.pattern, run.value(later.init, this), this, run);
    }
    const value = this.#own.get(name);
    if (value === FORGOTTEN) throw new Unreadable(name);
    if (this.#own.has(name)) return value;
    if (this.up) return this.up.get(name, run);
    const found = this.home.find(name);
    if (found?.kind === "package") {
      if (found.from === "github-slugger" && found.name === "slug")
        return new Builtin(([value, keepCase]) => {
          if (keepCase) throw new Unreadable("slug()");
          return slug(asString(value));
        });
      throw new Unreadable(`${name} of ${found.from}`);
    }
    if (found) return run.value(found.node, new Names(null, found.home));
    if (Object.hasOwn(BUILTINS, name)) return BUILTINS[name];
    if (name === "undefined") return undefined;
    throw new Unreadable(name);
  }
}

/** The names that a pattern gives. */
export function namesIn(pattern: Pattern | null): readonly string[] {
  if (pattern?.type === "Identifier") return [pattern.name];
  if (pattern?.type === "AssignmentPattern") return namesIn(pattern.left);
  if (pattern?.type === "RestElement") return namesIn(pattern.argument);
  if (pattern?.type === "ArrayPattern") return pattern.elements.flatMap(namesIn);
  if (pattern?.type !== "ObjectPattern") return [];
  return pattern.properties.flatMap((one) => namesIn(one.type === "RestElement" ? one : one.value));
}

export const isList = (value: unknown): value is unknown[] => Array.isArray(value);
export const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Gives the names of a pattern their values. */
export function bind(pattern: Pattern, value: unknown, names: Names, run: Works): void {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check
  switch (pattern.type) {
    case "Identifier":
      return names.set(pattern.name, value);
    case "AssignmentPattern":
      return bind(pattern.left, value === undefined ? run.value(pattern.right, names) : value, names, run);
    case "ArrayPattern":
      if (!isList(value)) throw new Unreadable("[…]");
      pattern.elements.forEach((one, at) => {
        if (one?.type === "RestElement") bind(one.argument, value.slice(at), names, run);
        else if (one) bind(one, value[at], names, run);
      });
      return;
    case "ObjectPattern":
      if (!isMap(value)) throw new Unreadable("{…}");
      for (const one of pattern.properties) {
        if (one.type === "RestElement" || one.computed || one.key.type !== "Identifier")
          throw new Unreadable("{…}");
        bind(one.value, Object.hasOwn(value, one.key.name) ? value[one.key.name] : undefined, names, run);
      }
      return;
    default:
      throw new Unreadable(pattern.type);
  }
}

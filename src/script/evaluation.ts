// Small pure functions of a site's own program, worked out on given values: how it makes a path of a page.
// Constants, choices and a few methods of texts and lists are understood; anything else is Unreadable.
import type { AnyNode, Expression, Function as FunctionNode, Pattern, Statement } from "acorn";
import { callMethod, boundedText, spelled, type CallFunction } from "./methods.js";
import type { Home } from "./module.js";
import { safePattern } from "./pattern.js";
import { binary, numberOf, typeOf } from "./operators.js";
import { ANYWHERE, SiteDate } from "./site-date.js";
import { madeOr, TruthOnly, truthOf, Unreadable } from "./unreadable.js";
import { BuildEnvironment, type World } from "./world.js";
import { isMap, typed, type JsMap } from "./value.js";

/** Steps and depth of one evaluation. */
const MOST_STEPS = 2_000;
const DEEPEST = 60;
const LONGEST_LIST = 500;

/** The names that hold at a place of a program, each worked out when it is asked for. */
export class LexicalScope {
  readonly #own = new Map<string, () => unknown>();
  constructor(
    private readonly up: LexicalScope | null,
    readonly home: Home,
  ) {}

  set(name: string, value: () => unknown): void {
    this.#own.set(name, value);
  }

  /** What gives the value of a name here or further out; undefined for a name of the module, or of none. */
  find(name: string): (() => unknown) | undefined {
    return this.#own.get(name) ?? this.up?.find(name);
  }
}

/** A function of the program with the names around it. */
class Closure {
  constructor(
    readonly node: FunctionNode,
    readonly names: LexicalScope,
  ) {}
}

/** An object that the program writes out: each of its values is worked out when it is asked for. */
class ObjectLiteral {
  constructor(
    readonly node: Extract<AnyNode, { type: "ObjectExpression" }>,
    readonly names: LexicalScope,
  ) {}
}

/** One evaluation: it ends within its steps, or throws Unreadable. */
export class Evaluation {
  #steps = 0;
  #depth = 0;
  /** What programs find on the machine that builds; without a world they find nothing. */
  constructor(private readonly world: World | null = null) {}

  /** The value of an expression. Throws Unreadable. */
  value(node: AnyNode | null, names: LexicalScope): unknown {
    if (node === null || (this.#steps += 1) > MOST_STEPS || this.#depth > DEEPEST)
      throw new Unreadable("a long program");
    this.#depth += 1;
    try {
      return this.#value(typed(node as Expression) ?? node, names);
    } finally {
      this.#depth -= 1;
    }
  }

  #value(node: AnyNode, names: LexicalScope): unknown {
    // Every other kind of expression is refused.
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check
    switch (node.type) {
      case "Literal":
        return node.regex ? safePattern(node.regex.pattern, node.regex.flags) : node.value;
      case "Identifier":
        return this.#named(node.name, names);
      case "TemplateLiteral":
        return boundedText(
          node.quasis
            .map(({ value }, at) => {
              const inserted = node.expressions[at];
              return `${value.cooked ?? ""}${inserted ? spelled(this.value(inserted, names)) : ""}`;
            })
            .join(""),
        );
      case "ChainExpression":
      case "ParenthesizedExpression":
        return this.value(node.expression, names);
      case "MemberExpression": {
        const key =
          !node.computed && node.property.type === "Identifier"
            ? node.property.name
            : this.value(node.property, names);
        return this.member(this.value(node.object, names), key);
      }
      case "CallExpression":
        return this.#called(node, names);
      case "NewExpression": {
        if (node.callee.type !== "Identifier" || node.callee.name !== "Date") throw new Unreadable("new");
        const [given, more] = node.arguments;
        if (more || given?.type === "SpreadElement") throw new Unreadable("new Date()");
        return given ? dated(this.value(given, names)) : new SiteDate(this.#now(), ANYWHERE);
      }
      case "LogicalExpression":
        return this.#either(node, names);
      case "ConditionalExpression":
        return this.value(this.#truth(node.test, names) ? node.consequent : node.alternate, names);
      case "UnaryExpression":
        if (node.operator === "!") return !this.#truth(node.argument, names);
        if (node.operator === "-") return -numberOf(this.value(node.argument, names));
        if (node.operator === "typeof") return typeOf(this.value(node.argument, names));
        throw new Unreadable(node.operator);
      case "BinaryExpression":
        return binary(node.operator, this.value(node.left, names), this.value(node.right, names));
      case "ArrayExpression": {
        const list = node.elements.flatMap((one) => {
          if (one?.type !== "SpreadElement") return [this.value(one, names)];
          const spread = this.value(one.argument, names);
          if (Array.isArray(spread)) return spread as unknown[];
          throw new Unreadable("...");
        });
        if (list.length > LONGEST_LIST) throw new Unreadable("a long list");
        return list;
      }
      case "ObjectExpression":
        return new ObjectLiteral(node, names);
      case "ArrowFunctionExpression":
      case "FunctionExpression":
      case "FunctionDeclaration":
        if (node.generator) throw new Unreadable("function*");
        return new Closure(node, names);
      default:
        throw new Unreadable(node.type);
    }
  }

  #truth(node: AnyNode, names: LexicalScope): boolean {
    return truthOf(this.value(node, names));
  }

  /** One of two values. Where the first cannot be told, the second may still tell whether the whole is true. */
  #either(
    { operator, left, right }: Extract<AnyNode, { type: "LogicalExpression" }>,
    names: LexicalScope,
  ): unknown {
    if (operator === "??") {
      const first = this.value(left, names);
      if (first instanceof TruthOnly && !first.isTrue) throw new Unreadable(operator);
      return first ?? this.value(right, names);
    }
    const first = madeOr(
      () => this.value(left, names),
      (fault) => fault,
    );
    const deciding = operator === "||";
    if (!(first instanceof Unreadable)) return truthOf(first) === deciding ? first : this.value(right, names);
    if (this.#truth(right, names) === deciding) return new TruthOnly(deciding);
    throw first;
  }

  #now(): number {
    return this.world?.now ?? unreadable("the time");
  }

  #named(name: string, names: LexicalScope): unknown {
    const own = names.find(name);
    if (own) return own();
    const found = names.home.find(name);
    if (found?.kind === "node") return this.value(found.node, new LexicalScope(null, found.home));
    if (found) throw new Unreadable(`${name} of ${found.from}`);
    if (name === "undefined") return undefined;
    if (name === "process" && this.world) return { env: this.world.env };
    throw new Unreadable(name);
  }

  /** A property of a value, as `value.key` gives it. Throws Unreadable, and what stands there for a value that is not known. */
  member(self: unknown, key: unknown): unknown {
    const value = this.#member(self, key);
    if (value instanceof Unreadable) throw value;
    return value;
  }

  /** Whether a value is an object that the program writes out. */
  isObject(value: unknown): boolean {
    return value instanceof ObjectLiteral;
  }

  #member(self: unknown, key: unknown): unknown {
    if (self === undefined || self === null) return undefined;
    if (Array.isArray(self) || typeof self === "string") {
      if (key === "length") return self.length;
      if (typeof key === "number") return self[key] as unknown;
      // What a pattern named in what it found.
      if (key === "groups" && Array.isArray(self) && "groups" in self) return { ...(self.groups as JsMap) };
    }
    if (self instanceof ObjectLiteral) {
      // What is written later counts; of what is spread nothing is known.
      for (const one of self.node.properties.toReversed()) {
        if (one.type === "SpreadElement" || one.computed || one.key.type !== "Identifier") break;
        if (one.key.name === key) return this.value(one.value, self.names);
        if (one === self.node.properties[0]) return undefined;
      }
    }
    if (self instanceof BuildEnvironment) return self.variable(String(key));
    if (isMap(self) && typeof key === "string") return Object.hasOwn(self, key) ? self[key] : undefined;
    throw new Unreadable(String(key));
  }

  #called(node: Extract<AnyNode, { type: "CallExpression" }>, names: LexicalScope): unknown {
    const { callee } = node;
    const args = () =>
      node.arguments.map((one) => {
        if (one.type === "SpreadElement") throw new Unreadable("...");
        return this.value(one, names);
      });
    if (callee.type === "MemberExpression" && !callee.computed && callee.property.type === "Identifier") {
      const { name } = callee.property;
      if (name === "now" && callee.object.type === "Identifier" && callee.object.name === "Date")
        return this.#now();
      const self = this.value(callee.object, names);
      // `a?.b().c()`: without an a the whole is nothing.
      const optional = node.optional || callee.optional || callee.object.type === "CallExpression";
      if ((self === undefined || self === null) && optional) return undefined;
      const call: CallFunction = (fn, those) => this.call(fn, those);
      return callMethod(self, name, args(), call);
    }
    if (callee.type === "Identifier" && callee.name === "String" && node.arguments.length === 1)
      return spelled(args()[0]);
    if (callee.type === "Identifier" && callee.name === "Boolean" && node.arguments.length === 1)
      return truthOf(args()[0]);
    return this.call(this.value(callee, names), args());
  }

  /** Calls a function of the program. Throws Unreadable. */
  call(fn: unknown, args: readonly unknown[]): unknown {
    if (!(fn instanceof Closure)) throw new Unreadable("a function");
    const names = new LexicalScope(fn.names, fn.names.home);
    fn.node.params.forEach((one, at) => this.bind(one, () => args[at], names));
    const { body } = fn.node;
    if (body.type !== "BlockStatement") return this.value(body, names);
    return this.#run(body.body, names)?.value;
  }

  /** The value that statements return; null where they come to no `return`. */
  #run(statements: readonly Statement[], names: LexicalScope): { readonly value: unknown } | null {
    for (const one of statements) {
      if (one.type === "ReturnStatement")
        return { value: one.argument ? this.value(one.argument, names) : undefined };
      if (one.type === "VariableDeclaration") this.declare(one, names);
      else if (one.type === "BlockStatement" || one.type === "IfStatement") {
        const branch =
          one.type === "BlockStatement" ? one : this.#truth(one.test, names) ? one.consequent : one.alternate;
        const inside = branch?.type === "BlockStatement" ? branch.body : branch ? [branch] : [];
        const returned = this.#run(inside, new LexicalScope(names, names.home));
        if (returned) return returned;
      } else throw new Unreadable(one.type);
    }
    return null;
  }

  /** Gives the names of a declaration their values; those that may change have none. */
  declare(declaration: Extract<AnyNode, { type: "VariableDeclaration" }>, names: LexicalScope): void {
    for (const { id, init } of declaration.declarations) {
      const known = declaration.kind === "const" && init;
      this.bind(id, () => (known ? this.value(init, names) : unreadable(declaration.kind)), names);
    }
  }

  /** Gives the names of a pattern their values. */
  bind(pattern: Pattern, value: () => unknown, names: LexicalScope): void {
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check
    switch (pattern.type) {
      case "Identifier":
        return names.set(pattern.name, value);
      case "AssignmentPattern": {
        const given = () => {
          const own = value();
          return own === undefined ? this.value(pattern.right, names) : own;
        };
        return this.bind(pattern.left, given, names);
      }
      case "ArrayPattern":
        pattern.elements.forEach((one, at) => {
          const rest = one?.type === "RestElement";
          const part = () => {
            const list = value();
            if (!Array.isArray(list)) throw new Unreadable("[…]");
            return rest ? list.slice(at) : (list[at] as unknown);
          };
          if (one) this.bind(rest ? one.argument : one, part, names);
        });
        return;
      case "ObjectPattern":
        for (const one of pattern.properties) {
          if (one.type === "RestElement" || one.computed || one.key.type !== "Identifier")
            throw new Unreadable("{…}");
          const { name } = one.key;
          this.bind(one.value, () => this.member(value(), name), names);
        }
        return;
      default:
        throw new Unreadable(pattern.type);
    }
  }
}

function unreadable(what: string): never {
  throw new Unreadable(what);
}

/** `new Date(x)` of a date, of milliseconds, or of a text that is the same moment everywhere. */
function dated(given: unknown): SiteDate {
  if (given instanceof SiteDate) return given;
  if (typeof given === "number") return new SiteDate(given, ANYWHERE);
  if (typeof given === "string" && /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?$/.test(given))
    return new SiteDate(Date.parse(given), ANYWHERE);
  return unreadable("new Date()");
}

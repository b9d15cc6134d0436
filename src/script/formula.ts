// Small pure functions of a site's own program, worked out on given values: how it makes a path of a post.
// Only what is known here to have no effect and to end soon is understood; anything else is Unreadable.
import type { AnyNode, Expression, Statement } from "acorn";
import { asString, callMethod, dateFrom, few, listed, short } from "./methods.js";
import { binary, decides } from "./operators.js";
import { typed } from "./value.js";
import { safePattern } from "./pattern.js";
import { Unreadable } from "./unreadable.js";
import { bind, Builtin, Closure, isList, isMap, Names } from "./names.js";

/** Steps and depth of one working out. */
const MOST_STEPS = 2_000;
const DEEPEST = 60;
/** Matches of patterns in one working out. */
const MOST_MATCHES = 20;

type Returned = { readonly value: unknown } | null;
/** One working out; `zone` is that of the machine that builds. */
export class Formula {
  #steps = 0;
  #depth = 0;
  #matches = 0;
  constructor(readonly zone: string) {}

  /** The value of an expression. Throws Unreadable. */
  value(node: AnyNode | null, names: Names): unknown {
    if (node === null || (this.#steps += 1) > MOST_STEPS || this.#depth > DEEPEST)
      throw new Unreadable("a long program");
    this.#depth += 1;
    try {
      return this.#value(typed(node as Expression) ?? node, names);
    } finally {
      this.#depth -= 1;
    }
  }

  #value(node: AnyNode, names: Names): unknown {
    // Every other kind of expression is refused.
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check
    switch (node.type) {
      case "Literal":
        if (node.regex) return safePattern(node.regex.pattern, node.regex.flags);
        return typeof node.value === "bigint" ? undefined : node.value;
      case "Identifier":
        return names.get(node.name, this);
      // `import.meta`, as in a build.
      case "MetaProperty":
        return { env: { DEV: false, PROD: true, MODE: "production" } };
      case "TemplateLiteral":
        return short(
          node.quasis
            .map(({ value }, at) => {
              const inserted = node.expressions[at];
              return `${value.cooked ?? ""}${inserted ? asString(this.value(inserted, names)) : ""}`;
            })
            .join(""),
        );
      case "ChainExpression":
      case "ParenthesizedExpression":
        return this.value(node.expression, names);
      case "AwaitExpression":
        return this.value(node.argument, names);
      case "MemberExpression":
        return this.#member(node, names);
      case "CallExpression":
        return this.#called(node, names);
      case "LogicalExpression": {
        const left = this.value(node.left, names);
        return decides(node.operator, left) ? left : this.value(node.right, names);
      }
      case "ConditionalExpression":
        return this.value(this.value(node.test, names) ? node.consequent : node.alternate, names);
      case "UnaryExpression": {
        const value = this.value(node.argument, names);
        if (node.operator === "!") return !value;
        if (node.operator === "-" && typeof value === "number") return -value;
        throw new Unreadable(node.operator);
      }
      case "BinaryExpression":
        return binary(node.operator, this.value(node.left, names), this.value(node.right, names));
      case "ArrayExpression":
        return few(
          node.elements.flatMap((one) =>
            one?.type === "SpreadElement"
              ? listed(this.value(one.argument, names))
              : [this.value(one, names)],
          ),
        );
      case "ObjectExpression":
        return Object.fromEntries(
          node.properties.map((one): [string, unknown] => {
            if (one.type === "SpreadElement" || one.computed || one.key.type !== "Identifier")
              throw new Unreadable("{…}");
            return [one.key.name, this.value(one.value, names)];
          }),
        );
      case "ArrowFunctionExpression":
      case "FunctionExpression":
      case "FunctionDeclaration":
        if (node.generator) throw new Unreadable("function*");
        return new Closure(node, names);
      case "AssignmentExpression": {
        if (node.operator !== "=" || node.left.type !== "Identifier") throw new Unreadable(node.operator);
        const value = this.value(node.right, names);
        names.assign(node.left.name, value);
        return value;
      }
      case "NewExpression": {
        const [first] = node.arguments;
        if (node.callee.type !== "Identifier" || node.callee.name !== "Date" || !first)
          throw new Unreadable("new");
        return dateFrom(this.value(first, names), this.zone);
      }
      default:
        throw new Unreadable(node.type);
    }
  }

  #member(node: Extract<AnyNode, { type: "MemberExpression" }>, names: Names): unknown {
    const self = this.value(node.object, names);
    const key =
      !node.computed && node.property.type === "Identifier"
        ? node.property.name
        : this.value(node.property, names);
    if (self === undefined || self === null) return undefined;
    if (isList(self) || typeof self === "string") {
      if (key === "length") return self.length;
      if (typeof key === "number") return self[key];
    }
    if (isMap(self) && typeof key === "string") return Object.hasOwn(self, key) ? self[key] : undefined;
    throw new Unreadable(String(key));
  }

  #called(node: Extract<AnyNode, { type: "CallExpression" }>, names: Names): unknown {
    const { callee } = node;
    const args = () =>
      node.arguments.map((one) => {
        if (one.type === "SpreadElement") throw new Unreadable("...");
        return this.value(one, names);
      });
    if (callee.type === "MemberExpression" && !callee.computed && callee.property.type === "Identifier") {
      const self = this.value(callee.object, names);
      if (self === undefined || self === null) {
        // `a?.b().c()`: without an a the whole is nothing.
        if (node.optional || callee.optional || callee.object.type === "CallExpression") return undefined;
        throw new Unreadable(callee.property.name);
      }
      const given = args();
      if (self instanceof RegExp || given[0] instanceof RegExp) this.#matches += 1;
      if (this.#matches > MOST_MATCHES) throw new Unreadable("many patterns");
      return callMethod(self, callee.property.name, given, this.zone, (fn, those) => this.call(fn, those));
    }
    return this.call(this.value(callee, names), args());
  }

  /** Calls a function of the program. */
  call(fn: unknown, args: readonly unknown[]): unknown {
    if (fn instanceof Builtin) return fn.run(args);
    if (!(fn instanceof Closure)) throw new Unreadable("a function");
    const names = new Names(fn.around, fn.around.home);
    fn.node.params.forEach((one, at) => bind(one, args[at], names, this));
    const { body } = fn.node;
    return body.type === "BlockStatement" ? this.#run(body.body, names)?.value : this.value(body, names);
  }

  /** Runs statements up to a `return`; null where none is met. */
  #run(statements: readonly Statement[], names: Names): Returned {
    for (const one of statements) {
      const returned = this.statement(one, names);
      if (returned) return returned;
    }
    return null;
  }

  statement(one: AnyNode, names: Names): Returned {
    if ((this.#steps += 1) > MOST_STEPS) throw new Unreadable("a long program");
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check
    switch (one.type) {
      case "VariableDeclaration":
        for (const { id, init } of one.declarations)
          bind(id, init ? this.value(init, names) : undefined, names, this);
        return null;
      case "FunctionDeclaration":
        if (one.id) names.set(one.id.name, this.value(one, names));
        return null;
      case "ReturnStatement":
        return { value: one.argument ? this.value(one.argument, names) : undefined };
      case "IfStatement": {
        const branch = this.value(one.test, names) ? one.consequent : one.alternate;
        return branch ? this.#run([branch], names) : null;
      }
      case "BlockStatement":
        return this.#run(one.body, new Names(names, names.home));
      case "ExpressionStatement":
        this.value(one.expression, names);
        return null;
      default:
        throw new Unreadable(one.type);
    }
  }
}

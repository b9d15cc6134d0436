// Whether a mark of a post's (`internal: true`) decides that a function of an Eleventy site hides it, where only running that would tell.
import type { Home } from "../../../script/module.js";
import {
  nameOfKey,
  property,
  resolve,
  type AnyNode,
  type Expression,
  type Located,
  type Pattern,
  type Statement,
} from "../../../script/tree.js";
import { typed } from "../../../script/value.js";
import { own, type Data } from "../../rules/scalar.js";

/** What a function makes: an address, which hides where it is `false`, or a mark, which hides where it holds. */
export type HidingKind = "permalink" | "mark";

/** Pieces of the program looked at for one mark, pairs of runs, and calls within calls: what is longer is not judged. */
const MOST_STEPS = 2_000;
const MOST_PAIRS = 64;
const DEEPEST = 12;

/** A value; `asks`: whether the mark has a part in it. What is not known holds or not by a decision under `key`. */
type MarkedValue = { readonly asks: boolean } & (
  | { readonly kind: "data" }
  | { readonly kind: "known"; readonly is: unknown }
  | { readonly kind: "unknown"; readonly key: unknown }
);

type FunctionNode = Extract<
  AnyNode,
  { type: "ArrowFunctionExpression" | "FunctionExpression" | "FunctionDeclaration" }
>;

/** The program does what is not followed here. */
class NotFollowed extends Error {}

/** The decisions of a pair of runs; those of the next pair differ. */
class Decisions {
  private readonly made: boolean[] = [];
  private readonly byKey = new Map<unknown, boolean>();
  private steps = 0;

  of(key: unknown): boolean {
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const decided = (this.made[this.byKey.size] ??= true);
    this.byKey.set(key, decided);
    return decided;
  }

  step(): void {
    this.steps += 1;
    if (this.steps > MOST_STEPS) throw new NotFollowed();
  }

  /** Whether there is another set of them. */
  next(): boolean {
    this.made.length = this.made.lastIndexOf(true) + 1;
    if (this.made.length === 0) return false;
    this.made[this.made.length - 1] = false;
    this.byKey.clear();
    return true;
  }
}

/** One run, with the marks as they are or with one of them turned round. */
class MarkedRun {
  /** What the mark has a part in is decided for each run anew. */
  private readonly ownKeys = new Map<unknown, object>();

  constructor(
    private readonly data: Data,
    private readonly mark: string,
    private readonly says: boolean,
    private readonly decisions: Decisions,
  ) {}

  hides(made: Located, what: HidingKind): boolean {
    const { node, home } = resolve(made) ?? made;
    const value = isFunction(node)
      ? this.call(node, home, [{ kind: "data", asks: false }], 0)
      : this.value(node, home, new Map(), 0);
    return what === "mark" ? this.holds(value) : value.kind === "known" && value.is === false;
  }

  private holds(value: MarkedValue): boolean {
    if (value.kind === "data") return true;
    return value.kind === "known" ? Boolean(value.is) : this.decisions.of(value.key);
  }

  private unknown(key: unknown, parts: readonly MarkedValue[]): MarkedValue {
    if (!parts.some(({ asks }) => asks)) return { kind: "unknown", key, asks: false };
    const ownKey = this.ownKeys.get(key) ?? {};
    this.ownKeys.set(key, ownKey);
    return { kind: "unknown", key: ownKey, asks: true };
  }

  private field(of: MarkedValue, name: string | null, node: AnyNode): MarkedValue {
    if (of.kind !== "data" || name === null) return this.unknown(node, [of]);
    if (name === this.mark) return { kind: "known", is: this.says, asks: true };
    const is = own(this.data, name);
    // What is a map or made by a program may be anything.
    return typeof is === "object" && is !== null && !Array.isArray(is)
      ? { kind: "unknown", key: `data.${name}`, asks: false }
      : { kind: "known", is, asks: false };
  }

  /** Gives the names of a pattern their values. */
  private bind(pattern: Pattern, value: MarkedValue, names: Map<string, MarkedValue>): void {
    this.decisions.step();
    if (pattern.type === "Identifier") names.set(pattern.name, value);
    else if (pattern.type === "AssignmentPattern")
      this.bind(pattern.left, value.kind === "data" ? value : this.unknown(pattern, [value]), names);
    else if (pattern.type === "ObjectPattern")
      for (const one of pattern.properties) {
        if (one.type === "RestElement") this.bind(one.argument, value, names);
        else {
          const { value: inner } = one;
          const field = this.field(value, nameOfKey(one), inner);
          // A mark that is there needs none of its default.
          this.bind(inner.type === "AssignmentPattern" ? inner.left : inner, field, names);
        }
      }
    else throw new NotFollowed();
  }

  private call(node: FunctionNode, home: Home, given: readonly MarkedValue[], depth: number): MarkedValue {
    if (depth > DEEPEST) throw new NotFollowed();
    const names = new Map<string, MarkedValue>();
    for (const [at, one] of node.params.entries()) {
      if (one.type === "RestElement") throw new NotFollowed();
      this.bind(one, given[at] ?? UNDEFINED, names);
    }
    const { body } = node;
    if (body.type !== "BlockStatement") return this.value(body, home, names, depth);
    return this.run(body.body, home, names, depth) ?? UNDEFINED;
  }

  /** What statements return; null where they go on. */
  private run(
    statements: readonly Statement[],
    home: Home,
    names: Map<string, MarkedValue>,
    depth: number,
  ): MarkedValue | null {
    for (const one of statements) {
      this.decisions.step();
      if (one.type === "ReturnStatement")
        return one.argument ? this.value(one.argument, home, names, depth) : UNDEFINED;
      if (one.type === "VariableDeclaration")
        for (const { id, init } of one.declarations)
          this.bind(id, init ? this.value(init, home, names, depth) : UNDEFINED, names);
      else if (one.type === "IfStatement") {
        const branch = this.holds(this.value(one.test, home, names, depth)) ? one.consequent : one.alternate;
        const returned = branch ? this.run([branch], home, names, depth) : null;
        if (returned !== null) return returned;
      } else if (one.type === "BlockStatement") {
        const returned = this.run(one.body, home, names, depth);
        if (returned !== null) return returned;
      } else if (one.type === "ExpressionStatement") {
        const { expression } = one;
        if (expression.type !== "AssignmentExpression") continue;
        if (expression.left.type !== "Identifier" || expression.operator !== "=") throw new NotFollowed();
        names.set(expression.left.name, this.value(expression.right, home, names, depth));
      } else throw new NotFollowed();
    }
    return null;
  }

  private value(
    node: AnyNode,
    home: Home,
    names: ReadonlyMap<string, MarkedValue>,
    depth: number,
  ): MarkedValue {
    this.decisions.step();
    const inner = typed(node as Expression);
    if (inner) return this.value(inner, home, names, depth);
    const of = (one: AnyNode): MarkedValue => this.value(one, home, names, depth);
    // Of every other kind nothing is known.
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check
    switch (node.type) {
      case "Literal":
        return { kind: "known", is: node.value, asks: false };
      case "Identifier": {
        if (node.name === "undefined") return UNDEFINED;
        const own = names.get(node.name);
        if (own) return own;
        const found = resolve({ node, home });
        const isCode = found === null || found.node === node || isFunction(found.node);
        return isCode || depth > DEEPEST
          ? this.unknown(`name.${node.name}`, [])
          : this.value(found.node, found.home, new Map(), depth + 1);
      }
      case "MemberExpression": {
        const { object, property: key, computed } = node;
        const name =
          key.type === "Literal"
            ? String(key.value)
            : !computed && key.type === "Identifier"
              ? key.name
              : null;
        return object.type === "Super" ? this.unknown(node, []) : this.field(of(object), name, node);
      }
      case "ChainExpression":
        return of(node.expression);
      case "AwaitExpression":
        return of(node.argument);
      case "ConditionalExpression":
        return of(this.holds(of(node.test)) ? node.consequent : node.alternate);
      case "LogicalExpression": {
        const left = of(node.left);
        if (node.operator === "??")
          return left.kind !== "known" || (left.is ?? null) !== null ? left : of(node.right);
        return this.holds(left) === (node.operator === "&&") ? of(node.right) : left;
      }
      case "UnaryExpression": {
        const value = of(node.argument);
        if (node.operator !== "!") return this.unknown(node, [value]);
        return { kind: "known", is: !this.holds(value), asks: value.asks };
      }
      case "BinaryExpression": {
        const [left, right] = [node.left, node.right].map((one) => of(one as Expression));
        const sign = /^([!=])==?$/.exec(node.operator)?.[1];
        if (left?.kind !== "known" || right?.kind !== "known" || sign === undefined)
          return this.unknown(node, [left ?? UNDEFINED, right ?? UNDEFINED]);
        return {
          kind: "known",
          is: (left.is === right.is) === (sign === "="),
          asks: left.asks || right.asks,
        };
      }
      case "CallExpression":
        return this.called(node, home, of, depth);
      case "ObjectExpression": {
        // `permalink: { build: … }`
        const build = property({ node, home }, "build");
        return build && !isFunction(build.node) ? of(build.node) : { kind: "known", is: {}, asks: false };
      }
      case "TemplateLiteral":
        return this.unknown(node, node.expressions.map(of));
      default:
        return this.unknown(node, []);
    }
  }

  private called(
    node: Extract<AnyNode, { type: "CallExpression" }>,
    home: Home,
    of: (node: AnyNode) => MarkedValue,
    depth: number,
  ): MarkedValue {
    const { callee } = node;
    const given = node.arguments.map((one) => of(one.type === "SpreadElement" ? one.argument : one));
    const code = resolve({ node: callee, home });
    if (code && isFunction(code.node)) return this.call(code.node, code.home, given, depth + 1);
    const [first] = given;
    if (callee.type === "Identifier" && callee.name === "Boolean" && first)
      return { kind: "known", is: this.holds(first), asks: first.asks };
    // A method is asked of what is before it.
    const before =
      callee.type === "MemberExpression" && callee.object.type !== "Super" ? [of(callee.object)] : [];
    // Of several things that nobody knows the use of, the mark is hardly what decides.
    return this.unknown(node, given.length > 1 ? before : [...before, ...given]);
  }
}

const UNDEFINED: MarkedValue = { kind: "known", is: undefined, asks: false };

const isFunction = (node: AnyNode): node is FunctionNode =>
  /^(?:ArrowFunctionExpression|Function(?:Expression|Declaration))$/.test(node.type);

/**
 * Whether the program hides a post that it would show (or might) if the mark, which says `is`, said the contrary, all
 * else that it asks for being equal. False where it cannot be followed.
 */
export function hidesBy(mark: string, is: boolean, data: Data, made: Located, what: HidingKind): boolean {
  const decisions = new Decisions();
  const hides = (says: boolean): boolean => new MarkedRun(data, mark, says, decisions).hides(made, what);
  try {
    for (let pairs = 0; pairs < MOST_PAIRS; pairs += 1) {
      if (hides(is) && !hides(!is)) return true;
      if (!decisions.next()) return false;
    }
  } catch (fault) {
    if (!(fault instanceof NotFollowed)) throw fault;
  }
  return false;
}

// The values of JavaScript expressions as far as they are written out; nothing is ever run.
import type { AnyNode, Expression, SpreadElement } from "acorn";

const DEEPEST = 24;
/** Longer than any configuration is. */
const LONGEST_TEXT = 256 * 1024;
/** So many expressions of a site's configuration are worked out: names may be used again and again. */
const MOST_STEPS = 100_000;
/** A map merged with another is copied. */
const MERGE_STEPS = 20;

/** What is left of the work that one reading may do. */
export interface Steps {
  left: number;
}
export const fullSteps = (): Steps => ({ left: MOST_STEPS });

/** Under this key stands the text of `new URL(text, import.meta.url)`: a path from the file it is written in. */
export const RELATIVE = "new URL";

/** An object, as JSON has them. */
export type JsMap = Readonly<Record<string, unknown>>;

export const isMap = (value: unknown): value is JsMap =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** The value of a name in its module, or of a module it asks for; undefined where it is not written out. */
export interface ModuleScope {
  name(name: string, depth: number): unknown;
  /** What `require("./x")` gives. */
  required(specifier: string, depth: number): unknown;
  readonly steps: Steps;
}

/** The value of an expression that stands alone. */
export const literalValue = (node: AnyNode): unknown =>
  valueOf(node, { name: () => undefined, required: () => undefined, steps: fullSteps() }, 0);

function objectOf(
  properties: Extract<AnyNode, { type: "ObjectExpression" }>["properties"],
  scope: ModuleScope,
  depth: number,
): JsMap {
  const entries = properties.flatMap((property): [string, unknown][] => {
    if (property.type === "SpreadElement") {
      const spread = valueOf(property.argument, scope, depth + 1);
      return isMap(spread) ? Object.entries(spread) : [];
    }
    if (property.computed || property.kind !== "init") return [];
    const { key } = property;
    const name = key.type === "Identifier" ? key.name : key.type === "Literal" ? String(key.value) : null;
    return name === null ? [] : [[name, valueOf(property.value, scope, depth + 1)]];
  });
  return Object.fromEntries(entries);
}

/** Vite's `mergeConfig`: maps are merged key by key, everything else is replaced. */
function merged(under: JsMap, over: JsMap, steps: Steps): JsMap {
  const both = Object.entries(over).map(([key, value]): [string, unknown] => {
    const before = Object.hasOwn(under, key) ? under[key] : undefined;
    return [
      key,
      isMap(before) && isMap(value) && (steps.left -= MERGE_STEPS) > 0 ? merged(before, value, steps) : value,
    ];
  });
  return { ...under, ...Object.fromEntries(both) };
}

/** `x as T`, `x satisfies T`, `x!` and `<T>x` of TypeScript are x. */
export function typed(node: Expression | SpreadElement): Expression | null {
  if (!/^TS(?:As|Satisfies|NonNull)Expression$|^TSTypeAssertion$/.test(node.type)) return null;
  return (node as unknown as { readonly expression: Expression }).expression;
}

/** A value worked out once, however often it is named; one that names itself is undefined. */
export function once(work: (depth: number) => unknown): (depth: number) => unknown {
  let done: { readonly value: unknown } | null = null;
  return (depth) => {
    if (done) return done.value;
    done = { value: undefined };
    const value = work(depth);
    done = { value };
    return value;
  };
}

/** What a function returns that does nothing else, and the names it declares before; null for every other node. */
export function returnOf(node: AnyNode): {
  readonly returned: Expression;
  readonly own: ReadonlyMap<string, Expression | null>;
} | null {
  if (
    node.type !== "ArrowFunctionExpression" &&
    node.type !== "FunctionExpression" &&
    node.type !== "FunctionDeclaration"
  )
    return null;
  const { body } = node;
  if (body.type !== "BlockStatement") return { returned: body, own: new Map() };
  const last = body.body.at(-1);
  if (last?.type !== "ReturnStatement" || !last.argument) return null;
  const declarations = body.body.flatMap((one) =>
    one.type === "VariableDeclaration" ? one.declarations : [],
  );
  return {
    returned: last.argument,
    own: new Map(
      declarations.flatMap(({ id, init }) => (id.type === "Identifier" ? [[id.name, init ?? null]] : [])),
    ),
  };
}

/** The value that a function gives which does nothing but return it. */
function returnedValue(node: AnyNode, scope: ModuleScope, depth: number): unknown {
  const given = returnOf(node);
  if (given === null) return undefined;
  const own = new Map(
    [...given.own].map(([name, init]) => [name, once((at) => valueOf(init, inside, at))] as const),
  );
  const inside: ModuleScope = {
    ...scope,
    name: (name, at) => (own.has(name) ? own.get(name)?.(at) : scope.name(name, at)),
  };
  return valueOf(given.returned, inside, depth + 1);
}

const isMember = (node: AnyNode, object: string, name: string): boolean =>
  node.type === "MemberExpression" &&
  node.object.type === "Identifier" &&
  node.object.name === object &&
  node.property.type === "Identifier" &&
  node.property.name === name;

/** What a program asks to tell a site that is published from one that is tried out. */
function modeOf({ object, property }: Extract<AnyNode, { type: "MemberExpression" }>): unknown {
  const name = property.type === "Identifier" ? property.name : "";
  if (name === "NODE_ENV") return isMember(object, "process", "env") ? "production" : undefined;
  const isMeta = object.type === "MemberExpression" && object.object.type === "MetaProperty";
  return isMeta ? { MODE: "production", PROD: true, DEV: false }[name] : undefined;
}

const shortText = (text: string): string | undefined => (text.length > LONGEST_TEXT ? undefined : text);

/** The value of an expression as far as it is written out; undefined for anything that would have to be run. */
export function valueOf(node: AnyNode | null, scope: ModuleScope, depth: number): unknown {
  if (node === null || depth > DEEPEST || (scope.steps.left -= 1) < 0) return undefined;
  const inner = typed(node as Expression);
  if (inner) return valueOf(inner, scope, depth + 1);
  // Every other kind of expression would have to be run.
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check
  switch (node.type) {
    case "Literal":
      return node.value === null || ["string", "number", "boolean"].includes(typeof node.value)
        ? node.value
        : undefined;
    case "TemplateLiteral": {
      const inserted = node.expressions.map((part) => valueOf(part, scope, depth + 1));
      const texts = inserted.filter((part) => typeof part === "string");
      if (texts.length < inserted.length) return undefined;
      return shortText(
        node.quasis.map(({ value }, at) => `${value.cooked ?? ""}${texts[at] ?? ""}`).join(""),
      );
    }
    case "BinaryExpression": {
      const [left, right] = [valueOf(node.left, scope, depth + 1), valueOf(node.right, scope, depth + 1)];
      if (/^[!=]==?$/.test(node.operator))
        return left === undefined || right === undefined
          ? undefined
          : (left === right) === node.operator.startsWith("=");
      if (node.operator !== "+") return undefined;
      return typeof left === "string" && typeof right === "string" ? shortText(left + right) : undefined;
    }
    case "LogicalExpression": {
      // `process.env.URL || "https://…"`: what stands for a name that only the machine that builds may have.
      const left = valueOf(node.left, scope, depth + 1);
      return left === undefined || left === null ? valueOf(node.right, scope, depth + 1) : left;
    }
    case "ConditionalExpression": {
      // As above: what only the machine that builds may have is taken for absent.
      const test = valueOf(node.test, scope, depth + 1);
      const [first, second] = test ? [node.consequent, node.alternate] : [node.alternate, node.consequent];
      return (
        valueOf(first, scope, depth + 1) ??
        (test === undefined ? valueOf(second, scope, depth + 1) : undefined)
      );
    }
    case "Identifier":
      return scope.name(node.name, depth + 1);
    case "MemberExpression": {
      const mode = modeOf(node);
      if (mode !== undefined) return mode;
      const object = valueOf(node.object, scope, depth + 1);
      const name = !node.computed && node.property.type === "Identifier" ? node.property.name : "";
      return isMap(object) && Object.hasOwn(object, name) ? object[name] : undefined;
    }
    case "ArrayExpression":
      return node.elements.map((element) => valueOf(element, scope, depth + 1));
    case "ObjectExpression":
      return objectOf(node.properties, scope, depth);
    case "CallExpression": {
      const all = node.arguments.map((one) => valueOf(one, scope, depth + 1));
      const [first] = all;
      if (node.callee.type === "Identifier" && node.callee.name === "require")
        return typeof first === "string" ? scope.required(first, depth + 1) : undefined;
      if (node.callee.type === "Identifier" && node.callee.name === "mergeConfig")
        return all.filter(isMap).reduce((under, over) => merged(under, over, scope.steps), {});
      if (isMember(node.callee, "Object", "assign"))
        return all.filter(isMap).reduce((under, over) => ({ ...under, ...over }), {});
      // A function of the site's own: what it returns.
      if (all.length === 0 && node.callee.type === "Identifier")
        return scope.name(node.callee.name, depth + 1);
      // defineConfig({…}), withMermaid(defineConfig({…})), extend(theme, {…}): wrappers are given the configuration.
      return first ?? all.find(isMap);
    }
    case "NewExpression": {
      const isUrl = node.callee.type === "Identifier" && node.callee.name === "URL";
      return isUrl ? { [RELATIVE]: valueOf(node.arguments[0] ?? null, scope, depth + 1) } : undefined;
    }
    case "AwaitExpression":
      return valueOf(node.argument, scope, depth + 1);
    case "ParenthesizedExpression":
      return valueOf(node.expression, scope, depth + 1);
    case "ArrowFunctionExpression":
    case "FunctionExpression":
    case "FunctionDeclaration":
      return returnedValue(node, scope, depth);
    default:
      return undefined;
  }
}

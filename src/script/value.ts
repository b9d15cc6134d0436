// The values of JavaScript expressions as far as they are written out; nothing is ever run.
import type { AnyNode, Expression, SpreadElement } from "acorn";

const DEEPEST = 24;

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
}

/** For an expression that stands alone. */
export const NO_NAMES: ModuleScope = { name: () => undefined, required: () => undefined };

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
function merged(under: JsMap, over: JsMap): JsMap {
  const both = Object.entries(over).map(([key, value]): [string, unknown] => {
    const before = Object.hasOwn(under, key) ? under[key] : undefined;
    return [key, isMap(before) && isMap(value) ? merged(before, value) : value];
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

/** What a function gives that does nothing but return it, with constants of its own before. */
function returned(
  {
    body,
  }: Extract<AnyNode, { type: "ArrowFunctionExpression" | "FunctionExpression" | "FunctionDeclaration" }>,
  scope: ModuleScope,
  depth: number,
): unknown {
  if (body.type !== "BlockStatement") return valueOf(body, scope, depth + 1);
  const own = new Map<string, (depth: number) => unknown>();
  const inside: ModuleScope = {
    ...scope,
    name: (name, at) => (own.has(name) ? own.get(name)?.(at) : scope.name(name, at)),
  };
  for (const one of body.body)
    if (one.type === "VariableDeclaration")
      for (const { id, init } of one.declarations)
        if (id.type === "Identifier")
          own.set(
            id.name,
            once((at) => valueOf(init ?? null, inside, at)),
          );
  const last = body.body.at(-1);
  return last?.type === "ReturnStatement" ? valueOf(last.argument ?? null, inside, depth + 1) : undefined;
}

/** The value of an expression as far as it is written out; undefined for anything that would have to be run. */
export function valueOf(node: AnyNode | null, scope: ModuleScope, depth: number): unknown {
  if (node === null || depth > DEEPEST) return undefined;
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
      return node.quasis.map(({ value }, at) => `${value.cooked ?? ""}${texts[at] ?? ""}`).join("");
    }
    case "BinaryExpression": {
      if (node.operator !== "+") return undefined;
      const [left, right] = [valueOf(node.left, scope, depth + 1), valueOf(node.right, scope, depth + 1)];
      return typeof left === "string" && typeof right === "string" ? left + right : undefined;
    }
    case "LogicalExpression": {
      // `process.env.URL || "https://…"`: what stands for a name that only the machine that builds may have.
      const left = valueOf(node.left, scope, depth + 1);
      return left === undefined || left === null ? valueOf(node.right, scope, depth + 1) : left;
    }
    case "Identifier":
      return scope.name(node.name, depth + 1);
    case "MemberExpression": {
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
        return all.filter(isMap).reduce(merged, {});
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
      return returned(node, scope, depth);
    default:
      return undefined;
  }
}

// The values of JavaScript expressions as far as they are written out; nothing is ever run.
import type { AnyNode, Expression, SpreadElement } from "acorn";
import { overlay } from "../generator/rules/config.js";
import { isData, Scalar, type Data } from "../generator/rules/scalar.js";

const DEEPEST = 24;

/** Under this key stands the text of `new URL(text, import.meta.url)`: a path from the file it is written in. */
export const RELATIVE = "new URL";

/** The value of a name in its module, or of a module it asks for; undefined where it is not written out. */
export interface Scope {
  name(name: string, depth: number): unknown;
  /** What `require("./x")` gives. */
  required(specifier: string, depth: number): unknown;
}

function objectOf(
  properties: Extract<AnyNode, { type: "ObjectExpression" }>["properties"],
  scope: Scope,
  depth: number,
): Data {
  const entries = properties.flatMap((property): [string, unknown][] => {
    if (property.type === "SpreadElement") {
      const spread = valueOf(property.argument, scope, depth + 1);
      return isData(spread) ? Object.entries(spread) : [];
    }
    if (property.computed || property.kind !== "init") return [];
    const { key } = property;
    const name = key.type === "Identifier" ? key.name : key.type === "Literal" ? String(key.value) : null;
    return name === null ? [] : [[name, valueOf(property.value, scope, depth + 1)]];
  });
  return Object.fromEntries(entries);
}

/** `x as T`, `x satisfies T`, `x!` and `<T>x` of TypeScript are x. */
export function typed(node: Expression | SpreadElement): Expression | null {
  if (!/^TS(?:As|Satisfies|NonNull)Expression$|^TSTypeAssertion$/.test(node.type)) return null;
  return (node as unknown as { readonly expression: Expression }).expression;
}

/** The value of an expression as far as it is written out; undefined for anything that would have to be run. */
export function valueOf(node: Expression | SpreadElement | null, scope: Scope, depth: number): unknown {
  if (node === null || depth > DEEPEST) return undefined;
  const inner = typed(node);
  if (inner) return valueOf(inner, scope, depth + 1);
  // Every other kind of expression would have to be run.
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check
  switch (node.type) {
    case "Literal":
      if (typeof node.value === "string" || node.value === null) return node.value;
      return typeof node.value === "number" || typeof node.value === "boolean"
        ? new Scalar(String(node.value), node.value)
        : undefined;
    case "TemplateLiteral": {
      const inserted = node.expressions.map((part) => valueOf(part, scope, depth + 1));
      const texts = inserted.filter((part) => typeof part === "string");
      if (texts.length < inserted.length) return undefined;
      return node.quasis.map(({ value }, at) => `${value.cooked ?? ""}${texts[at] ?? ""}`).join("");
    }
    case "BinaryExpression": {
      if (node.operator !== "+" || node.left.type === "PrivateIdentifier") return undefined;
      const [left, right] = [valueOf(node.left, scope, depth + 1), valueOf(node.right, scope, depth + 1)];
      return typeof left === "string" && typeof right === "string" ? left + right : undefined;
    }
    case "Identifier":
      return scope.name(node.name, depth + 1);
    case "MemberExpression": {
      const object = node.object.type === "Super" ? undefined : valueOf(node.object, scope, depth + 1);
      const name = !node.computed && node.property.type === "Identifier" ? node.property.name : "";
      return isData(object) && Object.hasOwn(object, name) ? object[name] : undefined;
    }
    case "ArrayExpression":
      return node.elements.map((element) => valueOf(element, scope, depth + 1));
    case "ObjectExpression":
      return objectOf(node.properties, scope, depth);
    case "CallExpression": {
      const first = valueOf(node.arguments[0] ?? null, scope, depth + 1);
      if (node.callee.type === "Identifier" && node.callee.name === "require")
        return typeof first === "string" ? scope.required(first, depth + 1) : undefined;
      if (node.callee.type === "Identifier" && node.callee.name === "mergeConfig") {
        const all = node.arguments.map((one) => valueOf(one, scope, depth + 1)).filter(isData);
        return all.reduce(overlay, {});
      }
      // defineConfig({…}), withMermaid(defineConfig({…})): the configuration is the first argument.
      return first;
    }
    case "NewExpression": {
      const isUrl = node.callee.type === "Identifier" && node.callee.name === "URL";
      return isUrl ? { [RELATIVE]: valueOf(node.arguments[0] ?? null, scope, depth + 1) } : undefined;
    }
    case "ParenthesizedExpression":
      return valueOf(node.expression, scope, depth + 1);
    case "ArrowFunctionExpression":
      return node.body.type === "BlockStatement" ? undefined : valueOf(node.body, scope, depth + 1);
    default:
      return undefined;
  }
}

// A JavaScript configuration read without running it: only what is written out in it counts.
import { parse, type AnyNode, type Expression, type Program, type SpreadElement } from "acorn";
import { isData, Scalar, type Data } from "./scalar.js";

const MOST_TEXT = 256 * 1024;
const DEEPEST = 24;

/** What TypeScript adds to a configuration, taken away; a configuration that needs more is read as far as it goes. */
const withoutTypes = (source: string): string =>
  source
    .replace(/^\s*import\s+type\b[^;\n]*;?/gm, "")
    .replace(/^\s*export\s+(?:type|interface)\s[\s\S]*?(?:;|^\})/gm, "")
    .replace(/^\s*(?:type|interface)\s+\w+[\s\S]*?(?:;|^\})/gm, "")
    .replace(/\bsatisfies\s+[\w.]+(?:<[^<>]*>)?/g, "")
    .replace(/\bas\s+(?:const|[A-Z][\w.]*(?:<[^<>]*>)?(?:\[\])?)/g, "")
    .replace(/((?:const|let|var)\s+\w+)\s*:\s*[\w.]+(?:<[^=]*>)?(?:\[\])?\s*=/g, "$1 =")
    .replace(/\b(define\w+)\s*<[^()]*>\s*\(/g, "$1(");

function parseProgram(source: string): Program | null {
  for (const text of [source, withoutTypes(source)]) {
    for (const sourceType of ["module", "script"] as const) {
      try {
        return parse(text, { ecmaVersion: "latest", sourceType, allowReturnOutsideFunction: true });
      } catch {
        // The next reading may fit.
      }
    }
  }
  return null;
}

/** The values of top-level constants, found when they are asked for. */
type Scope = ReadonlyMap<string, Expression>;

function scopeOf(program: Program): Scope {
  const scope = new Map<string, Expression>();
  for (const node of program.body) {
    const declaration = node.type === "ExportNamedDeclaration" ? node.declaration : node;
    if (declaration?.type !== "VariableDeclaration") continue;
    for (const { id, init } of declaration.declarations)
      if (id.type === "Identifier" && init) scope.set(id.name, init);
  }
  return scope;
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

/** The value of an expression as far as it is written out; undefined for anything that would have to be run. */
function valueOf(node: Expression | SpreadElement | null, scope: Scope, depth: number): unknown {
  if (node === null || depth > DEEPEST) return undefined;
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
    case "Identifier": {
      const bound = scope.get(node.name);
      return bound ? valueOf(bound, scope, depth + 1) : undefined;
    }
    case "MemberExpression": {
      const object = node.object.type === "Super" ? undefined : valueOf(node.object, scope, depth + 1);
      const name = !node.computed && node.property.type === "Identifier" ? node.property.name : "";
      return isData(object) && Object.hasOwn(object, name) ? object[name] : undefined;
    }
    case "ArrayExpression":
      return node.elements.map((element) => valueOf(element, scope, depth + 1));
    case "ObjectExpression":
      return objectOf(node.properties, scope, depth);
    case "CallExpression":
      // defineConfig({…}), withMermaid(defineConfig({…})): the configuration is the first argument.
      return valueOf(node.arguments[0] ?? null, scope, depth + 1);
    case "ParenthesizedExpression":
      return valueOf(node.expression, scope, depth + 1);
    case "ArrowFunctionExpression":
      return node.body.type === "BlockStatement" ? undefined : valueOf(node.body, scope, depth + 1);
    default:
      return undefined;
  }
}

/** What a configuration exports, as far as it is written out; null when it cannot even be parsed. */
export function readJsConfig(source: string): Data | null {
  const program = source.length > MOST_TEXT ? null : parseProgram(source);
  if (!program) return null;
  const scope = scopeOf(program);
  for (const node of program.body) {
    let exported: Expression | null = null;
    if (node.type === "ExportDefaultDeclaration" && !node.declaration.type.endsWith("Declaration"))
      exported = node.declaration as Expression;
    if (
      node.type === "ExpressionStatement" &&
      node.expression.type === "AssignmentExpression" &&
      node.expression.left.type === "MemberExpression" &&
      source.slice(node.expression.left.start, node.expression.left.end).startsWith("module.exports")
    )
      exported = node.expression.right;
    const value = valueOf(exported, scope, 0);
    if (isData(value)) return value;
  }
  return {};
}

// What the names of a JavaScript module stand for, and what it exports, as far as that is written out.
import type { AnyNode, Program } from "acorn";
import { isMap, once, valueOf, type ModuleScope, type Steps } from "./value.js";

const DEEPEST_IMPORT = 8;

/** The names of a program, for whoever works its expressions out. */
export interface Home {
  find(name: string, depth?: number): Binding | null;
}
/** What a name stands for: a node of the site's own files, or something of a package. */
export type Binding =
  | { readonly kind: "node"; readonly node: AnyNode; readonly home: Home }
  | { readonly kind: "package"; readonly from: string; readonly name: string };

type ExportNode = Extract<AnyNode, { type: "ExportNamedDeclaration" | "ExportDefaultDeclaration" }>;

export type ExportLookup = (name: string, depth: number) => unknown;
/** A module of the site's. */
export interface SiteModule {
  readonly named: ExportLookup;
  readonly main: (depth: number) => unknown;
  /** The names of its program; absent for data. */
  readonly home?: Home;
  readonly program?: Program;
}

/** What a program's names stand for, and what it exports. */
export function programModule(
  program: Program,
  source: string,
  modules: ReadonlyMap<string, SiteModule | null>,
  steps: Steps,
): SiteModule {
  const names = new Map<string, (depth: number) => unknown>();
  const exported = new Map<string, (depth: number) => unknown>();
  const scope: ModuleScope = {
    name: (name, depth) => names.get(name)?.(depth),
    required: (specifier, depth) => modules.get(specifier)?.main(depth),
    steps,
  };
  /** Names that stand for a function or a constant, and those that are another module's. */
  const nodes = new Map<string, AnyNode>();
  const imported = new Map<string, { readonly from: string; readonly name: string }>();
  let main: ((depth: number) => unknown) | null = null;
  const given = (node: AnyNode) => once((depth) => valueOf(node, scope, depth));
  /** `config.title = "x"` behind the line that made the object. */
  const addTo = (name: string, key: string, value: (depth: number) => unknown): void => {
    const before = names.get(name);
    if (before)
      names.set(
        name,
        once((depth) => {
          const object = before(depth);
          return isMap(object) ? { ...object, [key]: value(depth) } : object;
        }),
      );
  };
  for (const node of program.body) {
    if (node.type === "ImportDeclaration") {
      const from = String(node.source.value);
      const theirs = modules.get(from);
      for (const one of node.specifiers) {
        if (one.type === "ImportDefaultSpecifier") {
          imported.set(one.local.name, { from, name: "default" });
          names.set(one.local.name, (depth) => theirs?.main(depth));
        } else if (one.type === "ImportSpecifier" && one.imported.type === "Identifier") {
          const { name } = one.imported;
          imported.set(one.local.name, { from, name });
          names.set(one.local.name, (depth) => theirs?.named(name, depth));
        }
      }
    }
    if (node.type === "ExportNamedDeclaration" && !node.declaration)
      for (const { local, exported: as } of node.specifiers) {
        if (local.type !== "Identifier" || as.type !== "Identifier") continue;
        const { name } = local;
        const from = node.source ? modules.get(String(node.source.value)) : undefined;
        exported.set(as.name, (depth) => (node.source ? from?.named(name, depth) : scope.name(name, depth)));
      }
    const declaration = /^Export(?:Named|Default)Declaration$/.test(node.type)
      ? (node as ExportNode).declaration
      : node;
    if (declaration?.type === "VariableDeclaration")
      for (const { id, init } of declaration.declarations)
        if (id.type === "Identifier" && init) {
          names.set(id.name, given(init));
          // What another statement may change is not known by how it begins.
          if (declaration.kind === "const") nodes.set(id.name, init);
        }
    if (declaration?.type === "VariableDeclaration")
      for (const { id, init } of declaration.declarations)
        if (id.type === "ObjectPattern" && init) {
          const whole = given(init);
          for (const one of id.properties) {
            if (one.type !== "Property" || one.key.type !== "Identifier" || one.value.type !== "Identifier")
              continue;
            const { name } = one.key;
            names.set(one.value.name, (depth) => {
              const from = whole(depth);
              return isMap(from) && Object.hasOwn(from, name) ? from[name] : undefined;
            });
          }
        }
    if (declaration?.type === "FunctionDeclaration" && declaration.id) {
      nodes.set(declaration.id.name, declaration);
      names.set(declaration.id.name, given(declaration));
    }
    if (node.type === "ExportDefaultDeclaration" && node.declaration.type !== "ClassDeclaration") {
      nodes.set("default", node.declaration);
      main = given(node.declaration);
    }
    if (
      node.type === "ExpressionStatement" &&
      node.expression.type === "AssignmentExpression" &&
      node.expression.left.type === "MemberExpression"
    ) {
      const { left, right } = node.expression;
      if (source.slice(left.start, left.end) === "module.exports") {
        nodes.set("default", right);
        main = given(right);
      } else if (left.object.type === "Identifier" && left.property.type === "Identifier" && !left.computed)
        addTo(left.object.name, left.property.name, given(right));
    }
  }
  const home: Home = {
    find(name, depth = 0) {
      const node = nodes.get(name);
      if (node) return { kind: "node", node, home };
      const other = imported.get(name);
      if (!other || depth > DEEPEST_IMPORT) return null;
      const theirs = modules.get(other.from);
      if (theirs === undefined && !other.from.startsWith(".")) return { kind: "package", ...other };
      return theirs?.home?.find(other.name, depth + 1) ?? null;
    },
  };
  const whole = (depth: number): unknown => (main ?? exported.get("default"))?.(depth);
  return {
    named: (name, depth) =>
      name === "default" ? whole(depth) : (exported.get(name) ?? names.get(name))?.(depth),
    main: whole,
    home,
    program,
  };
}

// A JavaScript or TypeScript configuration read without running it, with what it imports from the site's own files.
import type { Expression, Program } from "acorn";
import { posix } from "node:path";
import type { SiteFiles } from "../generator.js";
import { parseData, SyntaxFault } from "./parsers.js";
import { valueOf, type Scope } from "./js-value.js";
import { isData, type Data } from "./scalar.js";

const MOST_TEXT = 256 * 1024;
/** A configuration is spread over this many files at most, and imports this deep. */
const MOST_FILES = 24;
const DEEPEST_IMPORT = 4;

/** A configuration as far as it is written out. */
export interface JsModule {
  /** `export default`, `module.exports`; an empty map where there is none that can be read. */
  readonly main: Data;
  /** The same where it is no map. */
  readonly value: unknown;
  /** The value of what it exports, or only declares, by this name. */
  named(name: string): unknown;
  /** The paths it was read from: its own, and those of what it imports. */
  readonly files: readonly string[];
}

type Named = (name: string, depth: number) => unknown;
interface Parsed {
  readonly named: Named;
  readonly main: (depth: number) => unknown;
}

const DATA: Named = () => undefined;

/** The folder an import starts from: `./x` the importing file's, `@/x` and `~/x` by custom `src`. */
const placeOf = (specifier: string, from: string): string | null => {
  const aliased = /^[@~]\/(.*)$/.exec(specifier)?.[1];
  if (aliased !== undefined) return posix.join("src", aliased);
  return specifier.startsWith(".") ? posix.join(posix.dirname(from), specifier) : null;
};
const ENDINGS = ["", ".ts", ".mts", ".js", ".mjs", ".cjs", ".json", "/index.ts", "/index.js"];

class Reading {
  readonly done = new Map<string, Parsed | null>();
  constructor(private readonly files: SiteFiles) {}

  /** The module an import names, read the first time it is asked for; null outside the site or where there is none. */
  private async find(specifier: string, from: string, depth: number): Promise<Parsed | null> {
    const place = placeOf(specifier, from);
    if (place === null || place.startsWith("..") || depth > DEEPEST_IMPORT) return null;
    const places = [...ENDINGS.map((ending) => place + ending), place.replace(/\.([cm]?)js$/, ".$1ts")];
    for (const path of places.filter((one) => /\.(?:[cm]?[jt]s|json)$/.test(one))) {
      const done = this.done.get(path);
      if (done !== undefined) return done;
      const source = this.done.size < MOST_FILES ? await this.files.read(path) : null;
      if (source !== null) return this.read(path, source, depth);
    }
    return null;
  }

  async read(path: string, source: string, depth: number): Promise<Parsed | null> {
    this.done.set(path, null);
    const parsed = path.endsWith(".json")
      ? jsonModule(source)
      : await this.program(path, source, depth).catch((fault: unknown) => {
          // A parser deep in a pathological file.
          if (fault instanceof RangeError) return null;
          throw fault;
        });
    this.done.set(path, parsed);
    return parsed;
  }

  private async program(path: string, source: string, depth: number): Promise<Parsed | null> {
    // Most blogs have no such configuration: the parsers are loaded for those that do.
    const { parseProgram } = await import("./js-parser.js");
    const program = source.length > MOST_TEXT ? null : parseProgram(source);
    if (!program) return null;
    const modules = new Map<string, Parsed | null>();
    const asked = [
      ...source.matchAll(/(?:\bfrom|\bimport|\brequire\s*\()\s*["'](\.[^"'\n]*|[@~]\/[^"'\n]*)["']/g),
    ];
    for (const [, specifier = ""] of asked)
      modules.set(specifier, await this.find(specifier, path, depth + 1));
    return programModule(program, source, modules);
  }
}

function jsonModule(source: string): Parsed | null {
  try {
    const data = parseData(source, "json", "last wins");
    return { named: DATA, main: () => data };
  } catch (fault) {
    if (fault instanceof SyntaxFault) return null;
    throw fault;
  }
}

/** A value worked out once, however often it is named; one that names itself is undefined. */
function once(work: (depth: number) => unknown): (depth: number) => unknown {
  let done: { readonly value: unknown } | null = null;
  return (depth) => {
    if (done) return done.value;
    done = { value: undefined };
    const value = work(depth);
    done = { value };
    return value;
  };
}

/** What a program's names stand for, and what it exports. */
function programModule(
  program: Program,
  source: string,
  modules: ReadonlyMap<string, Parsed | null>,
): Parsed {
  const names = new Map<string, (depth: number) => unknown>();
  const exported = new Map<string, (depth: number) => unknown>();
  const scope: Scope = {
    name: (name, depth) => names.get(name)?.(depth),
    required: (specifier, depth) => modules.get(specifier)?.main(depth),
  };
  let main: ((depth: number) => unknown) | null = null;
  const given = (node: Expression) => once((depth) => valueOf(node, scope, depth));
  for (const node of program.body) {
    if (node.type === "ImportDeclaration") {
      const from = modules.get(String(node.source.value));
      for (const one of node.specifiers) {
        if (one.type === "ImportDefaultSpecifier") names.set(one.local.name, (depth) => from?.main(depth));
        if (one.type !== "ImportSpecifier" || one.imported.type !== "Identifier") continue;
        const { name } = one.imported;
        names.set(one.local.name, (depth) => from?.named(name, depth));
      }
    }
    if (node.type === "ExportNamedDeclaration" && !node.declaration)
      for (const { local, exported: as } of node.specifiers) {
        if (local.type !== "Identifier" || as.type !== "Identifier") continue;
        const { name } = local;
        const from = node.source ? modules.get(String(node.source.value)) : undefined;
        exported.set(as.name, (depth) => (node.source ? from?.named(name, depth) : scope.name(name, depth)));
      }
    const declaration = node.type === "ExportNamedDeclaration" ? node.declaration : node;
    if (declaration?.type === "VariableDeclaration")
      for (const { id, init } of declaration.declarations)
        if (id.type === "Identifier" && init) names.set(id.name, given(init));
    if (node.type === "ExportDefaultDeclaration" && !node.declaration.type.endsWith("Declaration"))
      main = given(node.declaration as Expression);
    if (
      node.type === "ExpressionStatement" &&
      node.expression.type === "AssignmentExpression" &&
      node.expression.left.type === "MemberExpression" &&
      source.slice(node.expression.left.start, node.expression.left.end) === "module.exports"
    )
      main = given(node.expression.right);
  }
  const whole = (depth: number): unknown => (main ?? exported.get("default"))?.(depth);
  return {
    named: (name, depth) =>
      name === "default" ? whole(depth) : (exported.get(name) ?? names.get(name))?.(depth),
    main: whole,
  };
}

/** The module at `path`, with what it imports from `files`; null when it cannot even be parsed. */
export async function readJsModule(path: string, source: string, files: SiteFiles): Promise<JsModule | null> {
  const reading = new Reading(files);
  const parsed = await reading.read(path, source, 0);
  if (!parsed) return null;
  const main = parsed.main(0);
  return {
    main: isData(main) ? main : {},
    value: main,
    named: (name) => parsed.named(name, 0),
    files: [...reading.done.keys()],
  };
}

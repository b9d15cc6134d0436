// The parts of addresses that a page's `getStaticPaths` computes: `params: { slug: post.data.permalink ?? post.id }`.
import type { AnyNode, IfStatement, ObjectExpression } from "acorn";
import type { SiteFiles } from "../generator.js";
import { readJsModule } from "../rules/js-config.js";
import { childrenOf, setIn } from "../rules/js-changes.js";
import { Formula } from "../rules/js-formula.js";
import { madeOr, Unreadable } from "../rules/js-unreadable.js";
import type { Home } from "../rules/js-module.js";
import { bind, Names } from "../rules/js-names.js";

/** What Astro hands to a page of an entry, as far as paths are made of it. */
export interface Entry {
  readonly id: string;
  readonly slug: string;
  readonly filePath: string;
  readonly collection: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The value of a part for an entry: undefined where it is left out. Throws Unreadable where a program makes it. */
export type PageParams = (part: string, entry: Entry, zone: string) => string | undefined;

interface Written {
  readonly home: Home;
  readonly object: ObjectExpression;
  /** From the program down to the object. */
  readonly ancestors: readonly AnyNode[];
}

const DEEPEST = 80;

/** Every `params: {…}` of a program. */
function writtenParams(node: AnyNode, home: Home, ancestors: readonly AnyNode[] = []): readonly Written[] {
  if (ancestors.length > DEEPEST) return [];
  const below = [...ancestors, node];
  const own =
    node.type === "Property" &&
    node.key.type === "Identifier" &&
    node.key.name === "params" &&
    node.value.type === "ObjectExpression"
      ? [{ object: node.value, home, ancestors: below }]
      : [];
  return [...own, ...childrenOf(node).flatMap((child) => writtenParams(child, home, below))];
}

/** The names that hold where an object is written, and whether its branches are taken for this entry. */
function standAt(
  { ancestors, object, home }: Written,
  entry: Entry,
  run: Formula,
): { names: Names; taken: boolean } {
  let names = new Names(null, home);
  let taken = true;
  const gives = ancestors.findLast(
    (one) => one.type === "ForOfStatement" || ("params" in one && one.params.length > 0),
  );
  let inside = false;
  for (const [at, one] of ancestors.entries()) {
    const next = ancestors[at + 1] ?? object;
    if (one === gives) {
      names = new Names(names, home);
      const left = one.type === "ForOfStatement" ? one.left : null;
      const pattern =
        left?.type === "VariableDeclaration"
          ? left.declarations[0]?.id
          : "params" in one
            ? one.params[0]
            : null;
      if (pattern) bind(pattern, entry, names, run);
      inside = true;
    }
    if (one.type === "IfStatement" && inside) taken &&= branchTaken(one, next, names, run);
    if (one.type !== "BlockStatement") continue;
    names = new Names(names, home);
    const before = one.body.slice(
      0,
      Math.max(
        0,
        one.body.findIndex((statement) => statement === next),
      ),
    );
    if (inside) for (const statement of before) runOrForget(statement, names, run);
    else for (const statement of one.body) remember(statement, names);
  }
  return { names, taken };
}

/** Whether the way to a node leads through this branch; one that cannot be known is taken. */
function branchTaken(one: IfStatement, next: AnyNode, names: Names, run: Formula): boolean {
  return madeOr(
    () => Boolean(run.value(one.test, names)) === (next === one.consequent),
    () => true,
  );
}

/** Runs what stands before the object; what a statement that cannot be read would have set is not known either. */
function runOrForget(statement: AnyNode, names: Names, run: Formula): void {
  madeOr(
    () => run.statement(statement, names),
    () => setIn(statement).forEach((name) => names.forget(name)),
  );
}

/** What stands around the function that is called for every entry: only what cannot change. */
function remember(statement: AnyNode, names: Names): void {
  if (statement.type === "VariableDeclaration" && statement.kind === "const")
    for (const { id, init } of statement.declarations) if (init) names.later(id, init);
}

function valueIn(written: Written, part: string, entry: Entry, zone: string): string | undefined {
  const value = valueOfPart(written, part);
  if (!value) return undefined;
  const run = new Formula(zone);
  const { names, taken } = standAt(written, entry, run);
  if (!taken) throw new Unreadable(part);
  const made = run.value(value, names);
  if (typeof made === "number") return String(made);
  if (made === undefined || typeof made === "string") return made;
  throw new Unreadable(part);
}

function valueOfPart({ object }: Written, part: string): AnyNode | null {
  const found = object.properties.find(
    (one) => one.type === "Property" && one.key.type === "Identifier" && one.key.name === part,
  );
  return found?.type === "Property" ? found.value : null;
}

/**
 * What a page's program (the part of it between `---`) says of its addresses: null where it makes none. Where it
 * leaves that to files it imports, "elsewhere" if they cannot be followed.
 */
export async function readParams(
  path: string,
  source: string,
  part: string,
  files: SiteFiles,
): Promise<{ readonly params: PageParams | "elsewhere" | null; readonly files: readonly string[] }> {
  const program = /^\s*---[ \t]*\r?\n([\s\S]*?)\r?\n---/.exec(source)?.[1] ?? "";
  if (!/\bgetStaticPaths\b/.test(program)) return { params: null, files: [] };
  const module = await readJsModule(path, program, files);
  const [own, ...imported] = (module?.programs ?? []).map((one) =>
    writtenParams(one.program, one.home).filter((written) => valueOfPart(written, part) !== null),
  );
  const read = module?.files ?? [];
  if (own !== undefined && own.length > 0) return { params: firstOf(own), files: read };
  const theirs = imported.flat();
  return { params: theirs.length > 0 ? firstOf(theirs) : "elsewhere", files: read };
}

/** The first of several that can be read. */
function firstOf(all: readonly Written[]): PageParams {
  return (part, entry, zone) => {
    let fault: unknown;
    for (const written of all) {
      try {
        return valueIn(written, part, entry, zone);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        fault ??= error;
      }
    }
    throw fault;
  };
}

// The parts of addresses that a page's `getStaticPaths` computes: `params: { slug: post.data.permalink ?? post.id }`.
import type { AnyNode, ObjectExpression } from "acorn";
import type { SiteFiles } from "./generator.js";
import { readJsModule } from "./rules/js-config.js";
import { Formula } from "./rules/js-formula.js";
import { Unreadable } from "./rules/js-unreadable.js";
import type { Home } from "./rules/js-module.js";
import { bind, Names } from "./rules/js-names.js";

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

const isNode = (value: unknown): value is AnyNode =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

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
  const children = Object.values(node).flatMap((value: unknown) => (Array.isArray(value) ? value : [value]));
  return [...own, ...children.filter(isNode).flatMap((child) => writtenParams(child, home, below))];
}

/** The names that hold where an object is written: those of the blocks around it, and the entry it is made for. */
function namesAt({ ancestors, home }: Written, entry: Entry, run: Formula): Names {
  let names = new Names(null, home);
  const gives = ancestors.findLast(
    (one) => one.type === "ForOfStatement" || ("params" in one && one.params.length > 0),
  );
  for (const one of ancestors) {
    if (one === gives && "params" in one && one.params[0]) {
      names = new Names(names, home);
      bind(one.params[0], entry, names, run);
    }
    if (one === gives && one.type === "ForOfStatement" && one.left.type === "VariableDeclaration") {
      names = new Names(names, home);
      const [declared] = one.left.declarations;
      if (declared) bind(declared.id, entry, names, run);
    }
    if (one.type !== "BlockStatement") continue;
    const inside = new Names(names, home);
    for (const statement of one.body)
      if (statement.type === "VariableDeclaration")
        for (const { id, init } of statement.declarations) if (init) inside.later(id, init);
    names = inside;
  }
  return names;
}

function valueIn(written: Written, part: string, entry: Entry, zone: string): string | undefined {
  const value = valueOfPart(written, part);
  if (!value) return undefined;
  const run = new Formula(zone);
  const made = run.value(value, namesAt(written, entry, run));
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

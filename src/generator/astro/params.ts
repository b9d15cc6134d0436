// The parts of addresses that a page's `getStaticPaths` computes: `params: { slug: post.data.permalink ?? post.id }`.
import { Evaluation, LexicalScope } from "../../script/evaluation.js";
import type { Home } from "../../script/module.js";
import { childNodes, type AnyNode } from "../../script/tree.js";
import { Unreadable } from "../../script/unreadable.js";
import type { SiteFiles } from "../generator.js";
import { readScript } from "../rules/script.js";

/** What Astro hands to a page of an entry, as far as paths are made of it. */
export interface CollectionEntry {
  readonly id: string;
  readonly slug: string;
  readonly filePath: string;
  readonly collection: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The value of a part for an entry: undefined where it is left out. Throws Unreadable where a program makes it. */
export type PageParams = (part: string, entry: CollectionEntry) => string | undefined;

/** A function that is given an entry and returns the `params` of its page. */
interface Maker {
  readonly home: Home;
  readonly node: AnyNode;
  /** What stands around it, from the program inwards. */
  readonly around: readonly AnyNode[];
}

const DEEPEST = 80;

const takesOne = (node: AnyNode): boolean => "params" in node && node.params.length > 0;

/** What makes the `params: {…}` of a program, each by the innermost function around it that is given something. */
function makersIn(
  node: AnyNode,
  home: Home,
  part: string,
  around: readonly AnyNode[] = [],
): readonly Maker[] {
  if (around.length > DEEPEST) return [];
  const at = around.findLastIndex(takesOne);
  // A loop makes them without a function: it is not followed.
  const maker = around[at] ?? around.find(({ type }) => type.startsWith("For")) ?? node;
  const own = namesPart(node, part) ? [{ home, node: maker, around: around.slice(0, Math.max(0, at)) }] : [];
  return [...own, ...childNodes(node).flatMap((child) => makersIn(child, home, part, [...around, node]))];
}

/** Whether this is a property `params` that may hold the part of the address. */
function namesPart(node: AnyNode, part: string): boolean {
  if (node.type !== "Property" || node.key.type !== "Identifier" || node.key.name !== "params") return false;
  if (node.value.type !== "ObjectExpression") return true;
  return node.value.properties.some(
    (one) => one.type === "Property" && one.key.type === "Identifier" && one.key.name === part,
  );
}

function valueBy({ home, node, around }: Maker, part: string, entry: CollectionEntry): string | undefined {
  const run = new Evaluation();
  let names = new LexicalScope(null, home);
  for (const one of around) {
    if (one.type !== "BlockStatement") continue;
    names = new LexicalScope(names, home);
    for (const statement of one.body)
      if (statement.type === "VariableDeclaration") run.declare(statement, names);
  }
  const params = run.member(run.call(run.value(node, names), [entry]), "params");
  if (params === undefined) throw new Unreadable(part);
  const made = run.member(params, part);
  if (typeof made === "number") return String(made);
  if (made === undefined || typeof made === "string") return made;
  throw new Unreadable(part);
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
  const module = await readScript(path, program, files);
  const [own = [], ...imported] = (module?.programs ?? []).map(({ program: one, home }) =>
    makersIn(one, home, part),
  );
  const makers = own.length > 0 ? own : imported.flat();
  return { params: makers.length > 0 ? firstOf(makers) : "elsewhere", files: module?.files ?? [] };
}

/** The first of several that can be read. */
function firstOf(makers: readonly Maker[]): PageParams {
  return (part, entry) => {
    let fault: unknown;
    for (const maker of makers) {
      try {
        return valueBy(maker, part, entry);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        fault ??= error;
      }
    }
    throw fault;
  };
}

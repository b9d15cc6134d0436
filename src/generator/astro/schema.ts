// What the definition of a collection says in programs: how ids are made (`generateId`), and its schema's defaults and dates.
import { Evaluation, LexicalScope } from "../../script/evaluation.js";
import type { Home } from "../../script/module.js";
import { given, property, resolve, returnedBy, type AnyNode, type Located } from "../../script/tree.js";
import { Unreadable } from "../../script/unreadable.js";
import { literalValue } from "../../script/value.js";
import { scriptValue } from "../rules/script.js";

/** Makes the id of an entry from its path and front matter. Throws Unreadable where only running it would tell. */
export type MakeId = (entry: string, data: Readonly<Record<string, unknown>>) => string;

export interface CollectionSchema {
  /** What stands for a key that is not written. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** Keys whose texts are read as dates. */
  readonly dates: readonly string[];
}

function idMaker(made: Located): MakeId {
  return (entry, data) => {
    const run = new Evaluation();
    const maker = run.value(made.node, new LexicalScope(null, made.home));
    const id = run.call(maker, [{ entry, data, base: {} }]);
    if (typeof id !== "string" || id === "") throw new Unreadable("generateId");
    return id;
  };
}

/** The calls of `z.string().optional().default(x)`, the last first. */
function chain(node: AnyNode): readonly { readonly name: string; readonly args: readonly AnyNode[] }[] {
  const calls: { name: string; args: readonly AnyNode[] }[] = [];
  for (let at = node; at.type === "CallExpression" && at.callee.type === "MemberExpression";) {
    const { property: called, object } = at.callee;
    const name = called.type === "Identifier" ? called.name : "";
    const coerced =
      object.type === "MemberExpression" &&
      object.property.type === "Identifier" &&
      object.property.name === "coerce";
    calls.push({ name: coerced ? `coerce.${name}` : name, args: at.arguments });
    at = object;
  }
  return calls;
}

/**
 * The map that `z.object({…})` is given, also behind `.strict()` and the like, or where a function makes it. What was
 * `seen` is not looked at again: a schema may be merged with itself.
 */
function schemaObjects(schema: Located | null, seen = new Set<AnyNode>()): readonly Located[] {
  if (!schema || seen.has(schema.node)) return [];
  seen.add(schema.node);
  const { node, home } = schema;
  const at = (one: AnyNode) => schemaObjects(resolve({ node: one, home }), seen);
  if (node.type === "ArrowFunctionExpression") return schemaObjects(returnedBy(schema), seen);
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return [];
  const name = node.callee.property.type === "Identifier" ? node.callee.property.name : "";
  const first = node.arguments[0];
  if (name === "object" || name === "strictObject" || name === "looseObject")
    return first ? [resolve({ node: first, home })].filter((one) => one !== null) : [];
  const before = at(node.callee.object);
  if (!first) return before;
  const more = resolve({ node: first, home });
  if (name === "extend" && more) return [...before, more];
  return name === "merge" || name === "and" ? [...before, ...at(first)] : before;
}

function readSchema(schema: Located | null): CollectionSchema {
  const [defaults, dates]: [Record<string, unknown>, Set<string>] = [{}, new Set()];
  for (const { node, home } of schemaObjects(schema)) {
    if (node.type !== "ObjectExpression") continue;
    for (const one of node.properties) {
      if (one.type !== "Property" || one.key.type !== "Identifier") continue;
      const calls = chain(resolve({ node: one.value, home })?.node ?? one.value);
      const otherwise = calls.find(({ name }) => name === "default")?.args[0];
      // Only plain values: anything else the site would have to run.
      const value = otherwise === undefined ? undefined : scriptValue(literalValue(otherwise));
      if (value !== undefined) defaults[one.key.name] = value;
      if (calls.some(({ name }) => name === "coerce.date" || name === "date")) dates.add(one.key.name);
    }
  }
  return { defaults, dates: [...dates] };
}

/** What a module says of the collection by this name that it exports in `collections`. */
export function definitionOf(
  name: string,
  home: Home | null,
): { readonly makeId: MakeId | null; readonly schema: CollectionSchema } {
  const none = { makeId: null, schema: { defaults: {}, dates: [] } };
  const all = home?.find("collections");
  if (all?.kind !== "node") return none;
  const defined = given(property(resolve(all), name));
  const made = property(given(property(defined, "loader")), "generateId");
  return { makeId: made ? idMaker(made) : null, schema: readSchema(property(defined, "schema")) };
}

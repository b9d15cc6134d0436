// Finding one's way in a site's program: what a name stands for, a property of an object, what a call is given.
import type { AnyNode, Expression } from "acorn";
import type { Home } from "./module.js";
import { returnOf, typed } from "./value.js";

export type { AnyNode, Expression, Pattern, Statement } from "acorn";

/** A place in a program, with the names that hold there. */
export interface Located {
  readonly node: AnyNode;
  readonly home: Home;
}

const DEEPEST = 24;

/** What a name or a typed expression stands for. */
export function resolve({ node, home }: Located, depth = 0): Located | null {
  const inner = typed(node as Expression);
  if (depth > DEEPEST) return null;
  if (inner) return resolve({ node: inner, home }, depth + 1);
  if (node.type !== "Identifier") return { node, home };
  const found = home.find(node.name);
  return found?.kind === "node" ? resolve(found, depth + 1) : null;
}

/** The name of a property; null for one that is computed. */
export const nameOfKey = ({ computed, key }: Extract<AnyNode, { type: "Property" }>): string | null =>
  key.type === "Literal" ? String(key.value) : computed || key.type !== "Identifier" ? null : key.name;

/** A property of an object that is written out, a method too. */
export function property(object: Located | null, name: string): Located | null {
  if (object?.node.type !== "ObjectExpression") return null;
  for (const one of object.node.properties)
    if (one.type === "Property" && nameOfKey(one) === name)
      return resolve({ node: one.value, home: object.home });
  return null;
}

/** The first argument of a call, or the object behind one of a package: what `defineCollection` and `glob` take. */
export function given(call: Located | null): Located | null {
  if (call?.node.type !== "CallExpression") return null;
  const all = call.node.arguments.map((node) => resolve({ node, home: call.home }));
  return all[0] ?? all.find((one) => one?.node.type === "ObjectExpression") ?? null;
}

/** What a function returns that does nothing else; null where it does. */
export function returnedBy({ node, home }: Located): Located | null {
  const given = returnOf(node);
  if (given === null) return null;
  const { returned, own } = given;
  const named = returned.type === "Identifier" ? own.get(returned.name) : undefined;
  return resolve({ node: named ?? returned, home });
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

export const childNodes = (node: AnyNode): readonly AnyNode[] =>
  Object.values(node)
    .flatMap((value: unknown) => (Array.isArray(value) ? value : [value]))
    .filter(isNode);

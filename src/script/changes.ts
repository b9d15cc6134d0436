// What a statement changes that a formula cannot work out: nothing may be told of these names afterwards.
import type { AnyNode } from "acorn";
import { namesIn } from "./names.js";

const isNode = (value: unknown): value is AnyNode =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

export const childrenOf = (node: AnyNode): readonly AnyNode[] =>
  Object.values(node)
    .flatMap((value: unknown) => (Array.isArray(value) ? value : [value]))
    .filter(isNode);

/** Methods of JavaScript that change what they are called on. */
const CHANGING =
  /^(?:push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set|add|delete|clear|append)$/;

/** The names that a node gives values, or whose lists and maps it changes. */
function changedBy(node: AnyNode): readonly string[] {
  // Every other kind changes nothing by itself.
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check
  switch (node.type) {
    case "VariableDeclarator":
      return namesIn(node.id);
    case "AssignmentExpression":
      return node.left.type === "MemberExpression" ? rootOf(node.left) : namesIn(node.left);
    case "UpdateExpression":
      return rootOf(node.argument);
    case "CallExpression": {
      const { callee } = node;
      const changes =
        callee.type === "MemberExpression" &&
        callee.property.type === "Identifier" &&
        CHANGING.test(callee.property.name);
      return changes ? rootOf(callee) : [];
    }
    default:
      return [];
  }
}

/** The name that `a.b.c` begins with. */
function rootOf(node: AnyNode): readonly string[] {
  let at = node;
  while (at.type === "MemberExpression") at = at.object;
  return at.type === "Identifier" ? [at.name] : [];
}

/** What a statement changes. Without recursion: a chain of calls may be as long as the file. */
export function setIn(statement: AnyNode): ReadonlySet<string> {
  const found = new Set<string>();
  const left = [statement];
  for (let node = left.pop(); node; node = left.pop()) {
    for (const name of changedBy(node)) found.add(name);
    left.push(...childrenOf(node));
  }
  return found;
}

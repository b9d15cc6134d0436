// What an Eleventy configuration calls: `it.ignores.add("drafts")`. It is read, never run, so that comments call nothing.
import { Evaluation, LexicalScope } from "../../../script/evaluation.js";
import { childNodes, resolve, type AnyNode } from "../../../script/tree.js";
import type { Home } from "../../../script/module.js";
import { madeOr } from "../../../script/unreadable.js";
import { literalValue } from "../../../script/value.js";
import { BuildEnvironment } from "../../../script/world.js";
import type { SiteScript } from "../../rules/script.js";

export interface Call {
  /** Its last two names, `ignores.add`, or the only one. */
  readonly method: string;
  /** The first argument where that is a text or a truth that is written out. */
  readonly text: string | null;
  /** Under no condition, under one that surely holds in a build for readers, or under one that nobody knows. */
  readonly when: When;
}

type When = "always" | "surely" | "maybe";

/** What nobody but Eleventy's users sets, who write it out or in short. */
class Build extends BuildEnvironment {
  constructor(private readonly env: string) {
    super();
  }

  override variable(name: string): string | undefined {
    if (name === "ELEVENTY_ENV") return this.env;
    return name === "ELEVENTY_RUN_MODE" ? "build" : super.variable(name);
  }
}

const BUILDS = [new Build("production"), new Build("prod")];

/** What a condition is in a build for readers; null where only that would tell. */
function holds(test: AnyNode, home: Home, now: number): boolean | null {
  const [long = null, short = null] = BUILDS.map((env) =>
    madeOr(
      () => Boolean(new Evaluation({ env, now }).value(test, new LexicalScope(null, home))),
      () => null,
    ),
  );
  return long === short ? long : null;
}

/** The parts of a node, and when each is gone through; what surely is not is left out. */
function parts(node: AnyNode, home: Home, now: number): readonly (readonly [AnyNode, When])[] {
  const branch = (test: AnyNode, yes: AnyNode | null | undefined, no: AnyNode | null | undefined) => {
    const is = holds(test, home, now);
    const taken = [is === false ? null : yes, is === true ? null : no];
    return [
      [test, "always"] as const,
      ...taken.flatMap((one) => (one ? [[one, is === null ? "maybe" : "surely"] as const] : [])),
    ];
  };
  if (node.type === "IfStatement" || node.type === "ConditionalExpression")
    return branch(node.test, node.consequent, node.alternate);
  if (node.type === "LogicalExpression")
    return branch(
      node.left,
      node.operator === "&&" ? node.right : null,
      node.operator === "||" ? node.right : null,
    );
  if (node.type === "BlockStatement" || node.type === "Program") return inTurn(node, home, now);
  const when = /^(?:For|While|DoWhile|Switch|Try)/.test(node.type) ? "maybe" : "always";
  return childNodes(node).map((one) => [one, when] as const);
}

/** Whether what stands behind a statement is gone through only where this one is not. */
const ends = (node: AnyNode | null | undefined): boolean =>
  node?.type === "ReturnStatement" ||
  node?.type === "ThrowStatement" ||
  (node?.type === "BlockStatement" && node.body.some(ends));

/** Statements one after another, up to one that leaves: `if (isPreview) return;`. */
function inTurn(
  { body }: Extract<AnyNode, { type: "BlockStatement" | "Program" }>,
  home: Home,
  now: number,
): readonly (readonly [AnyNode, When])[] {
  const found: (readonly [AnyNode, When])[] = [];
  let when: When = "always";
  for (const one of body) {
    found.push([one, when]);
    if (ends(one)) break;
    if (one.type !== "IfStatement") continue;
    const leaving = [ends(one.consequent), ends(one.alternate)];
    if (!leaving.includes(true)) continue;
    const is = holds(one.test, home, now);
    if (is === null) when = "maybe";
    else if (leaving[is ? 0 : 1] === true) break;
    else when = weaker(when, "surely");
  }
  return found;
}

const nameOf = (node: AnyNode): string | null =>
  node.type === "Identifier"
    ? node.name
    : node.type === "MemberExpression" && !node.computed && node.property.type === "Identifier"
      ? node.property.name
      : null;

function callOf(node: AnyNode, home: Home, when: When): Call | null {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return null;
  const { callee, arguments: given } = node;
  const own = nameOf(callee);
  const [first] = given;
  if (own === null) return null;
  const value = first ? literalValue((resolve({ node: first, home }) ?? { node: first }).node) : undefined;
  const text = typeof value === "string" || typeof value === "boolean" ? String(value) : null;
  const of = nameOf(callee.object);
  return { method: of === "ignores" ? `${of}.${own}` : own, text, when };
}

const weaker = (one: When, other: When): When =>
  [one, other].includes("maybe") ? "maybe" : one === "surely" ? one : other;

/** The functions that a program gives names to. */
function functionsIn(nodes: readonly AnyNode[]): ReadonlyMap<string, AnyNode> {
  const named = new Map<string, AnyNode>();
  for (const node of nodes) {
    if (node.type === "FunctionDeclaration") named.set(node.id?.name ?? "", node);
    else if (node.type === "VariableDeclarator" && node.id.type === "Identifier" && node.init)
      if (/^(?:Arrow)?Function/.test(node.init.type)) named.set(node.id.name, node.init);
  }
  return named;
}

/** The names that a call calls, or hands on to be called. */
const calledBy = (node: AnyNode): readonly string[] =>
  node.type === "CallExpression"
    ? [node.callee, ...node.arguments].flatMap((one) => (one.type === "Identifier" ? [one.name] : []))
    : [];

function* everyNode(program: AnyNode): Generator<AnyNode> {
  const open = [program];
  for (let node = open.pop(); node; node = open.pop()) {
    yield node;
    open.push(...childNodes(node));
  }
}

/** What a module gives to whoever loads it. */
const givenBy = (node: AnyNode): readonly AnyNode[] =>
  node.type === "ExportDefaultDeclaration"
    ? [node.declaration]
    : node.type === "AssignmentExpression"
      ? [node.right]
      : [];

/** The functions that something calls by their names; what only itself calls, the configuration first, begins by itself. */
function calledFrom(
  all: readonly AnyNode[],
  program: AnyNode,
  functions: ReadonlyMap<string, AnyNode>,
): ReadonlySet<AnyNode> {
  const called = new Map(
    all.flatMap(calledBy).flatMap((name) => {
      const body = functions.get(name);
      return body ? [[name, body] as const] : [];
    }),
  );
  const bodies = new Set(called.values());
  const reached = new Set<AnyNode>();
  const reach = (open: AnyNode[]): void => {
    for (let node = open.pop(); node; node = open.pop()) {
      for (const body of calledBy(node).map((name) => called.get(name)))
        if (body && !reached.has(body)) {
          reached.add(body);
          open.push(...childNodes(body));
        }
      open.push(...childNodes(node).filter((one) => !bodies.has(one)));
    }
  };
  reach([program]);
  const given = all.flatMap(givenBy).map((one) => called.get(nameOf(one) ?? "") ?? one);
  const first = new Set([...given.filter((one) => bodies.has(one)), ...bodies]);
  for (const body of first)
    if (!reached.has(body)) {
      bodies.delete(body);
      reach(childNodes(body).slice());
    }
  return bodies;
}

/**
 * In the order in which they are written, in the configuration and in what it imports of the site's own. What a
 * function says that is called by its name counts where it is called.
 */
export function callsIn(script: SiteScript | null, now: number): readonly Call[] {
  const found: Call[] = [];
  for (const { program, home } of script?.programs ?? []) {
    const all = [...everyNode(program)];
    const functions = functionsIn(all);
    const inside = calledFrom(all, program, functions);
    const gone = new Set<string>();
    const open: (readonly [AnyNode, When])[] = [[program, "always"]];
    for (let one = open.pop(); one; one = open.pop()) {
      const [node, when] = one;
      const call = callOf(node, home, when);
      if (call) found.push(call);
      const bodies = calledBy(node).flatMap((name) => {
        const body = functions.get(name);
        if (body === undefined || gone.has(`${when} ${name}`)) return [];
        gone.add(`${when} ${name}`);
        return childNodes(body).map((part) => [part, when] as const);
      });
      open.push(
        ...[
          ...parts(node, home, now)
            .filter(([part]) => !inside.has(part))
            .map(([part, then]) => [part, weaker(when, then)] as const),
          ...bodies,
        ].toReversed(),
      );
    }
  }
  return found;
}

/** The last of what is surely said by a call of this name. */
export const said = (calls: readonly Call[], method: string): string | null =>
  calls.findLast((call) => call.method === method && call.when !== "maybe")?.text ?? null;

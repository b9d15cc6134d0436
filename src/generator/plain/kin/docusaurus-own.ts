// Which plugins of a Docusaurus configuration are modules or functions of the site's own that are called a blog.
import { property, resolve, returnedBy, type AnyNode, type Located } from "../../../script/tree.js";
import type { SiteScript } from "../../rules/script.js";

/** What a function is called, or a module, that makes a blog; one that only feeds on a blog has another name. */
const IN_NAME = /blog[\w-]{0,60}plugin|plugin[\w-]{0,60}blog/i;

/** By the last part of the path, without `index`. */
function isBlogPath(path: string): boolean {
  const named = path.replace(/(?:\/index)?(?:\.[cm]?[jt]sx?)?$/, "");
  return /(?:^|\/)blog(?:\/plugin)?$/.test(named) || IN_NAME.test(named.split("/").at(-1) ?? "");
}

/** The modules that names of a program are imported from. */
function importsOf({ programs, home }: SiteScript): ReadonlyMap<string, string> {
  const program = programs.find((one) => one.home === home)?.program;
  return new Map(
    (program?.body ?? []).flatMap((node) =>
      node.type === "ImportDeclaration"
        ? node.specifiers.map(({ local }): [string, string] => [local.name, String(node.source.value)])
        : [],
    ),
  );
}

/** Whether a module is asked for whose path has the word. */
function isRequired(node: AnyNode): boolean {
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier" || node.callee.name !== "require")
    return false;
  const [path] = node.arguments;
  return path?.type === "Literal" && typeof path.value === "string" && isBlogPath(path.value);
}

/** Whether the entry itself is such a module or function: what else the configuration holds says nothing. */
function isBlog(entry: Located, imports: ReadonlyMap<string, string>): boolean {
  const { node, home } = entry;
  if (node.type === "Identifier" && (IN_NAME.test(node.name) || isBlogPath(imports.get(node.name) ?? "")))
    return true;
  const { node: meant } = resolve({ node, home }) ?? entry;
  if (meant.type === "FunctionExpression" || meant.type === "FunctionDeclaration")
    return IN_NAME.test(meant.id?.name ?? "");
  return isRequired(meant);
}

/** The places of such plugins in the list; none where the list is not written out. */
export function ownBlogs(script: SiteScript | null): ReadonlySet<number> {
  const main = script?.home?.find("default");
  const whole = main?.kind === "node" ? resolve(main) : null;
  const plugins = property(whole && /Function/.test(whole.node.type) ? returnedBy(whole) : whole, "plugins");
  if (script === null || plugins?.node.type !== "ArrayExpression") return new Set();
  const { node, home } = plugins;
  // What is spread moves all that follow.
  if (node.elements.some((one) => one?.type === "SpreadElement")) return new Set();
  const imports = importsOf(script);
  return new Set(
    node.elements.flatMap((one, at) => {
      const named = one?.type === "ArrayExpression" ? (one.elements[0] ?? null) : one;
      return named !== null && isBlog({ node: named, home }, imports) ? [at] : [];
    }),
  );
}

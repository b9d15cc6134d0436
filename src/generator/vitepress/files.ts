// Which pages of a VitePress site are posts, and where its `rewrites` put them.
import type { SiteFiles } from "../generator.js";
import { asText, texts } from "../rules/fields.js";
import { readScript } from "../rules/script.js";
import { madeOr, truthOf } from "../../script/unreadable.js";
import type { Home } from "../../script/module.js";
import { Evaluation, LexicalScope } from "../../script/evaluation.js";
import { given, property, resolve, returnedBy, type Located } from "../../script/tree.js";
import { isData, type Data } from "../rules/scalar.js";
import { expression, globs } from "../rules/pattern.js";

/**
 * `posts/:slug.md` as VitePress matches it (path-to-regexp 6): `:slug` is one folder or less, `:slug*` and `:slug+`
 * several, `:slug(\\d+)` what its expression takes.
 */
function rewriteRule(from: string, to: string): (path: string) => string | null {
  const names: string[] = [];
  const source = from.replace(
    /:(\w+)(?:\(([^()]*)\))?([*+?])?|[.*+?^${}()|[\]\\]/g,
    (sign: string, name?: string, wanted?: string, many?: string) => {
      if (name === undefined) return `\\${sign}`;
      names.push(name);
      if (many === "*" || many === "+") return `(.${many}?)`;
      return `(${wanted ?? "[^/]+?"})${many ?? ""}`;
    },
  );
  const rule = expression(source);
  return (path) => {
    const found = rule?.(path) ?? null;
    if (!found) return null;
    return to.replace(/:(\w+)[*+?]?/g, (token, name: string) => {
      const at = names.indexOf(name);
      return at < 0 ? token : (found[at] ?? "");
    });
  };
}

/** The function that `rewrites` is in a configuration, as it stands in its program; null where it is none. */
export function rewriteFunction(home: Home | null): Located | null {
  const main = home?.find("default");
  // As in script/value.ts: wrappers are given the configuration, functions return it.
  let at = main?.kind === "node" ? resolve(main) : null;
  for (let depth = 0; at && at.node.type !== "ObjectExpression" && depth < 12; depth += 1)
    at = at.node.type === "CallExpression" ? given(at) : returnedBy(at);
  const written = property(at, "rewrites");
  return written && /Function(?:Expression|Declaration)$/.test(written.node.type) ? written : null;
}

/** The path that a function gives a page; null where only running it would tell. */
function byFunction(made: Located, inside: string): string | null {
  const run = new Evaluation();
  return madeOr(
    () => {
      const path = run.call(run.value(made.node, new LexicalScope(null, made.home)), [inside]);
      if (typeof path === "string") return path;
      return truthOf(path) ? null : inside;
    },
    () => null,
  );
}

/**
 * The path, from the pages' folder, that a page has after `rewrites`: the first that fits counts, or what a function
 * gives. Null where only running that would tell.
 */
export function rewriter(rewrites: unknown, made: Located | null): (inside: string) => string | null {
  if (made) return (inside) => byFunction(made, inside);
  const rules = isData(rewrites)
    ? Object.entries(rewrites).flatMap(([from, to]) => {
        const written = asText(to);
        return written === null ? [] : [rewriteRule(from, written)];
      })
    : [];
  return (inside) => {
    for (const rule of rules) {
      const path = rule(inside);
      if (path !== null) return path;
    }
    return inside;
  };
}

/** Whether `srcExclude` leaves a page out. */
export function excluder(data: Data): (inside: string) => boolean {
  return globs(texts(data["srcExclude"]));
}

const LOADER = /\.data\.[cm]?[jt]s$/;
const DEEPEST = 3;

async function loaderFiles(files: SiteFiles, folder: string, depth = 0): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of await files.list(folder.replace(/\/$/, ""))) {
    if (name.endsWith("/")) {
      if (depth < DEEPEST && !/^(?:node_modules|dist|cache|public|\.git)\/$/.test(name))
        found.push(...(await loaderFiles(files, `${folder}${name}`, depth + 1)));
    } else if (LOADER.test(name)) found.push(`${folder}${name}`);
  }
  return found;
}

export interface Loaders {
  /** Whether a page is one that the site lists; null where it lists none, or does not say plainly which. */
  readonly lists: ((inside: string) => boolean) | null;
  /** Whether they take what stands above the first `---` for the excerpt. */
  readonly ruled: boolean;
  readonly configFiles: readonly string[];
}

/** What the site's `createContentLoader` calls take: a blog made with VitePress lists its posts by one. */
export async function readLoaders(files: SiteFiles, folder: string): Promise<Loaders> {
  const [patterns, configFiles]: [string[], string[]] = [[], []];
  let [plain, ruled] = [true, false];
  for (const path of await loaderFiles(files, folder)) {
    const source = await files.read(path);
    if (source === null || !/\bcreateContentLoader\s*\(/.test(source)) continue;
    configFiles.push(path);
    ruled ||= /\bexcerpt:\s*true\b/.test(source);
    const named = texts((await readScript(path, source, files))?.value);
    plain &&= named.length > 0;
    patterns.push(...named);
  }
  const named = patterns.map((one) => one.replace(/^\.?\//, ""));
  const wanted = named.filter((one) => !one.startsWith("!"));
  const ignore = named.filter((one) => one.startsWith("!")).map((one) => one.slice(1));
  return { lists: plain && wanted.length > 0 ? globs(wanted, ignore) : null, ruled, configFiles };
}

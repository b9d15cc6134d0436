// Next.js: its pages are made by the site's own programs, but for those that are Markdown themselves.
import type { SiteFiles } from "../../generator.js";
import { withBase } from "../../rules/address.js";
import { exportedData } from "../../rules/exported-data.js";
import { isYes, textField, texts } from "../../rules/fields.js";
import { own, type Data } from "../../rules/scalar.js";
import { dataOf, type ConfigFile, type Kin, type Linked, type SiteSays } from "../kin.js";
import { namesSitePage } from "../path.js";

const WITHIN = ["content/blog", "content/posts", "src/content/blog", "src/content/posts", "data/blog"];
const POSTS = ["_posts", "posts", ...WITHIN, "content", "src/content"];
/** Folders looked into. */
const MOST = 50;

interface Router {
  /** The folder that routes lie in, with a slash. */
  readonly folder: string;
  /** The files that are pages, without their ending; what of their path no address has is theirs alone. */
  readonly page: RegExp;
}
/** Of the App Router and of the Pages Router (documentation, "Defining routes", "MDX"). */
const ROUTERS: readonly Router[] = ["app/", "src/app/"]
  .map((folder): Router => ({ folder, page: /(?:^|\/)page$/ }))
  .concat(["pages/", "src/pages/"].map((folder) => ({ folder, page: /(?:(?:^|\/)index)?$/ })));

/** Every file below a folder, as far as its folders are looked into. */
async function filesIn(files: SiteFiles, top: string): Promise<readonly string[]> {
  const found: string[] = [];
  const open = [""];
  for (let at = 0; at < open.length && at < MOST; at += 1) {
    const folder = open[at] ?? "";
    for (const name of await files.list(`${top}${folder}`.replace(/\/$/, "")))
      (name.endsWith("/") ? open : found).push(folder + name);
  }
  return found;
}

/** `(group)` and `@slot` are no part of an address. */
const ungrouped = (path: string): string =>
  path.replace(/(^|\/)(?:\([^/()]*\)|@[^/]*)(?=\/|$)/g, "").replace(/^\//, "");

const routerOf = (path: string): Router | undefined => ROUTERS.find(({ folder }) => path.startsWith(folder));

const MARKDOWN = ["md", "mdx"];
const PROGRAMS = ["tsx", "ts", "jsx", "js"];

/** The address of a file that is a page where pages have these endings, the longest first; null for any other. */
function addressOf(path: string, endings: readonly string[]): string | null {
  const router = routerOf(path);
  const ending = endings.find((one) => path.endsWith(`.${one}`));
  if (!router || ending === undefined) return null;
  const inside = path.slice(router.folder.length, -ending.length - 1);
  return router.page.test(inside) ? ungrouped(inside.replace(router.page, "")) : null;
}

/** The endings that pages have, as far as they are written out, the longest first; Nextra adds those of Markdown. */
const pageEndings = (config: Data, source: string): readonly string[] =>
  [...texts(own(config, "pageExtensions")), ...(/["']nextra["']/.test(source) ? MARKDOWN : [])].toSorted(
    (one, other) => other.length - one.length,
  );

/** A part that stands for a post, and not for a list of posts. */
const DYNAMIC = /^(.*?)\[{1,2}(\.\.\.)?(?:slug|id|post\w*|name|title)\]{1,2}(?:\/page)?\.[jt]sx?$/i;

/** A PERMALINK by the one route that shows posts: `app/blog/[slug]/page.tsx`. */
function proposalBy(routes: readonly string[], config: Data): string | undefined {
  const end = isYes(own(config, "trailingSlash")) ? "/" : "";
  const found = routes.flatMap((path) => {
    const [whole, folders = "[", rest] = DYNAMIC.exec(path) ?? [];
    const isOther = folders.includes("[") || /^api\/|tag|categor|author/i.test(folders);
    return whole === undefined || isOther
      ? []
      : `/${ungrouped(folders)}${rest === undefined ? ":slug" : ":path"}${end}`;
  });
  const likely = found.filter((one) => /blog|post|article|writing/i.test(one));
  const [only, more] = new Set(likely.length > 0 ? likely : found);
  return more === undefined ? only : undefined;
}

async function aboutSite(files: SiteFiles): Promise<SiteSays> {
  const layouts = ["app", "src/app"].flatMap((folder) =>
    ["tsx", "jsx", "js"].map((end) => `${folder}/layout.${end}`),
  );
  for (const path of layouts) {
    const source = await files.read(path);
    if (source === null) continue;
    const data = exportedData(source);
    const [title, base] = [textField(data, "title"), textField(data, "metadataBase")];
    return { title, url: base?.startsWith("http") === true ? base : null, files: [path] };
  }
  return {};
}

/** Every folder that something lies in. */
function foldersAbove(addresses: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const address of addresses)
    for (let at = address.lastIndexOf("/"); at > 0; at = address.lastIndexOf("/", at - 1)) {
      const folder = address.slice(0, at);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  return folders;
}

/** Folders that hold posts beside those of routes; all others in a repository hold papers. */
const OF_POSTS = /(?:^|\/)(?:_?(?:blogs?|articles?|posts?|writings?|content|data|notes?))\//i;

/** Of files beside the pages: papers of the repository are no posts, nor are parts that pages in Markdown show, nor a page that the site fills. */
function noPosts(paths: readonly string[], endings: readonly string[]): (path: string) => boolean {
  const addresses = paths.flatMap((path) => addressOf(path, endings) ?? []);
  const [shown, above] = [new Set(addresses), foldersAbove(addresses)];
  return (path) => {
    const router = routerOf(path);
    if (!router) return !OF_POSTS.test(path);
    const address = addressOf(path, endings);
    if (address !== null) return address === "" || /(?:^|\/)\[[^/]*$/.test(address);
    const part = ungrouped(path.slice(router.folder.length).replace(/[^/]*$/, "")).replace(/\/$/, "");
    return part === "" || shown.has(part) || above.has(part);
  };
}

/** Of pages in Markdown: one above others lists them, and those that every site has are no posts; a date makes a post of both. */
function lists(paths: readonly string[], endings: readonly string[]): NonNullable<SiteSays["isPage"]> {
  const all = [...endings, ...PROGRAMS];
  const above = foldersAbove(paths.flatMap((path) => addressOf(path, all) ?? []));
  return (_, source, isDated) => {
    const address = addressOf(source, endings);
    if (address === null || isDated) return false;
    const inside = address.replace(/^(?:\[[^/]*\]\/)+/, "");
    return (
      above.has(address) || [inside, inside.replace(/^.*\//, "")].some((one) => namesSitePage(`${one}.mdx`))
    );
  };
}

/** Whether what makes addresses is written out. */
const isWritten = (config: Data, source: string): boolean =>
  ["basePath", "trailingSlash"].every((key) =>
    Object.hasOwn(config, key) ? own(config, key) !== undefined : !new RegExp(`\\b${key}\\b`).test(source),
  );

async function said({ file, source }: ConfigFile, files: SiteFiles): Promise<SiteSays> {
  const config = await dataOf(files, file);
  const about = await aboutSite(files);
  const routes = await Promise.all(
    ROUTERS.map(async ({ folder }) => ({ folder, paths: await filesIn(files, folder) })),
  );
  const proposal = proposalBy(
    routes.flatMap(({ paths }) => paths),
    config,
  );
  const known = {
    ...about,
    url: withBase(about.url ?? null, textField(config, "basePath")),
    ...(proposal !== undefined && { proposal }),
  };
  for (const folder of POSTS) if (await files.exists(folder)) return known;
  // Some keep each post with its pictures in a folder of `public/`, which is served as it is.
  const folders = (await files.list("public")).filter((name) => name.endsWith("/")).slice(0, MOST);
  for (const name of folders)
    if ((await files.list(`public/${name}`)).some((one) => /^index\.mdx?$/.test(one)))
      return { ...known, folders: [{ path: "public" }], proposal: proposal ?? "/:path/" };
  const slash = isYes(own(config, "trailingSlash")) ? "/" : "";
  const paths = routes.flatMap(({ folder, paths }) => paths.map((path) => folder + path));
  const endings = pageEndings(config, source);
  const text = [...endings.filter((one) => /\.mdx?$/.test(one)), ...MARKDOWN];
  if (!paths.some((path) => addressOf(path, text) !== null)) return known;
  return {
    ...known,
    isNoPost: noPosts(paths, text),
    knowsPages: true,
    isPage: lists(paths, text),
    link: ({ source: path }: Linked) => {
      const address = isWritten(config, source) ? addressOf(path, endings) : null;
      // A part that the site fills, or a page shown within another.
      return address === null || /[[(]/.test(address) ? null : `${address}${slash}`;
    },
  };
}

export const next: Kin = {
  name: "next",
  marks: [{ file: /^next\.config\.[cm]?[jt]s$/ }],
  templates: ["mdx comments"],
  extensions: ["modules"],
  posts: POSTS,
  proposal: "/blog/:slug",
  // A page of the App Router is named by its folder.
  path: (whole) => {
    const [, page] = /^((?:src\/)?app\/.*)\/page$/.exec(whole) ?? [];
    return page === undefined ? whole : ungrouped(page);
  },
  said,
};

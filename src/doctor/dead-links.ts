// Links between posts that lead nowhere, judged by the texts and files of the whole blog.
import type { Library } from "../library/library.js";
import { siteFiles } from "../library/site-files.js";
import { linkedToPages } from "../post/linked-pages.js";
import type { Source } from "../source/source.js";
import { deadLinks, linksOf, type DeadLink } from "./links.js";

/** Links to no post, but for those that lead to a page or file of the site, or to where a post once was. */
export async function findDeadLinks(
  library: Library,
  sources: readonly Source[],
): Promise<readonly DeadLink[]> {
  const links = new Map<string, readonly string[]>();
  const posts = library.visible();
  for (const post of posts) {
    const article = await library.article(post.id);
    const text = article?.parts.flatMap(({ document }) => document);
    if (text) links.set(post.id, linksOf(linkedToPages(text, post, posts)));
  }
  const dead = deadLinks(library.site.url, library.all(), links);
  if (dead.length === 0) return [];
  const former = await formerAddresses(library, sources);
  const kept: DeadLink[] = [];
  for (const link of dead) if (!former.includes(link.path) && !(await isFile(link, sources))) kept.push(link);
  return kept;
}

/** The front matter of every post as one text: `aliases` and `redirect_from` name the addresses it once had. */
async function formerAddresses(library: Library, sources: readonly Source[]): Promise<string> {
  const texts: string[] = [];
  for (const { source } of library.all())
    for (const files of sources.map(siteFiles)) {
      const text = await files.read(source);
      if (text !== null && /alias|redirect/i.test(text.slice(0, 8000))) texts.push(text.slice(0, 8000));
    }
  return texts.join("\n");
}

const FOLDERS = ["", "source/", "static/", "public/", "content/", "src/pages/", "pages/", "docs/", "assets/"];

/** Whether the site's own files hold a page or file at a link's address. */
async function isFile({ path }: DeadLink, sources: readonly Source[]): Promise<boolean> {
  const cut = path.lastIndexOf("/");
  const [folder, name] = [path.slice(0, Math.max(0, cut)), path.slice(cut + 1)];
  for (const one of sources)
    for (const base of FOLDERS) {
      const names = await one.list(`${base}${folder}`.replace(/\/$/, ""));
      if (names.some((entry) => entry.replace(/\/$|\.[^.]+$/, "") === name || entry === name)) return true;
    }
  return false;
}

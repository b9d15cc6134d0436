// The first user's blog and the states of its repository, laid one after another over a copy.
import { existsSync } from "node:fs";
import { cp, readFile, readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";

const blogs = resolve("../shared/blogs");
const posts = "source/_posts";

/** Why this cannot be tried here, or false. */
export const noHistory = !existsSync(join(blogs, "wlsdzyzl-history"));

const names = (text: string): string[] =>
  text
    .split("\n")
    .filter((line) => line.endsWith(".md"))
    .map((line) => line.replace(/^.*source\/_posts\//, ""));

/** Copies the blog, or no more than `most` of its posts, to `root`; tells the names of its states from the 8th on, in order. */
export async function copyBlog(root: string, most = Infinity): Promise<readonly string[]> {
  await cp(join(blogs, "wlsdzyzl"), root, { recursive: true });
  const files = await readdir(join(root, posts), { recursive: true });
  const others = files
    .filter((path) => path.endsWith(".md"))
    .sort()
    .slice(most);
  await Promise.all(others.map((path) => rm(join(root, posts, path))));
  return (await readdir(join(blogs, "wlsdzyzl-history"))).filter((name) => /^(0[89]|[12])/.test(name)).sort();
}

/** The list of its posts' files. */
export const postsIn = (state: string): Promise<string> =>
  readFile(join(blogs, "wlsdzyzl-history", state, "POSTS.txt"), "utf8");

/** Makes `root` what it was in this state: its files written over, posts that it does not name removed. */
export async function lay(root: string, state: string): Promise<void> {
  const from = join(blogs, "wlsdzyzl-history", state);
  const all = join(from, "POSTS.txt");
  if (existsSync(join(from, "source")))
    await cp(join(from, "source"), join(root, "source"), { recursive: true });
  if (!existsSync(all)) return;
  const keep = new Set(names(await readFile(all, "utf8")));
  for (const entry of await readdir(join(root, posts), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(join(root, posts).length + 1);
    if (entry.isFile() && path.endsWith(".md") && !keep.has(path)) await rm(join(root, posts, path));
  }
}

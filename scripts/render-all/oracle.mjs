// What a generator itself made of posts: oracle.json beside a blog, with the text of each excerpt's HTML.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

/** The text of the generator's own excerpt by the file of its post; only of excerpts cut from the article. */
export async function excerptsOf(folder) {
  const file = join(folder, "oracle.json");
  const excerpts = new Map();
  if (!existsSync(file)) return excerpts;
  const { posts } = JSON.parse(await readFile(file, "utf8"));
  for (const { source, excerpt } of Array.isArray(posts) ? posts : [])
    if (source && excerpt?.text && ["more", "more-or-field", "summary"].includes(excerpt.from))
      excerpts.set(resolve(folder, source), excerpt.text);
  return excerpts;
}

/** Whether the excerpt comes from the article and not from a field of its front matter. */
export const isCut = (text, front) =>
  /<!--\s*more\b/i.test(text) || !/^(?:description|summary|excerpt)\s*[:=]/m.test(front);

// npm run bench:related -- BLOG_FOLDER…: for how many posts of a series, and of those that are linked with
// another, a neighbour is among the first five of /related when these very signals are left out: by words, tags and
// categories alone. MISSES=1 lists the others.
import { relatedTo, linkedFrom } from "../build/command/relations.js";
import { seriesOf } from "../build/post/series.js";
import { createSearchIndex } from "../build/search/create-search-index.js";
import { blogEntries } from "./search-blog.mjs";

const FIRST = 5;
const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error("Usage: npm run bench:related -- BLOG_FOLDER…");
  process.exit(2);
}
const all = { series: [0, 0], links: [0, 0] };
const share = ([found, of]) => (of === 0 ? "none" : `${found} of ${of}, ${Math.round((100 * found) / of)} %`);
for (const folder of folders) {
  const entries = await blogEntries(folder);
  const bodies = new Map(entries.map(({ post, body }) => [post.id, body]));
  const index = createSearchIndex({ body: async (id) => bodies.get(id) ?? null });
  await index.put(entries);
  const posts = entries.map(({ post }) => post);
  const context = { library: { visible: () => posts }, index };
  const neighbours = { series: new Map(), links: new Map() };
  const pair = (signal, one, other) => {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ])
      neighbours[signal].set(from, [...(neighbours[signal].get(from) ?? []), to]);
  };
  for (const { posts: parts } of seriesOf(posts))
    for (const [at, part] of parts.slice(1).entries()) pair("series", parts[at], part);
  for (const post of posts) for (const other of linkedFrom(post, posts)) pair("links", post, other);
  const figures = {};
  let slowest = 0;
  for (const [signal, list] of Object.entries(neighbours)) {
    figures[signal] = [0, list.size];
    for (const [post, others] of list) {
      const start = performance.now();
      const found = await relatedTo(post, context, { limit: FIRST, without: ["series", "links"] });
      slowest = Math.max(slowest, performance.now() - start);
      if (others.some((other) => found.includes(other))) figures[signal][0] += 1;
      else if (process.env.MISSES)
        console.log(`  ${signal}: ${post.title} → ${others.map(({ title }) => title).join(" | ")}`);
    }
    all[signal] = all[signal].map((sum, at) => sum + figures[signal][at]);
  }
  console.log(
    `${folder}: ${posts.length} posts; series ${share(figures.series)}; links ${share(figures.links)}; slowest ${slowest.toFixed(0)} ms`,
  );
}
console.log(`all: series ${share(all.series)}; links ${share(all.links)}`);

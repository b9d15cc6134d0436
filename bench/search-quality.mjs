// npm run bench:search-quality -- BLOG_FOLDER [QUERIES.json] [--seed N] [--misses] [--alone]: how often the right post
// is among the first five. QUERIES.json: [{kind, query, relevant: [source, …]}]; without it, questions drawn from the
// blog's own bodies by the seed. --misses lists what was not first; --alone asks no other engine.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { blogEntries } from "./search-blog.mjs";
import { engines } from "./search-engines.mjs";
import { sampledQueries } from "./search-sampled.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    misses: { type: "boolean" },
    alone: { type: "boolean" },
    seed: { type: "string", default: "1" },
  },
});
const [folder, file] = positionals;
if (!folder) {
  console.error(
    "Usage: npm run bench:search-quality -- BLOG_FOLDER [QUERIES.json] [--seed N] [--misses] [--alone]",
  );
  process.exit(2);
}
const entries = await blogEntries(folder);
const queries = file ? JSON.parse(readFileSync(file, "utf8")) : sampledQueries(entries, Number(values.seed));
const sources = new Map(entries.map(({ post }) => [post.id, post.source]));
const present = new Set(sources.values());
const lost = queries.filter(({ relevant }) => !relevant.some((source) => present.has(source)));
console.log(
  `${entries.length} posts, ${queries.length} queries${file ? "" : ` drawn by seed ${values.seed}`}${lost.length ? `, ${lost.length} ask for a post that is not among them` : ""}`,
);

/** Two in five of the queries, by their letters: not looked at while the rules were made. */
function isHeldOut(query) {
  let hash = 7;
  for (const sign of query) hash = Math.imul(hash ^ sign.codePointAt(0), 16_777_619) >>> 0;
  return (hash >>> 7) % 10 < 4;
}
const mean = (list) => (list.length ? list.reduce((sum, one) => sum + one, 0) / list.length : NaN);
const chosen = values.alone
  ? ["Postern"]
  : ["Postern", "fuse.js", "fuse.js tuned", "MiniSearch, pairs and bodies"];
const results = {};
const squeezed = (text = "") => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
/** Of the questions that are headings: whether the right one was named, in whichever of the first five posts. */
const named = [];
for (const name of chosen) {
  const search = await engines[name](entries);
  results[name] = [];
  for (const { kind, query, relevant } of queries) {
    await search.ready?.(query);
    const ids = search(query, 5);
    const found = ids.map((id) => sources.get(id));
    const rank = found.findIndex((source) => relevant.includes(source)) + 1;
    if (values.misses && name === "Postern" && rank !== 1)
      console.log(
        `  ${kind} ${JSON.stringify(query)}: rank ${rank || "none"}, wanted ${relevant[0]}, first ${found[0] ?? "nothing"}`,
      );
    if (kind === "heading" && search.heading) {
      const heading = rank ? await search.heading(query, ids[rank - 1]) : undefined;
      named.push(squeezed(heading) === squeezed(query) ? 1 : 0);
      if (values.misses && rank && !named.at(-1))
        console.log(`  heading ${JSON.stringify(query)}: named ${JSON.stringify(heading ?? null)}`);
    }
    results[name].push({ kind, query, reciprocal: rank ? 1 / rank : 0 });
  }
}
const line = (label, pick) =>
  console.log(
    label.padEnd(18),
    ...chosen.map((name) =>
      mean(pick(results[name]))
        .toFixed(3)
        .padStart(name === "Postern" ? 8 : Math.max(9, name.length)),
    ),
  );
console.log("MRR@5".padEnd(18), ...chosen.map((name) => name.padStart(name === "Postern" ? 8 : 9)));
for (const kind of new Set(queries.map(({ kind }) => kind)))
  line(kind, (list) => list.filter((one) => one.kind === kind).map(({ reciprocal }) => reciprocal));
line("all", (list) => list.map(({ reciprocal }) => reciprocal));
if (file)
  line("held out", (list) =>
    list.filter(({ query }) => isHeldOut(query)).map(({ reciprocal }) => reciprocal),
  );
line("hit@1", (list) => list.map(({ reciprocal }) => (reciprocal === 1 ? 1 : 0)));
if (named.length > 0) line("heading named", (list) => (list === results.Postern ? named : []));

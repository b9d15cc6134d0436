// npm run score -- FOLDER [--misses]: reads every site below FOLDER and compares with what its own generator says.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { openSite } from "../build/generator/detect.js";
import { siteFiles } from "./site-files.mjs";
import { EXCUSED } from "./score-excused.mjs";
import { oraclesOf } from "./score-oracles.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { misses: { type: "boolean" } },
});
const [root] = positionals;
if (!root || !existsSync(root)) {
  console.error("Usage: npm run score -- FOLDER [--misses]   FOLDER holds sites, each with an oracle.json");
  process.exit(2);
}

const isSite = (folder) => readdirSync(folder).some((name) => /^oracle.*\.json$/.test(name));
function sitesBelow(folder, depth = 3) {
  if (!statSync(folder).isDirectory()) return [];
  if (isSite(folder)) return [folder];
  return depth === 0 ? [] : readdirSync(folder).flatMap((name) => sitesBelow(join(folder, name), depth - 1));
}

const squeezed = (value) => (value ?? "").replace(/\s+/g, "");
const asSet = (list) => [...new Set(list)].toSorted((a, b) => (a < b ? -1 : 1)).join("\0");
const sameSet = (a, b) => asSet(a ?? []) === asSet(b ?? []);
const paths = (categories) => (categories ?? []).map((one) => [].concat(one).join("/"));
function sameUrl(a, b) {
  try {
    return decodeURI(a ?? "") === decodeURI((b ?? "").replace(/%(?![\da-f]{2})/gi, "%25"));
  } catch {
    return a === b;
  }
}

/** Whether the post reads as its generator says, column by column; null where the oracle is silent. */
function compare(said, post) {
  if (!said.visible) return { "hidden stays hidden": !post || post.visibility !== "public" };
  if (!post) return { found: false };
  return {
    found: true,
    visible: post.visibility === "public",
    title: said.title ? post.title === said.title : post.title !== "",
    instant: said.date ? post.date?.instant === Date.parse(said.date) : post.date === null,
    tags: sameSet(said.tags, post.tags),
    categories: said.categories ? sameSet(paths(said.categories), paths(post.categories)) : null,
    url: said.linkUnresolved ? null : sameUrl(post.url, said.url),
    protected: said.protected ? post.protected && post.summary === "" : null,
    excerpt: said.excerpt ? squeezed(post.summary) === squeezed(said.excerpt.text) : null,
  };
}

async function scoreSite(folder, oracle) {
  const files = siteFiles(folder);
  const overrides = { url: oracle.url ?? null, title: null, permalink: null, generator: null };
  const site = await openSite(files, {
    ...overrides,
    timezone: oracle.siteTimeZone ?? null,
    buildTimezone: oracle.buildTimeZone ?? null,
  });
  const posts = new Map();
  for (const path of files.all()) {
    const result = site.isPost(path)
      ? site.parse(path, readFileSync(join(folder, path)), new Date("2026-11-24"))
      : null;
    if (result?.kind === "post") posts.set(path, result.parsed.post);
  }
  const marks = {};
  const misses = [];
  const name = `${relative(root, folder)}${oracle.name}`;
  const tick = (column, right, source, detail) => {
    const mark = (marks[column] ??= [0, 0, 0]);
    mark[1] += 1;
    if (right) mark[0] += 1;
    else if (EXCUSED.some((one) => one.where.test(`${name}/${source}`) && one.columns.includes(column)))
      mark[2] += 1;
    else misses.push([column, source, detail]);
  };
  for (const said of oracle.posts) {
    const post = posts.get(said.source);
    for (const [column, right] of Object.entries(compare(said, post)))
      if (right !== null) tick(column, right, said.source, [said, post]);
  }
  const known = new Set(oracle.posts.map((said) => said.source));
  for (const [source, post] of posts)
    if (post.visibility === "public" && !known.has(source)) tick("not a post", false, source, [null, post]);
  return { name, generator: site.site.generator, marks, misses };
}

let missed = 0;
const excused = new Set();
for (const folder of sitesBelow(root)) {
  for (const oracle of oraclesOf(folder)) {
    const { name, generator, marks, misses } = await scoreSite(folder, oracle);
    missed += misses.length;
    const cells = Object.entries(marks).map(
      ([column, [right, all, forgiven]]) =>
        `${column} ${right}/${all}${forgiven > 0 ? ` (${forgiven} excused)` : ""}`,
    );
    console.log(`${misses.length === 0 ? "full" : "MISS"}  ${name} [${generator}]  ${cells.join(" | ")}`);
    if (Object.values(marks).some(([, , forgiven]) => forgiven > 0)) excused.add(generator);
    const field = { instant: "date", found: "source", excerpt: "summary" };
    if (values.misses)
      for (const [column, source, [said, post]] of misses.slice(0, 40)) {
        const key = field[column] ?? column;
        const saidValue = said?.[column] ?? said?.[key];
        console.log(
          `      ${column} ${source}: ${JSON.stringify(saidValue)} but read ${JSON.stringify(post?.[key])}`,
        );
      }
  }
}
if (excused.size > 0) {
  console.log("\nExcused, where Postern means to differ from the generator:");
  for (const { reason } of EXCUSED) console.log(`- ${reason}`);
}
console.log(missed === 0 ? "\nFull marks." : `\n${missed} misses.`);
process.exitCode = missed === 0 ? 0 : 1;

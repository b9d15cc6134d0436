// npm run lab -- [GENERATOR…] [--folder DIR]: builds the small sites of scripts/lab with their real generators, in a folder
// outside the project, and compares each post's address, title, date, tags, visibility and words with what Postern reads.
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { siteFiles } from "../bench/site-files.mjs";
import { toPlain } from "../build/document/plain.js";
import { openSite } from "../build/generator/detect.js";
import { GENERATORS } from "./lab/generators.mjs";
import { pagesOf, toSecond } from "./lab/pages.mjs";
import { lacking, wordsOf } from "./render-all/words.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { folder: { type: "string" } },
});
const unknown = positionals.filter((name) => !Object.hasOwn(GENERATORS, name));
if (unknown.length > 0) {
  console.error(`No generator ${unknown.join(", ")} here; there are ${Object.keys(GENERATORS).join(", ")}.`);
  process.exit(1);
}
const folder = values.folder ?? mkdtempSync(join(tmpdir(), "postern-lab-"));

/** `tools`: a folder of programs that go before those of the PATH. */
function run(program, args, cwd, tools = "") {
  const PATH = [tools, process.env.PATH].filter(Boolean).join(delimiter);
  const env = { ...process.env, TZ: "UTC", PATH };
  const done = spawnSync(program, args, { cwd, encoding: "utf8", env });
  if (done.status !== 0)
    throw new Error(`${program} ${args.join(" ")}: ${done.error?.message ?? done.stderr + done.stdout}`);
}

/** The files of a site, each below a line `=== path`. */
function filesOf(name) {
  const text = readFileSync(new URL(`lab/${name}.site`, import.meta.url), "utf8");
  return text
    .split(/^=== /m)
    .slice(1)
    .map((part) => [part.slice(0, part.indexOf("\n")).trim(), part.slice(part.indexOf("\n") + 1)]);
}

function build(name) {
  const { program, packages, args, files, out, bare, slashless, site = name } = GENERATORS[name];
  const root = join(folder, name);
  rmSync(root, { recursive: true, force: true });
  for (const [path, text] of [...Object.entries(files), ...filesOf(site)]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  if (!packages) run(program, args, root);
  else {
    const tools = join(folder, `${name}-tools`);
    mkdirSync(tools, { recursive: true });
    const programs = join(tools, "node_modules", ".bin");
    if (!existsSync(join(programs, program))) {
      writeFileSync(join(tools, "package.json"), '{"private":true}');
      run("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", ...packages], tools);
    }
    symlinkSync(join(tools, "node_modules"), join(root, "node_modules"));
    run(join(programs, program), args, root, programs);
  }
  const paths = filesOf(site).map(([path]) => path);
  return { root, paths, pages: pagesOf(join(root, out), { bare, slashless }) };
}

const path = (url) => {
  const { pathname } = new URL(url);
  return decodeURI(pathname);
};

async function compare(name) {
  const { root, pages, paths } = build(name);
  const files = siteFiles(root);
  const none = { url: null, title: null, timezone: null, permalink: null, generator: null };
  const site = await openSite(files, { ...none, buildTimezone: "UTC" });
  const counts = {};
  const tick = (what, right, source, detail) => {
    const count = (counts[what] ??= [0, 0]);
    count[1] += 1;
    if (right) count[0] += 1;
    else console.log(`  ${source}: ${what}: ${detail}`);
  };
  for (const source of paths.filter((one) => site.isPost(one))) {
    const read = site.parse(source, Buffer.from(await files.read(source)), new Date("2026-01-01"));
    const post = read.kind === "post" && read.parsed.post.visibility === "public" ? read.parsed.post : null;
    const page = pages.get(source);
    pages.delete(source);
    tick("shown", (post !== null) === (page !== undefined), source, post ? "is no page" : "is a page");
    if (post === null || page === undefined) continue;
    const url = post.url === null ? null : path(post.url);
    tick("address", url === path(`https://x${page.url}`), source, `${page.url}, read as ${url}`);
    tick("title", post.title === page.title, source, `${page.title}, read as ${post.title}`);
    const date = post.date === null ? null : toSecond(post.date.instant);
    tick("date", date === page.date, source, `${page.date}, read as ${date}`);
    tick("tags", post.tags.join() === page.tags.join(), source, `${page.tags}, read as ${post.tags}`);
    const own = toPlain(read.parsed.body.document);
    const lost = lacking(wordsOf(page.text), `${own} ${post.title}`);
    const leaked = lacking(wordsOf(`${own} ${post.summary}`), `${page.text} ${page.text} ${page.title}`);
    tick(
      "words",
      lost.length + leaked.length === 0,
      source,
      `lacks “${lost.join(" ")}”, has “${leaked.join(" ")}” besides`,
    );
  }
  // Pages elsewhere are no posts.
  const folders = new Set(paths.filter((one) => site.isPost(one)).map(dirname));
  for (const source of paths.filter((one) => pages.has(one) && folders.has(dirname(one))))
    tick("shown", false, source, "is a page");
  const row = Object.entries(counts).map(([what, [right, all]]) => `${what} ${right}/${all}`);
  console.log(`${name} [${site.site.generator}]: ${row.join(" | ")}`);
  return Object.values(counts).every(([right, all]) => right === all);
}

let full = true;
for (const name of positionals.length > 0 ? positionals : Object.keys(GENERATORS))
  full = (await compare(name)) && full;
if (!values.folder) rmSync(folder, { recursive: true, force: true });
process.exitCode = full ? 0 : 1;

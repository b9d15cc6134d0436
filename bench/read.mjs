// How long reading takes: cold, with what an earlier run remembered, and after one file changed.
// Usage: npm run bench:read [-- 158 1000 10000 50000]. Each figure is from a process of its own. Beside it stand
// `hugo list all`, where there is a hugo, and `hexo list post` of the hexo installed in the folder that HEXO names, each
// over the same files: they read them once and end.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { seeded } from "./random.mjs";

const self = fileURLToPath(import.meta.url);
const [mode, ...rest] = process.argv.slice(2);
if (mode === "--one") await measure(...rest);
else compare(process.argv.slice(2).map(Number).filter(Boolean));

function words(next, count) {
  const word = () => {
    const length = 2 + Math.floor(next() * 8);
    return Array.from({ length }, () => String.fromCharCode(97 + Math.floor(next() * 26))).join("");
  };
  return Array.from({ length: count }, word).join(" ");
}

/** A Hexo site of posts of some 6 KB each. */
function makeSite(root, count) {
  const posts = join(root, "source/_posts");
  mkdirSync(posts, { recursive: true });
  writeFileSync(
    join(root, "_config.yml"),
    "title: Bench\nurl: https://bench.test\npermalink: :year/:title/\ntimezone: UTC\n",
  );
  writeFileSync(
    join(root, "package.json"),
    '{"hexo":{"version":"7.0.0"},"dependencies":{"hexo":"^7.0.0","hexo-renderer-marked":"^6.0.0"}}',
  );
  for (let at = 0; at < count; at++) {
    const next = seeded(at);
    const day = new Date(Date.UTC(2010, 0, 1) + at * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
    const paragraphs = Array.from({ length: 10 }, () => `${words(next, 90)}.`);
    const text = `---\ntitle: ${words(next, 5)}\ndate: ${day}\ntags:\n  - t${at % 40}\n  - t${at % 7}\n---\n${paragraphs.join("\n\n")}\n`;
    writeFileSync(join(posts, `post-${at}.md`), text);
  }
}

function compare(sizes) {
  const rows = [];
  for (const count of sizes.length > 0 ? sizes : [158, 1_000, 10_000, 50_000]) {
    const base = mkdtempSync(join(tmpdir(), "postern-bench-"));
    try {
      makeSite(join(base, "site"), count);
      for (const start of ["cold", "warm"]) {
        // As `npm start` does.
        const flags = ["--max-semi-space-size=8", "--expose-gc"];
        const run = spawnSync(process.execPath, [...flags, self, "--one", base, String(count)], {
          encoding: "utf8",
          timeout: 300_000,
        });
        if (run.status !== 0) throw new Error(run.stderr);
        rows.push({ posts: count, start, ...JSON.parse(run.stdout) });
      }
      rows.push(...peers(join(base, "site"), count));
    } finally {
      rmSync(base, { recursive: true, force: true });
    }
  }
  console.table(rows);
}

/** How long others take to list the same posts; nothing of those that are not installed. */
function peers(site, count) {
  const config = join(site, "../hugo.json");
  writeFileSync(config, '{"baseURL":"https://bench.test","contentDir":"source/_posts"}');
  const all = [{ name: "hugo", command: "hugo", args: ["list", "all", "--config", config] }];
  if (process.env.HEXO) {
    symlinkSync(join(resolve(process.env.HEXO), "node_modules"), join(site, "node_modules"));
    all.push({ name: "hexo", command: join(site, "node_modules/.bin/hexo"), args: ["list", "post"] });
  }
  return all.flatMap(({ name, command, args }) => {
    const began = performance.now();
    const run = spawnSync(command, args, {
      cwd: site,
      encoding: "utf8",
      timeout: 300_000,
      maxBuffer: 2 ** 28,
    });
    const took = Math.round(performance.now() - began);
    if (run.error?.code === "ENOENT") return [];
    const found = run.stdout.match(/post-\d+\.md/g)?.length ?? 0;
    if (found < count)
      throw new Error(`${name} listed ${found} of ${count} posts: ${run.stderr || run.stdout}`);
    return [{ posts: count, start: name, "all ms": took }];
  });
}

async function measure(base, count) {
  const { openFolder } = await import("../build/source/folder.js");
  const { isSiteRoot, openSite } = await import("../build/generator/detect.js");
  const { openLibraries, READ_THREADS } = await import("../build/library/open-libraries.js");
  const alive = setInterval(() => {}, 1_000); // watching alone keeps no process running
  const blocks = monitorEventLoopDelay({ resolution: 1 });
  blocks.enable();
  const began = performance.now();
  const nothing = {
    url: null,
    title: null,
    timezone: null,
    buildTimezone: null,
    lang: null,
    permalink: null,
    generator: null,
  };
  const library = await openLibraries({
    sources: [await openFolder(join(base, "site"), { isRoot: isSiteRoot })],
    threads: READ_THREADS,
    dataDir: join(base, "data"),
    openSite,
    overrides: nothing,
    log: { info: () => {}, warn: (text) => console.error(text) },
  });
  let first = 0;
  library.onChange(() => (first ||= performance.now() - began));
  await library.settled();
  const all = performance.now() - began;
  if (library.visible().length !== Number(count)) throw new Error(`read ${library.visible().length} posts`);
  const peak = process.resourceUsage().maxRSS / 1024;
  await wait(1_500);
  const changed = new Promise((done) => library.onChange((changes) => done(changes[0].post.title)));
  const saved = performance.now();
  writeFileSync(
    join(base, "site/source/_posts/post-1.md"),
    "---\ntitle: Saved\ndate: 2020-01-01 00:00:00\n---\nnew\n",
  );
  await changed;
  const change = performance.now() - saved;
  makeSite(join(base, "site"), 2);
  await library.settled();
  blocks.disable();
  global.gc();
  const idle = process.memoryUsage().rss / 2 ** 20;
  await library.stop();
  clearInterval(alive);
  const ms = (value) => Math.round(value);
  console.log(
    JSON.stringify({
      "first post ms": ms(first),
      "all ms": ms(all),
      "one change ms": ms(change),
      "longest block ms": ms(blocks.max / 1e6),
      "peak MB": ms(peak),
      "after MB": ms(idle),
    }),
  );
}

// npm run bench:render [-- FOLDER]: posts a second by renderer, the time of /read, formulas a second cold and cached, memory.
// FOLDER is a blog's; the sample posts unless told. Each section runs in a process of its own.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { openBlog } from "../build/blog.js";
import { renderReply } from "../build/chat/discord/render-reply.js";
import { messageParams, render, richParams } from "../build/chat/telegram/render.js";
import { readConfig } from "../build/config.js";
import { formulasOf } from "../build/document/formulas.js";
import { parseMarkdown } from "../build/markdown/read-body.js";
import { NO_BODY } from "../build/post/body.js";
import { partsOf, spansOf } from "../build/fit/parts.js";
import { toPlain } from "../build/document/plain.js";
import { openFormulas } from "../build/formula/formulas.js";
import { localeFor } from "../build/locale/locale.js";
import { createLogger } from "../build/log.js";

const rss = () => Math.round(process.memoryUsage().rss / 2 ** 20);
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** Renderers are run over all posts again until so many ms have passed. */
const LONG_ENOUGH = 2_000;
const ROUNDS_OF_READ = 5;

const sections = { renderers, read, formulas };
const [mode, ...rest] = process.argv.slice(2);
if (mode === "--one") console.log(JSON.stringify(await sections[rest[0]](rest[1])));
else compare(mode ?? "posts");

function compare(folder) {
  for (const name of Object.keys(sections)) {
    const run = spawnSync(
      process.execPath,
      ["--expose-gc", fileURLToPath(import.meta.url), "--one", name, resolve(folder)],
      { encoding: "utf8", maxBuffer: 2 ** 26 },
    );
    if (run.status !== 0) throw new Error(run.stderr);
    const { rows, remarks = [] } = JSON.parse(run.stdout);
    console.table(rows);
    for (const remark of remarks) console.log(remark);
  }
}

async function blogOf(folder) {
  const config = readConfig([], { POSTS_DIR: folder }, "/nonexistent");
  const memory = [];
  const blog = await openBlog(
    { config, log: createLogger({ level: "error", secrets: [] }) },
    {
      lasting: false,
      memory: {
        remember: async (text) => String(memory.push(text) - 1),
        recall: async (key) => memory[Number(key)] ?? null,
      },
    },
  );
  await blog.settled();
  const { library } = blog;
  const texts = await Promise.all(
    library.visible().map(async (post) => ({ post, body: (await library.body(post.id)) ?? NO_BODY })),
  );
  const options = ({ post }) => ({ base: post.url, breaks: library.site.generator === "hexo" });
  return { blog, texts, options, parse: (one) => parseMarkdown(one.body.written, options(one)) };
}

async function renderers(folder) {
  const { blog, texts, parse } = await blogOf(folder);
  const locale = localeFor("en");
  const articles = texts.map((one) => {
    const document = parse(one);
    const parts = partsOf(document);
    const reply = (body, more) => ({
      body,
      buttons: [],
      posts: [],
      audience: "everyone",
      title: "t",
      ...more,
    });
    return {
      document,
      parts: parts.map((part) => reply(part.document)),
      spans: spansOf(parts).map((span) => reply([], { article: { body: span.document, buttons: [] } })),
    };
  });
  const jobs = {
    "reading Markdown": () => texts.forEach(parse),
    "dividing into parts": () => articles.forEach(({ document }) => partsOf(document)),
    Discord: () =>
      articles.forEach(({ parts }) => parts.forEach((part) => renderReply(part, { asker: "", locale }))),
    "Telegram HTML": () =>
      articles.forEach(({ parts }) => parts.forEach((part) => messageParams(render(part, locale)))),
    "Telegram rich": () =>
      articles.forEach(({ spans }) =>
        spans.forEach((span) => richParams(render(span, locale, "always"), () => true)),
      ),
    "plain text": () => articles.forEach(({ document }) => toPlain(document)),
  };
  const rows = Object.entries(jobs).map(([renderer, job]) => {
    job();
    const began = performance.now();
    let rounds = 0;
    for (; performance.now() - began < LONG_ENOUGH; rounds++) job();
    const ms = (performance.now() - began) / rounds / texts.length;
    return { renderer, posts: texts.length, "posts/s": Math.round(1000 / ms), "ms a post": ms.toFixed(3) };
  });
  await blog.stop();
  global.gc();
  return { rows, remarks: [`RSS after it: ${rss()} MB`] };
}

/** Every part of every post, asked as a reader asks; articles read just now are kept, so most are read anew. */
async function read(folder) {
  const { blog, texts } = await blogOf(folder);
  const times = [];
  const locale = localeFor("en");
  for (let round = 0; round < ROUNDS_OF_READ; round++)
    for (const { post } of texts)
      for (let part = 1, count = 1; part <= count; part++) {
        const began = performance.now();
        const reply = await blog.dispatcher.run(
          "read",
          { query: post.id, part: String(part) },
          { locale: "en" },
        );
        renderReply(reply, { asker: "", locale });
        times.push(performance.now() - began);
        count = reply.page?.count ?? 1;
      }
  await blog.stop();
  times.sort((a, b) => a - b);
  const ms = (share) => at(times, share).toFixed(2);
  return {
    rows: [
      {
        "/read": times.length,
        "p50 ms": ms(0.5),
        "p90 ms": ms(0.9),
        "p99 ms": ms(0.99),
        "slowest ms": ms(1),
      },
    ],
  };
}

async function formulas(folder) {
  const { blog, texts, parse } = await blogOf(folder);
  const wanted = new Set();
  for (const one of texts) {
    const { displays, lines } = formulasOf(parse(one));
    for (const { sources } of [...displays, ...lines]) for (const tex of sources) wanted.add(tex);
  }
  await blog.stop();
  global.gc();
  const before = rss();
  const folderOfPictures = mkdtempSync(join(tmpdir(), "postern-bench-"));
  const drawing = openFormulas({ folder: folderOfPictures });
  const began = performance.now();
  await drawing.picture("\\frac{1}{2}");
  const first = performance.now() - began;
  const failed = [];
  const times = [];
  let bytes = 0;
  for (const tex of wanted) {
    const start = performance.now();
    const picture = await drawing.picture(tex);
    times.push(performance.now() - start);
    if (picture) bytes += picture.png.length;
    else failed.push(tex);
  }
  const cold = performance.now() - began - first;
  const during = rss();
  const drawer = childrenOf(process.pid);
  const again = performance.now();
  const good = [...wanted].filter((tex) => !failed.includes(tex));
  for (const tex of good) await drawing.picture(tex);
  const cached = performance.now() - again;
  await drawing.stop();
  rmSync(folderOfPictures, { recursive: true, force: true });
  times.sort((a, b) => a - b);
  const perSecond = (count, ms) => Math.round((1000 * count) / Math.max(1, ms));
  return {
    rows: [
      {
        formulas: wanted.size,
        failed: failed.length,
        "first ms": Math.round(first),
        "cold/s": perSecond(wanted.size, cold),
        "cold p99 ms": times.length > 0 ? Math.round(at(times, 0.99)) : 0,
        "cached/s": perSecond(good.length, cached),
        "KB each": (bytes / Math.max(1, good.length) / 1024).toFixed(1),
        "RSS before MB": before,
        "while drawing": during,
        "its drawing process": drawer,
      },
    ],
    remarks: failed.map((tex) => `stays source: ${JSON.stringify(tex.slice(0, 120))}`),
  };
}

/** Resident memory of what a process has started, in megabytes. */
function childrenOf(pid) {
  const { stdout } = spawnSync("ps", ["-o", "rss=", "--ppid", String(pid)], { encoding: "utf8" });
  const sizes = (stdout ?? "").trim().split(/\s+/).map(Number);
  // `ps` itself is one of them, of a few megabytes.
  return Math.round(Math.max(0, ...sizes) / 1024);
}

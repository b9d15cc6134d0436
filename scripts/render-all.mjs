// npm run render-all -- FOLDER [--out DIR]: every post of a folder through the reader and every renderer, with
// limits checked, raw dressing counted and the words that arrive counted against the words that were written.
import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { GUESSED } from "../build/markdown/extensions.js";
import { parseMarkdown } from "../build/markdown/read-body.js";
import { toPlain } from "../build/document/plain.js";
import { excerptsOf, isCut } from "./render-all/oracle.mjs";
import { divide, renderers, repliesOf, without } from "./render-all/renderings.mjs";
import { lacking, readByOthers, withoutFormulas, wordsOf } from "./render-all/words.mjs";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: "string" } } });
const [folder] = positionals;
if (!folder) {
  console.error("Name a folder of posts: npm run render-all -- ./posts [--out DIR]");
  process.exit(2);
}

/** What no reader should ever see outside code. */
const RAW =
  /\{%|\{\{[<%]|^:::|\$\$|<\/?(?:div|p|span|img|br|a|b|font|center|details|table|script|style)\b[^>]*>|\[[^\]\n]{1,200}\]\((?:https?:|\/)[^)\s]*\)/gm;
/** A post that lacks more than this share of its words is named. */
const NAMED_ABOVE = 0.005;
const DIVIDER = /^\uFEFF?(-{3,}|\+{3})[ \t]*\r?\n[\s\S]*?\r?\n\1[ \t]*(?:\r?\n|$)/;

const names = Object.keys(renderers);
const rows = new Map(names.map((name) => [name, { messages: 0, breaches: 0, raw: 0, lacking: 0 }]));
const total = {
  posts: 0,
  words: 0,
  others: 0,
  missed: 0,
  excerpts: 0,
  wanted: 0,
  lost: 0,
  ms: 0,
  slowest: 0,
};
const excerpts = await excerptsOf(folder);
const shown = [];
for (const path of await posts(folder)) await one(path);
report();
if (values.out) {
  const { writePictures } = await import("./render-all/pictures.mjs");
  console.log(`Look through ${await writePictures(values.out, shown)}`);
}
process.exit([...rows.values()].some(({ breaches }) => breaches > 0) ? 1 : 0);

async function posts(root) {
  if ((await stat(root)).isFile()) return [root];
  const found = await readdir(root, { recursive: true });
  return found
    .filter(
      (name) => /\.(?:md|mdx|markdown)$/.test(name) && !/(?:^|[\\/])(?:node_modules|\.git)[\\/]/.test(name),
    )
    .sort()
    .map((name) => join(root, name));
}

async function one(path) {
  const text = await readFile(path, "utf8");
  const [front = ""] = DIVIDER.exec(text) ?? [];
  const body = text.slice(front.length);
  const started = performance.now();
  const article = parseMarkdown(body, {
    base: "https://blog.example/post/",
    mdx: path.endsWith(".mdx"),
    extensions: GUESSED,
  });
  const parts = divide(article);
  const rendered = names.map((name) => [name, renderers[name](parts)]);
  const spent = performance.now() - started;
  total.posts += 1;
  total.ms += spent;
  total.slowest = Math.max(total.slowest, spent);

  const readable = toPlain(without(article, ["math"]));
  const wanted = wordsOf(withoutFormulas(readable));
  total.words += wanted.length;
  const prose = toPlain(without(article, ["code", "math"])).replace(/https?:\/\/\S+/g, " ");
  const quoted = `${readable}\n${pictureWords(article)}`;
  /** Code in a line, addresses and the words of pictures may speak of tags: what only they hold is the author's own text. */
  const isDressing = (piece) => prose.includes(piece) || !quoted.includes(piece);
  for (const [name, messages] of rendered) judge(path, name, messages, wanted, isDressing);

  const others = wordsOf(readByOthers(body));
  const missed = lacking(others, `${toPlain(article)}\n${pictureWords(article)}`);
  total.others += others.length;
  total.missed += missed.length;
  tell(path, "the reader, by another reader's text,", missed, others);

  const excerpt = excerpts.get(resolve(path));
  if (excerpt && isCut(body, front)) {
    const own = wordsOf(withoutFormulas(excerpt));
    const lost = lacking(own, toPlain(article));
    total.excerpts += 1;
    total.wanted += own.length;
    total.lost += lost.length;
    tell(path, "the reader, by the generator's excerpt,", lost, own);
  }
  if (values.out) shown.push({ path, replies: repliesOf(parts, path.slice(-60)).slice(0, 3) });
}

function judge(path, name, messages, wanted, isDressing) {
  const row = rows.get(name);
  row.messages += messages.length;
  const broken = messages.flatMap((message) => message.broken);
  row.breaches += broken.length;
  if (broken.length > 0) console.log(`over a limit, ${name}: ${path} (${broken.join(", ")})`);
  const raw = messages.flatMap(({ prose }) => (prose.match(RAW) ?? []).filter(isDressing));
  row.raw += raw.length;
  if (raw.length > 0) console.log(`raw, ${name}: ${path}: ${[...new Set(raw)].slice(0, 4).join("  ")}`);
  const gone = lacking(wanted, messages.map(({ text }) => text).join("\n"));
  row.lacking += gone.length;
  tell(path, name, gone, wanted);
}

function tell(path, name, gone, wanted) {
  if (gone.length > Math.max(3, NAMED_ABOVE * wanted.length))
    console.log(
      `${name} lacks ${gone.length} of ${wanted.length} words of ${path}: ${gone.slice(0, 8).join(" ")}`,
    );
}

/** The words of a picture count as read: they stand as its alternative text. */
function pictureWords(value) {
  if (Array.isArray(value)) return value.map(pictureWords).join(" ");
  if (!value || typeof value !== "object") return "";
  const own = value.type === "figure" || value.type === "image" ? value.alt : "";
  return `${own} ${Object.values(value).map(pictureWords).join(" ")}`;
}

function report() {
  const share = (gone, all) => `${(100 * (1 - gone / Math.max(1, all))).toFixed(3)} %`;
  console.log(`${total.posts} posts, ${total.words} words`);
  for (const [name, { messages, breaches, raw, lacking: gone }] of rows)
    console.log(
      `${name.padEnd(19)} ${String(messages).padStart(5)} messages  ${breaches} breaches  ${raw} raw  ` +
        `${share(gone, total.words)} of the words`,
    );
  console.log(`another reader's text: ${share(total.missed, total.others)} of ${total.others} words`);
  if (total.excerpts > 0)
    console.log(
      `the generator's excerpts: ${share(total.lost, total.wanted)} of ${total.wanted} words of ${total.excerpts}`,
    );
  console.log(
    `reading and rendering: ${(total.ms / Math.max(1, total.posts)).toFixed(1)} ms a post, ${total.slowest.toFixed(0)} ms the slowest`,
  );
}

// npm run render-all -- FOLDER [--out DIR]: every post of a folder through the reader and both renderers,
// with limits checked, raw dressing counted and the words that arrive counted against the words that were written.
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { renderReply } from "../dist/chat/discord/render-reply.js";
import { messageParams, render, richParams } from "../dist/chat/telegram/render.js";
import { plainText } from "../dist/chat/telegram/rich-text.js";
import { parseMarkdown } from "../dist/document/markdown.js";
import { partsOf, spansOf } from "../dist/document/parts.js";
import { toPlain } from "../dist/document/plain.js";
import { localeFor } from "../dist/locale/locale.js";
import { telegramPreview } from "../dist/chat/telegram/telegram-preview.js";
import { weighRich } from "./weigh-rich.mjs";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: "string" } } });
const [folder] = positionals;
if (!folder) {
  console.error("Name a folder of posts: npm run render-all -- ./posts [--out DIR]");
  process.exit(2);
}

const DISCORD_LIMIT = 4000;
const TELEGRAM_LIMIT = 4096;
/** What no reader should ever see outside code. */
const RAW =
  /\{%|\{\{[<%]|^:::|\$\$|<\/?(?:div|p|span|img|br|a|b|font|center|details|table|script|style)\b[^>]*>/gm;
const locale = localeFor("en");
const preview = telegramPreview("en");

const total = {
  posts: 0,
  parts: 0,
  breaches: 0,
  raw: 0,
  words: 0,
  discord: 0,
  telegram: 0,
  rich: 0,
  messages: 0,
  ms: 0,
  slowest: 0,
};
const pages = [];
for (const path of await posts(folder)) await one(path);

console.log(
  `${total.posts} posts, ${total.parts} parts, ${total.breaches} breaches of a limit, ${total.raw} raw pieces of dressing\n` +
    `words that arrive: Discord ${share(total.discord)}, Telegram ${share(total.telegram)}, Telegram rich ${share(total.rich)} (${total.messages} messages) of ${total.words}\n` +
    `reading and rendering: ${(total.ms / Math.max(1, total.posts)).toFixed(1)} ms a post, ${total.slowest.toFixed(0)} ms the slowest`,
);
if (values.out) {
  await mkdir(values.out, { recursive: true });
  await writeFile(join(values.out, "index.html"), page());
  console.log(`Look through ${join(values.out, "index.html")}`);
}
process.exit(total.breaches > 0 ? 1 : 0);

function share(words) {
  return `${((100 * words) / Math.max(1, total.words)).toFixed(3)} %`;
}

async function posts(root) {
  if ((await stat(root)).isFile()) return [root];
  const names = await readdir(root, { recursive: true });
  return names
    .filter(
      (name) => /\.(?:md|mdx|markdown)$/.test(name) && !/(?:^|[\\/])(?:node_modules|\.git)[\\/]/.test(name),
    )
    .sort()
    .map((name) => join(root, name));
}

async function one(path) {
  const text = await readFile(path, "utf8");
  const body = text.replace(/^\uFEFF?(-{3,}|\+{3})[ \t]*\r?\n[\s\S]*?\r?\n\1[ \t]*(?:\r?\n|$)/, "");
  const started = performance.now();
  const article = parseMarkdown(body, { base: "https://blog.example/post/" });
  const divided = partsOf(article);
  const replies = divided.map(({ document: part }, at, all) => ({
    title: path.slice(-60),
    body: part,
    page: { number: at + 1, count: all.length, previous: "a", next: "b" },
    buttons: [],
    posts: [],
    audience: "everyone",
  }));
  const shown = replies.map((reply) => ({
    discord: discordText(renderReply(reply, { asker: "", locale })),
    telegram: plainText(render(reply, locale).runs),
    params: messageParams(render(reply, locale)),
  }));
  const rich = spansOf(divided).flatMap(({ document: body }, at, all) => {
    const page = { number: at + 1, count: all.length, previous: "a", next: "b" };
    const reply = { article: { body, page, buttons: [] }, buttons: [], posts: [], audience: "everyone" };
    const params = richParams(render(reply, locale, "where-better"), () => true);
    return params ? [weighRich(params.rich_message)] : [];
  });
  const spent = performance.now() - started;
  total.posts += 1;
  total.parts += replies.length;
  total.ms += spent;
  total.slowest = Math.max(total.slowest, spent);
  for (const { discord, telegram } of shown) {
    if (discord.length > DISCORD_LIMIT || telegram.length > TELEGRAM_LIMIT || telegram === "") breach(path);
  }
  total.messages += rich.length;
  for (const { broken } of rich) if (broken.length > 0) breach(`${path} (rich: ${broken.join(", ")})`);
  const raw = toPlain(without(article, ["code", "math"])).match(RAW) ?? [];
  total.raw += raw.length;
  if (raw.length > 0) console.log(`raw in ${path}: ${[...new Set(raw)].slice(0, 4).join("  ")}`);
  const wanted = wordsOf(toPlain(without(article, ["math"])));
  total.words += wanted.length;
  const arrived = {
    discord: found(
      wanted,
      shown.map(({ discord }) => discord.replace(/\\([^\p{L}\p{N}])/gu, "$1")).join("\n"),
    ),
    telegram: found(wanted, shown.map(({ telegram }) => telegram).join("\n")),
  };
  arrived.rich = found(wanted, rich.map(({ text }) => text).join("\n"));
  total.rich += arrived.rich;
  total.discord += arrived.discord;
  total.telegram += arrived.telegram;
  for (const chat of ["discord", "telegram", "rich"])
    if (arrived[chat] < 0.98 * wanted.length)
      console.log(`${chat} lacks ${wanted.length - arrived[chat]} of ${wanted.length} words of ${path}`);
  if (values.out && pages.length < 400)
    pages.push({
      path,
      html: replies
        .slice(0, 3)
        .map((reply) => preview.html(reply))
        .join(""),
    });
}

function breach(path) {
  total.breaches += 1;
  console.log(`over a limit: ${path}`);
}

function discordText(message) {
  const texts = [];
  const visit = (component) => {
    if (typeof component.content === "string") texts.push(component.content);
    for (const inner of component.components ?? []) visit(inner);
  };
  for (const component of message.components ?? []) visit(component);
  return texts.join("\n");
}

/** Words, and the signs of scripts that do not divide them. Formulas may be told in other signs: they are left out. */
function wordsOf(text) {
  return (
    text
      .replace(/\$\$[^$]*\$\$|\$[^$]*\$/g, " ")
      .match(
        /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]|(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])[\p{L}\p{N}])+/gu,
      ) ?? []
  );
}

/** How many of the words stand in the text, each as often as it is wanted. */
function found(wanted, text) {
  const have = new Map();
  for (const word of text.match(
    /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]|(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])[\p{L}\p{N}])+/gu,
  ) ?? [])
    have.set(word, (have.get(word) ?? 0) + 1);
  let count = 0;
  for (const word of wanted) {
    const left = have.get(word) ?? 0;
    if (left > 0) count += 1;
    have.set(word, left - 1);
  }
  return count;
}

function without(blocks, types) {
  const bare = (value) =>
    Array.isArray(value)
      ? value.filter((one) => !types.includes(one?.type)).map(bare)
      : value && typeof value === "object"
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bare(inner)]))
        : value;
  return bare(blocks);
}

function page() {
  const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return (
    `<!doctype html><meta charset="utf-8"><title>render-all</title><style>body{font:16px sans-serif;margin:2rem}` +
    `section{margin:2rem 0}${preview.css}</style>` +
    pages.map(({ path, html }) => `<section><h2>${escape(path)}</h2>${html}</section>`).join("\n")
  );
}

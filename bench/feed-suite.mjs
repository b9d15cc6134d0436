// npm run bench:feed-suite -- FOLDER [--misses]: the feed reader on the cases of feedparser's suite (its folder tests/wellformed or
// tests/illformed), each a feed that says in a comment what its fields are: how many of those that Postern reads are right.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { toPlain } from "../build/document/plain.js";
import { feedDate } from "../build/generator/feed/feed-date.js";
import { parseMarkdown } from "../build/markdown/read-body.js";
import { decodeBytes } from "../build/source/feed-bytes.js";
import { parseItems } from "../build/source/feed-items.js";
import { markdown } from "../build/source/feed-markdown.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { misses: { type: "boolean" } },
});
const [folder] = positionals;
if (!folder || !existsSync(folder)) {
  console.error("Usage: npm run bench:feed-suite -- FOLDER [--misses]");
  process.exit(2);
}

const words = (html) =>
  toPlain(parseMarkdown(markdown(html)))
    .replace(/\s+/g, " ")
    .trim();
const instant = (written) => (written === null ? null : (feedDate(written, null)?.instant ?? null));

/** What Postern reads of a path such as `entries[0]['title']`; absent where it reads no such field. */
const FIELDS = [
  [/^entries\[(\d+)\]\.title$/, "title", (item, said) => [words(item.title), words(said)]],
  [/^entries\[(\d+)\]\.link$/, "link", (item, said) => [item.url, said]],
  [/^entries\[(\d+)\]\.(?:id|guid)$/, "id", (item, said) => [item.key, said]],
  [/^entries\[(\d+)\]\.author_detail\.name$/, "author", (item, said) => [item.authors[0], said]],
  [/^entries\[(\d+)\]\.tags\.0\.term$/, "tag", (item, said) => [item.tags[0], said]],
  [
    /^entries\[(\d+)\]\.(?:summary|description)$/,
    "summary",
    (item, said) => [words(item.summary || item.content), words(said)],
  ],
  [/^entries\[(\d+)\]\.content\.0\.value$/, "content", (item, said) => [words(item.content), words(said)]],
  [/^entries\[(\d+)\]\.published_parsed$/, "published", (item, said) => [instant(item.published), said]],
  [/^feed\.title$/, "feed title", (feed, said) => [words(feed.title), words(said)]],
  [/^feed\.link$/, "feed link", (feed, said) => [feed.url, said]],
  [/^feed\.language$/, "feed language", (feed, said) => [feed.lang, said]],
];

/** Conditions of the form `path == literal`. */
function conditionsOf(text) {
  const line = /Expect:\s*(.*)/.exec(text)?.[1] ?? "";
  const found = line.matchAll(
    /((?:entries|feed)(?:\[[^\]]+\]|\.\w+)+)\s*==\s*(?:u?(["'])((?:\\.|(?!\2).)*)\2(?!\s*\+)|\(([\d, ]+)\))/g,
  );
  return [...found].map(([, path, , string, numbers]) => ({
    path: path
      .replace(/\[u?["'](\w+)["']\]/g, ".$1")
      .replace(/\[(\d+)\](?!$)(?<=.{9})(?<!entries\[\d+\])/g, ".$1")
      .replace(/(?<=\w)\[(\d+)\]/g, (all, n, at) => (at === 7 ? all : `.${n}`)),
    said: numbers === undefined ? unescaped(string) : utc(numbers.split(",").map(Number)),
  }));
}
const utc = ([year, month, ...rest]) => Date.UTC(year, month - 1, ...rest.slice(0, 4));
const ESCAPES = { n: "\n", t: "\t", r: "\r" };
const unescaped = (text) =>
  text.replace(/\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|(.))/gi, (_, x, u, long, sign) =>
    sign === undefined ? String.fromCodePoint(Number.parseInt(x ?? u ?? long, 16)) : (ESCAPES[sign] ?? sign),
  );

/** The feed, or why it is none. */
function feedOf(text) {
  try {
    return parseItems(text, "http://127.0.0.1:8097/feed.xml");
  } catch (error) {
    return error;
  }
}

const counts = new Map();
for (const name of readdirSync(folder, { recursive: true }).filter((one) => one.endsWith(".xml"))) {
  const bytes = readFileSync(join(folder, name));
  const type = /^\s*Header:\s*Content-type:\s*(.+)$/im.exec(bytes.toString("latin1"))?.[1] ?? null;
  const text = decodeBytes(bytes, type);
  const wanted = conditionsOf(text).flatMap((one) => {
    const field = FIELDS.find(([path]) => path.test(one.path));
    return field === undefined ? [] : [{ ...one, field }];
  });
  if (wanted.length === 0) continue;
  const feed = feedOf(text);
  for (const { path, said, field } of wanted) {
    const [pattern, column, read] = field;
    const at = pattern.exec(path)?.[1];
    const subject = at === undefined ? feed : feed.items?.[Number(at)];
    const [got, right] =
      feed instanceof Error || subject === undefined
        ? [feed.message ?? "no article", said]
        : read(subject, said);
    const count = counts.get(column) ?? [0, 0, 0];
    count[1] += 1;
    if ((got ?? "") === right) count[0] += 1;
    else if (feed instanceof Error || subject === undefined) count[2] += 1;
    if (values.misses && (got ?? "") !== right)
      console.log(`${String(name)}: ${path}: ${JSON.stringify(right)}, read as ${JSON.stringify(got)}`);
    counts.set(column, count);
  }
}
const all = [...counts.values()].reduce((sum, one) => sum.map((n, at) => n + one[at]), [0, 0, 0]);
for (const [column, [right, asked, none]] of [...counts, ["all", all]])
  console.log(
    `${column.padEnd(14)} ${right} of ${asked}${none > 0 ? `, ${none} of no feed or article` : ""}`,
  );

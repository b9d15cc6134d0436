// npm run bench:inline [-- 10000]: what an answer of Telegram's inline mode costs, from the query to the results as they
// are sent, in processor time, so that other work on the machine does not count: whole words, typos, and what a
// reader has typed so far.
import { answerInline } from "../build/chat/telegram/inline.js";
import { wishOf } from "../build/chat/telegram/rich/mode.js";
import { richUse } from "../build/chat/telegram/rich/use.js";
import { createDispatcher } from "../build/command/create-dispatcher.js";
import { localeFor } from "../build/locale/locale.js";
import { createSearchIndex } from "../build/search/create-search-index.js";
import { seeded } from "./random.mjs";
import { makePosts } from "./search-texts.mjs";

const QUERIES = 400;
const WARM = 40;
const count = Number(process.argv[2] ?? 10_000);
const entries = makePosts(count);
const posts = entries.map(({ post }) => post).toReversed();
const byId = new Map(entries.map((entry) => [entry.post.id, entry]));
const index = createSearchIndex({ body: async (id) => byId.get(id)?.body ?? null });
await index.put(entries);
const dispatcher = createDispatcher({
  library: {
    site: { title: "Bench", url: "https://bench.example", timezone: null, lang: "en", generator: "plain" },
    visible: () => posts,
    get: (id) => byId.get(id)?.post,
    article: async () => null,
  },
  index,
  memory: { remember: async () => "key", recall: async () => null },
  onFault: (fault) => {
    throw fault;
  },
});

const random = seeded(7);
const queries = Array.from({ length: QUERIES }, (_, at) => {
  const { title } = posts[Math.floor(random() * count)];
  const [first = title, next = ""] = title.split(" ");
  const swapped = first.length > 4 ? first.slice(0, 2) + first[3] + first[2] + first.slice(4) : first;
  return [first, swapped, `${first} ${next}`, first.slice(0, 2), `see +${first}+ and +${next || first}+`][
    at % 5
  ];
});

let results = 0;
const api = { call: async (_method, params) => void (results += JSON.stringify(params.results).length) };
const deps = { api, dispatcher, bot: "bench_bot", use: richUse("auto") };
const ask = async (text, offset = "") => {
  const began = process.cpuUsage();
  await answerInline(
    { kind: "inline", id: 1, query: "1", text, offset, locale: "en", user: 1 },
    localeFor("en", null),
    deps,
  );
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
};
for (const query of queries.slice(0, WARM)) await ask(query);
const kinds = ["word", "typo", "two words", "two letters", "sentence"];
const taken = [];
for (const [at, query] of queries.entries()) taken.push({ kind: kinds[at % 5], ms: await ask(query) });
const pages = [];
for (const query of queries.slice(0, 100)) pages.push(await ask(query, "40"));
const row = (list) => {
  const sorted = list.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1);
  return { answers: list.length, p50: at(0.5), p99: at(0.99), longest: at(1) };
};
console.table({
  all: row(taken.map(({ ms }) => ms)),
  ...Object.fromEntries(
    kinds.map((kind) => [kind, row(taken.filter((one) => one.kind === kind).map(({ ms }) => ms))]),
  ),
  "third page": row(pages),
});
console.log(
  `${count} posts, mode ${wishOf("auto")}, ${Math.round(results / 1024 / (QUERIES + WARM + 100))} KB an answer; ms of processor`,
);

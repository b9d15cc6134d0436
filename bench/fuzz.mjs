// npm run fuzz -- --cases N --seed N: reads sites that nobody would write; none may crash, hang, run or leak.
import { parseArgs } from "node:util";
import { openSite } from "../build/generator/detect.js";
import { SMALL } from "../build/library/reading.js";
import { chance, fuzzCase } from "./fuzz-grammar.mjs";

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "20000" },
    seed: { type: "string", default: String(Date.now() % 1e9) },
  },
});
const [cases, seed] = [Number(values.cases), Number(values.seed)];
const NOW = new Date("2026-01-01T00:00:00Z");
/** Processor time in ms: what is small is read where everybody waits, the rest in threads. */
const SLOWEST_MS = { small: 100, big: 1000 };
const OVERRIDES = {
  url: "https://f.example",
  title: null,
  timezone: null,
  buildTimezone: "UTC",
  permalink: null,
};

/** SiteFiles in memory that note every path asked for which leaves the root. */
function memory(files, path, left) {
  const paths = [...Object.keys(files), path];
  const check = (asked) => {
    if (asked.startsWith("/") || asked.split("/").includes("..")) left.push(asked);
  };
  return {
    read: async (asked) => (check(asked), Object.hasOwn(files, asked) ? files[asked] : null),
    exists: async (asked) => (
      check(asked),
      paths.some((one) => one === asked || one.startsWith(`${asked}/`))
    ),
    list: async (folder) => {
      check(folder);
      const prefix = folder === "" ? "" : `${folder}/`;
      const below = paths.filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length));
      return [...new Set(below.map((one) => one.replace(/\/[\s\S]*$/, "/")))];
    },
  };
}

/** What is wrong with a post that was read, or null. */
function faultOf({ post, body }) {
  if (!/^[a-z2-7]{10}$/.test(post.id)) return `id ${post.id}`;
  if (post.title.trim() === "") return "no title";
  if (post.url !== null && !/^https?:\/\//.test(post.url)) return `url ${post.url}`;
  if (post.cover !== null && !/^https?:\/\//.test(post.cover)) return `cover ${post.cover}`;
  const { prose, headings, code } = body.text;
  const told = [post.summary, body.written, prose, code, ...headings.map(({ title }) => title)];
  if (post.protected && (told.join("") !== "" || body.document.length > 0)) return "a protected text got out";
  for (const date of [post.date, post.updated])
    if (
      date &&
      (!Number.isFinite(date.instant) ||
        !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(date.wall) ||
        !/^[+-]\d\d:\d\d$/.test(date.offset))
    )
      return `date ${JSON.stringify(date)}`;
  if (post.summary.length > 4100) return "a summary without end";
  return JSON.stringify(post).length > 400_000 ? "a post without end" : null;
}

/** What is collected and compiled meanwhile takes its time too: a case is slow that is slow each time. */
async function run(one, counts, again = 2) {
  const left = [];
  const started = process.cpuUsage();
  const reader = await openSite(memory(one.files, one.path, left), {
    ...OVERRIDES,
    generator: one.generator,
  });
  const result = reader.parse(one.path, one.bytes, NOW);
  // The index asks for the words of every post, which are made when they are asked for.
  if (result.kind === "post") void result.parsed.body.text;
  const { user, system } = process.cpuUsage(started);
  const took = (user + system) / 1000;
  const size = one.bytes.length > SMALL ? "big" : "small";
  if (took > SLOWEST_MS[size] && again > 0) return run(one, counts, again - 1);
  counts[result.kind] += 1;
  counts.slowest[size] = Math.max(counts.slowest[size], took);
  if (globalThis.fuzzRan) return "code of the site was run";
  if (left.length > 0) return `asked for ${left[0]}`;
  if (took > SLOWEST_MS[size]) return `took ${Math.round(took)} ms`;
  if (result.kind === "broken")
    return result.problem.message.length > 10 && result.problem.source === one.path
      ? null
      : "a skip without a reason";
  return result.kind === "post" ? faultOf(result.parsed) : null;
}

const random = chance(seed);
const counts = { post: 0, ignored: 0, broken: 0, slowest: { small: 0, big: 0 } };
let faults = 0;
for (let at = 0; at < cases && faults < 10; at += 1) {
  const one = fuzzCase(random);
  let fault;
  try {
    fault = await run(one, counts);
  } catch (error) {
    fault = error.stack ?? String(error);
  }
  if (fault === null) continue;
  faults += 1;
  console.log(
    `case ${at} of seed ${seed} [${one.generator}]: ${fault}\n${JSON.stringify({ ...one, bytes: one.bytes.toString() }).slice(0, 1500)}\n`,
  );
}
console.log(
  `${cases} cases, seed ${seed}: ${counts.post} posts, ${counts.ignored} ignored, ${counts.broken} skipped with a reason, slowest ${counts.slowest.small.toFixed(0)} ms (of more than 4 KB ${counts.slowest.big.toFixed(0)} ms), ${faults} faults`,
);
process.exitCode = faults === 0 ? 0 : 1;

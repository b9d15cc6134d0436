// npm run bench:answers [-- --answers 2000 --titles 20 --posts-dir FOLDER --profile FOLDER]: processor time that an answer by HTTP costs
// the whole program, signature and JSON included: /post, /search, /read, completion. By CPU seconds, so a busy machine
// tells the same. `--profile`: where a profile of each kind is written. `--titles`: so many are asked for in turn. All of
// them (unless told) are more questions than are remembered (limits.keptPassages), so that each looks through its posts
// anew; of 20 everything is known after the first time.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { commandData, DiscordStandIn, PUBLIC_KEY, TOKEN, until } from "./attack/stand-ins.mjs";
import { cpuOf } from "./cpu-of.mjs";
import { makePosts } from "./search-texts.mjs";

const { values } = parseArgs({
  options: {
    answers: { type: "string", default: "2000" },
    "posts-dir": { type: "string" },
    titles: { type: "string" },
    profile: { type: "string" },
    only: { type: "string", default: "post,search,read,completion" },
  },
});
const ANSWERS = Number(values.answers);
const POSTS = 158;
/** Until code is compiled and caches are warm. */
const WARM = Math.min(500, ANSWERS);
const AT_ONCE = 8;

const home = mkdtempSync(join(tmpdir(), "postern-answers-"));
const entries = makePosts(POSTS);
let folder = values["posts-dir"];
if (!folder) {
  folder = join(home, "posts");
  mkdirSync(folder);
  for (const [n, { post, body }] of entries.entries())
    writeFileSync(
      join(folder, `post-${n}.md`),
      `---\ntitle: ${JSON.stringify(post.title)}\ndate: ${post.date.wall.replace("T", " ")}\ntags: ${JSON.stringify(post.tags)}\n---\n${body.text.prose}\n`,
    );
}

const discord = await DiscordStandIn.start();
const program = spawn(
  process.execPath,
  [
    ...(values.profile ? ["--cpu-prof", `--cpu-prof-dir=${resolve(values.profile)}`] : []),
    resolve("dist/cli.js"),
    "start",
  ],
  {
    cwd: home,
    env: {
      PATH: process.env.PATH,
      POSTS_DIR: folder,
      DATA_DIR: join(home, "data"),
      HTTP_PORT: "0",
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_RECEIVE: "http",
      DISCORD_PUBLIC_KEY: PUBLIC_KEY,
    },
    stdio: ["ignore", "pipe", "pipe"],
  },
);
let said = "";
for (const stream of [program.stdout, program.stderr]) stream.on("data", (chunk) => (said += chunk));
const ended = new Promise((done) => program.once("exit", done));
const heard = (pattern) =>
  until(
    () => {
      if (program.exitCode !== null) throw new Error(said);
      return pattern.exec(said);
    },
    () => `${pattern} in ${said}`,
  );
const [, url] = await heard(/Ask your blog at (\S+)/);
await heard(/Discord: answering/);

const titles = (
  values["posts-dir"]
    ? ["usefulness", "kalman", "c++", "slam", "latex"]
    : entries.map(({ post }) => post.title.split(" ")[0])
).slice(0, values.titles && Number(values.titles));
const kinds = {
  post: (n) => [2, commandData("post", { query: titles[n % titles.length] })],
  search: (n) => [2, commandData("search", { query: titles[n % titles.length] })],
  read: (n) => [2, commandData("read", { query: titles[n % titles.length] })],
  completion(n) {
    const data = commandData("post", { query: titles[n % titles.length].slice(0, 3) });
    data.options[0].focused = true;
    return [4, data];
  },
};

let askers = 0;
/** Somebody else asks each time; resolves when promised answers are there, too. */
async function askMany(count, kind) {
  let next = 0;
  const how = new Map();
  const promised = [];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < count) {
        const user = String(600_000_000_000_000_000n + BigInt((askers += 1)));
        const [type, data] = kinds[kind]((next += 1));
        const { status, open } = await discord.sendTo(`${url}/discord/interactions`, type, data, { user });
        if (open.state === "deferred") promised.push(open);
        const answer =
          open.state === "answered" ? "at once" : open.state === "deferred" ? "promised" : status;
        how.set(answer, (how.get(answer) ?? 0) + 1);
      }
    }),
  );
  await until(
    () => promised.every(({ state }) => state === "answered"),
    () => `${promised.length} promised answers`,
  );
  return how;
}

const rows = {};
try {
  for (const kind of values.only.split(",")) {
    await askMany(WARM, kind);
    const before = cpuOf(program.pid);
    const how = await askMany(ANSWERS, kind);
    const took = cpuOf(program.pid) - before;
    rows[kind] = {
      "CPU ms an answer": (took / ANSWERS).toFixed(2),
      answered: [...how].map(([answer, times]) => `${answer} ${times}×`).join(", "),
    };
  }
  console.table(rows);
} finally {
  program.kill("SIGTERM");
  await ended;
  await discord.stop().catch(() => {});
  rmSync(home, { recursive: true, force: true });
}
process.exit(0);

// npm run bench:announce [-- --subscriptions 10000 --rows 1000000]: one post to 10,000 subscriptions on each platform,
// against stand-ins with the documented limits: the share of the limit used, refusals met, memory, and how quickly /post
// is answered meanwhile beside an idle bot; then an outbox of a million rows: start, claims and completions a second.
import { fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { openBlog } from "../../build/blog.js";
import { discordMessenger } from "../../build/chat/discord/messenger.js";
import { telegramMessenger } from "../../build/chat/telegram/messenger.js";
import { readConfig } from "../../build/config.js";
import { createLogger } from "../../build/log.js";
import { startPush } from "../../build/push.js";
import { openStore } from "../../build/store/open-store.js";
import { everything } from "../../build/subscription/subscription.js";
import { DISCORD_TOKEN } from "../crash/discord.mjs";
import { makePosts } from "../search-texts.mjs";
import { million } from "./million.mjs";

const { values } = parseArgs({
  options: {
    subscriptions: { type: "string", default: "10000" },
    rows: { type: "string", default: "1000000" },
  },
});
const subscriptions = Number(values.subscriptions);
const home = mkdtempSync(join(tmpdir(), "postern-bench-"));
const posts = join(home, "posts");
const rss = () => Math.round(process.memoryUsage().rss / 1024 / 1024);
const write = (name, { post, body }, date) =>
  writeFileSync(
    join(posts, `${name}.md`),
    `---\ntitle: ${JSON.stringify(post.title)}\ndate: ${date}\n---\n${body}\n`,
  );

const entries = makePosts(159);
mkdirSync(posts);
for (const [n, entry] of entries.slice(1).entries()) write(`post-${n}`, entry, "2024-01-01");

const platforms = fork(new URL("limits.mjs", import.meta.url));
const hear = () => new Promise((done) => platforms.once("message", done));
const urls = await hear();
const stats = () => (platforms.send("stats"), hear());

const config = readConfig(
  [],
  { POSTS_DIR: posts, DATA_DIR: join(home, "data"), ANNOUNCE_WHEN: "now", ANNOUNCE_SETTLE: "0" },
  "",
);
const logger = createLogger({ level: "warn", secrets: [] });
const store = await openStore(config);
for (let n = 0; n < subscriptions; n += 1)
  for (const platform of ["discord", "telegram"]) {
    const address = String((platform === "discord" ? 100_000_000_000_000_000n : 1_000_000n) + BigInt(n));
    await store.subscriptions.put(
      { place: { platform, address }, wishes: everything, origin: "chat", locale: null },
      Date.now(),
    );
  }
const blog = await openBlog({ config, log: logger }, { memory: store, lasting: true });
await blog.settled();

/** Asks 20 times a second, as readers do, and counts from the moment a question was due. */
async function ask(goesOn) {
  const taken = [];
  for (let due = performance.now(); goesOn(); due += 50) {
    await pause(Math.max(0, due - performance.now()));
    const query = entries[1 + (taken.length % 158)].post.title.split(" ")[0];
    await blog.dispatcher.run("post", { query }, { locale: null });
    taken.push(performance.now() - due);
  }
  taken.sort((a, b) => a - b);
  const at = (share) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))].toFixed(1);
  return { p50: at(0.5), p99: at(0.99) };
}
const until = (ms) => {
  const end = performance.now() + ms;
  return () => performance.now() < end;
};

try {
  const idle = await ask(until(20_000));
  const before = rss();
  const { settle, maxAtOnce, maxAge, removeAfter, ...rest } = config.announce;
  const push = await startPush({
    store,
    library: blog.library,
    messengers: [
      discordMessenger(DISCORD_TOKEN, urls.discord),
      telegramMessenger("123456:bench", urls.telegram),
    ],
    addressings: [],
    settings: {
      ...rest,
      destinations: [],
      owners: [],
      rules: { settle, maxAtOnce, maxAge, removeAfter, withProtected: false },
    },
    log: { info: () => {}, warn: (text) => process.stderr.write(`${text}\n`) },
  });
  await push.look();
  write("news", entries[0], new Date().toISOString());
  let [busy, peak, told] = [true, 0, null];
  const watch = (async () => {
    for (let began = performance.now(); ; await pause(1000)) {
      told = await stats();
      peak = Math.max(peak, rss());
      if (told.discord.taken + told.telegram.taken >= 2 * subscriptions) break;
      if (performance.now() - began > 30 * 60_000) throw new Error("not all were told within half an hour");
    }
    busy = false;
  })();
  const meanwhile = await ask(() => busy);
  await watch;
  await push.stop();
  console.table(
    Object.fromEntries(
      ["discord", "telegram"].map((name) => [
        name,
        {
          sent: told[name].taken,
          "429s": told[name].refused,
          "steady 429s": told[name].late,
          "a second": told[name].perSecond.toFixed(2),
          "share of the limit": `${((100 * told[name].perSecond) / told.limits[name].all).toFixed(1)} %`,
        },
      ]),
    ),
  );
  console.table({
    idle: { "/post p50 ms": idle.p50, "/post p99 ms": idle.p99, "RSS MB": before },
    announcing: { "/post p50 ms": meanwhile.p50, "/post p99 ms": meanwhile.p99, "RSS MB": peak },
  });
} finally {
  platforms.kill();
  await blog.stop();
  await store.close();
}
console.table({ [`${values.rows} rows`]: await million(join(home, "million"), Number(values.rows)) });
rmSync(home, { recursive: true, force: true });

// `npm run crash-test -- --rounds 200`: kills the bot with SIGKILL at random moments while it announces, lets the mishaps
// of mishaps.mjs befall it, then counts what was lost and what came twice. Options: --rounds N, --platform
// telegram|discord, --store sqlite|postgres (in a database of its own on the server of TEST_DATABASE_URL), --seed N,
// --mishaps "NAME,NAME" (all unless told; "" for none). SHOW=1 prints each repeat and what the bot warned of.
import { fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { everything } from "../../build/subscription/subscription.js";
import { seeded } from "../random.mjs";
import { countMessages, postIn } from "./count.mjs";
import { openDatabase } from "./database.mjs";
import { endAll, mishaps, noticeOpen } from "./mishaps.mjs";
import { lookAfter } from "./owner.mjs";
import { startPlatform } from "./platform.mjs";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "20" },
    platform: { type: "string", default: "telegram" },
    store: { type: "string", default: "sqlite" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
    mishaps: { type: "string", default: mishaps.map(({ name }) => name).join() },
  },
});
if (!["telegram", "discord"].includes(values.platform))
  throw new Error("--platform takes telegram or discord.");
if (values.store === "postgres" && !process.env.TEST_DATABASE_URL)
  throw new Error("--store postgres needs TEST_DATABASE_URL, a server where databases may be made.");
const SUBSCRIBERS = 20;
// A row that was unlucky again and again waits up to ten minutes before its next try.
const PATIENCE = 15 * 60_000;
const rounds = Number(values.rounds);
const seed = Number(values.seed);
const random = seeded(seed);
const show = (...words) => process.env.SHOW && console.log(...words);
const chosen = mishaps.filter(
  ({ name, platform = values.platform }) =>
    platform === values.platform && values.mishaps.split(",").includes(name),
);

const base = mkdtempSync(join(tmpdir(), "postern-crash-"));
const [posts, dataDir] = [join(base, "posts"), join(base, "data")];
mkdirSync(posts);
// Chance of its own: in which order requests arrive differs from run to run.
const platform = await startPlatform(values.platform, seeded(seed + 1));
const clock = { ahead: 0, now: () => Date.now() + clock.ahead };
const database = await openDatabase(values.store, dataDir, clock.now);
const places = Array.from({ length: SUBSCRIBERS }, (_, n) => platform.addressOf(n));
for (const address of places)
  await database.store.subscriptions.put(
    { place: { platform: values.platform, address }, wishes: everything, origin: "chat", locale: null },
    Date.now(),
  );

async function startBot() {
  const settings = {
    posts,
    dataDir,
    databaseUrl: database.databaseUrl,
    apiUrl: platform.url,
    platform: values.platform,
    ahead: clock.ahead,
  };
  const bot = fork(new URL("bot.mjs", import.meta.url), [JSON.stringify(settings)], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = new Promise((done) => bot.once("exit", done));
  await new Promise((done, fail) => {
    bot.on("message", (message) => (message === "ready" ? done() : show(message.warn)));
    void ended.then(() => fail(new Error("the bot ended before it was ready")));
  });
  return { kill: async (signal) => (bot.kill(signal), await ended) };
}

/** By post, how often it was changed. */
const versions = new Map();
function write(name, version) {
  versions.set(name, version);
  const words = Array.from({ length: 60 }, () => Math.floor(random() * 1e9).toString(36)).join(" ");
  writeFileSync(
    join(posts, `${name}.md`),
    `---\ntitle: Title-${name}-end version-${version}\ndate: ${new Date().toISOString()}\n---\n${words}\n`,
  );
}
const publish = () => write(`post-${versions.size + 1}`, 1);
function edit() {
  const name = `post-${1 + Math.floor(random() * versions.size)}`;
  if (versions.has(name)) write(name, versions.get(name) + 1);
}

const world = { platform, database, places, clock, random, edit };
const befallen = new Map();
/** Lets those happen whose turn it is while the bot `runs` or `rests`, within so many ms. */
async function befall(bot, ms) {
  const now = chosen
    .filter((one) => one.bot === bot && random() < one.chance)
    .map((one) => ({ one, turn: random() }))
    .sort((a, b) => a.turn - b.turn);
  for (const { one: mishap } of now) {
    await pause((random() * ms) / now.length);
    show(`round ${platform.round}: ${mishap.name}`);
    befallen.set(mishap.name, (befallen.get(mishap.name) ?? 0) + 1);
    await mishap.happen(world);
  }
}

/** How many rows still wait when all is sent, or when nothing has moved for `PATIENCE`. */
async function untilNothingWaits() {
  let [before, since] = ["", Date.now()];
  for (;;) {
    const { store } = database;
    await noticeOpen(store, platform, database.now());
    const { done = 0, failed = 0, ...rest } = await store.outbox.count({});
    const open = Object.values(rest).reduce((sum, rows) => sum + rows, 0);
    const known = await store.news.all();
    const waiting = known.filter(({ state }) => state === "waiting").length;
    if (open + waiting === 0 && known.length === versions.size) return 0;
    const now = `${open} ${done + failed} ${waiting} ${known.length} ${platform.messages.length}`;
    if (now !== before) [before, since] = [now, Date.now()];
    if (Date.now() - since > PATIENCE) return open;
    await pause(200);
  }
}

try {
  await (await startBot()).kill("SIGTERM");
  for (platform.round = 1; platform.round <= rounds; platform.round += 1) {
    await befall("rests", 0);
    const bot = await startBot();
    publish();
    if (random() < 0.3) publish();
    const lives = 30 + random() * 400;
    const began = Date.now();
    await befall("runs", lives);
    await pause(Math.max(0, began + lives - Date.now()));
    await bot.kill("SIGKILL");
  }
  endAll(world);
  const bot = await startBot();
  let waiting;
  const owner = { sent: 0, there: 0 };
  for (let sent = 1; sent > 0;) {
    waiting = await untilNothingWaits();
    const looked = await lookAfter(world);
    sent = looked.sent;
    owner.sent += looked.sent;
    owner.there = looked.there;
  }
  await bot.kill("SIGTERM");
  const rows = await database.store.outbox.list({ kind: "post", limit: 1_000_000 });
  const count = countMessages(platform, versions, places, rows);
  const failed = ((await database.store.outbox.count({ kind: "post" })).failed ?? 0) - owner.there;
  process.stdout.write(
    [
      `${values.platform} on ${values.store}, ${rounds} kills, seed ${seed}: ${count.wanted} messages wanted, ${count.lost} lost (${waiting} still waiting), ${count.twice} twice (${count.byKill} for a kill, at most ${count.mostAKill} for one; ${count.loud} with a sound), ${count.thrice} more than twice, ${failed} rows failed, ${count.stale} not up to date (and ${count.outOfReach} whose number no answer told); at the end the owner had ${owner.sent} sent that waited for him, and found ${owner.there} there`,
      `  ${[...befallen].map(([name, times]) => `${name} ${times}×`).join(", ") || "no mishaps"}`,
      "",
    ].join("\n"),
  );
  for (const copies of count.repeated) show(copies.map(({ body: _body, ...copy }) => copy));
  for (const copies of count.outdated) {
    const { chat, body } = copies[0];
    const ofPost = (await database.store.outbox.list({ limit: 1_000_000 })).filter(
      ({ address, title }) => address === chat && postIn(title) === postIn(body),
    );
    show(
      "OUTDATED",
      JSON.stringify(copies, null, 1),
      versions.get(postIn(body)),
      JSON.stringify(ofPost, null, 1),
    );
  }
  // In Telegram what is under way at a kill may have arrived; Discord drops repeats, or they are found in its history.
  const most = values.platform === "discord" ? 0 : 1;
  const mended =
    values.platform === "discord"
      ? count.twice === 0
      : count.mostAKill <= most && count.byKill <= most * rounds;
  process.exitCode =
    mended && count.lost + count.loud + count.thrice + count.stale + failed + waiting === 0 ? 0 : 1;
} finally {
  await database.close();
  await platform.close();
  rmSync(base, { recursive: true, force: true });
}

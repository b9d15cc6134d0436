// `npm run crash-test -- --rounds 200`: kills the bot with SIGKILL at random moments while it announces, then counts
// what was lost and what came twice. Options: --rounds N, --platform telegram|discord, --store sqlite|postgres
// (TEST_DATABASE_URL, an empty database), --seed N.
import { fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { openStore } from "../../dist/store/open-store.js";
import { everything } from "../../dist/subscription/subscription.js";
import { seeded } from "../random.mjs";
import { startPlatform } from "./platform.mjs";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "20" },
    platform: { type: "string", default: "telegram" },
    store: { type: "string", default: "sqlite" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
if (!["telegram", "discord"].includes(values.platform))
  throw new Error("--platform takes telegram or discord.");
const databaseUrl = values.store === "postgres" ? process.env.TEST_DATABASE_URL : null;
if (databaseUrl === undefined)
  throw new Error("--store postgres needs TEST_DATABASE_URL, an empty database.");
const SUBSCRIBERS = 40;
// A row that was unlucky again and again waits up to ten minutes before its next try.
const PATIENCE = 15 * 60_000;
const rounds = Number(values.rounds);
const random = seeded(Number(values.seed));

const base = mkdtempSync(join(tmpdir(), "postern-crash-"));
const [posts, dataDir] = [join(base, "posts"), join(base, "data")];
mkdirSync(posts);
const platform = await startPlatform(values.platform, random);
const store = await openStore({ dataDir, databaseUrl });
for (let n = 0; n < SUBSCRIBERS; n += 1) {
  const place = { platform: values.platform, address: String(100_000_000_000_001_000n + BigInt(n)) };
  await store.subscriptions.put({ place, wishes: everything, origin: "chat", locale: null }, Date.now());
}
const settings = JSON.stringify({
  posts,
  dataDir,
  databaseUrl,
  apiUrl: platform.url,
  platform: values.platform,
});

async function startBot() {
  const bot = fork(new URL("bot.mjs", import.meta.url), [settings], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = new Promise((done) => bot.once("exit", done));
  await new Promise((done, fail) => {
    bot.on("message", (message) => message === "ready" && done());
    void ended.then(() => fail(new Error("the bot ended before it was ready")));
  });
  return { kill: async (signal) => (bot.kill(signal), await ended) };
}

let published = 0;
const publish = () => {
  const name = `post-${(published += 1)}`;
  const words = Array.from({ length: 60 }, () => Math.floor(random() * 1e9).toString(36)).join(" ");
  writeFileSync(
    join(posts, `${name}.md`),
    `---\ntitle: Title-${name}-end\ndate: ${new Date().toISOString()}\n---\n${words}\n`,
  );
};

const postIn = (text) => /Title-(post-\d+)-end/.exec(text.replaceAll("\\-", "-"))?.[1];

/**
 * What an owner does with messages that may have arrived: looks, and has those sent again that are not there. How many
 * there were of both.
 */
async function ownerLooks() {
  const failed = await store.outbox.list({ states: ["failed"], limit: 1_000_000 });
  const unsure = failed.filter(({ error }) => error?.code === "perhaps-sent");
  const missing = unsure.filter(
    ({ address, title }) =>
      !platform.messages.some(({ chat, body }) => chat === address && postIn(body) === postIn(title)),
  );
  await store.outbox.tryAgain(
    missing.map(({ key }) => key),
    Date.now(),
  );
  // The others are there: nothing is to be done.
  return { arrived: unsure.length - missing.length, missing: missing.length };
}

/** How many rows still wait when all is sent, or when nothing has moved for `PATIENCE`. */
async function untilNothingWaits() {
  let [before, since] = ["", Date.now()];
  for (;;) {
    const { done = 0, failed = 0, ...rest } = await store.outbox.count({});
    const open = Object.values(rest).reduce((sum, rows) => sum + rows, 0);
    const told = (await store.news.all()).filter((row) => row.state === "told").length;
    if (open === 0 && told === published) return 0;
    const now = `${open} ${done + failed} ${told} ${platform.messages.length}`;
    if (now !== before) [before, since] = [now, Date.now()];
    if (Date.now() - since > PATIENCE) return open;
    await pause(200);
  }
}

try {
  await (await startBot()).kill("SIGTERM");
  for (let round = 0; round < rounds; round += 1) {
    const bot = await startBot();
    publish();
    if (random() < 0.3) publish();
    await pause(30 + random() * 400);
    await bot.kill("SIGKILL");
  }
  const bot = await startBot();
  let waiting = await untilNothingWaits();
  let owner = await ownerLooks();
  const asked = owner;
  while (owner.missing > 0) {
    waiting = await untilNothingWaits();
    owner = await ownerLooks();
  }
  await bot.kill("SIGTERM");
  const seen = new Map();
  for (const { chat, body, silent, unanswered = false } of platform.messages) {
    const key = `${chat} ${postIn(body)}`;
    seen.set(key, [...(seen.get(key) ?? []), { silent, unanswered }]);
  }
  const wanted = published * SUBSCRIBERS;
  const twice = [...seen.values()].filter((copies) => copies.length > 1);
  const loud = twice.filter(([, ...repeats]) => repeats.some(({ silent }) => !silent)).length;
  const thrice = twice.filter((copies) => copies.length > 2).length;
  // The others are repeats of what was sent and had no answer by the platform's own fault.
  const byKill = twice.filter(([first]) => !first.unanswered).length;
  const failed = ((await store.outbox.count({})).failed ?? 0) - owner.arrived;
  const lost = wanted - seen.size;
  process.stdout.write(
    `${values.platform} on ${values.store}, ${rounds} kills, seed ${values.seed}: ${wanted} messages wanted, ${lost} lost (${waiting} still waiting), ${twice.length} twice (${byKill} for a kill, ${loud} with a sound), ${thrice} more than twice, ${failed} rows failed; ${asked.arrived + asked.missing} waited for the owner, ${asked.arrived} of them had arrived\n`,
  );
  if (process.env.SHOW) for (const [key, copies] of seen) if (copies.length > 1) console.log(key, copies);
  // What is under way in Telegram at a kill, three messages at most, may have arrived; Discord drops repeats.
  const mayRepeat = values.platform === "discord" ? 0 : 3 * rounds;
  const repeats = values.platform === "discord" ? twice.length : byKill;
  process.exitCode = lost + loud + thrice + failed + waiting === 0 && repeats <= mayRepeat ? 0 : 1;
} finally {
  await store.close();
  await platform.close();
  rmSync(base, { recursive: true, force: true });
}

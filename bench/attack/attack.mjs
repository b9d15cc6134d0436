// `npm run attack -- --seconds 20 --only floods,posts`: attacks the real program beside the stand-in platforms, and tells
// how other readers are answered meanwhile, the longest hold of the event loop (and by how much work
// of its own), memory, and how soon SIGTERM ends it.
// Fails where a reader elsewhere is not answered, or SIGTERM does nothing.
// SHOW=1 prints what the bot logged.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { scenes } from "./scenes.mjs";
import { DiscordStandIn, ids, TelegramStandIn, TOKEN } from "./stand-ins.mjs";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "15" },
    only: { type: "string", default: Object.keys(scenes).join() },
  },
});
const SECONDS = Number(values.seconds);
const PROMISED = 3000;

/** The program on a blog of some notes, once it answers. */
async function start(settings, home) {
  const program = spawn(process.execPath, [resolve("dist/cli.js"), "start"], {
    cwd: home,
    env: {
      PATH: process.env.PATH,
      NODE_OPTIONS: `--import=${resolve("bench/attack/watch-loop.mjs")}`,
      WATCH_LOOP: join(home, "longest-hold"),
      HTTP_PORT: "0",
      ...settings,
    },
  });
  let said = "";
  for (const stream of [program.stdout, program.stderr]) stream.on("data", (chunk) => (said += chunk));
  const ended = once(program, "exit");
  while (!/Ask your blog at/.test(said) || !/posts are known/.test(said)) {
    if (program.exitCode !== null) throw new Error(`the bot ended:\n${said}`);
    await pause(50);
  }
  return {
    said: () => said,
    attacked: () => program.kill("SIGUSR2"),
    /** Megabytes at the most. */
    peak: () =>
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${program.pid}/status`, "utf8"))?.[1]) / 1024,
    async stop() {
      const began = performance.now();
      program.kill("SIGTERM");
      const timer = setTimeout(() => program.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(timer);
      const seconds = (performance.now() - began) / 1000;
      return { ...JSON.parse(readFileSync(join(home, "longest-hold"), "utf8")), seconds };
    },
  };
}

async function run(name) {
  const home = mkdtempSync(join(tmpdir(), "postern-attack-"));
  const [blog, data] = [join(home, "blog"), join(home, "data")];
  const put = (path, text) => {
    mkdirSync(join(blog, path, ".."), { recursive: true });
    writeFileSync(join(blog, path), text);
  };
  const post = (title, body) =>
    put(
      `source/_posts/${title}.md`,
      `---\ntitle: ${title}\ndate: ${new Date().toISOString()}\n---\n${body}\n`,
    );
  put("_config.yml", "title: A desk\nurl: https://desk.example.org\n");
  for (let n = 0; n < 20; n += 1) post(`note-${n}`, `Words of note ${n}.`);
  mkdirSync(data);
  const [telegram, discord] = await Promise.all([TelegramStandIn.start(), DiscordStandIn.start()]);
  const world = { telegram, discord, put, post, data, ms: SECONDS * 1000, said: () => bot.said(), undo: [] };
  let bot;
  try {
    const more = (await scenes[name].prepare?.(world)) ?? {};
    bot = await start(
      {
        POSTS_DIR: blog,
        DATA_DIR: data,
        DISCORD_TOKEN: TOKEN,
        DISCORD_API_URL: discord.apiUrl,
        TELEGRAM_TOKEN: telegram.token,
        TELEGRAM_API_URL: telegram.url,
        ANNOUNCE_WHEN: "now",
        ANNOUNCE_SETTLE: "0",
        ANNOUNCE_MAX_AT_ONCE: "100",
        ...more,
      },
      home,
    );
    await telegram.say("/help");
    bot.attacked();
    const attack = scenes[name].attack(world);
    const times = await otherReaders(world);
    const note = await attack;
    const peak = bot.peak();
    tell(name, { times, note, peak, ...(await bot.stop()) });
    if (process.env.SHOW) console.log(bot.said());
    return times.length > 0 && times.every(Number.isFinite);
  } finally {
    await bot?.stop().catch(() => {});
    for (const undo of world.undo) await undo();
    await Promise.all([telegram.stop(), discord.stop()].map((one) => one.catch(console.error)));
    rmSync(home, { recursive: true, force: true });
  }
}

/** How long, in ms, each question of two readers elsewhere took; Infinity for one without an answer. */
async function otherReaders({ telegram, discord, ms }) {
  const sally = { id: 4711, is_bot: false, first_name: "Sally", language_code: "en" };
  const home = { id: 4711, type: "private", first_name: "Sally" };
  telegram.world.chats.set(home.id, home);
  const times = [];
  const end = Date.now() + ms;
  const asks = [
    () => telegram.say("/latest", { chat: home, from: sally }),
    () => discord.command("latest", {}, { user: ids.ada, channel: ids.announcements }),
  ];
  await Promise.all(
    asks.map(async (ask) => {
      while (Date.now() < end) {
        const began = performance.now();
        const answered = await ask().then(
          () => true,
          (error) => console.error(String(error)),
        );
        times.push(answered ? performance.now() - began : Infinity);
        await pause(100);
      }
    }),
  );
  return times;
}

function tell(name, { times, note, peak, hold, own, seconds }) {
  const soon = times.filter((ms) => ms <= PROMISED).length;
  const share = ((100 * soon) / times.length).toFixed(1);
  console.log(
    `${name}: ${times.length} questions of other readers, ${share} % answered within 3 s, the slowest in ${(Math.max(...times) / 1000).toFixed(1)} s; longest hold of the event loop ${Math.round(hold)} ms, by ${Math.round(own)} ms of work at most; ${Math.round(peak)} MB; ended ${seconds.toFixed(1)} s after SIGTERM${note ? `; ${note}` : ""}`,
  );
}

let all = true;
for (const name of values.only.split(",")) {
  if (!scenes[name]) throw new Error(`--only takes ${Object.keys(scenes).join()}`);
  all = (await run(name)) && all;
}
// What a stand-in left open must not hold this up.
process.exit(all ? 0 : 1);

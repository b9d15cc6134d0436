// What a scale test works on: stand-in platforms, a database of its own, real processes on it, a load balancer before them.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  databases,
  DiscordStandIn,
  folderOf,
  freePort,
  openStore,
  PUBLIC_KEY,
  run,
  startNginx,
  TelegramStandIn,
  telegramCalls,
  TOKEN,
  until,
} from "../attack/stand-ins.mjs";

const GROUPS = 60;
/** Telegram repeats after so many ms (its server's source), and later; here always. */
const TELEGRAM_REPEATS = 1000;

/** A shared machine may stand still for seconds: in CI's short forms Discord and nginx wait so many times as long. */
export const PATIENCE = 4;

const living = new Set();
// However the test ends, nothing that it started goes on.
process.on("exit", () => living.forEach((program) => program.process.kill("SIGKILL")));

const WORDS = ["kettle", "river", "stone", "cup", "whistle", "stove", "winter", "copper"];
const post = (title, more = "", date = "2026-01-02") =>
  `---\ntitle: ${title}\ndate: ${date}\ntags: [${title.split(" ")[1]}]\n---\nWords about ${title}, enough of them to be told again by: water, tea, steam, copper, whistle, stove.\n${more}\n`;

/** Some posts; "The formula" has what takes a moment to draw, so that its answer is promised first. */
const blog = () =>
  folderOf({
    "formula.md": post("The formula", "\n$$\\int_0^1 \\frac{x^2}{1+x}\\,dx = \\sum_{k=0}^\\infty k$$\n"),
    ...Object.fromEntries(WORDS.map((word) => [`${word}.md`, post(`The ${word}`)])),
  });

/**
 * `each`: settings of each process; `settings`: of all. `databaseUrl`: a database that the test has made itself.
 * `patience`: Discord and nginx wait so many times as long. `balancer`: what starts the load balancer. `prepare`: what is done to the stand-in Discord first.
 */
export async function openWorld({
  each = [{}, {}, {}],
  settings = {},
  databaseUrl = null,
  balancer = startNginx,
  patience = 1,
  prepare = () => {},
}) {
  const [discord, telegram] = await Promise.all([DiscordStandIn.start(), TelegramStandIn.start()]);
  discord.world.firstAnswer *= patience;
  prepare(discord);
  const groups = Array.from({ length: GROUPS }, (_, n) => ({
    id: -100_500 - n,
    type: "supergroup",
    title: `Group ${n}`,
  }));
  for (const group of groups) telegram.world.chats.set(group.id, group);
  const database = databaseUrl === null ? await serverOf().ready() : null;
  const options = database?.options ?? { dataDir: mkdtempSync(join(tmpdir(), "postern-")), databaseUrl };
  const posts = await blog();
  const common = {
    POSTS_DIR: posts,
    DATABASE_URL: options.databaseUrl,
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_RECEIVE: "http",
    DISCORD_PUBLIC_KEY: PUBLIC_KEY,
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_API_URL: telegram.url,
    TELEGRAM_WEBHOOK_URL: "https://bot.example/telegram",
    TELEGRAM_EPHEMERAL: "off",
    ANNOUNCE_WHEN: "now",
    ANNOUNCE_SETTLE: "0",
    ANNOUNCE_REMOVE_AFTER: "0",
    ANNOUNCE_MAX_AT_ONCE: "1000",
    ...settings,
  };
  const processes = await Promise.all(
    each.map(async (own) => {
      const [http, metrics] = [String(await freePort()), String(await freePort())];
      return processOf({ ...common, ...own, HTTP_PORT: http, METRICS_PORT: metrics });
    }),
  );
  await Promise.all(processes.map((one) => one.start()));
  const before = balancer
    ? await balancer(
        processes.map(({ url }) => url),
        patience,
      )
    : null;
  const url = before?.url ?? processes[0].url;
  if (common.DISCORD_RECEIVE === "http")
    discord.world.application.interactions_endpoint_url = `${url}/discord/interactions`;
  await until(() => telegram.world.webhook, "nobody sets the webhook");
  const store = await openStore(options);
  return {
    discord,
    telegram,
    groups,
    processes,
    store,
    url,
    calls: telegramCalls(telegram, `${url}/telegram`, TELEGRAM_REPEATS),
    databaseUrl: options.databaseUrl,
    /** A new post, or one written again. */
    publish: (name, title, at = Date.now()) =>
      writeFileSync(join(posts, `${name}.md`), post(title, "", new Date(at).toISOString())),
    posts,
    /** The processes whose name a row or a lease bears. */
    processOf: (holder) => processes.find(({ pid }) => pid === Number(holder?.split("|")[1])),
    async close() {
      if (process.env.SHOW)
        for (const one of processes) for (const line of one.warnings()) console.log(one.url, line);
      await before?.stop();
      await Promise.all(processes.map((one) => one.kill("SIGKILL")));
      await store.close().catch(() => {});
      if (database) await database.remove();
      else rmSync(options.dataDir, { recursive: true, force: true });
      await Promise.all([discord.stop(), telegram.stop()]);
    },
  };
}

/** The server of TEST_DATABASE_URL. */
function serverOf() {
  const found = databases.find(({ name }) => name === "PostgreSQL");
  if (found.skip) throw new Error(found.skip);
  return found;
}

/** One process on its port: the same after it was killed and started again. */
function processOf(settings) {
  let program = null;
  const before = [];
  const url = `http://127.0.0.1:${settings.HTTP_PORT}`;
  const status = async (path) => (await fetch(url + path).catch(() => null))?.status ?? 0;
  const home = folderOf({});
  return {
    url,
    settings,
    status,
    get pid() {
      return program?.process.pid;
    },
    get lives() {
      return program !== null && program.process.exitCode === null && program.process.signalCode === null;
    },
    /** What it said since it was started. */
    said: () => program.stdout() + program.stderr(),
    /** All that it warned of, now and before. */
    warnings: () =>
      [...before, program].flatMap((one) =>
        (one.stdout() + one.stderr()).split("\n").filter((line) => /"level":[456]0/.test(line)),
      ),
    /** Resolves once it is ready; `path`: another build of the program. */
    async start(path) {
      const DATA_DIR = settings.DATA_DIR ?? (await home);
      if (program) before.push(program);
      program = await run(["start"], { ...settings, DATA_DIR }, null, path);
      living.add(program);
      void program.ended.then(() => living.delete(program));
      await until(
        async () => {
          if (program.process.exitCode !== null) throw new Error(`a process ended:\n${this.said()}`);
          // Killed before it was ready: who waits for it has been told.
          return program.process.signalCode !== null || (await status("/readyz")) === 200;
        },
        () => `a process is not ready:\n${this.said()}`,
      );
    },
    /** Every line of /metrics, by name with labels; empty where it does not answer. */
    async metrics() {
      const asked = fetch(`http://127.0.0.1:${settings.METRICS_PORT}/metrics`);
      const text = await asked.then((answer) => answer.text()).catch(() => "");
      const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
      return new Map(lines.map((line) => [line.replace(/ \S+$/, ""), Number(line.split(" ").at(-1))]));
    },
    signal: (name) => program.process.kill(name),
    async kill(signal) {
      program.process.kill(signal);
      await program.ended;
    },
  };
}

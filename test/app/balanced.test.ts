// Several real programs behind a real nginx, as packaging/nginx/ sets it up: the end of one costs nobody an answer.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { afterAll, expect, it } from "vitest";
import { DiscordStandIn } from "../stand-in/discord/stand-in.js";
import { TelegramStandIn } from "../stand-in/telegram/stand-in.js";
import type { Chat } from "../stand-in/telegram/world.js";
import { databases, type TestDatabase } from "../store/databases.js";
import { PATIENCE, until } from "../until.js";
import { kill } from "./announcing.js";
import { byHttp } from "./discord-by-http.js";
import { folderOf, run, type Program } from "./program.js";
import { telegramCalls } from "./telegram-calls.js";

const NGINX = "/usr/sbin/nginx";
/** In Telegram several processes answer at a time only over PostgreSQL. */
const onServer = databases.find(({ name, skip }) => name === "PostgreSQL" && skip === null);
const running: Program[] = [];
let nginx: ChildProcess | undefined;
let database: TestDatabase | undefined;
afterAll(async () => {
  await Promise.all(running.map((program) => kill(program, "SIGKILL")));
  if (nginx?.kill()) await once(nginx, "close");
  await database?.remove();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Ours, without a certificate, before these processes. */
async function configuration(port: number, processes: readonly string[]): Promise<string> {
  const folder = await folderOf({});
  const ours = readFileSync("packaging/nginx/machine.conf", "utf8")
    .replaceAll("/etc/nginx/postern-rules.conf", resolve("packaging/nginx/rules.conf"))
    .replace(/^ *listen \[::\].*\n|^ *ssl_.*\n/gm, "")
    .replace("listen 443 ssl;", `listen 127.0.0.1:${port};`)
    .replace(/^( *)server 127\.0\.0\.1:\d+(.*)\n(?:.*server 127.*\n)*/m, (_, blanks: string, more: string) =>
      processes.map((url) => `${blanks}server ${new URL(url).host}${more}\n`).join(""),
    );
  const file = join(folder, "nginx.conf");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  );
  await writeFile(
    file,
    `daemon off; pid ${join(folder, "pid")}; error_log ${join(folder, "error.log")};
events {}
http { access_log off; ${temporary.join(" ")}
${ours}}`,
  );
  return file;
}

/** Groups, in which an answer says to which message. */
const groups: readonly Chat[] = Array.from({ length: 6 }, (_, n) => ({
  id: -100_500 - n,
  type: "supergroup",
  title: `Group ${n}`,
}));

/** Asks several questions of each chat at once, kills a process meanwhile, and looks at what the chats show then. */
async function askInTelegram(telegram: TelegramStandIn, url: string, dying: Program): Promise<void> {
  telegram.server.sendingTakes = 50;
  const calls = telegramCalls(telegram, `${url}/telegram`);
  const asked = new Map<number, number[]>(groups.map(({ id }) => [id, []]));
  const ask = (): void => {
    for (const group of groups) asked.get(group.id)?.push(calls.tell(group, "/post kettle"));
  };
  for (let n = 0; n < 8; n += 1) ask();
  await until(() => telegram.server.sending > 2, "too little is on its way");
  dying.process.kill("SIGKILL");
  for (let n = 0; n < 8; n += 1) ask();
  await calls.taken();
  const answers = (id: number) => telegram.world.shown.filter(({ chat }) => chat.id === id);
  const isAnswered = ([id, all]: readonly [number, readonly number[]]): boolean =>
    new Set(answers(id).map(({ replyTo }) => replyTo)).size === all.length;
  await until(
    () => [...asked].every(isAnswered),
    () => `not all are answered: ${groups.map(({ id }) => answers(id).length).join()}`,
  );
  for (const [id, all] of asked) {
    const shown = answers(id);
    // What was on its way when its process was killed comes once more, without a sound, before the next one.
    const isRepeat = ({ replyTo, silent }: (typeof shown)[number], at: number) =>
      silent && shown[at - 1]?.replyTo === replyTo;
    expect(shown.filter((one, at) => !isRepeat(one, at)).map(({ replyTo }) => replyTo)).toEqual(all);
    expect(shown.filter(isRepeat).length).toBeLessThanOrEqual(1);
  }
  // By who leads, and by who leads after it.
  const webhooks = telegram.server.calls.filter(({ method }) => method === "setWebhook");
  expect(webhooks.length).toBeLessThanOrEqual(2);
}

it.skipIf(!existsSync(NGINX))(
  "every question is answered, once and in its order, while processes are killed",
  async () => {
    const [discord, telegram] = await Promise.all([DiscordStandIn.start(), TelegramStandIn.start()]);
    for (const group of groups) telegram.world.chats.set(group.id, group);
    database = await onServer?.create();
    const settings = {
      ...(await byHttp(discord)),
      ...(database && {
        DATABASE_URL: database.options.databaseUrl ?? "",
        TELEGRAM_TOKEN: telegram.token,
        TELEGRAM_API_URL: telegram.url,
        TELEGRAM_WEBHOOK_URL: "https://bot.example/telegram",
        TELEGRAM_EPHEMERAL: "off",
      }),
    };
    const start = async (): Promise<string> => {
      const program = await run(["start"], settings);
      running.push(program);
      const [, url = ""] = await program.shows(/Ask your blog at (\S+)/);
      if (database) await program.shows(/Telegram: answering/);
      return url;
    };
    const urls = [await start(), await start(), await start()];
    if (database) urls.push(await start());
    const port = await freePort();
    const file = await configuration(port, urls);
    const looked = spawnSync(NGINX, ["-t", "-c", file], { encoding: "utf8" });
    expect(looked.stderr).toContain("test is successful");
    nginx = spawn(NGINX, ["-c", file], { stdio: "ignore" });
    const url = `http://127.0.0.1:${port}`;
    const status = async (path: string): Promise<number> =>
      (await fetch(url + path, { method: "POST" }).catch(() => null))?.status ?? 0;
    await until(
      async () => (await status("/discord/interactions")) === 401,
      () => "nginx does not lead to a process",
    );
    expect([await status("/"), await status("/owner"), await status("/metrics")]).toEqual([404, 404, 404]);
    discord.world.application["interactions_endpoint_url"] = `${url}/discord/interactions`;

    const left = [...running];
    if (database) {
      await until(() => telegram.world.webhook, "nobody sets the webhook");
      // The one that leads.
      const [first] = left.splice(0, 1);
      if (first) await askInTelegram(telegram, url, first);
    }
    for (let n = 0; n < 60; n += 1) {
      const asked = Array.from({ length: 4 }, () => discord.command("post", { query: "kettle" }));
      const dying = n === 20 || n === 40 ? left.shift() : undefined;
      dying?.process.kill("SIGKILL");
      for (const answer of await Promise.all(asked)) expect(discord.textOf(answer)).toContain("The kettle");
    }
    expect(left).toHaveLength(1);
    expect(new Set(discord.asked)).toEqual(new Set([200]));
    await Promise.all([discord.stop(), telegram.stop()]);
  },
  3 * PATIENCE,
);

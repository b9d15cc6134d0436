// Several real programs behind a real nginx, as packaging/nginx/ sets it up: the end of one costs nobody an answer.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { afterAll, expect, it } from "vitest";
import { DiscordStandIn, PUBLIC_KEY, TOKEN } from "../stand-in/discord/stand-in.js";
import { until } from "../until.js";
import { kill } from "./announcing.js";
import { folderOf, run, type Program } from "./program.js";

const NGINX = "/usr/sbin/nginx";
const running: Program[] = [];
let nginx: ChildProcess | undefined;
afterAll(async () => {
  await Promise.all(running.map((program) => kill(program, "SIGKILL")));
  if (nginx?.kill()) await once(nginx, "close");
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

it.skipIf(!existsSync(NGINX))("every question is answered while processes are killed", async () => {
  const discord = await DiscordStandIn.start();
  const settings = {
    POSTS_DIR: await folderOf({ "old.md": "---\ntitle: The kettle\ndate: 2026-01-02\n---\nSome words.\n" }),
    DATA_DIR: await folderOf({}),
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_RECEIVE: "http",
    DISCORD_PUBLIC_KEY: PUBLIC_KEY,
  };
  const start = async (): Promise<string> => {
    const program = await run(["start"], settings);
    running.push(program);
    const [, url = ""] = await program.shows(/Ask your blog at (\S+)/);
    return url;
  };
  const urls = [await start(), await start(), await start()];
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
  for (let n = 0; n < 60; n += 1) {
    const asked = Array.from({ length: 4 }, () => discord.command("post", { query: "kettle" }));
    const dying = n === 20 || n === 40 ? left.shift() : undefined;
    dying?.process.kill("SIGKILL");
    for (const answer of await Promise.all(asked)) expect(discord.textOf(answer)).toContain("The kettle");
  }
  expect(left).toHaveLength(1);
  expect(new Set(discord.asked)).toEqual(new Set([200]));
  await discord.stop();
});

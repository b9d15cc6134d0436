// A real nginx or HAProxy before several programs, as packaging/ sets it up.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { until } from "../until.js";
import { folderOf } from "./program.js";

const NGINX = "/usr/sbin/nginx";
export const hasNginx = existsSync(NGINX);
const HAPROXY = "/usr/sbin/haproxy";
export const hasHaproxy = existsSync(HAPROXY);

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Ours, without a certificate, before these processes. */
async function configuration(port: number, processes: readonly string[], patience: number): Promise<string> {
  const rules = readFileSync("packaging/nginx/rules.conf", "utf8").replace(
    /(_timeout )(\d+)(m?s;)/g,
    (_, name: string, time: string, unit: string) => name + String(Number(time) * patience) + unit,
  );
  const folder = await folderOf({ "rules.conf": rules });
  const ours = readFileSync("packaging/nginx/machine.conf", "utf8")
    .replaceAll("/etc/nginx/postern-rules.conf", join(folder, "rules.conf"))
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

export interface LoadBalancer {
  readonly process: ChildProcess;
  /** Where it is asked. */
  readonly url: string;
  /** The status of what it answers to a POST; 0 for nothing. */
  readonly status: (path: string) => Promise<number>;
  stop(): Promise<void>;
}

/** Once it leads to a process. `patience`: it waits so many times as long as ours does. */
export async function startNginx(processes: readonly string[], patience = 1): Promise<LoadBalancer> {
  const port = await freePort();
  const file = await configuration(port, processes, patience);
  const looked = spawnSync(NGINX, ["-t", "-c", file], { encoding: "utf8" });
  if (!looked.stderr.includes("test is successful")) throw new Error(looked.stderr);
  return leading(spawn(NGINX, ["-c", file], { stdio: "ignore" }), port);
}

export async function startHaproxy(processes: readonly string[]): Promise<LoadBalancer> {
  const port = await freePort();
  const servers = processes.map((url, n) => `  server p${n} ${new URL(url).host}\n`).join("");
  const ours = readFileSync("packaging/haproxy/postern.cfg", "utf8")
    .replace(/bind :443 ssl crt .*/, `bind 127.0.0.1:${port}`)
    .replace(/(?:^ +server .*\n)+/gm, servers);
  const file = join(await folderOf({ "haproxy.cfg": ours }), "haproxy.cfg");
  const looked = spawnSync(HAPROXY, ["-c", "-f", file], { encoding: "utf8" });
  if (looked.status !== 0) throw new Error(looked.stderr);
  return leading(spawn(HAPROXY, ["-db", "-f", file], { stdio: "ignore" }), port);
}

async function leading(process: ChildProcess, port: number): Promise<LoadBalancer> {
  const url = `http://127.0.0.1:${port}`;
  const status = async (path: string): Promise<number> =>
    (await fetch(url + path, { method: "POST" }).catch(() => null))?.status ?? 0;
  await until(
    async () => (await status("/discord/interactions")) === 401,
    () => "the load balancer does not lead to a process",
  );
  return {
    process,
    url,
    status,
    async stop() {
      if (process.exitCode === null && process.kill()) await once(process, "close");
    },
  };
}

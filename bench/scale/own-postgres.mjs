// A PostgreSQL server of the test's own, which it may stop, kill and start again.
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../attack/stand-ins.mjs";

const DEBIAN = "/usr/lib/postgresql";

export async function ownPostgres() {
  const folder = mkdtempSync(join(tmpdir(), "postern-postgres-"));
  const isRoot = process.getuid() === 0;
  // It does not run as root.
  if (isRoot) {
    const [uid, gid] = ["-u", "-g"].map((what) => Number(execFileSync("id", [what, "postgres"])));
    chownSync(folder, uid, gid);
  }
  chmodSync(folder, 0o700);
  const version = readdirSync(DEBIAN)
    .toSorted((a, b) => Number(a) - Number(b))
    .at(-1);
  const asServer = (program, ...args) => {
    const all = [join(DEBIAN, version, "bin", program), "-D", join(folder, "data"), ...args];
    if (isRoot) all.unshift("runuser", "-u", "postgres", "--");
    execFileSync(all[0], all.slice(1), { cwd: folder, stdio: "ignore" });
  };
  asServer("initdb", "-A", "trust", "-U", "postern", "--no-instructions");
  const port = await freePort();
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`;
  const start = () => asServer("pg_ctl", "-w", "-l", join(folder, "log"), "-o", options, "start");
  const stop = (mode = "immediate") => asServer("pg_ctl", "-w", "-m", mode, "stop");
  start();
  const end = () => {
    try {
      stop();
    } catch {
      // It is stopped already.
    }
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", end);
  return { url: `postgres://postern@127.0.0.1:${port}/postgres`, start, stop };
}

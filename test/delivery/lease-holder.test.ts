// Which holders of a lease are surely gone.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { isDead, newHolder, retire } from "../../src/delivery/lease-holder.js";

const { pid: ended } = spawnSync(process.execPath, ["--version"]);
const holderBy = (pid: number): string => newHolder().replace(`|${process.pid}|`, `|${pid}|`);

it("knows of the processes of this machine who lives", () => {
  const own = newHolder();
  expect(isDead(own)).toBe(false);
  retire(own);
  expect(isDead(own)).toBe(true);
  expect([holderBy(process.ppid), holderBy(ended)].map(isDead)).toEqual([false, true]);
});

it.skipIf(process.platform !== "linux")("knows nothing of another machine of the same name", () => {
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  expect(isDead(holderBy(ended).replace(boot, "another-boot"))).toBe(false);
});

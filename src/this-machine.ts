// Which machine this is to processes that share a folder or a store with it, and which of its processes live.
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** What Linux says; "" elsewhere. */
function linuxSays(read: () => string): string {
  try {
    return read().trim();
  } catch {
    return "";
  }
}

/**
 * Two processes of the same one may ask whether the other lives. A name is not enough: machines made of one image have
 * the same, and process ids mean something only within their namespace, of which a container has its own.
 */
export const thisMachine = [
  hostname(),
  linuxSays(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8")),
  linuxSays(() => readlinkSync("/proc/self/ns/pid")),
].join(" ");

/** Whether what a process of this machine was about is nobody's now; of this process's own id it is an earlier one's. */
export const isLeftBy = (pid: number): boolean => pid === process.pid || !isRunning(pid);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  try {
    // A killed process stays as a zombie until its parent looks; it does nothing any more.
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return true;
  }
}

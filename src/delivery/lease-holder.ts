// Who this process is to the others on the same store, and which of the others live no more.
import { randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** Process ids mean something only within their namespace (Linux); a container has its own. */
const namespace = (): string => {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
};
const here = `${hostname()} ${namespace()}`;
/** The holders within this process: more than one in tests. */
const living = new Set<string>();

/** A name nobody else has; `retire` it when its work is over. */
export function newHolder(): string {
  const name = `${here}|${process.pid}|${randomUUID()}`;
  living.add(name);
  return name;
}

export const retire = (holder: string): boolean => living.delete(holder);

/** Whether a holder, or that of a term, is surely gone: a process of this machine that ended. Of other machines nobody knows. */
export function isDead(holder: string): boolean {
  const [place, pid, id] = holder.split("|");
  if (place !== here || living.has(`${place}|${pid}|${id}`)) return false;
  if (Number(pid) === process.pid) return true;
  return !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  try {
    // A killed process stays as a zombie until its parent looks; it sends nothing any more.
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return true;
  }
}

// Who this process is to the others on the same store, and which of the others live no more.
import { randomUUID } from "node:crypto";
import { isLeftBy, thisMachine } from "../this-machine.js";

/** The holders within this process: more than one in tests. */
const living = new Set<string>();

/** A name nobody else has; `retire` it when its work is over. */
export function newHolder(): string {
  const name = `${thisMachine}|${process.pid}|${randomUUID()}`;
  living.add(name);
  return name;
}

export const retire = (holder: string): boolean => living.delete(holder);

/** Whether a holder, or that of a term, is surely gone: a process of this machine that ended. Of other machines nobody knows. */
export function isDead(holder: string): boolean {
  const [place, pid, id] = holder.split("|");
  if (place !== thisMachine || living.has(`${place}|${pid}|${id}`)) return false;
  return isLeftBy(Number(pid));
}

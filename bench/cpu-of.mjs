// The processor time that a process has used.
import { readFileSync } from "node:fs";

/** Linux counts it in ticks of so many ms. */
const TICK = 10;

/** Of all its threads, in ms. */
export function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK;
}

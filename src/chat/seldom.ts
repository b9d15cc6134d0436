// What may happen by the hundred is told once in a while.
import type { Log } from "../log.js";

/** A `warn` at most once in `every` ms, and `debug` between. */
export function seldom(log: Log, every = 60_000): Log["warn"] {
  let toldAt = -Infinity;
  return (fields, message) => {
    const now = performance.now();
    const level = now - toldAt > every ? "warn" : "debug";
    if (level === "warn") toldAt = now;
    log[level](fields, message);
  };
}

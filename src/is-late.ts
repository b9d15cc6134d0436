// Waiting for work, but not for ever.
import { setTimeout as pause } from "node:timers/promises";

/** Whether some work takes longer than so many ms; it goes on then. Throws what the work throws until then. */
export async function isLate(work: Promise<unknown>, ms: number): Promise<boolean> {
  const end = new AbortController();
  const limit = pause(ms, true, { signal: end.signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => false), limit]);
  } finally {
    end.abort();
  }
}

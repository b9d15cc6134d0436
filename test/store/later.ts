// Lets time pass by the clocks of both kinds: the machine's, and what is counted on from the server's.
import { vi } from "vitest";

/** Undone by `vi.useRealTimers` and `vi.restoreAllMocks`. */
export function later(ms: number): void {
  const counted = performance.now();
  vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.now() + ms });
  vi.spyOn(performance, "now").mockReturnValue(counted + ms);
}

// Loaded into the program under attack: writes down, at its end, for how many milliseconds its event loop was held most.
import { writeFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

// Processes that the program starts inherit this; they are not what readers wait for.
if (isMainThread && process.argv[2] === "start") {
  const RESOLUTION = 5;
  const holds = monitorEventLoopDelay({ resolution: RESOLUTION });
  holds.enable();
  // While it starts nobody waits for an answer: the attack says when it begins.
  process.on("SIGUSR2", () => holds.reset());
  process.on("exit", () => writeFileSync(process.env.WATCH_LOOP, String(holds.max / 1e6 - RESOLUTION)));
}

// Loaded into the program under attack: writes down, at its end, for how many milliseconds its event loop was held most,
// and how long it worked at most meanwhile: a hold beyond that is a disk's, or another program's that had the processor.
import { openSync, readSync, writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

// Processes that the program starts inherit this; they are not what readers wait for.
if (isMainThread && process.argv[2] === "start") {
  const EVERY = 5;
  const worked = workedBy();
  let longest = { hold: 0, own: 0 };
  let [at, work] = [performance.now(), worked()];
  setInterval(() => {
    const [now, workNow] = [performance.now(), worked()];
    const hold = now - at - EVERY;
    longest = {
      hold: Math.max(longest.hold, hold),
      own: Math.max(longest.own, Math.min(hold, workNow - work)),
    };
    [at, work] = [now, workNow];
  }, EVERY).unref();
  // While it starts nobody waits for an answer: the attack says when it begins.
  process.on("SIGUSR2", () => {
    longest = { hold: 0, own: 0 };
  });
  process.on("exit", () => writeFileSync(process.env.WATCH_LOOP, JSON.stringify(longest)));
}

/** Gives how long the main thread has had a processor, in ms (Linux, sched-stats); without end where that is not told. */
function workedBy() {
  try {
    const file = openSync(`/proc/self/task/${process.pid}/schedstat`, "r");
    const bytes = Buffer.alloc(80);
    return () => Number(bytes.toString("latin1", 0, readSync(file, bytes, 0, 80, 0)).split(" ")[0]) / 1e6;
  } catch {
    let all = 0;
    return () => (all += 1e9);
  }
}

// Lets messages leave one after another, each when the one before has its answer: at a kill one of them is uncertain.
import { setTimeout as pause } from "node:timers/promises";

export class InTurn {
  readonly #patience: number;
  #free: Promise<void> = Promise.resolve();

  /** Work that takes longer than `patience`, in ms, holds up the next no more; 0: none waits for another. */
  constructor(patience: number) {
    this.#patience = patience;
  }

  /** In the order of the calls; gives or throws what `work` does. */
  run(work: () => Promise<void>): Promise<void> {
    if (this.#patience === 0) return work();
    const done = this.#free.then(work);
    this.#free = this.#free.then(() => settledOrLate(done, this.#patience));
    return done;
  }
}

async function settledOrLate(done: Promise<void>, ms: number): Promise<void> {
  const settled = new AbortController();
  const late = pause(ms, undefined, { signal: settled.signal }).catch(() => {});
  await Promise.race([done.catch(() => {}), late]);
  settled.abort();
}

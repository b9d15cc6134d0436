// Runs long work in slices, so that chats are answered in between.

/** A piece of work between which others get their turn; a promise is waited for before the next. */
export type Step = void | Promise<void>;

export interface Slices {
  /** Runs a generator's steps, one work after the other; resolves when this one is done. */
  run(work: () => Generator<Step>): Promise<void>;
}

/** Work goes on for so long, in milliseconds, before others get their turn. */
const SLICE = 8;

/** Short work is done before `run` returns. */
export function createSlices(): Slices {
  const waiting: (() => Generator<Step>)[] = [];
  let busy = false;
  let running = Promise.resolve();

  async function work(): Promise<void> {
    busy = true;
    try {
      let since = performance.now();
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        for (const wait of next()) {
          if (wait) {
            await wait;
            since = performance.now();
          }
          if (performance.now() - since < SLICE) continue;
          await new Promise((resolve) => setImmediate(resolve));
          since = performance.now();
        }
      }
    } finally {
      busy = false;
    }
  }
  return {
    run(step) {
      waiting.push(step);
      if (!busy) running = work();
      return running;
    },
  };
}

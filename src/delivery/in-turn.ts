// Lets messages leave one after another, each when the one before has its answer: at a kill one of them is uncertain.
import { isLate } from "../is-late.js";

export class InTurn {
  readonly #patience: number;
  #free: Promise<unknown> = Promise.resolve();

  /** Work that takes longer than `patience`, in ms, holds up the next no more; 0: none waits for another. */
  constructor(patience: number) {
    this.#patience = patience;
  }

  /** In the order of the calls; gives or throws what `work` does. */
  run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#patience === 0) return work();
    const done = this.#free.then(work);
    this.#free = this.#free.then(() =>
      isLate(
        done.then(
          () => {},
          () => {},
        ),
        this.#patience,
      ),
    );
    return done;
  }
}

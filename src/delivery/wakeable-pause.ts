// A pause that ends at once when it is woken.
export class WakeablePause {
  #end: () => void = () => {};
  #woken = false;
  #isOver = false;

  /** Resolves after `ms` milliseconds, or when woken: also by what woke before it began. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#end = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.#woken || this.#isOver) this.#end();
      this.#woken = false;
    });
  }

  /** Ends the pause, or the next one: what comes between two is not lost. */
  wake(): void {
    this.#woken = true;
    this.#end();
  }

  /** Ends this pause and every later one. */
  stop(): void {
    this.#isOver = true;
    this.wake();
  }
}

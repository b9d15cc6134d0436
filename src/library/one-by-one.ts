// Jobs that are done one after another, each whether or not the one before went well.
export class OneByOne {
  #work: Promise<void> = Promise.resolve();
  #waiting = 0;
  #stopped = false;
  readonly #onFault: (error: unknown) => void;

  /** `onFault`: told of what a job throws, as long as nobody stopped them. */
  constructor(onFault: (error: unknown) => void) {
    this.#onFault = onFault;
  }

  add(job: () => Promise<void>): void {
    this.#waiting += 1;
    this.#work = this.#work.then(async () => {
      try {
        if (!this.#stopped) await job();
      } catch (error) {
        if (!this.#stopped) this.#onFault(error);
      } finally {
        this.#waiting -= 1;
      }
    });
  }

  get isIdle(): boolean {
    return this.#waiting === 0;
  }

  get isStopped(): boolean {
    return this.#stopped;
  }

  /** Resolves when nothing is left, also of what came meanwhile. */
  async settled(): Promise<void> {
    for (let last; last !== this.#work;) {
      last = this.#work;
      await last;
    }
  }

  /** Jobs that wait are dropped; the one under way may see `isStopped`. */
  stop(): void {
    this.#stopped = true;
  }
}

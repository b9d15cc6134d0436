// Lets messages out one after another at a platform's pace: evenly, and never more in a second than it takes.

/** The platforms count by their own clock, and not every message travels for as long as the one before. */
const WINDOW_MS = 1020;
/** What came late may catch up by so many messages. */
const CATCH_UP = 4;

export interface Clock {
  /** Milliseconds; never set back. */
  now(): number;
  wait(ms: number): Promise<void>;
}

const realClock: Clock = {
  now: () => performance.now(),
  wait: (ms) => new Promise((done) => setTimeout(done, Math.ceil(ms))),
};

export class RateLimiter {
  readonly #clock: Clock;
  readonly #perSecond: number;
  /** When the last messages left, as many as go into a window, the oldest first. */
  readonly #left: number[] = [];
  #next = -Infinity;
  #turns = Promise.resolve();

  constructor(perSecond: number, clock = realClock) {
    this.#perSecond = perSecond;
    this.#clock = clock;
  }

  /** Resolves when one more message may leave; it must leave at once. In the order of the calls. */
  turn(): Promise<void> {
    this.#turns = this.#turns.then(() => this.#wait());
    return this.#turns;
  }

  async #wait(): Promise<void> {
    const full = this.#left.length >= this.#perSecond;
    const free = full ? (this.#left.shift() ?? 0) + WINDOW_MS : -Infinity;
    const due = Math.max(free, this.#next);
    let now = this.#clock.now();
    while (now < due) {
      await this.#clock.wait(due - now);
      now = this.#clock.now();
    }
    const gap = WINDOW_MS / this.#perSecond;
    this.#next = Math.max(this.#next, now - CATCH_UP * gap) + gap;
    this.#left.push(now);
  }
}

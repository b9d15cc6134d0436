// Wakes posts that are dated in the future when their time has come.
import type { Post } from "../post/post.js";

const TICK_MS = 1_000;
/** A post that is still held back after its date (another key decides) is asked again so often. */
const AGAIN_MS = 60_000;

interface ScheduledPost {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** By the clock that is never set, when it may be judged again; 0 for as soon as its date has come. */
  notBefore: number;
}

/**
 * Compares the clock with the dates every second instead of sleeping until a date, so that it also works when the
 * clock is set, the machine slept, or the date is months away.
 */
export class Schedule {
  readonly #waiting = new Map<string, ScheduledPost>();
  readonly #now: () => Date;
  readonly #due: (paths: readonly string[]) => void;
  #timer: NodeJS.Timeout | undefined;

  /** `due` gets the paths of posts to be judged anew. */
  constructor(now: () => Date, due: (paths: readonly string[]) => void) {
    this.#now = now;
    this.#due = due;
  }

  /** Takes note of a post as just judged. */
  note(path: string, post: Post): void {
    if (post.visibility !== "scheduled") return this.drop(path);
    const at = post.date?.instant ?? -Infinity;
    const overdue = at <= this.#now().getTime();
    this.#waiting.set(path, { at, notBefore: overdue ? performance.now() + AGAIN_MS : 0 });
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS).unref();
  }

  drop(path: string): void {
    this.#waiting.delete(path);
    if (this.#waiting.size === 0) this.stop();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    const [now, tick] = [this.#now().getTime(), performance.now()];
    const due: string[] = [];
    for (const [path, wait] of this.#waiting) {
      if (wait.at > now || wait.notBefore > tick) continue;
      wait.notBefore = tick + AGAIN_MS;
      due.push(path);
    }
    if (due.length > 0) this.#due(due);
  }
}

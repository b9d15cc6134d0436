// Looks at an origin now and then, and when asked to; one at a time.

/** Node's timers end at once where they are to wait longer, in ms. */
const LONGEST_WAIT = 2 ** 31 - 1;

export interface Looks {
  /** Looks; a call during a look asks for one more after it, however many calls there are. Resolves when that is done. */
  now(): Promise<void>;
  /** Looks again after `wait`, and so on. */
  plan(): void;
  /** Resolves when no look is under way. */
  ended(): Promise<void>;
}

/** `look` throws nothing. `wait`: in ms from one to the next; null for none but those asked for. None begins once aborted. */
export function createLooks(
  look: () => Promise<void>,
  wait: () => number | null,
  signal: AbortSignal,
): Looks {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let again = false;
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });

  function plan(): void {
    clearTimeout(timer);
    const after = signal.aborted ? null : wait();
    if (after !== null) timer = setTimeout(() => void now(), Math.min(after, LONGEST_WAIT)).unref();
  }
  async function untilNoneIsAskedFor(): Promise<void> {
    do {
      again = false;
      await look();
    } while (again && !signal.aborted);
    running = null;
    plan();
  }
  async function now(): Promise<void> {
    if (running) again = true;
    await (running ??= untilNoneIsAskedFor());
  }
  return {
    now,
    plan,
    async ended() {
      await running;
    },
  };
}

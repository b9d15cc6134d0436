// When a burst of hints that files changed is over, and where to look then.

/** A burst ends when nothing was heard for so long, so that a save in two steps or a rename is one change. */
const QUIET_MS = 150;
/**
 * The same where all that was heard is that the bytes of one file changed, after a while of quiet: it was saved, and its
 * readers wait. What goes on being written is looked at as seldom as any burst.
 */
const SAVED_MS = 25;
/** A burst that never ends is told in pieces of this length; so long nothing was heard before a file is said to be saved. */
const BURST_MS = 500;
/** More hints than this are answered by comparing everything once. */
const MANY_HINTS = 200;

/** What an event of the operating system says. */
export interface Hint {
  /** Where to look. */
  readonly path: string;
  /** The bytes of this very file changed: nothing came, went or was renamed, and it is not only known in which folder. */
  readonly saved: boolean;
}

/** Times are in milliseconds of any one clock. */
export class Hints {
  readonly #heard = new Set<string>();
  /** Paths of bursts that are over, not yet looked at. */
  readonly #due = new Set<string>();
  #isSave = false;
  #began = 0;
  #last = -Infinity;

  /** For how long from now on nothing more is to be heard, for the burst to be over. */
  hear({ path, saved }: Hint, now: number): number {
    if (this.#heard.size === 0) {
      this.#began = now;
      this.#isSave = now - this.#last >= BURST_MS;
    }
    this.#last = now;
    this.#heard.add(path);
    this.#isSave &&= saved && this.#heard.size === 1;
    return Math.max(0, Math.min(this.#isSave ? SAVED_MS : QUIET_MS, this.#began + BURST_MS - now));
  }

  /** The burst is over. Returns whether a look is to be begun: one that waits takes up this burst, too. */
  over(): boolean {
    const waits = this.#due.size > 0;
    for (const path of this.#heard) this.#due.add(path);
    this.#heard.clear();
    return !waits && this.#due.size > 0;
  }

  /** Where to look now. */
  take(): readonly string[] {
    const paths = this.#due.size > MANY_HINTS ? [""] : [...this.#due];
    this.#due.clear();
    return paths;
  }
}

// Whom we must not write to before a certain moment: one place, or the whole platform.

interface Pause {
  readonly since: number;
  readonly until: number;
}

/** Where a message is under way or the pause just opened, the next one asks again no sooner than after so long, in ms. */
const BUSY_MS = 250;
/** More places than these are looked through for those that are free again. */
const MANY = 5000;

/** All times are milliseconds since the epoch. A pause closed later than now is of a clock that was set back: open. */
export class PlaceThrottle {
  #all: Pause = { since: 0, until: 0 };
  readonly #places = new Map<string, Pause>();
  readonly #busy = new Set<string>();
  /** The last turn that somebody who waits for a place was given. */
  readonly #turns = new Map<string, Pause>();

  allClosedUntil(now: number): number {
    return valid(this.#all, now);
  }

  /**
   * Lets one message at a time to a place: null, and it is its turn until `leave`; else when to ask again. Who is
   * sent away gets a moment behind all others', `gap` (ms, what the place wants between two messages) and a little
   * apart: a long line for one place must not come back as one again and again.
   */
  enter(address: string, now: number, gap: number): number | null {
    const all = this.allClosedUntil(now);
    if (all > now) return all;
    const closed = valid(this.#places.get(address), now);
    if (closed <= now && !this.#busy.has(address)) {
      this.#busy.add(address);
      return null;
    }
    const last = valid(this.#turns.get(address), now);
    const turn = Math.max(closed, Math.max(last, now) + (last > now ? gap + BUSY_MS : BUSY_MS));
    this.#turns.set(address, { since: now, until: turn });
    this.#forget(this.#turns, now);
    return turn;
  }

  leave(address: string): void {
    this.#busy.delete(address);
  }

  closeAll(until: number, now: number): void {
    this.#all = { since: now, until: Math.max(this.allClosedUntil(now), until) };
  }

  close(address: string, until: number, now: number): void {
    this.#places.set(address, { since: now, until: Math.max(valid(this.#places.get(address), now), until) });
    this.#forget(this.#places, now);
  }

  #forget(pauses: Map<string, Pause>, now: number): void {
    if (pauses.size < MANY) return;
    for (const [each, pause] of pauses) if (valid(pause, now) <= now) pauses.delete(each);
  }
}

const valid = (pause: Pause | undefined, now: number): number =>
  pause && pause.since <= now ? pause.until : 0;

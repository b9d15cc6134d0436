// Whom we must not write to before a certain moment: one place, or the whole platform.

interface Gate {
  readonly since: number;
  readonly until: number;
}

/** Where a message is under way or the gate just opened, the next one asks again no sooner than after so long, in ms. */
const BUSY_MS = 250;
/** More places than these are looked through for those that are free again. */
const MANY = 5000;

/** All times are milliseconds since the epoch. A gate closed later than now is of a clock that was set back: open. */
export class Gates {
  #all: Gate = { since: 0, until: 0 };
  readonly #places = new Map<string, Gate>();
  readonly #busy = new Set<string>();
  /** The last turn that somebody who waits for a place was given. */
  readonly #turns = new Map<string, Gate>();

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

  #forget(gates: Map<string, Gate>, now: number): void {
    if (gates.size < MANY) return;
    for (const [each, gate] of gates) if (valid(gate, now) <= now) gates.delete(each);
  }
}

const valid = (gate: Gate | undefined, now: number): number => (gate && gate.since <= now ? gate.until : 0);

// Whom we must not write to before a certain moment: one place, or the whole platform.

interface Gate {
  readonly since: number;
  readonly until: number;
}

/** All times are milliseconds since the epoch. A gate closed later than now is of a clock that was set back: open. */
export class Gates {
  #all: Gate = { since: 0, until: 0 };
  readonly #places = new Map<string, Gate>();
  readonly #busy = new Set<string>();

  /** Until when this place is closed (0 or past: it is open). */
  closedUntil(address: string, now: number): number {
    return Math.max(this.allClosedUntil(now), valid(this.#places.get(address), now));
  }

  allClosedUntil(now: number): number {
    return valid(this.#all, now);
  }

  /** Lets one message at a time to a place: false while another is under way there, else true until `leave`. */
  enter(address: string): boolean {
    if (this.#busy.has(address)) return false;
    this.#busy.add(address);
    return true;
  }

  leave(address: string): void {
    this.#busy.delete(address);
  }

  closeAll(until: number, now: number): void {
    this.#all = { since: now, until: Math.max(this.allClosedUntil(now), until) };
  }

  close(address: string, until: number, now: number): void {
    this.#places.set(address, { since: now, until: Math.max(valid(this.#places.get(address), now), until) });
    if (this.#places.size < 5000) return;
    for (const [each, gate] of this.#places) if (valid(gate, now) <= now) this.#places.delete(each);
  }
}

const valid = (gate: Gate | undefined, now: number): number => (gate && gate.since <= now ? gate.until : 0);

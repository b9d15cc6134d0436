// Whom we must not write to before a certain moment: one place, or the whole platform.

export class Gates {
  #all = 0;
  readonly #places = new Map<string, number>();

  /** Until when this place is closed (0 or past: it is open). Milliseconds since the epoch. */
  closedUntil(address: string): number {
    return Math.max(this.#all, this.#places.get(address) ?? 0);
  }

  get allClosedUntil(): number {
    return this.#all;
  }

  closeAll(until: number): void {
    this.#all = Math.max(this.#all, until);
  }

  close(address: string, until: number, now: number): void {
    this.#places.set(address, Math.max(this.#places.get(address) ?? 0, until));
    if (this.#places.size < 5000) return;
    for (const [each, end] of this.#places) if (end <= now) this.#places.delete(each);
  }
}

// What a formula throws when only running the site's own program would tell.

/** The message names the part that cannot be known, for its owner. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}

/** A value of which no more is known than whether a condition holds by it. */
export class TruthOnly {
  constructor(readonly isTrue: boolean) {}
}

/** Whether a condition holds by a value. */
export const truthOf = (value: unknown): boolean =>
  value instanceof TruthOnly ? value.isTrue : Boolean(value);

/** What a program makes, or what stands for it where only running it would tell. */
export function madeOr<T, U>(work: () => T, otherwise: (fault: Unreadable) => U): T | U {
  try {
    return work();
  } catch (fault) {
    if (fault instanceof Unreadable) return otherwise(fault);
    throw fault;
  }
}

// What a formula throws when only running the site's own program would tell.

/** The message names the part that cannot be known, for its owner. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}

/** What a program makes, or what stands for it where only running it would tell. */
export function madeOr<T, U>(work: () => T, otherwise: (fault: Unreadable) => U): T | U {
  try {
    return work();
  } catch (fault) {
    if (fault instanceof Unreadable) return otherwise(fault);
    throw fault;
  }
}

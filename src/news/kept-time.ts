// Reads times that were kept: a clock that was ahead, and was set right, must hold nothing back. Pure.

/**
 * When something is due that was to be due at `at` and never waits longer than `longest`: `at` itself, or now when it
 * lies further ahead than any wait can reach. All in milliseconds.
 */
export const dueAt = (at: number, longest: number, now: number): number => (at - now > longest ? now : at);

/** Whether `at` lies within the last `span` milliseconds; a time yet to come does not. */
export const isRecent = (at: number, span: number, now: number): boolean => at <= now && at > now - span;

// Work that waits until changes have come to an end, but not for ever.

/** All in milliseconds. */
interface Patience {
  /** So long nothing must have changed. */
  readonly quiet: number;
  /** So long after the first change it is done, whatever goes on. */
  readonly latest: number;
}

export interface Waiter {
  /** Something changed. */
  again(): void;
  /** What waits is not done any more. */
  stop(): void;
}

/** Calls `work` once for all changes that come soon after one another. */
export function whenQuiet(work: () => void, { quiet, latest }: Patience): Waiter {
  let timer: NodeJS.Timeout | undefined;
  let since = 0;
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    again() {
      const now = performance.now();
      if (timer === undefined) since = now;
      clearTimeout(timer);
      timer = setTimeout(
        () => {
          timer = undefined;
          work();
        },
        Math.max(0, Math.min(quiet, since + latest - now)),
      );
    },
    stop,
  };
}

// Waiting for work, but not for ever.

/** Whether some work takes longer than so many ms; it goes on then. Throws what the work throws until then. */
export const isLate = (work: Promise<unknown>, ms: number): Promise<boolean> =>
  // By a plain timer: one that a signal ends costs as much as a small answer, and every answer waits like this.
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms, true);
    work.then(
      () => {
        clearTimeout(timer);
        resolve(false);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });

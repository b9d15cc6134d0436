// How far a library has come with its first reading, and whoever waits for it being told.

/** Files read of those found; `of` is 0 while none are known yet (a repository still being fetched). */
export interface ReadingProgress {
  readonly read: number;
  readonly of: number;
}

/** Waits for `settled`, and tells every so many milliseconds how far the reading is. */
export async function tellWhileReading(
  library: { progress(): ReadingProgress | null },
  settled: Promise<void>,
  every: number,
  tell: (progress: ReadingProgress) => void,
): Promise<void> {
  const timer = setInterval(() => {
    const progress = library.progress();
    if (progress !== null) tell(progress);
  }, every);
  await settled.finally(() => clearInterval(timer));
}

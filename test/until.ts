// Waits for what must happen. Long, since a busy machine is no fault of the bot.

/** How long a test waits for one thing, in milliseconds. */
export const PATIENCE = 100_000;

type Found<T> = Exclude<T, null | undefined | false>;

/** Looks until `look` finds something, and gives it; fails telling what it waited for, or with the words of `what`. */
export async function until<T>(look: () => T | Promise<T>, what: string | (() => string)): Promise<Found<T>> {
  const end = Date.now() + PATIENCE;
  for (let pause = 5; ; pause = Math.min(pause * 1.5, 50)) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found as unknown as Found<T>;
    if (Date.now() > end) throw new Error(typeof what === "string" ? `waited in vain for: ${what}` : what());
    await new Promise((done) => setTimeout(done, pause));
  }
}

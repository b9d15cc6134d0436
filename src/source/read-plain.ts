// Reads a plain file where it lies, in a thread: a call that waits for the disk must not hold up the bot.
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from "node:fs";

/** NONBLOCK: opening a FIFO must not wait for a writer. NOFOLLOW: links are resolved before. */
export const PLAINLY = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/**
 * The bytes of the file at `place` (absolute, without links in it), `limit` at most; null where it is anything but a plain
 * file of that size: why, and what is done then, knows `Source.read`.
 */
export function readPlainFile(place: string, limit: number): Uint8Array | null {
  try {
    if (realpathSync.native(place) !== place) return null;
    const file = openSync(place, PLAINLY);
    try {
      const at = fstatSync(file);
      if (!at.isFile() || at.size > limit) return null;
      // As much as was there when it was looked at; what is added meanwhile is a change of its own.
      const bytes = Buffer.allocUnsafe(at.size);
      let read = 0;
      for (let more = -1; more !== 0 && read < at.size; read += more)
        more = readSync(file, bytes, read, at.size - read, read);
      return bytes.subarray(0, read);
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}

// A fault of the database that a person must mend; the message says how.

export class StoreError extends Error {
  override readonly name = "StoreError";
}

const inUse = "has been locked by another program for too long. Close what holds it, then start again.";
const unwritable =
  "cannot be written. Give the bot's user the right to write to it and to its folder, or set DATA_DIR to another folder.";
const damaged =
  "is damaged or is no SQLite database. Put back a backup; or move the file away to start anew (subscriptions in it are then forgotten, nothing is announced twice).";

/**
 * What SQLite's primary result codes mean to an owner (https://www.sqlite.org/rescode.html), and the words that SQLite
 * has for each (sqlite3_errstr): @photostructure/sqlite gives no code for a statement that returns rows.
 */
const meanings = new Map<number, readonly [words: string, meaning: string]>([
  [5, ["database is locked", inUse]],
  [6, ["database table is locked", inUse]],
  [8, ["attempt to write a readonly database", unwritable]],
  [14, ["unable to open database file", unwritable]],
  [
    10,
    [
      "disk I/O error",
      "cannot be read or written: its disk is full, became read-only or fails. DATA_DIR must be on a local one.",
    ],
  ],
  [11, ["database disk image is malformed", damaged]],
  [26, ["file is not a database", damaged]],
  [
    13,
    [
      "database or disk is full",
      "cannot grow: the disk is full. Make room, or set DATA_DIR to a folder on another disk.",
    ],
  ],
]);

function meaningOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { errcode } = error as { errcode?: unknown };
  if (typeof errcode === "number") return meanings.get(errcode & 0xff)?.[1] ?? null;
  for (const [words, meaning] of meanings.values()) if (error.message.startsWith(words)) return meaning;
  return null;
}

/** Whether another process holds the database just now, so that trying again helps. */
export const isBusy = (error: unknown): boolean => meaningOf(error) === inUse;

/** Says what is wrong with the database file in words; an error of another kind comes back as it is. */
export function explainSqlite(error: unknown, file: string): unknown {
  const meaning = meaningOf(error);
  return meaning === null ? error : new StoreError(`The database ${file} ${meaning}`, { cause: error });
}

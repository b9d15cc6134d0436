// A fault of the database that a person must mend; the message says how.

export class StoreError extends Error {
  override readonly name = "StoreError";
}

const inUse = "has been locked by another program for too long. Close what holds it, then start again.";
const unwritable =
  "cannot be written. Give the bot's user the right to write to it and to its folder, or set DATA_DIR to another folder.";
const damaged =
  "is damaged or is no SQLite database. Put back a backup; or move the file away to start anew (subscriptions in it are then forgotten, nothing is announced twice).";

/** What SQLite's primary result codes mean to an owner (https://www.sqlite.org/rescode.html). */
const meanings = new Map<number | null, string>([
  [5, inUse],
  [6, inUse],
  [8, unwritable],
  [14, unwritable],
  [10, "cannot be read or written: its disk fails. Check the disk; DATA_DIR must be on a local one."],
  [11, damaged],
  [26, damaged],
  [13, "cannot grow: the disk is full. Make room, or set DATA_DIR to a folder on another disk."],
]);

/** The primary result code of a SQLite error, or null when it is another kind of error. */
const resultCode = (error: unknown): number | null => {
  const code = error instanceof Error ? (error as { errcode?: unknown }).errcode : undefined;
  return typeof code === "number" ? code & 0xff : null;
};

/** Whether another process holds the database just now, so that trying again helps. */
export const isBusy = (error: unknown): boolean => meanings.get(resultCode(error)) === inUse;

/** Says what is wrong with the database file in words; an error of another kind comes back as it is. */
export function explainSqlite(error: unknown, file: string): unknown {
  const meaning = meanings.get(resultCode(error));
  return meaning ? new StoreError(`The database ${file} ${meaning}`, { cause: error }) : error;
}

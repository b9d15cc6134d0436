// The lease table: which process may do what only one may do at a time.
import { sql, type Kysely } from "kysely";
import type { Schema } from "./schema.js";

/** No lease lasts longer, in ms. */
const LONGEST = 60_000;

export interface LeaseWish {
  readonly name: string;
  readonly holder: string;
  /** Milliseconds it lasts unless asked for again. */
  readonly lasts: number;
  /** Whether another holder is known to live no more, so that its time need not be waited for. */
  readonly isDead: (holder: string) => boolean;
}

export interface LeaseAnswer {
  readonly held: boolean;
  /** Who held it last, when it was somebody else. */
  readonly from: string | null;
}

/** The clock by which leases end, in ms since 1970: one for all processes on a store, whatever their machines' say. */
export type LeaseClock = () => Promise<number>;

/** An SQLite file is used by one machine. */
export const machineClock: LeaseClock = () => Promise.resolve(Date.now());

export const serverClock =
  (db: Kysely<Schema>): LeaseClock =>
  async () => {
    const { rows } = await sql<{
      ms: string;
    }>`select extract(epoch from clock_timestamp()) * 1000 as ms`.execute(db);
    return Math.floor(Number(rows[0]?.ms));
  };

/**
 * Takes a lease or prolongs it; writes nothing where another holds it. One from further ahead than it can last is of a
 * clock that was set back.
 */
export async function takeLease(
  db: Kysely<Schema>,
  wish: LeaseWish,
  clock: LeaseClock,
): Promise<LeaseAnswer> {
  const { name, holder, lasts, isDead } = wish;
  const row = await db.selectFrom("lease").selectAll().where("name", "=", name).executeTakeFirst();
  const now = await clock();
  const until = now + lasts;
  if (!row) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto("lease")
      .values({ name, holder, until })
      .onConflict((conflict) => conflict.column("name").doNothing())
      .executeTakeFirst();
    return { held: numInsertedOrUpdatedRows === 1n, from: null };
  }
  const free = row.until < now || row.until > now + 2 * lasts || isDead(row.holder);
  if (row.holder !== holder && !free) return { held: false, from: null };
  // Nothing where another was quicker.
  const { numUpdatedRows } = await db
    .updateTable("lease")
    .set({ holder, until })
    .where("name", "=", name)
    .where("holder", "=", row.holder)
    .where("until", "=", row.until)
    .executeTakeFirst();
  return { held: numUpdatedRows === 1n, from: row.holder === holder ? null : row.holder };
}

export async function dropLease(db: Kysely<Schema>, name: string, holder: string): Promise<void> {
  await db.deleteFrom("lease").where("name", "=", name).where("holder", "=", holder).execute();
}

/** Whether a process that works on this store is at work, or was less than a lease ago. A clock set back counts here too. */
export async function isInUse(
  db: Kysely<Schema>,
  now: number,
  isDead: (holder: string) => boolean,
): Promise<boolean> {
  const leases = await db
    .selectFrom("lease")
    .selectAll()
    .where("until", ">", now)
    .where("until", "<=", now + LONGEST)
    .execute();
  return leases.some(({ holder }) => !isDead(holder));
}

// The lease table: which process may do what only one may do at a time.
import type { Kysely } from "kysely";
import type { Schema } from "./schema.js";

/** No lease lasts longer, in ms. */
const LONGEST = 60_000;

export interface LeaseWish {
  readonly name: string;
  readonly holder: string;
  readonly now: number;
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

/** Takes a lease or prolongs it. One from further ahead than it can last is of a clock that was set back. */
export async function takeLease(db: Kysely<Schema>, wish: LeaseWish): Promise<LeaseAnswer> {
  const { name, holder, now, lasts, isDead } = wish;
  const until = now + lasts;
  return await db.transaction().execute(async (tx) => {
    await tx
      .insertInto("lease")
      .values({ name, holder, until })
      .onConflict((conflict) => conflict.column("name").doNothing())
      .execute();
    const row = await tx.selectFrom("lease").selectAll().where("name", "=", name).executeTakeFirstOrThrow();
    const free = row.until < now || row.until > now + 2 * lasts || isDead(row.holder);
    if (row.holder !== holder && !free) return { held: false, from: null };
    const { numUpdatedRows } = await tx
      .updateTable("lease")
      .set({ holder, until })
      .where("name", "=", name)
      .where("holder", "=", row.holder)
      .where("until", "=", row.until)
      .executeTakeFirst();
    return { held: numUpdatedRows === 1n, from: row.holder === holder ? null : row.holder };
  });
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

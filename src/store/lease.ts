// The lease table: which process may do what only one may do at a time, and what keeps out those who no longer may.
import { sql, type ExpressionBuilder, type Kysely, type Transaction } from "kysely";
import type { StoreClock } from "./clock.js";
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

/** A time for which one process holds a lease without a break: `holder|epoch`. There is never another of that name. */
export type LeaseTerm = string;

export interface LeaseAnswer {
  /** Null where another holds it. */
  readonly term: LeaseTerm | null;
  /** The term before, when it was somebody else's. */
  readonly from: LeaseTerm | null;
}

const termOf = ({ holder, epoch }: { readonly holder: string; readonly epoch: number }): LeaseTerm =>
  `${holder}|${epoch}`;

/**
 * Takes a lease or prolongs it; writes nothing where another holds it. One from further ahead than it can last is of a
 * clock that was set back.
 */
export async function takeLease(
  db: Kysely<Schema>,
  wish: LeaseWish,
  clock: StoreClock,
): Promise<LeaseAnswer> {
  const { name, holder, lasts, isDead } = wish;
  // One statement: every process asks for each lease every second or so, for as long as it lives.
  const { row, now } = await clock.readWith((ms) =>
    db
      .selectFrom(db.selectNoFrom((eb) => eb.lit(1).as("one")).as("always"))
      .leftJoin("lease", (join) => join.on("lease.name", "=", name))
      .select(["lease.holder", "lease.epoch", "lease.until", ms.as("ms")])
      .executeTakeFirstOrThrow(),
  );
  const until = now + lasts;
  if (row.holder === null || row.epoch === null || row.until === null) {
    const first = { holder, epoch: 1 };
    const { numInsertedOrUpdatedRows } = await db
      .insertInto("lease")
      .values({ name, until, ...first })
      .onConflict((conflict) => conflict.column("name").doNothing())
      .executeTakeFirst();
    return { term: numInsertedOrUpdatedRows === 1n ? termOf(first) : null, from: null };
  }
  const was = { holder: row.holder, epoch: row.epoch, until: row.until };
  const mine = was.holder === holder;
  const free = was.until < now || was.until > now + 2 * lasts || isDead(was.holder);
  if (!mine && !free) return { term: null, from: null };
  const next = { holder, epoch: mine ? was.epoch : was.epoch + 1 };
  // Nothing where another was quicker.
  const { numUpdatedRows } = await db
    .updateTable("lease")
    .set({ until, ...next })
    .where("name", "=", name)
    .where("holder", "=", was.holder)
    .where("epoch", "=", was.epoch)
    .where("until", "=", was.until)
    .executeTakeFirst();
  return { term: numUpdatedRows === 1n ? termOf(next) : null, from: mine ? null : termOf(was) };
}

/** Its row stays, so that epochs only grow. */
export async function dropLease(db: Kysely<Schema>, name: string, holder: string): Promise<void> {
  await db
    .updateTable("lease")
    .set({ until: 0 })
    .where("name", "=", name)
    .where("holder", "=", holder)
    .execute();
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

/** The lease of who decides what is news. */
export const NEWS_LEASE = "news";
/** The lease of who sends on a platform; the rows that it has in hand bear its term. */
export const sendLease = (platform: string): string => `send ${platform}`;

const term = sql<LeaseTerm>`lease.holder || '|' || lease.epoch`;

/**
 * Whether the worker of an outbox row still sends on its platform. `locks`: nobody takes over before the transaction
 * that asks is through.
 */
export const workerSends = (eb: ExpressionBuilder<Schema, "outbox">, locks: boolean) => {
  const lease = eb
    .selectFrom("lease")
    .select("lease.name")
    .where("lease.name", "=", sql<string>`'send ' || outbox.platform`)
    .where("outbox.worker", "=", term);
  return eb.exists(locks ? lease.forShare() : lease);
};

/** Another holds the lease by now: nothing is written. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

/** Gives what a transaction begins with whose writes only the holder of a lease may make; it throws LeaseLost. */
export const holderOnly =
  (name: string, held: LeaseTerm, locks: boolean) =>
  async (tx: Transaction<Schema>): Promise<void> => {
    const lease = tx.selectFrom("lease").select("name").where("name", "=", name).where(term, "=", held);
    const row = await (locks ? lease.forShare() : lease).executeTakeFirst();
    if (!row) throw new LeaseLost(`Another process holds the lease “${name}” by now`);
  };

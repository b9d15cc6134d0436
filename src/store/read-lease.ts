// The lease of who reads the posts for all, without which nothing of theirs is written.
import type { Kysely, Transaction } from "kysely";
import { holderOnly, type LeaseTerm } from "./lease.js";
import type { Schema } from "./schema.js";

export const READ_LEASE = "read";

export type WrittenByReader = ReturnType<typeof writtenByReader>;
/** Throws LeaseLost, with nothing written, where another process reads by now. */
export const writtenByReader =
  (db: Kysely<Schema>, locks: boolean) =>
  <T>(term: LeaseTerm, work: (tx: Transaction<Schema>) => Promise<T>): Promise<T> =>
    db.transaction().execute(async (tx) => {
      const done = await work(tx);
      // At the end: while it is locked the lease cannot be prolonged, and this may take long.
      await holderOnly(READ_LEASE, term, locks)(tx);
      return done;
    });

// How a claimed row is sent: sending begins, and what is found out on the way is written down.
import type { Kysely } from "kysely";
import { workerSends } from "./lease.js";
import { heldRows, type Held } from "./outbox.js";
import type { Schema } from "./schema.js";

/** `locks` as in `outboxClaims`. */
export const outboxSending = (db: Kysely<Schema>, locks: boolean) => ({
  /**
   * The last commit before a request: all of the rows or none; false: the lease was lost (of the rows, or of sending
   * on the platform), do not send. `doubt`: an earlier one may have arrived; `again`: so this one may be a repeat that
   * shows, which is counted before it leaves, so that a crash cannot repeat it for ever.
   */
  async startSending(
    rows: Held,
    now: number,
    leaseUntil: number,
    doubt = false,
    again = false,
  ): Promise<boolean> {
    const repeat = again ? 1 : 0;
    return await db.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await heldRows(tx, rows)
        .where("state", "=", "claimed")
        .where("lease_until", ">", now)
        .where((eb) => workerSends(eb, locks))
        .set((eb) => ({
          state: "sending",
          started_at: doubt ? eb.fn.coalesce(eb.ref("started_at"), eb.val(now)) : now,
          lease_until: leaseUntil,
          resent: eb(eb.ref("resent"), "+", repeat),
        }))
        .executeTakeFirst();
      if (numUpdatedRows === BigInt(rows.keys.length)) return true;
      if (numUpdatedRows > 0n) {
        await heldRows(tx, rows)
          .set((eb) => ({
            state: "claimed",
            lease_until: now,
            resent: eb(eb.ref("resent"), "-", repeat),
          }))
          .where("state", "=", "sending")
          .where("lease_until", "=", leaseUntil)
          .execute();
      }
      return false;
    });
  },

  /** Refused in full: from now on in its plainest form. */
  async plain(rows: Held): Promise<void> {
    await heldRows(db, rows).set({ plain: 1 }).execute();
  },

  /** What `startSending` counted as a repeat surely did not leave after all; said twice it is the same as once. */
  async unrepeat(rows: Held): Promise<void> {
    await heldRows(db, rows)
      .where("state", "=", "sending")
      .set((eb) => ({ state: "claimed", resent: eb(eb.ref("resent"), "-", 1) }))
      .execute();
  },
});

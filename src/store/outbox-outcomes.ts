// What becomes of claimed rows: sending begins, and every outcome is written down.
import type { ExpressionBuilder, Kysely } from "kysely";
import { follow } from "./fan-out.js";
import { heldRows, unowned, whole, type Held, type OutboxRow } from "./outbox.js";
import { writeReason, type Reason } from "../subscription/reason.js";
import { workerSends } from "./lease.js";
import type { Schema } from "./schema.js";

/** 1 for a row whose request went out, 0 for one decided without: what counts as a try. */
const wasSending = (eb: ExpressionBuilder<Schema, "outbox">) =>
  eb.case().when("state", "=", "sending").then(1).else(0).end();

/** What is left of the first try once a request got a no. */
const startedAfterNo = (eb: ExpressionBuilder<Schema, "outbox">, doubt: boolean) =>
  doubt
    ? eb.ref("started_at")
    : eb.case().when("state", "=", "sending").then(null).else(eb.ref("started_at")).end();

/** `locks` as in `outboxClaims`. */
export const outboxOutcomes = (db: Kysely<Schema>, locks: boolean) => {
  const held = (rows: Held) => heldRows(db, rows);
  const finish = (at: Kysely<Schema>, { keys, worker }: Held, message: string | null, now: number) =>
    at
      .updateTable("outbox")
      .where("key", "in", keys)
      .where((row) => {
        const isHeld = row.and([row("worker", "=", worker), row("state", "in", ["claimed", "sending"])]);
        if (message === null) return isHeld;
        // Freed meanwhile: nobody need ask whether it arrived.
        return row.or([isHeld, row.and([row("state", "=", "uncertain"), row("kind", "=", "post")])]);
      })
      .set((eb) => ({
        state: "done",
        message,
        attempts: eb(eb.ref("attempts"), "+", wasSending(eb)),
        error: null,
        done_at: now,
        ...unowned,
      }))
      .execute();

  return {
    /**
     * The last commit before a request: all of the rows or none; false: the lease was lost (of the rows, or of sending
     * on the platform), do not send. `doubt`: an earlier one may have arrived; `again`: so this one may be a repeat that
     * shows, which is counted before it leaves, so that a crash cannot repeat it for ever.
     */
    async startSending(
      { keys, worker }: Held,
      now: number,
      leaseUntil: number,
      doubt = false,
      again = false,
    ): Promise<boolean> {
      const repeat = again ? 1 : 0;
      return await db.transaction().execute(async (tx) => {
        const mine = tx
          .updateTable("outbox")
          .where("key", "in", keys)
          .where("worker", "=", worker)
          .where("state", "=", "claimed")
          .where("lease_until", ">", now)
          .where((eb) => workerSends(eb, locks));
        const { numUpdatedRows } = await mine
          .set((eb) => ({
            state: "sending",
            started_at: doubt ? eb.fn.coalesce(eb.ref("started_at"), eb.val(now)) : now,
            lease_until: leaseUntil,
            resent: eb(eb.ref("resent"), "+", repeat),
          }))
          .executeTakeFirst();
        if (numUpdatedRows === BigInt(keys.length)) return true;
        if (numUpdatedRows > 0n) {
          await tx
            .updateTable("outbox")
            .set((eb) => ({
              state: "claimed",
              lease_until: now,
              resent: eb(eb.ref("resent"), "-", repeat),
            }))
            .where("key", "in", keys)
            .where("worker", "=", worker)
            .where("state", "=", "sending")
            .where("lease_until", "=", leaseUntil)
            .execute();
        }
        return false;
      });
    },

    async finish(rows: Held, message: string | null, now: number): Promise<void> {
      await finish(db, rows, message, now);
    },

    /** It was there already. One of another bot may show the post as it was then, and is brought up to date. */
    async found(
      rows: Held,
      { post_id, subscription_id, perhaps_since }: OutboxRow,
      message: string,
      now: number,
    ): Promise<void> {
      await db.transaction().execute(async (tx) => {
        await finish(tx, rows, message, now);
        if (perhaps_since !== null) await follow(tx, post_id, "edit", now, subscription_id);
      });
    },

    /**
     * A no to a request is sure: it did not arrive. A row given up before a request may have arrived earlier, and so
     * may one with `doubt`: an earlier request of unknown outcome stays one.
     */
    async fail(rows: Held, error: Reason, now: number, doubt = false): Promise<void> {
      await held(rows)
        .where("state", "in", ["claimed", "sending"])
        .set((eb) => ({
          state: "failed",
          started_at: startedAfterNo(eb, doubt),
          attempts: eb(eb.ref("attempts"), "+", wasSending(eb)),
          error: writeReason(error),
          done_at: now,
          ...unowned,
        }))
        .execute();
    },

    /** Its place is closed: kept until that is open again. A no to a request is as sure as with `fail`. */
    async suspend(rows: Held, error: Reason, now: number, doubt = false): Promise<void> {
      await held(rows)
        .where("state", "in", ["claimed", "sending"])
        .set((eb) => ({
          state: "suspended",
          started_at: startedAfterNo(eb, doubt),
          error: writeReason(error),
          // A place that opens and closes again does not prolong the wait.
          done_at: eb.fn.coalesce(eb.ref("done_at"), eb.val(now)),
          ...unowned,
        }))
        .execute();
    },

    /** Surely not sent: tried again at `at`. `counts`: whether it was a try. */
    async retry(rows: Held, at: number, error: Reason | null, counts = true): Promise<void> {
      await held(rows)
        .where("state", "in", ["claimed", "sending"])
        .set((eb) => ({
          state: "pending",
          next_at: whole(at),
          error: writeReason(error),
          started_at: null,
          attempts: eb(eb.ref("attempts"), "+", counts ? 1 : 0),
          ...unowned,
        }))
        .execute();
    },

    /** Nobody knows whether it arrived: looked into at `at`. */
    async uncertain(rows: Held, at: number, error: Reason): Promise<void> {
      await held(rows)
        .where("state", "in", ["claimed", "sending"])
        .set((eb) => ({
          state: "uncertain",
          next_at: whole(at),
          error: writeReason(error),
          attempts: eb(eb.ref("attempts"), "+", 1),
          ...unowned,
        }))
        .execute();
    },

    /** Refused in full: from now on in its plainest form. */
    async plain(rows: Held): Promise<void> {
      await held(rows).set({ plain: 1 }).execute();
    },

    /** What `startSending` counted as a repeat surely did not leave after all; said twice it is the same as once. */
    async unrepeat(rows: Held): Promise<void> {
      await held(rows)
        .where("state", "=", "sending")
        .set((eb) => ({ state: "claimed", resent: eb(eb.ref("resent"), "-", 1) }))
        .execute();
    },
  };
};

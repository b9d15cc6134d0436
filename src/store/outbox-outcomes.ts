// What becomes of claimed rows: every outcome is written down, sure or not.
import type { ExpressionBuilder, Kysely } from "kysely";
import { follow } from "./fan-out.js";
import { heldRows, unowned, whole, type Held, type OutboxRow } from "./outbox.js";
import { writeReason, type Reason } from "../subscription/reason.js";
import type { Schema } from "./schema.js";

/** 1 for a row whose request went out, 0 for one decided without: what counts as a try. */
const wasSending = (eb: ExpressionBuilder<Schema, "outbox">) =>
  eb.case().when("state", "=", "sending").then(1).else(0).end();

/** What is left of the first try once a request got a no. */
const startedAfterNo = (eb: ExpressionBuilder<Schema, "outbox">, doubt: boolean) =>
  doubt
    ? eb.ref("started_at")
    : eb.case().when("state", "=", "sending").then(null).else(eb.ref("started_at")).end();

/** Rows that were not freed meanwhile. */
const claimed = (db: Kysely<Schema>, rows: Held) =>
  heldRows(db, rows).where("state", "in", ["claimed", "sending"]);

const finishRows = (at: Kysely<Schema>, { keys, worker }: Held, message: string | null, now: number) =>
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

export const outboxOutcomes = (db: Kysely<Schema>) => ({
  async finish(rows: Held, message: string | null, now: number): Promise<void> {
    await finishRows(db, rows, message, now);
  },

  /** It was there already. One of another bot may show the post as it was then, and is brought up to date. */
  async found(
    rows: Held,
    { post_id, subscription_id, perhaps_since }: OutboxRow,
    message: string,
    now: number,
  ): Promise<void> {
    await db.transaction().execute(async (tx) => {
      await finishRows(tx, rows, message, now);
      if (perhaps_since !== null) await follow(tx, post_id, "edit", now, subscription_id);
    });
  },

  /**
   * A no to a request is sure: it did not arrive. A row given up before a request may have arrived earlier, and so
   * may one with `doubt`: an earlier request of unknown outcome stays one.
   */
  async fail(rows: Held, error: Reason, now: number, doubt = false): Promise<void> {
    await claimed(db, rows)
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
    await claimed(db, rows)
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
    await claimed(db, rows)
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
    await claimed(db, rows)
      .set((eb) => ({
        state: "uncertain",
        next_at: whole(at),
        error: writeReason(error),
        attempts: eb(eb.ref("attempts"), "+", 1),
        ...unowned,
      }))
      .execute();
  },
});

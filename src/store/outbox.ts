// The words of the outbox table: what is to be sent where. One row for a post, a subscription and a kind, ever.
import { randomBytes } from "node:crypto";
import type { ExpressionBuilder, Kysely, Selectable } from "kysely";
import { readReason, writeReason, type Reason } from "../subscription/reason.js";
import type { OutboxTable, Schema } from "./schema.js";

/** `post`: the message itself; `edit`: bring it up to date; `remove`: take it back. */
export type Kind = "post" | "edit" | "remove";
/**
 * pending → claimed → sending → done; failed for good; uncertain when nobody knows whether it arrived; suspended while
 * its place is, pending or uncertain again when that is open. Only `sending`, `uncertain`, and a suspended row with
 * `started_at`, may have reached a reader without our knowing.
 */
export type OutboxState = "pending" | "claimed" | "sending" | "done" | "failed" | "uncertain" | "suspended";

export interface OutboxRow extends Omit<Selectable<OutboxTable>, "error"> {
  readonly kind: Kind;
  readonly state: OutboxState;
  readonly error: Reason | null;
}

export const toRow = <R extends Selectable<OutboxTable>>(
  row: R,
): Omit<R, "kind" | "state" | "error"> & Pick<OutboxRow, "kind" | "state" | "error"> => ({
  ...row,
  kind: row.kind as Kind,
  state: row.state as OutboxState,
  error: readReason(row.error),
});

/**
 * The same for every try of one row; at most 25 characters, for that is what Discord takes as a nonce. By chance, not
 * made from the post: that may get another id, and its old id may go to another post.
 */
const newKey = (): string => randomBytes(15).toString("base64url");

/** A row as it begins; the caller says what is particular. */
export const newRow = (
  row: Pick<OutboxRow, "post_id" | "subscription_id" | "platform" | "kind" | "next_at" | "created_at"> &
    Partial<
      Pick<
        OutboxRow,
        "silent" | "gather" | "state" | "started_at" | "perhaps_since" | "resent" | "done_at"
      > & {
        error: Reason | null;
      }
    >,
): Selectable<OutboxTable> => ({
  key: newKey(),
  state: "pending",
  silent: 0,
  gather: 0,
  bundle: null,
  attempts: 0,
  resent: 0,
  plain: 0,
  lease_until: null,
  worker: null,
  started_at: null,
  perhaps_since: null,
  done_at: null,
  message: null,
  ...row,
  error: writeReason(row.error ?? null),
});

/** When a row came to rest: sent, given up, or held for its place. Null while it is to be sent. */
export const restsSince = ({ state, done_at }: Pick<OutboxRow, "state" | "done_at">): number | null =>
  state === "done" || state === "failed" || state === "suspended" ? done_at : null;

/** Nothing but a digest is put off for longer, whatever the platform says: what is, is of a clock that was ahead. */
export const LONGEST_RETRY_MS = 60 * 60_000;

export interface Claim {
  readonly platform: string;
  readonly worker: string;
  readonly now: number;
  readonly leaseUntil: number;
  readonly limit: number;
}

/**
 * A row under work may be written only by the worker that claimed it: one term of the lease of sending (lease.ts). But
 * that it was sent may be said of a row that was freed.
 */
export interface Held {
  readonly keys: readonly string[];
  readonly worker: string;
}

/** Rows that were claimed together. */
export const heldBy = (rows: readonly OutboxRow[]): Held => ({
  keys: rows.map((row) => row.key),
  worker: rows[0]?.worker ?? "",
});

/** Where a row whose request is not out just now goes on: it waits to be sent, or for somebody to look where it is. */
export const pendingOrUncertain = (eb: ExpressionBuilder<Schema, "outbox">) =>
  eb.case().when("started_at", "is", null).then("pending").else("uncertain").end();

/** A wait is a fraction of a ms by chance or as a platform says it; PostgreSQL and exports take whole ones. */
export const whole = Math.ceil;

/** What a row is set to when no worker has it any more. */
export const unowned = { worker: null, lease_until: null } as const;

export const heldRows = (db: Kysely<Schema>, { keys, worker }: Held) =>
  db.updateTable("outbox").where("key", "in", keys).where("worker", "=", worker);

/** What makes a row of the past one to be sent. */
export const afresh = {
  state: "pending",
  attempts: 0,
  plain: 0,
  resent: 0,
  started_at: null,
  perhaps_since: null,
  done_at: null,
  error: null,
} as const;

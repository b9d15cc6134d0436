// The outbox as workers share it out: who holds which rows, and how they are freed.
import type { ExpressionBuilder, Kysely } from "kysely";
import {
  LONGEST_RETRY_MS,
  heldRows,
  pendingOrUncertain,
  toRow,
  unowned,
  whole,
  type Claim,
  type Held,
  type OutboxRow,
  type OutboxState,
} from "./outbox.js";
import type { Schema } from "./schema.js";

const MINUTE = 60_000;
/** A week, and the hours by which clocks of summer and winter differ. */
const LONGEST_DIGEST_MS = 8 * 24 * 60 * MINUTE;

/** `locks`: whether the database can lock rows apart (PostgreSQL); SQLite writes one after another anyhow. */
export const outboxClaims = (db: Kysely<Schema>, locks: boolean) => {
  const claimState = async (state: OutboxState, claim: Claim): Promise<readonly OutboxRow[]> => {
    const rows = await db
      .with(
        (name) => name("due").materialized(),
        (query) => {
          const due = query
            .selectFrom("outbox")
            .select("key")
            .where("platform", "=", claim.platform)
            .where("state", "=", state)
            .where("next_at", "<=", claim.now)
            .orderBy("next_at")
            .limit(claim.limit);
          return locks ? due.forUpdate().skipLocked() : due;
        },
      )
      .updateTable("outbox")
      .set({ state: "claimed", worker: claim.worker, lease_until: claim.leaseUntil })
      .where("key", "in", (query) => query.selectFrom("due").select("key"))
      .returningAll()
      .execute();
    return rows.map(toRow).sort((a, b) => a.next_at - b.next_at);
  };

  return {
    /** When the next row of a platform that is to be sent, or looked into, is due; null where there is none. */
    async nextDue(platform: string): Promise<number | null> {
      // One entry of the index for each state: PostgreSQL reads all rows for the least of several states.
      const firstOf = (state: OutboxState) =>
        db
          .selectFrom("outbox")
          .select("next_at")
          .where("platform", "=", platform)
          .where("state", "=", state)
          .orderBy("next_at")
          .limit(1);
      const { pending, uncertain } = await db
        .selectNoFrom([firstOf("pending").as("pending"), firstOf("uncertain").as("uncertain")])
        .executeTakeFirstOrThrow();
      return pending === null || uncertain === null ? (pending ?? uncertain) : Math.min(pending, uncertain);
    },

    /** Takes due rows for a worker: those of unknown outcome first. */
    async claimDue(claim: Claim): Promise<readonly OutboxRow[]> {
      const uncertain = await claimState("uncertain", claim);
      const left = claim.limit - uncertain.length;
      return left > 0
        ? [...uncertain, ...(await claimState("pending", { ...claim, limit: left }))]
        : uncertain;
    },

    /**
     * All rows that go into one message with `lead`: those claimed beside it (`beside`), due ones to gather, or,
     * when it went out in a bundle before, the same ones again; oldest first.
     */
    async claimBundle(
      lead: OutboxRow,
      beside: readonly OutboxRow[],
      claim: Omit<Claim, "platform">,
    ): Promise<readonly OutboxRow[]> {
      const others = db
        .updateTable("outbox")
        .set({ state: "claimed", worker: claim.worker, lease_until: claim.leaseUntil })
        .where("subscription_id", "=", lead.subscription_id)
        .where("kind", "=", "post")
        .where("state", "in", ["pending", "uncertain"]);
      const more = await (
        lead.bundle === null
          ? others.where("gather", "=", 1).where("bundle", "is", null).where("next_at", "<=", claim.now)
          : others.where("bundle", "=", lead.bundle)
      )
        .returningAll()
        .execute();
      const rows = [lead, ...beside, ...more.map(toRow)].sort((a, b) => a.created_at - b.created_at);
      if (rows.length === 1) return rows;
      // The first row's key: it stays in this message where that cannot hold them all.
      const bundle = lead.bundle ?? rows[0]?.key ?? lead.key;
      await heldRows(db, { keys: rows.map((row) => row.key), worker: claim.worker })
        .set({ bundle })
        .execute();
      return rows.map((row) => ({ ...row, bundle }));
    },

    /** Not touched after all: back as it was. */
    async release(rows: Held, at: number): Promise<void> {
      await heldRows(db, rows)
        .where("state", "=", "claimed")
        .set((eb) => ({
          state: pendingOrUncertain(eb),
          next_at: whole(at),
          ...unowned,
        }))
        .execute();
    },

    /** What does not fit into the message of its bundle goes into another one, at once. */
    async unbundle(rows: Held, now: number): Promise<void> {
      await heldRows(db, rows)
        .where("state", "=", "claimed")
        .set({ state: "pending", bundle: null, next_at: now, ...unowned })
        .execute();
    },

    /**
     * Frees the rows that nobody works at: those of the workers `done`, and those past the end of their lease. What had
     * not begun is pending again, what had is of unknown outcome. What the caller still has in hand (`mine`) is not
     * freed, however late it is: it would be sent twice. A clock that was set back leaves rows waiting for a time that
     * is far off; they are due now.
     */
    async recover(
      platform: string,
      now: number,
      done: readonly string[],
      lasts: number,
      mine: readonly string[] = [],
    ): Promise<void> {
      await freeRows(db, platform, now, { done, lasts, mine });
      await dateStartsBack(db, platform, now);
      await dateDueTimesBack(db, platform, now);
    },
  };
};

/** See `recover`. */
async function freeRows(
  db: Kysely<Schema>,
  platform: string,
  now: number,
  { done, lasts, mine }: { done: readonly string[]; lasts: number; mine: readonly string[] },
): Promise<void> {
  for (const state of ["claimed", "sending"] as const)
    await db
      .updateTable("outbox")
      .set((eb) => ({
        state: pendingOrUncertain(eb),
        next_at: now,
        ...unowned,
      }))
      .where("platform", "=", platform)
      .where("state", "=", state)
      .$if(mine.length > 0, (query) => query.where("key", "not in", mine))
      .where((where) =>
        where.or([
          where("lease_until", "<=", now),
          where("lease_until", ">", now + 2 * lasts),
          where("worker", "in", done),
        ]),
      )
      .execute();
}

/** What was sent at a time that is yet to come, by a clock that was ahead, was sent before now. */
async function dateStartsBack(db: Kysely<Schema>, platform: string, now: number): Promise<void> {
  for (const column of ["started_at", "perhaps_since"] as const)
    await db
      .updateTable("outbox")
      .set({ [column]: now })
      .where("platform", "=", platform)
      .where("state", "in", ["uncertain", "suspended"])
      .where(column, ">", now)
      .execute();
}

/** Of a clock that was ahead: a digest waits for as long as it was to wait; everything else is due. */
async function dateDueTimesBack(db: Kysely<Schema>, platform: string, now: number): Promise<void> {
  const isOfClockAhead = (eb: ExpressionBuilder<Schema, "outbox">) => eb("created_at", ">", now + 5 * MINUTE);
  await db
    .updateTable("outbox")
    .set((eb) => ({
      next_at: eb
        .case()
        .when(eb.and([eb("state", "=", "pending"), eb("gather", "=", 1), isOfClockAhead(eb)]))
        .then(eb(eb("next_at", "-", eb.ref("created_at")), "+", now))
        .else(now)
        .end(),
      created_at: eb.case().when(isOfClockAhead(eb)).then(now).else(eb.ref("created_at")).end(),
    }))
    .where("platform", "=", platform)
    .where("next_at", ">", now + 5 * MINUTE)
    .where((where) =>
      where.or([
        isOfClockAhead(where),
        // It is older than the clock's mistake, and was put off meanwhile.
        where.and([where("gather", "=", 0), where("next_at", ">", now + LONGEST_RETRY_MS)]),
        where("next_at", ">", now + LONGEST_DIGEST_MS),
      ]),
    )
    .where("state", "in", ["uncertain", "pending"])
    .execute();
}

// The outbox table: what is to be sent where. One row for a post, a subscription and a kind, ever.
import { createHash } from "node:crypto";
import type { Kysely, Selectable } from "kysely";
import type { OutboxTable, Schema } from "./schema.js";

/** `post`: the message itself; `edit`: bring it up to date; `remove`: take it back. */
export type Kind = "post" | "edit" | "remove";
/**
 * pending → claimed → sending → done; failed for good; uncertain when nobody knows whether it arrived.
 * Only `sending` and `uncertain` may have reached a reader without our knowing.
 */
export type State = "pending" | "claimed" | "sending" | "done" | "failed" | "uncertain";

export interface OutboxRow extends Selectable<OutboxTable> {
  readonly kind: Kind;
  readonly state: State;
}

/** The same for every try of one row; at most 25 characters, for that is what Discord takes as a nonce. */
export const rowKey = (postId: string, subscriptionId: string, kind: Kind): string =>
  createHash("sha256").update(`${postId}|${subscriptionId}|${kind}`).digest("base64url").slice(0, 20);

/** A row as it begins; the caller says what is particular. */
export const newRow = (
  row: Pick<OutboxRow, "post_id" | "subscription_id" | "platform" | "kind" | "next_at" | "created_at"> &
    Partial<Pick<OutboxRow, "silent" | "gather">>,
): OutboxRow => ({
  key: rowKey(row.post_id, row.subscription_id, row.kind),
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
  done_at: null,
  message: null,
  error: null,
  ...row,
});

export interface Claim {
  readonly platform: string;
  readonly worker: string;
  readonly now: number;
  readonly leaseUntil: number;
  readonly limit: number;
}

/** A row under work may be written only by the worker that claimed it. */
export interface Held {
  readonly keys: readonly string[];
  readonly worker: string;
}

const unowned = { worker: null, lease_until: null } as const;
const MINUTE = 60_000;

/** `locks`: whether the database can lock rows apart (PostgreSQL); SQLite writes one after another anyhow. */
export const outboxTable = (db: Kysely<Schema>, locks: boolean) => {
  const held = ({ keys, worker }: Held) =>
    db.updateTable("outbox").where("key", "in", keys).where("worker", "=", worker);

  const claimState = async (state: State, claim: Claim): Promise<readonly OutboxRow[]> => {
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
    return (rows as OutboxRow[]).sort((a, b) => a.next_at - b.next_at);
  };

  return {
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
      const more = (await (
        lead.bundle === null
          ? others.where("gather", "=", 1).where("bundle", "is", null).where("next_at", "<=", claim.now)
          : others.where("bundle", "=", lead.bundle)
      )
        .returningAll()
        .execute()) as OutboxRow[];
      const rows = [lead, ...beside, ...more].sort((a, b) => a.created_at - b.created_at);
      if (rows.length === 1) return rows;
      const bundle = lead.bundle ?? lead.key;
      await held({ keys: rows.map((row) => row.key), worker: claim.worker })
        .set({ bundle })
        .execute();
      return rows.map((row) => ({ ...row, bundle }));
    },

    /** The last commit before a request: all of the rows or none; false: the lease was lost, do not send. */
    async startSending({ keys, worker }: Held, now: number, leaseUntil: number): Promise<boolean> {
      return await db.transaction().execute(async (tx) => {
        const mine = tx
          .updateTable("outbox")
          .where("key", "in", keys)
          .where("worker", "=", worker)
          .where("state", "=", "claimed")
          .where("lease_until", ">", now);
        const { numUpdatedRows } = await mine
          .set((eb) => ({
            state: "sending",
            started_at: eb.fn.coalesce(eb.ref("started_at"), eb.val(now)),
            lease_until: leaseUntil,
          }))
          .executeTakeFirst();
        if (numUpdatedRows === BigInt(keys.length)) return true;
        if (numUpdatedRows > 0n) {
          await tx
            .updateTable("outbox")
            .set({ state: "claimed", lease_until: now })
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
      await held(rows)
        .where("state", "in", ["claimed", "sending"])
        .set({ state: "done", message, error: null, done_at: now, ...unowned })
        .execute();
    },

    async fail(rows: Held, error: string, now: number): Promise<void> {
      await held(rows)
        .where("state", "in", ["claimed", "sending"])
        .set({ state: "failed", error, done_at: now, ...unowned })
        .execute();
    },

    /** Surely not sent: tried again at `at`. `counts`: whether it was a try. */
    async retry(rows: Held, at: number, error: string | null, counts = true): Promise<void> {
      await held(rows)
        .where("state", "in", ["claimed", "sending"])
        .set((eb) => ({
          state: "pending",
          next_at: at,
          error,
          started_at: null,
          attempts: eb(eb.ref("attempts"), "+", counts ? 1 : 0),
          ...unowned,
        }))
        .execute();
    },

    /** Not touched after all: back as it was. */
    async release(rows: Held, at: number): Promise<void> {
      await held(rows)
        .where("state", "=", "claimed")
        .set((eb) => ({
          state: eb.case().when("started_at", "is", null).then("pending").else("uncertain").end(),
          next_at: at,
          ...unowned,
        }))
        .execute();
    },

    /** Nobody knows whether it arrived: looked into at `at`. */
    async uncertain(rows: Held, at: number, error: string): Promise<void> {
      await held(rows)
        .where("state", "=", "sending")
        .set((eb) => ({
          state: "uncertain",
          next_at: at,
          error,
          attempts: eb(eb.ref("attempts"), "+", 1),
          ...unowned,
        }))
        .execute();
    },

    /** Refused in full: once more in its plainest form. */
    async plain(rows: Held, now: number, error: string): Promise<void> {
      await held(rows)
        .set({ state: "pending", plain: 1, next_at: now, error, started_at: null, ...unowned })
        .execute();
    },

    /** A repeat of this row may show from now on; counted before it leaves, so that a crash cannot repeat it for ever. */
    async markResent(rows: Held): Promise<void> {
      await held(rows)
        .set((eb) => ({ resent: eb(eb.ref("resent"), "+", 1) }))
        .execute();
    },

    /**
     * Frees the rows of workers that are no more (`dead`, or by the end of their lease): what had not begun
     * is pending again, what had is of unknown outcome. A clock that was set back leaves rows waiting for a
     * time that is far off; they are due now.
     */
    async recover(platform: string, now: number, dead: string | null, lasts: number): Promise<void> {
      for (const state of ["claimed", "sending"] as const) {
        await db
          .updateTable("outbox")
          .set((eb) => ({
            state: eb.case().when("started_at", "is", null).then("pending").else("uncertain").end(),
            next_at: now,
            ...unowned,
          }))
          .where("platform", "=", platform)
          .where("state", "=", state)
          .where((where) =>
            where.or([
              where("lease_until", "<=", now),
              where("lease_until", ">", now + 2 * lasts),
              ...(dead === null ? [] : [where("worker", "=", dead)]),
            ]),
          )
          .execute();
      }
      await db
        .updateTable("outbox")
        .set({ next_at: now, created_at: now })
        .where("platform", "=", platform)
        .where("state", "=", "pending")
        .where("next_at", ">", now + 5 * MINUTE)
        .where("created_at", ">", now + 5 * MINUTE)
        .where("gather", "=", 0)
        .execute();
    },

    async row(key: string): Promise<OutboxRow | null> {
      return ((await db.selectFrom("outbox").selectAll().where("key", "=", key).executeTakeFirst()) ??
        null) as OutboxRow | null;
    },

    /** The posts that went out as one message, in the order they were written down. */
    async bundle(key: string): Promise<readonly OutboxRow[]> {
      const rows = await db
        .selectFrom("outbox")
        .selectAll()
        .where("bundle", "=", key)
        .where("kind", "=", "post")
        .orderBy("created_at")
        .orderBy("next_at")
        .execute();
      return rows as OutboxRow[];
    },

    /** For the owner's eyes: newest first. */
    async list(filter: OutboxFilter): Promise<readonly OutboxEntry[]> {
      let query = db
        .selectFrom("outbox")
        .leftJoin("subscription", "subscription.id", "outbox.subscription_id")
        .leftJoin("news", "news.post_id", "outbox.post_id")
        .selectAll("outbox")
        .select(["subscription.address", "news.title", "news.url"])
        .orderBy("outbox.created_at", "desc")
        .orderBy("outbox.key")
        .limit(filter.limit ?? 1000);
      if (filter.states) query = query.where("outbox.state", "in", filter.states);
      if (filter.posts) query = query.where("outbox.post_id", "in", filter.posts);
      if (filter.place) {
        query = query
          .where("outbox.platform", "=", filter.place.platform)
          .where("subscription.address", "=", filter.place.address);
      }
      return (await query.execute()) as OutboxEntry[];
    },

    /** Failed rows are tried again from the beginning; how many. */
    async retryFailed(posts: readonly string[] | null, now: number): Promise<number> {
      let query = db
        .updateTable("outbox")
        .set({
          state: "pending",
          next_at: now,
          attempts: 0,
          plain: 0,
          resent: 0,
          started_at: null,
          error: null,
        })
        .where("state", "=", "failed");
      if (posts) query = query.where("post_id", "in", posts);
      return Number((await query.executeTakeFirst()).numUpdatedRows);
    },
  };
};

export type Outbox = ReturnType<typeof outboxTable>;

export interface OutboxFilter {
  readonly states?: readonly State[];
  readonly posts?: readonly string[];
  readonly place?: { readonly platform: string; readonly address: string };
  /** 1,000 unless told. */
  readonly limit?: number;
}

/** An outbox row with what names its post and place; null when those are forgotten. */
export interface OutboxEntry extends OutboxRow {
  readonly address: string | null;
  readonly title: string | null;
  readonly url: string | null;
}

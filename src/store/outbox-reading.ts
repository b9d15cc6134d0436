// The outbox as it is read: a row, what went out together, and the list for the owner's eyes.
import type { Kysely } from "kysely";
import type { Place } from "../subscription/place.js";
import { readReason, type Reason } from "../subscription/reason.js";
import { toRow, type Kind, type OutboxRow, type OutboxState } from "./outbox.js";
import type { Schema } from "./schema.js";

export interface OutboxFilter {
  readonly states?: readonly OutboxState[];
  readonly posts?: readonly string[];
  readonly kind?: Kind;
  readonly place?: Place;
  /** 1,000 unless told. */
  readonly limit?: number;
}

/** An outbox row with what names its post and place; null when those are forgotten. */
export interface OutboxEntry extends OutboxRow {
  readonly address: string | null;
  readonly title: string | null;
  readonly url: string | null;
  /** What is written down about its post beside its state. */
  readonly news_reason: Reason | null;
}

/** Rows with their subscription and post, as far as a filter lets them through. */
function chosen(db: Kysely<Schema>, { states, posts, kind, place }: OutboxFilter) {
  let query = db
    .selectFrom("outbox")
    .leftJoin("subscription", "subscription.id", "outbox.subscription_id")
    .leftJoin("news", "news.post_id", "outbox.post_id");
  if (states) query = query.where("outbox.state", "in", states);
  if (posts) query = query.where("outbox.post_id", "in", posts);
  if (kind) query = query.where("outbox.kind", "=", kind);
  if (place) {
    query = query
      .where("outbox.platform", "=", place.platform)
      .where("subscription.address", "=", place.address);
  }
  return query;
}

export const outboxReading = (db: Kysely<Schema>) => ({
  /** The row of the post that the row `key` is about, itself or another; found as they stand now, after any rename. */
  async postOf(key: string): Promise<OutboxRow | null> {
    const row = await db
      .selectFrom("outbox as own")
      .innerJoin("outbox as post", (join) =>
        join
          .onRef("post.post_id", "=", "own.post_id")
          .onRef("post.subscription_id", "=", "own.subscription_id"),
      )
      .selectAll("post")
      .where("own.key", "=", key)
      .where("post.kind", "=", "post")
      .executeTakeFirst();
    return row ? toRow(row) : null;
  },

  /** The posts that went out to a subscription as one message, in the order they were written down. */
  async bundle(key: string, subscriptionId: string): Promise<readonly OutboxRow[]> {
    const rows = await db
      .selectFrom("outbox")
      .selectAll()
      .where("subscription_id", "=", subscriptionId)
      .where("bundle", "=", key)
      .where("kind", "=", "post")
      .orderBy("created_at")
      .orderBy("next_at")
      .execute();
    return rows.map(toRow);
  },

  /** The posts that a message to a subscription told, by their ids. */
  async toldBy(subscriptionId: string, message: string): Promise<readonly string[]> {
    const rows = await db
      .selectFrom("outbox")
      .select("post_id")
      .where("subscription_id", "=", subscriptionId)
      .where("kind", "=", "post")
      .where("message", "=", message)
      .execute();
    return rows.map((row) => row.post_id);
  },

  /** The messages that were sent to a subscription last before this one. */
  async messagesBefore(subscriptionId: string, message: string, most: number): Promise<readonly string[]> {
    const rows = await db
      .selectFrom("outbox")
      .select("message")
      .where("subscription_id", "=", subscriptionId)
      .where("kind", "=", "post")
      .where("state", "=", "done")
      .where("message", "is not", null)
      .where("message", "!=", message)
      .groupBy("message")
      .orderBy((eb) => eb.fn.max("done_at"), "desc")
      .limit(most)
      .execute();
    return rows.flatMap((row) => row.message ?? []);
  },

  /** For the owner's eyes: newest first. */
  async list(filter: OutboxFilter): Promise<readonly OutboxEntry[]> {
    const rows = await chosen(db, filter)
      .selectAll("outbox")
      .select(["subscription.address", "news.title", "news.url", "news.reason as news_reason"])
      .orderBy("outbox.created_at", "desc")
      .orderBy("outbox.key")
      .limit(filter.limit ?? 1000)
      .execute();
    return rows.map((row) => ({ ...toRow(row), news_reason: readReason(row.news_reason) }));
  },

  async countByPlatform(): Promise<
    readonly { readonly platform: string; readonly state: string; readonly rows: number }[]
  > {
    const rows = await db
      .selectFrom("outbox")
      .select(["platform", "state", (eb) => eb.fn.countAll().as("rows")])
      .groupBy(["platform", "state"])
      .execute();
    return rows.map((row) => ({ ...row, rows: Number(row.rows) }));
  },

  /** Since when the row has been due that is due for longest; null where none is. */
  async oldestDue(now: number): Promise<number | null> {
    const row = await db
      .selectFrom("outbox")
      .select((eb) => eb.fn.min("next_at").as("since"))
      .where("state", "in", ["pending", "uncertain"])
      .where("next_at", "<=", now)
      .executeTakeFirst();
    return row?.since ?? null;
  },

  /** How many rows are in which state; states without rows are absent. */
  async count(filter: OutboxFilter): Promise<Readonly<Partial<Record<OutboxState, number>>>> {
    const rows = await chosen(db, filter)
      .select(["outbox.state", (eb) => eb.fn.countAll().as("rows")])
      .groupBy("outbox.state")
      .execute();
    return Object.fromEntries(rows.map(({ state, rows: count }) => [state, Number(count)]));
  },
});

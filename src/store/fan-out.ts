// Writes outbox rows for a post: one for every subscription that is to hear of it, and what follows what was sent.
import { setImmediate } from "node:timers/promises";
import type { Transaction } from "kysely";
import type { Post } from "../post/post.js";
import { timing } from "../subscription/timing.js";
import { wants } from "../subscription/wanted.js";
import { newRow, type Kind, type OutboxRow } from "./outbox.js";
import type { Schema } from "./schema.js";
import { toSubscription } from "./subscriptions.js";

/** Rows of one post are due a little apart, so that two posts at once take turns. */
const APART_MS = 10;
const CHUNK = 500;

/** How many rows are new; what is written already stays as it is. */
export async function fanOut(
  tx: Transaction<Schema>,
  post: Post,
  now: number,
  only: readonly string[] | null,
): Promise<number> {
  let written = 0;
  let turn = 0;
  for (let last = ""; ;) {
    let query = tx.selectFrom("subscription").selectAll().where("id", ">", last).orderBy("id").limit(CHUNK);
    query = only ? query.where("id", "in", only) : query.where("suspended_at", "is", null);
    const subscriptions = (await query.execute()).map(toSubscription);
    const rows: OutboxRow[] = [];
    for (const { id, place, wishes } of subscriptions) {
      if (!only && !wants(wishes, post)) continue;
      const digest = post.announcing.notify === "digest" ? (wishes.digest ?? "daily") : wishes.digest;
      const { at, gather } = timing({ ...wishes, digest }, now);
      rows.push(
        newRow({
          post_id: post.id,
          subscription_id: id,
          platform: place.platform,
          kind: "post",
          created_at: now,
          next_at: gather ? at : now + APART_MS * turn++,
          silent: wishes.silent || post.announcing.notify === "silent" ? 1 : 0,
          gather: gather ? 1 : 0,
        }),
      );
    }
    for (let from = 0; from < rows.length; from += 100) {
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto("outbox")
        .values(rows.slice(from, from + 100))
        .onConflict((conflict) => conflict.columns(["post_id", "subscription_id", "kind"]).doNothing())
        .executeTakeFirst();
      written += Number(numInsertedOrUpdatedRows ?? 0n);
      // Readers' questions go between: SQLite itself never waits.
      await setImmediate();
    }
    if (subscriptions.length < CHUNK) return written;
    last = subscriptions.at(-1)?.id ?? "";
  }
}

/** Writes an edit or removal for everything of a post that was sent or may have been; a second one renews the first. */
export async function follow(
  tx: Transaction<Schema>,
  postId: string,
  kind: Kind,
  now: number,
): Promise<void> {
  for (let last = ""; ;) {
    const sent = await tx
      .selectFrom("outbox")
      .select(["key", "subscription_id", "platform"])
      .where("post_id", "=", postId)
      .where("kind", "=", "post")
      .where("state", "in", ["done", "sending", "uncertain"])
      .where("key", ">", last)
      .orderBy("key")
      .limit(100)
      .execute();
    if (sent.length === 0) return;
    const rows = sent.map(({ subscription_id, platform }, turn) =>
      newRow({
        post_id: postId,
        subscription_id,
        platform,
        kind,
        created_at: now,
        next_at: now + APART_MS * turn,
      }),
    );
    const again = {
      state: "pending",
      attempts: 0,
      plain: 0,
      next_at: now,
      error: null,
      worker: null,
    } as const;
    await tx
      .insertInto("outbox")
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(["post_id", "subscription_id", "kind"]).doUpdateSet({ ...again, started_at: null }),
      )
      .execute();
    last = sent.at(-1)?.key ?? "";
    await setImmediate();
  }
}

// What waited for suspended places: sent when they are open again, or given up when that takes too long.
import type { Kysely } from "kysely";
import { writeReason, type Reason } from "../subscription/reason.js";
import type { Timing } from "../subscription/timing.js";
import { pendingOrUncertain } from "./outbox.js";
import type { Schema } from "./schema.js";

/** Reopened places looked after at one time. */
const PLACES = 50;

export interface CatchUp {
  readonly now: number;
  /** When the place takes messages now. */
  readonly timing: Pick<Timing, "at" | "gather">;
  /** More posts than this come as one message. */
  readonly maxAtOnce: number;
}

export const outboxCatchUp = (db: Kysely<Schema>) => ({
  /** Ids of subscriptions that are open again and have rows from the time when they were not. */
  async reopened(platform: string): Promise<readonly string[]> {
    const rows = await db
      .selectFrom("outbox")
      .innerJoin("subscription", "subscription.id", "outbox.subscription_id")
      .select("outbox.subscription_id")
      .distinct()
      .where("outbox.platform", "=", platform)
      .where("outbox.state", "=", "suspended")
      .where("subscription.suspended_at", "is", null)
      .limit(PLACES)
      .execute();
    return rows.map((row) => row.subscription_id);
  },

  /** Gives up what was first held before `before`; how many rows. */
  async expire(subscriptionId: string, before: number, error: Reason, now: number): Promise<number> {
    const { numUpdatedRows } = await db
      .updateTable("outbox")
      .set({ state: "failed", error: writeReason(error), done_at: now })
      .where("subscription_id", "=", subscriptionId)
      .where("state", "=", "suspended")
      .where("done_at", "<", before)
      .executeTakeFirst();
    return Number(numUpdatedRows);
  },

  /** Lets everything that waited go out, the oldest first; how many posts these are. */
  async catchUp(subscriptionId: string, { now, timing, maxAtOnce }: CatchUp): Promise<number> {
    return await db.transaction().execute(async (tx) => {
      const rows = await tx
        .selectFrom("outbox")
        .select(["key", "kind", "started_at"])
        .where("subscription_id", "=", subscriptionId)
        .where("state", "=", "suspended")
        .orderBy("created_at")
        .orderBy("next_at")
        .execute();
      const posts = rows.filter(({ kind, started_at }) => kind === "post" && started_at === null);
      const gather = timing.gather || posts.length > maxAtOnce;
      // `done_at` stays: since when it waits, should the place refuse it again.
      const again = { error: null, attempts: 0, plain: 0 };
      await tx
        .updateTable("outbox")
        .set((eb) => ({ ...again, state: pendingOrUncertain(eb), next_at: now }))
        .where("subscription_id", "=", subscriptionId)
        .where("state", "=", "suspended")
        .where((where) => where.or([where("kind", "!=", "post"), where("started_at", "is not", null)]))
        .execute();
      const waiting = tx
        .updateTable("outbox")
        .where("subscription_id", "=", subscriptionId)
        .where("state", "=", "suspended");
      const fresh = { ...again, state: "pending", bundle: null, gather: gather ? 1 : 0 };
      if (gather) await waiting.set({ ...fresh, next_at: timing.at }).execute();
      else
        // All are due by then: one that is claimed after the others could overtake those that wait for their turn.
        for (const [turn, { key }] of posts.entries())
          await waiting
            .set({ ...fresh, next_at: timing.at - posts.length + turn })
            .where("key", "=", key)
            .execute();
      return posts.length;
    });
  },
});

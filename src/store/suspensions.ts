// Subscriptions whose place is closed to the bot for a while: which they are, and when to look at them again.
import type { Kysely } from "kysely";
import { writeReason, type Reason } from "../subscription/reason.js";
import type { Subscription } from "../subscription/subscription.js";
import type { Schema } from "./schema.js";
import { toSubscription } from "./subscriptions.js";

/** How long a suspended place is left alone before we look whether it lets us in again. */
const CHECK_AGAIN_MS = 6 * 60 * 60 * 1000;

export const suspensions = (db: Kysely<Schema>) => ({
  /** Sends nothing there until it is woken. Whether it was open until now. */
  async suspend(id: string, reason: Reason, now: number): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable("subscription")
      .set({ suspended_at: now, suspended_why: writeReason(reason), check_at: now + CHECK_AGAIN_MS })
      .where("id", "=", id)
      .where("suspended_at", "is", null)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },

  /** Every place of a platform that is suspended, or that is not. */
  async ofPlatform(platform: string, suspended: boolean): Promise<readonly Subscription[]> {
    const rows = await db
      .selectFrom("subscription")
      .selectAll()
      .where("platform", "=", platform)
      .where("suspended_at", suspended ? "is not" : "is", null)
      .execute();
    return rows.map(toSubscription);
  },

  /** Every suspended place. */
  async suspended(): Promise<readonly Subscription[]> {
    const rows = await db
      .selectFrom("subscription")
      .selectAll()
      .where("suspended_at", "is not", null)
      .execute();
    return rows.map(toSubscription);
  },

  /** A suspended place may be open again: it is looked at at `at`, if not sooner. */
  async lookAt(id: string, at: number): Promise<void> {
    await db
      .updateTable("subscription")
      .set({ check_at: at })
      .where("id", "=", id)
      .where("suspended_at", "is not", null)
      .where("check_at", ">", at)
      .execute();
  },

  /** Suspended places of a platform that are to be looked at again, at most `limit`; each is due again later. */
  async dueForCheck(platform: string, now: number, limit: number): Promise<readonly Subscription[]> {
    const rows = await db
      .updateTable("subscription")
      .set({ check_at: now + CHECK_AGAIN_MS })
      .where("id", "in", (query) =>
        query
          .selectFrom("subscription")
          .select("id")
          .where("platform", "=", platform)
          .where((where) =>
            // Further ahead than it can be: it was set by a clock that was ahead.
            where.or([where("check_at", "<=", now), where("check_at", ">", now + CHECK_AGAIN_MS)]),
          )
          .orderBy("check_at")
          .limit(limit),
      )
      .returningAll()
      .execute();
    return rows.map(toSubscription);
  },

  /** Lets a place hear again; what waited for it is sent by the worker (`catchUp`). */
  async wake(id: string): Promise<void> {
    await db
      .updateTable("subscription")
      .set({ suspended_at: null, suspended_why: null, check_at: null })
      .where("id", "=", id)
      .execute();
  },
});

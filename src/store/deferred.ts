// The deferred table: questions that were told to wait, until they are answered; whoever lives finishes what another left.
import type { Kysely } from "kysely";
import type { StoreClock } from "./clock.js";
import type { Schema } from "./schema.js";

export interface DeferredRow {
  readonly id: string;
  readonly entry: string;
}

/** Who works at one has so long before another takes it for left, in ms. Twice the same answer does no harm. */
const WORK_MS = 20_000;
/** What ended so many processes is not tried by one more. */
const MOST_TRIES = 3;
/** Discord takes an answer for fifteen minutes; nothing may be kept for longer. */
const KEPT_MS = 15 * 60_000;

export const deferredTable = (db: Kysely<Schema>, clock: () => StoreClock) => ({
  async keep(platform: string, { id, entry }: DeferredRow): Promise<void> {
    const at = clock().now();
    await db
      .insertInto("deferred")
      .values({ platform, id, entry, tries: 1, at, until: at + WORK_MS })
      // Asked twice, by a load balancer that gave up on the first: they answer the same.
      .onConflict((conflict) => conflict.columns(["platform", "id"]).doNothing())
      .execute();
  },

  async done(platform: string, id: string): Promise<void> {
    await db.deleteFrom("deferred").where("platform", "=", platform).where("id", "=", id).execute();
  },

  /** Gives those that were left to the caller, and forgets those that are too old. */
  async takeLeft(platform: string): Promise<readonly DeferredRow[]> {
    const now = clock().now();
    const taken = await db
      .updateTable("deferred")
      .set((eb) => ({ until: now + WORK_MS, tries: eb("tries", "+", 1) }))
      .where("platform", "=", platform)
      .where("until", "<", now)
      .where("tries", "<", MOST_TRIES)
      .where("at", ">", now - KEPT_MS)
      .returning(["id", "entry"])
      .execute();
    await this.forgetOld();
    return taken;
  },

  /** Also where questions do not come by HTTP any more. */
  async forgetOld(): Promise<void> {
    await db
      .deleteFrom("deferred")
      .where("at", "<=", clock().now() - KEPT_MS)
      .execute();
  },
});

export type DeferredRows = ReturnType<typeof deferredTable>;

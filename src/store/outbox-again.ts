// Sending again what the owner asks for.
import { chunksOf } from "./chunks-of.js";
import type { Kysely } from "kysely";
import { afresh } from "./outbox.js";
import type { Schema } from "./schema.js";

const CHUNK = 500;

export const outboxAgain = (db: Kysely<Schema>) => ({
  /**
   * Failed rows are tried again from the beginning, uncertain ones are looked into now, and suspended subscriptions
   * wake, so that what waited for them is sent. A failed row that may have arrived comes without a sound. Rows in
   * other states stay as they are. How many rows are to be sent by this.
   */
  async tryAgain(keys: readonly string[], now: number): Promise<number> {
    let changed = 0;
    for (const some of chunksOf(keys, CHUNK)) {
      changed += await db.transaction().execute(async (tx) => {
        await tx
          .updateTable("subscription")
          .set({ suspended_at: null, suspended_why: null, check_at: null })
          .where("id", "in", (query) =>
            query
              .selectFrom("outbox")
              .select("subscription_id")
              .where("key", "in", some)
              .where("state", "in", ["failed", "uncertain", "suspended"]),
          )
          .execute();
        const failed = await tx
          .updateTable("outbox")
          .set((eb) => ({
            ...afresh,
            next_at: now,
            silent: eb.case().when("started_at", "is", null).then(eb.ref("silent")).else(1).end(),
          }))
          .where("key", "in", some)
          .where("state", "=", "failed")
          .executeTakeFirst();
        const uncertain = await tx
          .updateTable("outbox")
          .set({ next_at: now, resent: 0 })
          .where("key", "in", some)
          .where("state", "=", "uncertain")
          .executeTakeFirst();
        const { waiting } = await tx
          .selectFrom("outbox")
          .select((eb) => eb.fn.countAll().as("waiting"))
          .where("key", "in", some)
          .where("state", "=", "suspended")
          .executeTakeFirstOrThrow();
        return Number(failed.numUpdatedRows + uncertain.numUpdatedRows) + Number(waiting);
      });
    }
    return changed;
  },
});

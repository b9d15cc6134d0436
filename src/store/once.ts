// The once table: what is done once, whichever process is asked to do it again.
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { StoreClock } from "./clock.js";
import type { Schema } from "./schema.js";

const keyOf = (what: string): string => createHash("sha256").update(what).digest("base64url").slice(0, 22);

export const onceTable = (db: Kysely<Schema>, clock: () => StoreClock) => ({
  /** For so many ms it is the `holder`'s alone to do, by 0 no more; false where it is another's. Kept is a hash of it. */
  async claim(what: string, holder: string, lasts: number): Promise<boolean> {
    const now = clock().now();
    await db.deleteFrom("once").where("until", "<=", now).execute();
    const mine = await db
      .insertInto("once")
      .values({ what: keyOf(what), holder, until: now + lasts })
      .onConflict((conflict) =>
        conflict
          .column("what")
          .doUpdateSet((eb) => ({ until: eb.ref("excluded.until") }))
          .whereRef("once.holder", "=", "excluded.holder"),
      )
      .returning("what")
      .execute();
    return mine.length === 1;
  },
});

export type OnceRows = ReturnType<typeof onceTable>;

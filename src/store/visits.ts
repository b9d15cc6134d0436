// The visit table: when each reader last asked for what is new.
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { Schema } from "./schema.js";

const keyOf = (visitor: string): string =>
  createHash("sha256").update(visitor).digest("base64url").slice(0, 22);

/** Who has not asked for a year is forgotten. */
const KEPT_MS = 365 * 24 * 3_600_000;

/** Times in milliseconds since the epoch. `visitor`: who asks and where; kept is a hash of it. */
export const visitTable = (db: Kysely<Schema>) => ({
  async last(visitor: string): Promise<number | null> {
    const row = await db
      .selectFrom("visit")
      .select("at")
      .where("visitor", "=", keyOf(visitor))
      .executeTakeFirst();
    return row?.at ?? null;
  },
  async note(visitor: string, at: number): Promise<void> {
    await db
      .deleteFrom("visit")
      .where("at", "<", at - KEPT_MS)
      .execute();
    await db
      .insertInto("visit")
      .values({ visitor: keyOf(visitor), at })
      .onConflict((conflict) => conflict.column("visitor").doUpdateSet({ at }))
      .execute();
  },
  async forget(visitor: string): Promise<void> {
    await db.deleteFrom("visit").where("visitor", "=", keyOf(visitor)).execute();
  },
  /** Ids of the posts that became news after a time. */
  async appeared(since: number): Promise<readonly string[]> {
    const rows = await db
      .selectFrom("news")
      .select("post_id")
      .where("seen_at", ">", since)
      .where("state", "!=", "seen")
      .execute();
    return rows.map((row) => row.post_id);
  },
});

export type VisitLog = ReturnType<typeof visitTable>;

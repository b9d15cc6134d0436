// The visit table: when each reader last asked for what is new.
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { Schema } from "./schema.js";

/** Times in milliseconds since the epoch. `visitor`: who asks and where; kept is a hash of it. */
export interface VisitLog {
  last(visitor: string): Promise<number | null>;
  note(visitor: string, at: number): Promise<void>;
  forget(visitor: string): Promise<void>;
  /** Ids of the posts that became news after a time. */
  appeared(since: number): Promise<readonly string[]>;
}

const keyOf = (visitor: string): string =>
  createHash("sha256").update(visitor).digest("base64url").slice(0, 22);

/** Who has not asked for a year is forgotten. */
const KEPT_MS = 365 * 24 * 3_600_000;

export const visitTable = (db: Kysely<Schema>): VisitLog => ({
  async last(visitor) {
    const row = await db
      .selectFrom("visit")
      .select("at")
      .where("visitor", "=", keyOf(visitor))
      .executeTakeFirst();
    return row?.at ?? null;
  },
  async note(visitor, at) {
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
  async forget(visitor) {
    await db.deleteFrom("visit").where("visitor", "=", keyOf(visitor)).execute();
  },
  async appeared(since) {
    const rows = await db
      .selectFrom("news")
      .select("post_id")
      .where("seen_at", ">", since)
      .where("state", "!=", "seen")
      .execute();
    return rows.map((row) => row.post_id);
  },
});

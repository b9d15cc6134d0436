// The popular table: how often each post was asked for.
import type { Kysely } from "kysely";
import type { Schema } from "./schema.js";

/** Counts only; nothing is kept of who asked, where, or when. */
export interface Popular {
  /** A post was asked for once more. */
  count(postId: string): Promise<void>;
  /** Ids of the posts asked for most, the most asked for first. */
  most(limit: number): Promise<readonly string[]>;
  /** How often posts were asked for, by their ids. */
  counts(): Promise<ReadonlyMap<string, number>>;
}

/** What a post was asked for under its old id counts under the new one. */
export async function movePopular(tx: Kysely<Schema>, from: string, to: string): Promise<void> {
  const [old] = await tx.deleteFrom("popular").where("post_id", "=", from).returning("asked").execute();
  if (!old) return;
  await tx
    .insertInto("popular")
    .values({ post_id: to, asked: old.asked })
    .onConflict((conflict) =>
      conflict
        .column("post_id")
        .doUpdateSet((row) => ({ asked: row("popular.asked", "+", row.ref("excluded.asked")) })),
    )
    .execute();
}

export const popularTable = (db: Kysely<Schema>): Popular => ({
  async count(postId) {
    await db
      .insertInto("popular")
      .values({ post_id: postId, asked: 1 })
      .onConflict((conflict) =>
        conflict.column("post_id").doUpdateSet((row) => ({ asked: row("popular.asked", "+", 1) })),
      )
      .execute();
  },
  async most(limit) {
    const rows = await db
      .selectFrom("popular")
      .select("post_id")
      .orderBy("asked", "desc")
      .orderBy("post_id")
      .limit(limit)
      .execute();
    return rows.map((row) => row.post_id);
  },
  async counts() {
    const rows = await db.selectFrom("popular").select(["post_id", "asked"]).execute();
    return new Map(rows.map((row) => [row.post_id, row.asked]));
  },
});

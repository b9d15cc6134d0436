// The inbox table: one row for each update that a chat was given, so that it is taken once and answered once.
import { sql, type Kysely } from "kysely";
import type { StoreClock } from "./clock.js";
import type { Schema } from "./schema.js";

/** An update as it is kept: what is still to be done about it, null once nothing is. */
export interface UpdateRow {
  readonly id: number;
  readonly entry: string | null;
}

/** Telegram repeats updates for a day at most (getUpdates), and nobody waits longer for an answer. In ms. */
const KEPT_MS = 2 * 24 * 3_600_000;
const PRUNE_EVERY_MS = 3_600_000;

export const inboxTable = (db: Kysely<Schema>, clock: () => StoreClock) => {
  let prunedAt = -Infinity;

  async function prune(now: number): Promise<void> {
    if (performance.now() - prunedAt < PRUNE_EVERY_MS) return;
    prunedAt = performance.now();
    await db
      .deleteFrom("inbox")
      .where("at", "<", now - KEPT_MS)
      .execute();
  }

  return {
    /** From now on only `holder` may write about what is not done yet. */
    async adopt(bot: number, holder: string): Promise<void> {
      await db
        .updateTable("inbox")
        .set({ holder })
        .where("bot", "=", bot)
        .where("entry", "is not", null)
        .execute();
    },

    /** What is not done yet, and the last `limit` of all; in the order in which they came. */
    async kept(bot: number, limit: number): Promise<readonly UpdateRow[]> {
      const rows = db.selectFrom("inbox").select(["update_id", "entry", "at"]).where("bot", "=", bot);
      const last = await rows.orderBy("at", "desc").orderBy("update_id", "desc").limit(limit).execute();
      const open = await rows.where("entry", "is not", null).execute();
      const all = new Map([...last, ...open].map((row) => [row.update_id, row]));
      return [...all.values()]
        .sort((a, b) => a.at - b.at || a.update_id - b.update_id)
        .map(({ update_id: id, entry }) => ({ id, entry }));
    },

    /** Writes updates down, new ones and how far known ones came; gives the ids of those that are this holder's. */
    async write(bot: number, holder: string, updates: readonly UpdateRow[]): Promise<ReadonlySet<number>> {
      const at = clock().now();
      const ours = new Set<number>();
      // In one order for all processes, so that none waits for another that waits for it.
      const rows = [...updates]
        .sort((a, b) => a.id - b.id)
        .map(({ id, entry }) => ({ bot, update_id: id, entry, holder, at }));
      for (let from = 0; from < rows.length; from += CHUNK) {
        const written = await db
          .insertInto("inbox")
          .values(rows.slice(from, from + CHUNK))
          .onConflict((conflict) =>
            conflict
              .columns(["bot", "update_id"])
              .doUpdateSet({ entry: (eb) => eb.ref("excluded.entry") })
              .where(sql<boolean>`inbox.holder = excluded.holder`),
          )
          .returning("update_id")
          .execute();
        for (const { update_id: id } of written) ours.add(id);
      }
      await prune(at);
      return ours;
    },
  };
};

/** Rows in a statement. */
const CHUNK = 200;

export type InboxRows = ReturnType<typeof inboxTable>;

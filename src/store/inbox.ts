// The inbox table: one row for each update that a chat was given, so that it is taken once and answered once.
import { sql, type Kysely } from "kysely";
import { chunksOf } from "./chunks-of.js";
import type { StoreClock } from "./clock.js";
import type { Schema } from "./schema.js";

/** An update as it is kept: what is still to be done about it, null once nothing is. */
export interface UpdateRow {
  readonly id: number;
  readonly entry: string | null;
}

/** An update as one of several processes writes it down. */
export interface SharedUpdate {
  readonly id: number;
  readonly entry: string;
  /** What of one lane is not done yet is one process's: so it is done in the order in which it came. */
  readonly lane: string;
  /** Another update with the same one is not taken; null where there may be many. */
  readonly subject: string | null;
}

/** A holder that does not say it goes on with its work has so long, in ms, before another takes it over. */
const HELD_MS = 10_000;

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

  const openOf = (bot: number) =>
    db.selectFrom("inbox").where("bot", "=", bot).where("entry", "is not", null);
  const heldBy = (bot: number, holder: string) =>
    db
      .updateTable("inbox")
      .where("bot", "=", bot)
      .where("holder", "=", holder)
      .where("entry", "is not", null);

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
      for (const some of chunksOf(rows, CHUNK)) {
        const written = await db
          .insertInto("inbox")
          .values(some)
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

    /**
     * Writes an update down, unless it is there already: for who works at its lane, or else for `holder`. Gives whether
     * it is new, the holder's, and the first of its lane: else it is among what is `held`, by whoever it is.
     */
    async share(bot: number, holder: string, { id, entry, lane, subject }: SharedUpdate): Promise<boolean> {
      const at = clock().now();
      const open = sql`from inbox o
        where o.bot = ${bot} and o.lane = ${lane} and o.entry is not null and o.update_id <> ${id}
        order by o.update_id limit 1`;
      const { rows } = await sql<{ readonly behind: boolean | number }>`
        insert into inbox (bot, update_id, entry, lane, subject, at, holder, until)
        select
          cast(${bot} as bigint), cast(${id} as bigint), cast(${entry} as text), cast(${lane} as text),
          cast(${subject} as text), cast(${at} as bigint),
          coalesce((select o.holder ${open}), cast(${holder} as text)),
          coalesce((select o.until ${open}), cast(${at + HELD_MS} as bigint))
        where not exists (select 1 from inbox o where o.bot = ${bot} and o.subject = ${subject})
        on conflict (bot, update_id) do nothing
        returning exists (select 1 ${open}) as behind`.execute(db);
      await prune(at);
      return rows[0] !== undefined && !rows[0].behind;
    },

    /** What `holder` has to do; others may have written it down. */
    async held(bot: number, holder: string): Promise<readonly UpdateRow[]> {
      const rows = await openOf(bot)
        .select(["update_id as id", "entry"])
        .where("holder", "=", holder)
        .orderBy("update_id")
        .execute();
      return rows;
    },

    /** The holder goes on with what it has to do. */
    async prolong(bot: number, holder: string): Promise<void> {
      await heldBy(bot, holder)
        .set({ until: clock().now() + HELD_MS })
        .execute();
    },

    /** The holder leaves what it has to do to others. */
    async release(bot: number, holder: string): Promise<void> {
      await heldBy(bot, holder).set({ until: 0 }).execute();
    },

    /**
     * What others left becomes the holder's; whether something did. For one process at a time, so that what is left of a
     * lane stays together.
     */
    async takeLeft(bot: number, holder: string, isDead: (holder: string) => boolean): Promise<boolean> {
      const now = clock().now();
      const others = await openOf(bot)
        .select("holder")
        .select((eb) => eb.fn.max("until").as("until"))
        .where("holder", "<>", holder)
        .groupBy("holder")
        .execute();
      // All that somebody had at once, or a lane's later ones could come first.
      const left = others.filter((other) => other.until < now || isDead(other.holder));
      for (const other of left)
        await heldBy(bot, other.holder)
          .set({ holder, until: now + HELD_MS })
          .execute();
      return left.length > 0;
    },
  };
};

/** Rows in a statement. */
const CHUNK = 200;

export type InboxRows = ReturnType<typeof inboxTable>;

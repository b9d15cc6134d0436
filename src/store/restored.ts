// The mark of a store that came from a backup or an export: what was announced after that was made, it does not know.
import { sql, type ExpressionBuilder, type Kysely, type Transaction } from "kysely";
import { z } from "zod";
import { writeReason } from "../subscription/reason.js";
import type { Schema } from "./schema.js";
import { getState, SEEDED, setState } from "./state.js";

const NAME = "restored";

const restoredSchema = z.object({
  /** The last thing that the store knows: what was announced later is to be looked for from here on. */
  since: z.number(),
});
/** There until the posts were first looked at. */
export type Restored = Readonly<z.infer<typeof restoredSchema>>;

/** A damaged mark is none. */
export async function getRestored(db: Kysely<Schema>): Promise<Restored | null> {
  try {
    return restoredSchema.parse(JSON.parse((await getState(db, NAME)) ?? "null"));
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Of every post it is written down now whether it is doubtful: those to come are new. */
export const dropRestored = (db: Kysely<Schema>): Promise<void> => setState(db, NAME, "null");

/** What was to be told when the backup was made may have been told since. */
export async function markRestored(db: Kysely<Schema>, now: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const seededAt = Date.parse((await getState(tx, SEEDED)) ?? "");
    const since = (await lastWord(tx, now)) ?? Math.min(seededAt || now, now);
    await tx
      .updateTable("news")
      .set({ reason: writeReason({ code: "restored" }) })
      .where("state", "=", "waiting")
      .execute();
    // What is held the owner may have had announced.
    await tx
      .updateTable("news")
      .set((eb) => ({ perhaps_since: earlier(eb, since) }))
      .where("state", "in", ["waiting", "held"])
      .execute();
    await doubtMessages(tx, since, now);
    const restored: Restored = { since };
    await setState(tx, NAME, JSON.stringify(restored));
  });
}

/** What was in doubt before stays so since then. */
const earlier = (eb: ExpressionBuilder<Schema, "news" | "outbox">, since: number) =>
  eb.case().when("perhaps_since", "<", since).then(eb.ref("perhaps_since")).else(since).end();

/** The last time that the store knows. One that is yet to come was written by a clock that was ahead: it tells nothing. */
async function lastWord(tx: Transaction<Schema>, now: number): Promise<number | null> {
  const { rows } = await sql<{ at: number | null }>`
    select max(at) as at from (
      select seen_at as at from news union all
      select told_at from news union all
      select done_at from outbox
    ) as times where at <= ${now}`.execute(tx);
  return rows[0]?.at ?? null;
}

/**
 * Messages that were to be sent are of unknown outcome, and their one repeat is spent: they are looked for, and where
 * that cannot be they are the owner's to decide. They are no longer gathered: each is looked for by itself. A digest
 * whose hour has not come surely was not sent.
 */
async function doubtMessages(tx: Transaction<Schema>, since: number, now: number): Promise<void> {
  await tx
    .updateTable("outbox")
    .set((eb) => ({
      state: eb.case().when("state", "=", "pending").then("uncertain").else(eb.ref("state")).end(),
      started_at: eb.fn.coalesce(eb.ref("started_at"), eb.val(since)),
      perhaps_since: earlier(eb, since),
      resent: 1,
      gather: eb.case().when("bundle", "is", null).then(0).else(eb.ref("gather")).end(),
    }))
    .where("kind", "=", "post")
    .where("state", "in", ["pending", "claimed", "sending", "uncertain", "suspended"])
    .where((where) =>
      where.or([
        where("gather", "=", 0),
        where("state", "=", "suspended"),
        where("next_at", "<=", now),
        // Of a clock that was ahead.
        where("created_at", ">", now),
      ]),
    )
    .execute();
}

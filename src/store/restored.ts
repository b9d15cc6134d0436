// The mark of a store that came from a backup or an export: what was announced after that was made, it does not know.
import { sql, type Kysely } from "kysely";
import { z } from "zod";
import type { Schema } from "./schema.js";
import { getState, setState } from "./state.js";

const NAME = "restored";

const restoredSchema = z.object({
  /** The last thing that the store knows: what was announced later is to be looked for from here on. */
  since: z.number(),
  /** When the posts were first looked at after that; null before. */
  lookedAt: z.number().nullable(),
});
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

export const setRestored = (db: Kysely<Schema>, restored: Restored): Promise<void> =>
  setState(db, NAME, JSON.stringify(restored));

/** A store that knows of no post has nothing to announce again. */
export async function markRestored(db: Kysely<Schema>): Promise<void> {
  const { rows } = await sql<{ at: number | null }>`
    select max(at) as at from (
      select max(seen_at) as at from news union all
      select max(told_at) from news union all
      select max(done_at) from outbox
    ) as times`.execute(db);
  const since = rows[0]?.at ?? null;
  if (since !== null) await setRestored(db, { since, lookedAt: null });
}

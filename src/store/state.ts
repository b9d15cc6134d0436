// The state table: small facts by name.
import type { Kysely } from "kysely";
import type { Schema } from "./schema.js";

/** There, with when that was, once the posts were looked at for the first time: what is new since then is news. */
export const SEEDED = "news.seeded";

/** The language in which an owner, as OWNER names them, asked last. */
export const languageOfOwner = (owner: string): string => `owner.language.${owner}`;

export async function getState(db: Kysely<Schema>, name: string): Promise<string | null> {
  const row = await db.selectFrom("state").select("value").where("name", "=", name).executeTakeFirst();
  return row?.value ?? null;
}

export async function setState(db: Kysely<Schema>, name: string, value: string): Promise<void> {
  await db
    .insertInto("state")
    .values({ name, value })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
    .execute();
}

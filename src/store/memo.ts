// The memo table: texts too long for a button, under short keys.
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { Schema } from "./schema.js";

/** 72 bits of the text's hash in 12 characters: the same for the same text, on every machine. */
const keyOf = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 12);

/** A text asked for again within this time is not written again: most presses repeat recent ones. */
const fresh = 60 * 60 * 1000;

/** Keeps the text and returns its key; beyond `limit` texts, those unused for longest go. */
export async function remember(db: Kysely<Schema>, text: string, limit: number): Promise<string> {
  const key = keyOf(text);
  const now = Date.now();
  const known = await db.selectFrom("memo").select("used_at").where("key", "=", key).executeTakeFirst();
  if (known && known.used_at > now - fresh) return key;
  await db
    .insertInto("memo")
    .values({ key, text, used_at: now })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ used_at: now }))
    .execute();
  if (!known) await forget(db, limit);
  return key;
}

export async function recall(db: Kysely<Schema>, key: string): Promise<string | null> {
  const row = await db.selectFrom("memo").select("text").where("key", "=", key).executeTakeFirst();
  return row?.text ?? null;
}

async function forget(db: Kysely<Schema>, limit: number): Promise<void> {
  const oldest = await db
    .selectFrom("memo")
    .select("used_at")
    .orderBy("used_at", "desc")
    .orderBy("key")
    .offset(limit)
    .limit(1)
    .executeTakeFirst();
  if (oldest) await db.deleteFrom("memo").where("used_at", "<=", oldest.used_at).execute();
}

// The memo table: texts too long for a button, under short keys.
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import { LRUCache } from "lru-cache";
import { isLate } from "../is-late.js";
import type { Schema } from "./schema.js";
import { StoreError } from "./store-error.js";
import type { Store } from "./store.js";

/** 72 bits of the text's hash in 12 characters: the same for the same text, on every machine. */
const keyOf = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 12);

/** A text asked for again within this time is not written again: most presses repeat recent ones. */
const fresh = 5 * 60 * 1000;
/** So many texts (a few hundred bytes each) are kept in memory too, for a database that cannot be written just now. */
const inMemory = 1000;
/** An answer waits no longer than this (ms) for what its buttons mean to be written down. */
const patience = 1000;

/** Beyond `limit` texts, those unused for longest go. */
export function memoTable(db: Kysely<Schema>, limit: number): Pick<Store, "remember" | "recall"> {
  const recent = new LRUCache<string, string>({ max: Math.min(inMemory, limit) });
  // What was written here last is not even looked for: it goes only after `limit` others, of which this process knows fewer.
  const written = new LRUCache<string, true>({ max: Math.min(inMemory, limit), ttl: fresh });

  async function write(key: string, text: string): Promise<void> {
    const now = Date.now();
    const known = await db.selectFrom("memo").select("used_at").where("key", "=", key).executeTakeFirst();
    if (known && known.used_at > now - fresh) return;
    await db
      .insertInto("memo")
      .values({ key, text, used_at: now })
      .onConflict((conflict) => conflict.column("key").doUpdateSet({ used_at: now }))
      .execute();
    written.set(key, true);
    if (!known) await forget();
  }

  async function forget(): Promise<void> {
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

  return {
    async remember(text) {
      const key = keyOf(text);
      recent.set(key, text);
      if (written.has(key)) return key;
      const writing = write(key, text).catch((error: unknown) => {
        if (!(error instanceof StoreError)) throw error;
      });
      await isLate(writing, patience);
      return key;
    },
    async recall(key) {
      const here = recent.get(key);
      if (here !== undefined) return here;
      const row = await db.selectFrom("memo").select("text").where("key", "=", key).executeTakeFirst();
      return row?.text ?? null;
    },
  };
}

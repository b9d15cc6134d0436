// The table of the saved index that is of an edition.
import type { Kysely } from "kysely";
import type { LeaseTerm } from "./lease.js";
import type { WrittenByReader } from "./read-lease.js";
import type { Schema } from "./schema.js";

/** Each part is a statement; in bytes. */
const PART = 4 * 1024 * 1024;

export const editionIndex = (db: Kysely<Schema>, written: WrittenByReader) => ({
  /** The edition that the saved index is of; null where there is none. */
  async indexed(): Promise<number | null> {
    const row = await db.selectFrom("edition_index").select("n").where("part", "=", 0).executeTakeFirst();
    return row?.n ?? null;
  },

  /** The saved index, part by part, the first one first. */
  async *indexParts(): AsyncIterable<Uint8Array> {
    for (let part = 0; ; part += 1) {
      const row = await db
        .selectFrom("edition_index")
        .select("bytes")
        .where("part", "=", part)
        .executeTakeFirst();
      if (!row) return;
      yield row.bytes;
    }
  },

  async putIndex(term: LeaseTerm, n: number, bytes: Uint8Array): Promise<void> {
    await written(term, async (tx) => {
      await tx.deleteFrom("edition_index").execute();
      for (let part = 0; part * PART < bytes.length; part += 1)
        await tx
          .insertInto("edition_index")
          .values({ part, n, bytes: Buffer.from(bytes.subarray(part * PART, (part + 1) * PART)) })
          .execute();
    });
  },
});

// The edition tables: the posts as one process reads them for all.
import type { Kysely, Transaction } from "kysely";
import { chunksOf } from "./chunks-of.js";
import { editionIndex } from "./edition-index.js";
import type { LeaseTerm } from "./lease.js";
import { postFiles } from "./post-files.js";
import { writtenByReader } from "./read-lease.js";
import type { Schema } from "./schema.js";

/** A post in an edition. */
export interface EditionPost {
  readonly id: string;
  /** Another one where the post, its text or the rules of reading are another. */
  readonly print: string;
  /** Another one where what is written in its file is another. */
  readonly digest: string;
  /** JSON of the post; null once it is gone. */
  readonly post: string | null;
}

export interface Edition {
  readonly n: number;
  /** JSON of what is true of all posts. */
  readonly facts: string;
}

/** Rows in a statement. */
const ROWS = 200;
/** Texts are large. */
const TEXTS = 20;

export const editionTable = (db: Kysely<Schema>, locks: boolean) => {
  const written = writtenByReader(db, locks);

  return {
    async latest(): Promise<Edition | null> {
      return (await db.selectFrom("edition").select(["n", "facts"]).executeTakeFirst()) ?? null;
    },

    /** What changed behind edition `n`; asked for in parts, since reading thousands of rows at once holds up others. */
    async since(n: number): Promise<readonly EditionPost[]> {
      const all: EditionPost[] = [];
      for (let last = ""; ;) {
        const rows = await db
          .selectFrom("edition_post")
          .select(["id", "print", "digest", "post"])
          .where("n", ">", n)
          .where("id", ">", last)
          .orderBy("id")
          .limit(ROWS)
          .execute();
        all.push(...rows);
        last = rows.at(-1)?.id ?? "";
        if (rows.length < ROWS) return all;
      }
    },

    async text(id: string, print: string): Promise<Uint8Array | null> {
      const row = await db
        .selectFrom("edition_text")
        .select("bytes")
        .where("id", "=", id)
        .where("print", "=", print)
        .executeTakeFirst();
      return row?.bytes ?? null;
    },

    /** Texts come before the posts that they are of: nobody reads them until then. */
    async putTexts(
      texts: readonly { readonly id: string; readonly print: string; readonly bytes: Uint8Array }[],
    ): Promise<void> {
      for (const some of chunksOf(texts, TEXTS))
        await db
          .insertInto("edition_text")
          .values(some.map((text) => ({ ...text, bytes: Buffer.from(text.bytes) })))
          .onConflict((conflict) => conflict.columns(["id", "print"]).doNothing())
          .execute();
    },

    /**
     * Makes an edition of the one before; gives its number. `textless`: those of which no text may be read any more;
     * `after`: a number that was given out, which the database may have lost with what it took last (a failover).
     * Throws LeaseLost where another process reads by now.
     */
    publish(
      term: LeaseTerm,
      posts: readonly EditionPost[],
      textless: readonly string[],
      facts: string,
      after = 0,
    ): Promise<number> {
      return written(term, async (tx) => {
        const before = await tx.selectFrom("edition").select("n").executeTakeFirst();
        const n = Math.max(before?.n ?? 0, after) + 1;
        for (const some of chunksOf(posts, ROWS)) {
          await dropOldTexts(tx, some);
          await putPosts(tx, some, n);
        }
        for (const some of chunksOf(textless, ROWS))
          await tx.deleteFrom("edition_text").where("id", "in", some).execute();
        await tx
          .insertInto("edition")
          .values({ one: 1, n, facts })
          .onConflict((conflict) => conflict.column("one").doUpdateSet({ n, facts }))
          .execute();
        return n;
      });
    },

    ...editionIndex(db, written),
    fileLines: postFiles(db, locks, written),
  };
};

export type Editions = ReturnType<typeof editionTable>;

/** The texts of the edition before stay for who still serves it. */
const dropOldTexts = (tx: Transaction<Schema>, posts: readonly EditionPost[]) =>
  tx
    .deleteFrom("edition_text")
    .where(
      "id",
      "in",
      posts.map(({ id }) => id),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("edition_post")
            .select("edition_post.id")
            .whereRef("edition_post.id", "=", "edition_text.id")
            .whereRef("edition_post.print", "=", "edition_text.print"),
        ),
      ),
    )
    .where(
      "print",
      "not in",
      posts.map(({ print }) => print),
    )
    .execute();

const putPosts = (tx: Transaction<Schema>, posts: readonly EditionPost[], n: number) =>
  tx
    .insertInto("edition_post")
    .values(posts.map((post) => ({ ...post, n })))
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet((eb) => ({
        n,
        print: eb.ref("excluded.print"),
        digest: eb.ref("excluded.digest"),
        post: eb.ref("excluded.post"),
      })),
    )
    .execute();

// The table of what a library remembers of its files.
import { sql, type Kysely, type Transaction } from "kysely";
import { chunksOf } from "./chunks-of.js";
import type { LeaseTerm } from "./lease.js";
import type { WrittenByReader } from "./read-lease.js";
import type { Schema } from "./schema.js";

/** Rows in a statement. */
const ROWS = 200;

/** What is remembered of one file. */
interface FileLine {
  readonly path: string;
  readonly text: string;
}

/** A line for each file; written by who reads. The line of "" is the first. */
export function postFiles(db: Kysely<Schema>, locks: boolean, written: WrittenByReader) {
  /** Whatever the database's language. */
  const byBytes = locks ? sql`path collate "C"` : sql`path`;

  return (library: string, term: LeaseTerm) => ({
    name: `post_file ${library}`,
    async *read(): AsyncIterable<string> {
      let after: string | null = null;
      for (;;) {
        const rows: readonly { path: string; line: string }[] = await db
          .selectFrom("post_file")
          .select(["path", "line"])
          .where("library", "=", library)
          .$if(after !== null, (query) => query.where(sql<boolean>`${byBytes} > ${after}`))
          .orderBy(byBytes)
          .limit(ROWS)
          .execute();
        for (const { line } of rows) yield line;
        after = rows.at(-1)?.path ?? null;
        if (after === null) return;
      }
    },
    write: (lines: readonly FileLine[], whole: boolean): Promise<void> =>
      written(term, async (tx) => {
        if (whole) await tx.deleteFrom("post_file").where("library", "=", library).execute();
        for (const some of chunksOf(lines, ROWS)) await putLines(tx, library, some);
      }),
  });
}

const putLines = (tx: Transaction<Schema>, library: string, lines: readonly FileLine[]) =>
  tx
    .insertInto("post_file")
    .values(lines.map(({ path, text }) => ({ library, path, line: text })))
    .onConflict((conflict) =>
      conflict.columns(["library", "path"]).doUpdateSet({ line: (eb) => eb.ref("excluded.line") }),
    )
    .execute();

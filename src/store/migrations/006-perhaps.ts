// What may have been announced by a bot that the store knows nothing of says so itself, and since when.
import { sql, type Migration } from "kysely";

export const perhaps: Migration = {
  async up(db) {
    for (const table of ["news", "outbox"])
      await db.schema.alterTable(table).addColumn("perhaps_since", "bigint").execute();
    // Until now one mark said it for all, also after the first look.
    const { rows } = await sql<{ value: string }>`select value from state where name = 'restored'`.execute(
      db,
    );
    const mark = rows[0]?.value;
    if (mark === undefined) return;
    await sql`update news set perhaps_since = seen_at where state in ('waiting', 'held')`.execute(db);
    await sql`update outbox set perhaps_since = started_at where kind = 'post' and state <> 'done'`.execute(
      db,
    );
    if (!mark.includes('"lookedAt":null')) await sql`delete from state where name = 'restored'`.execute(db);
  },
};

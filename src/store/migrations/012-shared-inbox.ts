// Several processes answer a chat's updates at a time: what must keep its order, and until when somebody works at it.
import { sql, type Migration } from "kysely";

export const sharedInbox: Migration = {
  async up(db) {
    for (const column of ["lane", "subject"])
      await db.schema.alterTable("inbox").addColumn(column, "text").execute();
    await db.schema
      .alterTable("inbox")
      .addColumn("until", "bigint", (column) => column.notNull().defaultTo(0))
      .execute();
    // Of the rows of two days hardly any is open.
    await sql`create index inbox_open on inbox (bot, holder) where entry is not null`.execute(db);
    await sql`create index inbox_subject on inbox (bot, subject) where subject is not null`.execute(db);
  },
};

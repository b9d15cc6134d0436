// What is done once, whichever process is asked to do it again.
import type { Migration } from "kysely";

export const once: Migration = {
  async up(db) {
    await db.schema
      .createTable("once")
      .addColumn("what", "text", (column) => column.primaryKey())
      .addColumn("holder", "text", (column) => column.notNull())
      .addColumn("until", "bigint", (column) => column.notNull())
      .execute();
  },
};

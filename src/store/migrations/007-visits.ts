// When each reader last asked for what is new, under a hash of who and where: a time, nothing else.
import type { Migration } from "kysely";

export const visits: Migration = {
  async up(db) {
    await db.schema
      .createTable("visit")
      .addColumn("visitor", "text", (column) => column.primaryKey())
      .addColumn("at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema.createIndex("visit_at").on("visit").column("at").execute();
  },
};

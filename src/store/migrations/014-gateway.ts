// Several processes on Discord's gateway: whose a question is, and which processes there are.
import type { Migration } from "kysely";

export const gateway: Migration = {
  async up(db) {
    await db.schema
      .createTable("taken")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("holder", "text", (column) => column.notNull())
      .addColumn("answered", "integer", (column) => column.notNull().defaultTo(0))
      .addColumn("at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema.createIndex("taken_at").on("taken").column("at").execute();
    await db.schema
      .createTable("gateway_member")
      .addColumn("holder", "text", (column) => column.primaryKey())
      .addColumn("said", "text", (column) => column.notNull())
      .addColumn("until", "bigint", (column) => column.notNull())
      .execute();
  },
};

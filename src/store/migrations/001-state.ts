// Small facts by name, and the long texts that buttons point to.
import type { Migration } from "kysely";

export const state: Migration = {
  async up(db) {
    await db.schema
      .createTable("state")
      .addColumn("name", "text", (column) => column.primaryKey())
      .addColumn("value", "text", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("memo")
      .addColumn("key", "text", (column) => column.primaryKey())
      .addColumn("text", "text", (column) => column.notNull())
      .addColumn("used_at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema.createIndex("memo_used_at").on("memo").columns(["used_at", "key"]).execute();
  },
};

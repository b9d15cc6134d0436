// How often each post was asked for: a number for a post, nothing about who asked or when.
import type { Migration } from "kysely";

export const popular: Migration = {
  async up(db) {
    await db.schema
      .createTable("popular")
      .addColumn("post_id", "text", (column) => column.primaryKey())
      .addColumn("asked", "bigint", (column) => column.notNull())
      .execute();
    await db.schema.createIndex("popular_asked").on("popular").columns(["asked", "post_id"]).execute();
  },
};

// What the owner was told of in private, so that it is told once.
import type { Migration } from "kysely";

export const notices: Migration = {
  async up(db) {
    await db.schema
      .createTable("notice")
      .addColumn("owner", "text", (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("subject", "text", (column) => column.notNull())
      .addColumn("message", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("notice_once", ["owner", "kind", "subject"])
      .execute();
    await db.schema.createIndex("notice_message").on("notice").column("message").execute();
  },
};

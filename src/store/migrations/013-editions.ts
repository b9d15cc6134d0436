// Posts that one process reads for all: editions, their texts and index, and what is remembered of the files.
import type { Migration } from "kysely";

export const editions: Migration = {
  async up(db) {
    await db.schema
      .createTable("edition")
      .addColumn("one", "integer", (column) => column.primaryKey())
      .addColumn("n", "bigint", (column) => column.notNull())
      .addColumn("facts", "text", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("edition_post")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("n", "bigint", (column) => column.notNull())
      .addColumn("print", "text", (column) => column.notNull())
      .addColumn("digest", "text", (column) => column.notNull())
      .addColumn("post", "text")
      .execute();
    await db.schema.createIndex("edition_post_n").on("edition_post").column("n").execute();
    await db.schema
      .createTable("edition_text")
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("print", "text", (column) => column.notNull())
      .addColumn("bytes", "bytea", (column) => column.notNull())
      .addPrimaryKeyConstraint("edition_text_once", ["id", "print"])
      .execute();
    await db.schema
      .createTable("edition_index")
      .addColumn("part", "integer", (column) => column.primaryKey())
      .addColumn("n", "bigint", (column) => column.notNull())
      .addColumn("bytes", "bytea", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("post_file")
      .addColumn("library", "text", (column) => column.notNull())
      .addColumn("path", "text", (column) => column.notNull())
      .addColumn("line", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("post_file_once", ["library", "path"])
      .execute();
  },
};

// Questions whose answer was promised for later, so that who lives finishes what another left.
import type { Migration } from "kysely";

export const deferred: Migration = {
  async up(db) {
    await db.schema
      .createTable("deferred")
      .addColumn("platform", "text", (column) => column.notNull())
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("entry", "text", (column) => column.notNull())
      .addColumn("tries", "integer", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("until", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("deferred_once", ["platform", "id"])
      .execute();
  },
};

// A lease counts its holders, so that an old one can be told from the one of now.
import type { Migration } from "kysely";

export const epoch: Migration = {
  async up(db) {
    await db.schema
      .alterTable("lease")
      .addColumn("epoch", "bigint", (column) => column.notNull().defaultTo(0))
      .execute();
  },
};

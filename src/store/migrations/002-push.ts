// Who wants what, what became news, what is to be sent where, and which process may send.
import type { Migration } from "kysely";

export const push: Migration = {
  async up(db) {
    await db.schema
      .createTable("subscription")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("platform", "text", (column) => column.notNull())
      .addColumn("address", "text", (column) => column.notNull())
      .addColumn("origin", "text", (column) => column.notNull())
      .addColumn("wishes", "text", (column) => column.notNull())
      .addColumn("locale", "text")
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addColumn("suspended_at", "bigint")
      .addColumn("suspended_why", "text")
      .addColumn("check_at", "bigint")
      .addUniqueConstraint("subscription_place", ["platform", "address"])
      .execute();
    await db.schema
      .createTable("news")
      .addColumn("post_id", "text", (column) => column.primaryKey())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("reason", "text")
      .addColumn("digest", "text", (column) => column.notNull())
      .addColumn("title", "text", (column) => column.notNull())
      .addColumn("url", "text")
      .addColumn("source", "text", (column) => column.notNull())
      .addColumn("seen_at", "bigint", (column) => column.notNull())
      .addColumn("live_at", "bigint")
      .addColumn("told_at", "bigint")
      .addColumn("gone_at", "bigint")
      .addColumn("checks", "integer", (column) => column.notNull())
      .addColumn("check_at", "bigint")
      .execute();
    await db.schema
      .createTable("outbox")
      .addColumn("key", "text", (column) => column.primaryKey())
      .addColumn("post_id", "text", (column) => column.notNull())
      .addColumn("subscription_id", "text", (column) => column.notNull())
      .addColumn("platform", "text", (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("silent", "integer", (column) => column.notNull())
      .addColumn("gather", "integer", (column) => column.notNull())
      .addColumn("bundle", "text")
      .addColumn("attempts", "integer", (column) => column.notNull())
      .addColumn("resent", "integer", (column) => column.notNull())
      .addColumn("plain", "integer", (column) => column.notNull())
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addColumn("next_at", "bigint", (column) => column.notNull())
      .addColumn("lease_until", "bigint")
      .addColumn("worker", "text")
      .addColumn("started_at", "bigint")
      .addColumn("done_at", "bigint")
      .addColumn("message", "text")
      .addColumn("error", "text")
      .addUniqueConstraint("outbox_once", ["post_id", "subscription_id", "kind"])
      .execute();
    await db.schema
      .createIndex("outbox_due")
      .on("outbox")
      .columns(["platform", "state", "next_at"])
      .execute();
    await db.schema.createIndex("outbox_subscriber").on("outbox").columns(["subscription_id"]).execute();
    await db.schema
      .createTable("lease")
      .addColumn("name", "text", (column) => column.primaryKey())
      .addColumn("holder", "text", (column) => column.notNull())
      .addColumn("until", "bigint", (column) => column.notNull())
      .execute();
  },
};

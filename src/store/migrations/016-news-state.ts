// What is held, or waits for its page, is found without looking at every post ever seen.
import type { Migration } from "kysely";

export const newsState: Migration = {
  async up(db) {
    await db.schema.createIndex("news_state").on("news").columns(["state", "post_id"]).execute();
  },
};

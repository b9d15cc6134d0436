// Rows that failed because their place was closed wait for it, as those that come now do.
import { type Migration, sql } from "kysely";

export const suspended: Migration = {
  async up(db) {
    await sql`
      update outbox set state = 'suspended'
      where state = 'failed' and exists (
        select 1 from subscription
        where subscription.id = outbox.subscription_id
          and subscription.suspended_at <= outbox.done_at
          and subscription.suspended_why = outbox.error
      )`.execute(db);
  },
};

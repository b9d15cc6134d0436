// Everything worth moving, as lines of an export; a bot may go on working on the store meanwhile.
import type { Kysely } from "kysely";
import { wishesOf } from "./subscriptions.js";
import { reasonFrom, type ExportLine } from "./export-form.js";
import { SEEDED } from "./state.js";
import type { Schema } from "./schema.js";

const CHUNK = 500;

type TablePage<Row> = (after: string) => Promise<readonly Row[]>;

/** Rows in the order of their key, some at a time. */
async function* paged<Row>(page: TablePage<Row>, keyOf: (row: Row) => string): AsyncGenerator<Row> {
  for (let after = ""; ;) {
    const rows = await page(after);
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < CHUNK || last === undefined) return;
    after = keyOf(last);
  }
}

/**
 * Subscriptions stand before the messages for them. What is under way while it is read stands there as it was or as it
 * became.
 */
export async function* exportLines(db: Kysely<Schema>): AsyncGenerator<ExportLine> {
  const seeded = await db.selectFrom("state").selectAll().where("name", "=", SEEDED).execute();
  for (const { value } of seeded) yield { type: "fact", name: SEEDED, value };
  const subscriptions = paged(
    (after) =>
      db.selectFrom("subscription").selectAll().where("id", ">", after).orderBy("id").limit(CHUNK).execute(),
    ({ id }) => id,
  );
  for await (const row of subscriptions)
    yield {
      ...row,
      type: "subscription",
      origin: row.origin === "config" ? "config" : "chat",
      wishes: wishesOf(row.wishes),
      suspended_why: reasonFrom(row.suspended_why),
    };
  const posts = paged(
    (after) =>
      db
        .selectFrom("news")
        .selectAll()
        .where("post_id", ">", after)
        .orderBy("post_id")
        .limit(CHUNK)
        .execute(),
    ({ post_id }) => post_id,
  );
  for await (const row of posts) yield { ...row, type: "post", reason: reasonFrom(row.reason) } as ExportLine;
  const messages = paged(
    (after) =>
      db.selectFrom("outbox").selectAll().where("key", ">", after).orderBy("key").limit(CHUNK).execute(),
    ({ key }) => key,
  );
  for await (const { worker: _worker, lease_until: _leaseUntil, ...row } of messages)
    yield { ...row, type: "message", error: reasonFrom(row.error) } as ExportLine;
  const buttons = paged(
    (after) =>
      db.selectFrom("memo").selectAll().where("key", ">", after).orderBy("key").limit(CHUNK).execute(),
    ({ key }) => key,
  );
  for await (const row of buttons) yield { ...row, type: "button" };
  // As many as owners were told of lately.
  const notices = await db.selectFrom("notice").selectAll().orderBy("at").orderBy("subject").execute();
  for (const row of notices) yield { ...row, type: "notice" } as ExportLine;
  const asked = paged(
    (after) =>
      db
        .selectFrom("popular")
        .selectAll()
        .where("post_id", ">", after)
        .orderBy("post_id")
        .limit(CHUNK)
        .execute(),
    ({ post_id }) => post_id,
  );
  for await (const row of asked) yield { ...row, type: "asked" };
}

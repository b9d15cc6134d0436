// Takes the lines of an export into a store, empty or in use: what was told anywhere counts as told.
import type { Kysely, Transaction } from "kysely";
import { reasonColumn, type ExportLine, type LineOf } from "./export-form.js";
import type { Schema } from "./schema.js";

const CHUNK = 200;

type Tx = Transaction<Schema>;
/** The ids of subscriptions in the export, and here. */
type Ids = Map<string, string>;

/** How many lines changed something here. Every line is known to be sound; the same export a second time changes nothing. */
export async function importLines(db: Kysely<Schema>, lines: AsyncIterable<ExportLine>): Promise<number> {
  const ids: Ids = new Map();
  let changed = 0;
  let chunk: ExportLine[] = [];
  const take = async (): Promise<void> => {
    const now = chunk;
    chunk = [];
    changed += await db.transaction().execute(async (tx) => {
      let here = 0;
      for (const line of now) here += (await takeLine(tx, line, ids)) ? 1 : 0;
      return here;
    });
  };
  for await (const line of lines) {
    chunk.push(line);
    if (chunk.length >= CHUNK) await take();
  }
  await take();
  return changed;
}

type Written = { readonly numInsertedOrUpdatedRows?: bigint | undefined };
const wrote = ({ numInsertedOrUpdatedRows = 0n }: Written): boolean => numInsertedOrUpdatedRows > 0n;

async function takeLine(tx: Tx, line: ExportLine, ids: Ids): Promise<boolean> {
  switch (line.type) {
    case "fact": {
      const { name, value } = line;
      const fact = tx.insertInto("state").values({ name, value });
      return wrote(await fact.onConflict((known) => known.column("name").doNothing()).executeTakeFirst());
    }
    case "subscription":
      return takeSubscription(tx, line, ids);
    case "post":
      return takePost(tx, line);
    case "message":
      return takeMessage(tx, line, ids);
    case "button": {
      const { type: _type, ...row } = line;
      const button = tx.insertInto("memo").values(row);
      return wrote(await button.onConflict((known) => known.column("key").doNothing()).executeTakeFirst());
    }
    case "notice": {
      const { type: _type, ...row } = line;
      const notice = tx.insertInto("notice").values(row);
      return wrote(await notice.onConflict((known) => known.doNothing()).executeTakeFirst());
    }
    case "asked": {
      const { type: _type, ...row } = line;
      const asked = tx.insertInto("popular").values(row);
      return wrote(await asked.onConflict((known) => known.column("post_id").doNothing()).executeTakeFirst());
    }
  }
}

/** A subscription or place that is here stays as it is: one that moved since the export is known by its id. */
async function takeSubscription(tx: Tx, line: LineOf<"subscription">, ids: Ids): Promise<boolean> {
  const { type: _type, wishes, suspended_why, ...row } = line;
  const alike = await tx
    .selectFrom("subscription")
    .select("id")
    .where((where) =>
      where.or([where("id", "=", row.id), where.and({ platform: row.platform, address: row.address })]),
    )
    .execute();
  const here = alike.find(({ id }) => id === row.id) ?? alike[0];
  ids.set(row.id, here?.id ?? row.id);
  if (here) return false;
  await tx
    .insertInto("subscription")
    .values({ ...row, wishes: JSON.stringify(wishes), suspended_why: reasonColumn(suspended_why) })
    .execute();
  return true;
}

async function takePost(tx: Tx, { type: _type, ...line }: LineOf<"post">): Promise<boolean> {
  const row = { ...line, reason: reasonColumn(line.reason) };
  return wrote(
    await tx
      .insertInto("news")
      .values(row)
      .onConflict((conflict) => {
        const known = conflict.column("post_id");
        return row.state === "told"
          ? known.doUpdateSet(row).where("news.state", "!=", "told")
          : known.doNothing();
      })
      .executeTakeFirst(),
  );
}

async function takeMessage(tx: Tx, { type: _type, ...line }: LineOf<"message">, ids: Ids): Promise<boolean> {
  const begun = line.started_at !== null;
  // Whoever was at work on it knows nothing of this store.
  const underWay = line.state === "claimed" || line.state === "sending";
  const row = {
    ...line,
    error: reasonColumn(line.error),
    subscription_id: ids.get(line.subscription_id) ?? line.subscription_id,
    state: underWay ? (begun ? "uncertain" : "pending") : line.state,
    worker: null,
    lease_until: null,
  };
  const inserted = await tx
    .insertInto("outbox")
    .values(row)
    .onConflict((known) => known.doNothing())
    .executeTakeFirst();
  if (wrote(inserted)) return true;
  // To be sent here, and sent there already, or perhaps.
  if (row.state !== "done" && row.state !== "uncertain") return false;
  const { key: _key, ...told } = row;
  const { numUpdatedRows } = await tx
    .updateTable("outbox")
    .set(told)
    .where("post_id", "=", row.post_id)
    .where("subscription_id", "=", row.subscription_id)
    .where("kind", "=", row.kind)
    .where("state", "in", ["pending", "suspended"])
    .where("started_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

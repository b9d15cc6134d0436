// Subscriptions: one row for a place, with what it wants.
import { randomBytes } from "node:crypto";
import { sql, type Kysely, type Selectable, type Transaction } from "kysely";
import type { Place } from "../subscription/place.js";
import { readReason, writeReason } from "../subscription/reason.js";
import { everything, wishesSchema, type Subscription, type Wishes } from "../subscription/subscription.js";
import type { Schema, SubscriptionTable } from "./schema.js";

type Db = Kysely<Schema> | Transaction<Schema>;

/** A row damaged by hand counts as one that wants everything, rather than stopping all others. */
export function wishesOf(json: string): Wishes {
  try {
    return wishesSchema.parse(JSON.parse(json));
  } catch {
    return everything;
  }
}

export const toSubscription = (row: Selectable<SubscriptionTable>): Subscription => ({
  id: row.id,
  place: { platform: row.platform, address: row.address },
  wishes: wishesOf(row.wishes),
  origin: row.origin === "config" ? "config" : "chat",
  locale: row.locale,
  createdAt: row.created_at,
  suspended:
    row.suspended_at === null
      ? null
      : { since: row.suspended_at, reason: readReason(row.suspended_why) ?? { code: "unknown" } },
});

/** Ids spread over 36^10: made of random bytes, so that nobody can guess the next. */
const newId = (): string =>
  BigInt(`0x${randomBytes(8).toString("hex")}`)
    .toString(36)
    .padStart(10, "0")
    .slice(-10);

export const subscriptions = (db: Kysely<Schema>) => ({
  async at(place: Place): Promise<Subscription | null> {
    const row = await wherePlace(db, place).executeTakeFirst();
    return row ? toSubscription(row) : null;
  },

  async all(): Promise<readonly Subscription[]> {
    const rows = await db
      .selectFrom("subscription")
      .selectAll()
      .orderBy("created_at")
      .orderBy("id")
      .execute();
    return rows.map(toSubscription);
  },

  async byIds(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, Subscription>> {
    if (ids.size === 0) return new Map();
    const rows = await db
      .selectFrom("subscription")
      .selectAll()
      .where("id", "in", [...ids])
      .execute();
    return new Map(rows.map((row) => [row.id, toSubscription(row)]));
  },

  /** Makes the place's subscription or gives it other wishes; a suspended one wakes. */
  async put(
    wanted: Pick<Subscription, "place" | "wishes" | "origin" | "locale">,
    now: number,
  ): Promise<Subscription> {
    const { place, origin, locale } = wanted;
    const wishes = JSON.stringify(wanted.wishes);
    await db
      .insertInto("subscription")
      .values({
        id: newId(),
        platform: place.platform,
        address: place.address,
        origin,
        wishes,
        locale,
        created_at: now,
        suspended_at: null,
        suspended_why: null,
        check_at: null,
      })
      .onConflict((conflict) =>
        conflict
          .columns(["platform", "address"])
          .doUpdateSet({ wishes, origin, locale, suspended_at: null, suspended_why: null, check_at: null }),
      )
      .execute();
    return toSubscription(await wherePlace(db, place).executeTakeFirstOrThrow());
  },

  /** Forgets the place and what was still to be sent there. */
  async remove(place: Place): Promise<boolean> {
    return await db.transaction().execute(async (tx) => {
      const row = await wherePlace(tx, place).executeTakeFirst();
      if (!row) return false;
      await tx
        .deleteFrom("outbox")
        .where("subscription_id", "=", row.id)
        .where("state", "in", ["pending", "claimed", "suspended"])
        .execute();
      await tx.deleteFrom("subscription").where("id", "=", row.id).execute();
      return true;
    });
  },

  /**
   * The place has a new address, where nothing is known of the messages that were sent to the old one: none of them can
   * be changed any more, and each says so. Where that address is subscribed already, the two become one; the id that
   * stays.
   */
  move: (id: string, address: string): Promise<string> =>
    db.transaction().execute((tx) => moveSubscription(tx, id, address)),
});

const wherePlace = (db: Db, { platform, address }: Place) =>
  db.selectFrom("subscription").selectAll().where("platform", "=", platform).where("address", "=", address);

async function moveSubscription(tx: Transaction<Schema>, id: string, address: string): Promise<string> {
  const row = await tx.selectFrom("subscription").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) return id;
  if (row.address === address) return id;
  // By its number another's message would be changed there.
  await tx
    .updateTable("outbox")
    .set({ message: null, error: writeReason({ code: "place-moved" }) })
    .where("subscription_id", "=", id)
    .where("message", "is not", null)
    .execute();
  const other = await wherePlace(tx, { platform: row.platform, address }).executeTakeFirst();
  if (other) {
    await merge(tx, id, other.id);
    return other.id;
  }
  await tx.updateTable("subscription").set({ address }).where("id", "=", id).execute();
  return id;
}

/** Gives the messages of one subscription to another, and ends it. */
async function merge(tx: Transaction<Schema>, from: string, into: string): Promise<void> {
  // Of each post what one of them has, whole, with whatever was to follow it: where more is done of it, else `into`.
  const better = tx
    .selectFrom("outbox as theirs")
    .leftJoin("outbox as ours", (join) =>
      join
        .onRef("ours.post_id", "=", "theirs.post_id")
        .on("ours.kind", "=", "post")
        .on("ours.subscription_id", "=", into),
    )
    .select("theirs.post_id")
    .where("theirs.kind", "=", "post")
    .where("theirs.subscription_id", "=", from)
    .where(done("theirs"), ">", done("ours"));
  await tx.deleteFrom("outbox").where("subscription_id", "=", into).where("post_id", "in", better).execute();
  const kept = tx.selectFrom("outbox").select("post_id").where("subscription_id", "=", into);
  await tx.deleteFrom("outbox").where("subscription_id", "=", from).where("post_id", "in", kept).execute();
  await tx.updateTable("outbox").set({ subscription_id: into }).where("subscription_id", "=", from).execute();
  await tx.deleteFrom("subscription").where("id", "=", from).execute();
}

/** How much is done of a post for a place: what is to be sent is not lost to what has failed, though that may have arrived. */
const done = (table: "ours" | "theirs") =>
  sql<number>`case
    when ${sql.ref(`${table}.state`)} = 'done' then 5
    when ${sql.ref(`${table}.state`)} in ('claimed', 'sending', 'uncertain') then 4
    when ${sql.ref(`${table}.state`)} = 'failed' then 1
    when ${sql.ref(`${table}.started_at`)} is not null then 4
    when ${sql.ref(`${table}.state`)} = 'pending' then 3
    when ${sql.ref(`${table}.state`)} = 'suspended' then 2
    else 0 end`;

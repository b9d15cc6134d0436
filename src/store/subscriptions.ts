// The subscription table: one row for a place, with what it wants.
import { randomBytes } from "node:crypto";
import type { Kysely, Selectable, Transaction } from "kysely";
import type { Place } from "../subscription/place.js";
import { readReason, writeReason, type Reason } from "../subscription/reason.js";
import { everything, wishesSchema, type Subscription, type Wishes } from "../subscription/subscription.js";
import type { Schema, SubscriptionTable } from "./schema.js";

type Db = Kysely<Schema> | Transaction<Schema>;

/** How long a suspended place is left alone before we look whether it lets us in again. */
const CHECK_AGAIN_MS = 6 * 60 * 60 * 1000;

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

export const subscriptionsTable = (db: Kysely<Schema>) => ({
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

  /** Sends nothing there until it is woken. Whether it was open until now. */
  async suspend(id: string, reason: Reason, now: number): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable("subscription")
      .set({ suspended_at: now, suspended_why: writeReason(reason), check_at: now + CHECK_AGAIN_MS })
      .where("id", "=", id)
      .where("suspended_at", "is", null)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },

  /** Every place of a platform that is suspended, or that is not. */
  async ofPlatform(platform: string, suspended: boolean): Promise<readonly Subscription[]> {
    const rows = await db
      .selectFrom("subscription")
      .selectAll()
      .where("platform", "=", platform)
      .where("suspended_at", suspended ? "is not" : "is", null)
      .execute();
    return rows.map(toSubscription);
  },

  /** A suspended place may be open again: it is looked at at `at`, if not sooner. */
  async lookAt(id: string, at: number): Promise<void> {
    await db
      .updateTable("subscription")
      .set({ check_at: at })
      .where("id", "=", id)
      .where("suspended_at", "is not", null)
      .where("check_at", ">", at)
      .execute();
  },

  /** Suspended places of a platform that are to be looked at again, at most `limit`; each is due again later. */
  async dueForCheck(platform: string, now: number, limit: number): Promise<readonly Subscription[]> {
    const rows = await db
      .updateTable("subscription")
      .set({ check_at: now + CHECK_AGAIN_MS })
      .where("id", "in", (query) =>
        query
          .selectFrom("subscription")
          .select("id")
          .where("platform", "=", platform)
          .where((where) =>
            // Further ahead than it can be: it was set by a clock that was ahead.
            where.or([where("check_at", "<=", now), where("check_at", ">", now + CHECK_AGAIN_MS)]),
          )
          .orderBy("check_at")
          .limit(limit),
      )
      .returningAll()
      .execute();
    return rows.map(toSubscription);
  },

  /** Lets a place hear again; what waited for it is sent by the worker (`catchUp`). */
  async wake(id: string): Promise<void> {
    await db
      .updateTable("subscription")
      .set({ suspended_at: null, suspended_why: null, check_at: null })
      .where("id", "=", id)
      .execute();
  },

  /** The place has a new address. Where that one is subscribed already, the two become one; the id that stays. */
  async move(id: string, address: string): Promise<string> {
    return await db.transaction().execute(async (tx) => {
      const row = await tx.selectFrom("subscription").selectAll().where("id", "=", id).executeTakeFirst();
      if (!row) return id;
      const other = await wherePlace(tx, { platform: row.platform, address }).executeTakeFirst();
      if (other && other.id !== id) {
        const told = tx.selectFrom("outbox").select("post_id").where("subscription_id", "=", id);
        await tx
          .deleteFrom("outbox")
          .where("subscription_id", "=", other.id)
          .where((where) =>
            where.or([
              where("state", "=", "pending"),
              where.and([where("state", "=", "suspended"), where("started_at", "is", null)]),
            ]),
          )
          .where("post_id", "in", told)
          .execute();
        const kept = tx.selectFrom("outbox").select("post_id").where("subscription_id", "=", other.id);
        await tx
          .deleteFrom("outbox")
          .where("subscription_id", "=", id)
          .where("post_id", "in", kept)
          .execute();
        await tx
          .updateTable("outbox")
          .set({ subscription_id: other.id })
          .where("subscription_id", "=", id)
          .execute();
        await tx.deleteFrom("subscription").where("id", "=", id).execute();
        return other.id;
      }
      await tx.updateTable("subscription").set({ address }).where("id", "=", id).execute();
      return id;
    });
  },
});

export type Subscriptions = ReturnType<typeof subscriptionsTable>;

const wherePlace = (db: Db, { platform, address }: Place) =>
  db.selectFrom("subscription").selectAll().where("platform", "=", platform).where("address", "=", address);

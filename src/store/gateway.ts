// The tables of several processes on one gateway: each question is one's, and each process knows which others there are.
import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { StoreClock } from "./clock.js";
import { takeLease } from "./lease.js";
import type { Schema } from "./schema.js";

/** Who does not say that it lives has so long, in ms, before it is taken for gone. */
const MEMBER_MS = 10_000;
/** A session that is resumed may hear old questions again, after minutes. */
const KEPT_MS = 3_600_000;
const PRUNE_EVERY_MS = 600_000;

export interface MemberRow {
  readonly holder: string;
  readonly said: string;
}

export const gatewayTable = (db: Kysely<Schema>, clock: () => StoreClock) => {
  let prunedAt = -Infinity;

  async function prune(now: number): Promise<void> {
    if (performance.now() - prunedAt < PRUNE_EVERY_MS) return;
    prunedAt = performance.now();
    await db
      .deleteFrom("taken")
      .where("at", "<", now - KEPT_MS)
      .execute();
  }

  return {
    /** Whether nobody had it before; it is `holder`'s then. */
    async take(id: string, holder: string): Promise<boolean> {
      const at = clock().now();
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("taken")
        .values({ id, holder, at })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .executeTakeFirst();
      void prune(at).catch(() => {});
      return numInsertedOrUpdatedRows === 1n;
    },

    async answered(id: string): Promise<void> {
      await db.updateTable("taken").set({ answered: 1 }).where("id", "=", id).execute();
    },

    /** Whether it is not answered yet, and `holder`'s from now on; of several who ask one gets it. */
    async takeOver(id: string, holder: string): Promise<boolean> {
      const open = db.selectFrom("taken").select("holder").where("id", "=", id).where("answered", "=", 0);
      const row = await open.executeTakeFirst();
      if (!row) return false;
      const { numUpdatedRows } = await db
        .updateTable("taken")
        .set({ holder })
        .where("id", "=", id)
        .where("answered", "=", 0)
        .where("holder", "=", row.holder)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    async isTakenBy(id: string, holder: string): Promise<boolean> {
      const row = db.selectFrom("taken").select("id").where("id", "=", id).where("holder", "=", holder);
      return (await row.executeTakeFirst()) !== undefined;
    },

    /** Says that `holder` lives, and gives all who do. */
    async meet(
      holder: string,
      said: string,
      isDead: (holder: string) => boolean,
    ): Promise<readonly MemberRow[]> {
      const now = await clock().read();
      const row = { said, until: now + MEMBER_MS };
      await db
        .insertInto("gateway_member")
        .values({ holder, ...row })
        .onConflict((conflict) => conflict.column("holder").doUpdateSet(row))
        .execute();
      await db.deleteFrom("gateway_member").where("until", "<", now).execute();
      const all = await db.selectFrom("gateway_member").select(["holder", "said"]).execute();
      return all.filter((one) => !isDead(one.holder));
    },

    async leave(holder: string): Promise<void> {
      await db.deleteFrom("gateway_member").where("holder", "=", holder).execute();
    },

    /** Whether the caller has a turn that comes once in `lasts` ms, whoever asks. */
    async turn(name: string, lasts: number): Promise<boolean> {
      const wish = { name, holder: randomUUID(), lasts, isDead: () => false };
      return (await takeLease(db, wish, clock())).term !== null;
    },
  };
};

export type GatewayRows = ReturnType<typeof gatewayTable>;

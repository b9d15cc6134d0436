// Writes outbox rows for a post: one for every subscription that is to hear of it, and what follows what was sent.
import { setImmediate } from "node:timers/promises";
import type { Transaction } from "kysely";
import type { Post } from "../post/post.js";
import { saidBy, type Wording } from "../post/said.js";
import { forecast } from "../subscription/forecast.js";
import { afresh, newRow, type Kind } from "./outbox.js";
import type { Schema } from "./schema.js";
import { toSubscription } from "./subscriptions.js";

/** Rows of one post are due a little apart, so that two posts at once take turns. */
const APART_MS = 10;
const CHUNK = 500;

/** How the owner has a post announced by hand. */
export interface Telling {
  /** Ids of subscriptions that hear of it whatever they want; null: all that want it. */
  readonly only: readonly string[] | null;
  /** Also where it was sent or failed before. */
  readonly again: boolean;
  /** Only those who asked for the post's language: a translation of a post that is announced itself. */
  readonly translation?: boolean;
  readonly perhaps?: PerhapsTold | null;
  /** What the post says; its title and summary where that is not given. */
  readonly said?: Wording;
}

/** A post may have been sent since then on these platforms: there it is looked for before it is sent. */
export interface PerhapsTold {
  readonly since: number;
  readonly platforms: ReadonlySet<string>;
}

/** Others are let in after so many milliseconds. */
const LONGEST_MS = 10;

/** How many rows are new, or to be sent again (those of suspended places later); every other row stays as it is. */
export async function fanOut(
  tx: Transaction<Schema>,
  post: Post,
  now: number,
  { only, again, translation = false, perhaps = null, said = saidBy(post, "", post.lang) }: Telling,
): Promise<number> {
  let written = 0;
  let turn = 0;
  for (let last = ""; ;) {
    let query = tx.selectFrom("subscription").selectAll().where("id", ">", last).orderBy("id").limit(CHUNK);
    if (only) query = query.where("id", "in", only);
    const subscriptions = (await query.execute()).map(toSubscription);
    const rows: ReturnType<typeof newRow>[] = [];
    let since = performance.now();
    for (const subscription of subscriptions) {
      // Every place may go by words of its own.
      if (performance.now() - since > LONGEST_MS) {
        await setImmediate();
        since = performance.now();
      }
      if (translation && subscription.wishes.lang === null) continue;
      const what = forecast(subscription, post, said, now, only !== null);
      if (what.kind === "skip") continue;
      const { id, place } = subscription;
      const row = {
        post_id: post.id,
        subscription_id: id,
        platform: place.platform,
        kind: "post",
        created_at: now,
        silent: what.silent ? 1 : 0,
      } as const;
      const gather = what.kind === "send" && what.gather;
      const doubt = perhaps !== null && perhaps.platforms.has(place.platform) && !gather;
      const unsure = doubt ? { started_at: perhaps.since, perhaps_since: perhaps.since, resent: 1 } : {};
      if (what.kind === "wait") {
        const error = subscription.suspended?.reason ?? null;
        rows.push(newRow({ ...row, ...unsure, state: "suspended", error, done_at: now, next_at: now }));
      } else {
        const state = doubt ? "uncertain" : "pending";
        const next_at = gather ? what.at : now + APART_MS * turn++;
        rows.push(newRow({ ...row, ...unsure, state, next_at, gather: gather ? 1 : 0 }));
      }
    }
    for (let from = 0; from < rows.length; from += 100) {
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto("outbox")
        .values(rows.slice(from, from + 100))
        .onConflict((conflict) => {
          const same = conflict.columns(["post_id", "subscription_id", "kind"]);
          if (!again) return same.doNothing();
          return same
            .doUpdateSet((eb) => ({
              ...afresh,
              state: eb.ref("excluded.state"),
              error: eb.ref("excluded.error"),
              done_at: eb.ref("excluded.done_at"),
              // Under the old key platforms would take it for the message they have.
              key: eb.ref("excluded.key"),
              message: null,
              bundle: null,
              next_at: eb.ref("excluded.next_at"),
              created_at: eb.ref("excluded.created_at"),
              gather: eb.ref("excluded.gather"),
              silent: eb.ref("excluded.silent"),
            }))
            .where("outbox.state", "in", ["done", "failed"]);
        })
        .executeTakeFirst();
      written += Number(numInsertedOrUpdatedRows ?? 0n);
      // What needs no store goes between: SQLite holds the event loop, this transaction the store.
      await setImmediate();
    }
    if (subscriptions.length < CHUNK) return written;
    last = subscriptions.at(-1)?.id ?? "";
  }
}

/**
 * Writes an edit or removal for everything of a post that was sent or may have been, or for what `only` one subscription
 * got of it; a second one renews the first.
 */
export async function follow(
  tx: Transaction<Schema>,
  postId: string,
  kind: Kind,
  now: number,
  only: string | null = null,
): Promise<void> {
  for (let last = ""; ;) {
    const sent = await tx
      .selectFrom("outbox")
      .select(["subscription_id", "platform"])
      .where("post_id", "=", postId)
      .where("kind", "=", "post")
      .where((where) =>
        where.or([
          // What is claimed may show the post as it was when it was composed, or is looked for in the chat just now.
          where("state", "in", ["done", "claimed", "sending", "uncertain"]),
          where.and([where("state", "=", "suspended"), where("started_at", "is not", null)]),
        ]),
      )
      .where("subscription_id", ">", last)
      .$if(only !== null, (query) => query.where("subscription_id", "=", only))
      .orderBy("subscription_id")
      .limit(100)
      .execute();
    if (sent.length === 0) return;
    const rows = sent.map(({ subscription_id, platform }, turn) =>
      newRow({
        post_id: postId,
        subscription_id,
        platform,
        kind,
        created_at: now,
        next_at: now + APART_MS * turn,
      }),
    );
    await tx
      .insertInto("outbox")
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(["post_id", "subscription_id", "kind"])
          .doUpdateSet({ ...afresh, next_at: now, worker: null }),
      )
      .execute();
    last = sent.at(-1)?.subscription_id ?? "";
    await setImmediate();
  }
}

// The news table: every post ever seen and what became of it, and the one transaction that makes it news.
import { setImmediate } from "node:timers/promises";
import type { Kysely, Selectable, Transaction } from "kysely";
import type { Post } from "../post/post.js";
import { readReason, writeReason, type Reason } from "../subscription/reason.js";
import { chunksOf } from "./chunks-of.js";
import { fanOut, follow, type Telling } from "./fan-out.js";
import { renameNotices } from "./notices.js";
import type { Kind } from "./outbox.js";
import { movePopular } from "./popular.js";
import type { NewsTable, Schema } from "./schema.js";

/**
 * `seen`: not to be announced (first run, too old, the author or owner said so); `held`: the owner decides;
 * `waiting`: for its page to be live; `told`: its outbox rows are written.
 */
export type NewsState = "seen" | "held" | "waiting" | "told";

export interface NewsRow extends Omit<Selectable<NewsTable>, "state" | "reason"> {
  readonly state: NewsState;
  readonly reason: Reason | null;
}

const toNews = (row: Selectable<NewsTable>): NewsRow => ({
  ...row,
  state: row.state as NewsState,
  reason: readReason(row.reason),
});

/** The little of a post that the table keeps. */
export type NewsFacts = Pick<NewsRow, "post_id" | "digest" | "title" | "url" | "source">;

/** Rows that are written at once: some milliseconds. */
const CHUNK = 100;
/** And that are read. */
const PAGE = 1_000;

type InOne = <T>(work: (tx: Transaction<Schema>) => Promise<T>) => Promise<T>;

/** `inOne`: does in one transaction what writes. */
const newsBy = (db: Kysely<Schema>, inOne: InOne) => ({
  /** By default of every state. */
  async all(states: readonly NewsState[] | null = null): Promise<readonly NewsRow[]> {
    const all: NewsRow[] = [];
    // PostgreSQL knows no empty list.
    if (states?.length === 0) return all;
    for (;;) {
      const last = all.at(-1)?.post_id ?? "";
      const page = db.selectFrom("news").selectAll().where("post_id", ">", last).orderBy("post_id");
      const rows = await (states ? page.where("state", "in", states) : page).limit(PAGE).execute();
      for (const row of rows) all.push(toNews(row));
      if (rows.length < PAGE) return all;
      await setImmediate();
    }
  },

  async get(postId: string): Promise<NewsRow | null> {
    const row = await db.selectFrom("news").selectAll().where("post_id", "=", postId).executeTakeFirst();
    return row ? toNews(row) : null;
  },

  /**
   * Writes posts down in a state that sends nothing, all of them or none: what is left of too many at once would be few
   * enough to be news. Those known already are left as they are.
   */
  async record(
    posts: readonly (NewsFacts & {
      readonly state: Exclude<NewsState, "told">;
      readonly reason: Reason | null;
    })[],
    now: number,
    perhapsSince: number | null = null,
  ): Promise<void> {
    if (posts.length === 0) return;
    await inOne(async (at) => {
      for (const some of chunksOf(posts, CHUNK)) {
        const rows = some.map((post) => ({
          ...post,
          reason: writeReason(post.reason),
          seen_at: now,
          live_at: null,
          told_at: null,
          gone_at: null,
          checks: 0,
          check_at: post.state === "waiting" ? now : null,
          perhaps_since: perhapsSince,
        }));
        await at
          .insertInto("news")
          .values(rows)
          .onConflict((conflict) => conflict.column("post_id").doNothing())
          .execute();
        await setImmediate();
      }
    });
  },

  /** Changes what is known of one post, without telling anybody. */
  async update(postId: string, { reason, ...change }: Partial<Omit<NewsRow, "post_id">>): Promise<void> {
    await inOne((at) =>
      at
        .updateTable("news")
        .set({ ...change, ...(reason !== undefined && { reason: writeReason(reason) }) })
        .where("post_id", "=", postId)
        .execute(),
    );
  },

  /** Forgets a post that was never told, so that it is new when it comes back. */
  async forget(postId: string): Promise<void> {
    await inOne((at) =>
      at.deleteFrom("news").where("post_id", "=", postId).where("state", "!=", "told").execute(),
    );
  },

  /** Moves posts from one state to another as the owner decided; how many. */
  async decide(posts: readonly string[], from: NewsState, to: NewsState, now: number): Promise<number> {
    // PostgreSQL knows no empty list.
    if (posts.length === 0) return 0;
    const { numUpdatedRows } = await inOne((at) =>
      at
        .updateTable("news")
        .set(
          to === "waiting"
            ? { state: to, reason: null, check_at: now, checks: 0 }
            : { state: to, reason: writeReason({ code: "owner" }), check_at: null },
        )
        .where("state", "=", from)
        .where("post_id", "in", posts)
        .executeTakeFirst(),
    );
    return Number(numUpdatedRows);
  },

  /** The post goes by another id now; what was sent stays known. */
  async rename(from: string, facts: NewsFacts): Promise<void> {
    await inOne(async (tx) => {
      await tx.deleteFrom("news").where("post_id", "=", facts.post_id).execute();
      await tx
        .updateTable("news")
        .set({ post_id: facts.post_id, source: facts.source })
        .where("post_id", "=", from)
        .execute();
      await tx.updateTable("outbox").set({ post_id: facts.post_id }).where("post_id", "=", from).execute();
      await movePopular(tx, from, facts.post_id);
      await renameNotices(tx, from, facts.post_id);
    });
  },

  /**
   * Makes a post news: in one transaction it is marked told and a row is written for every subscription that
   * wants it, or for the ones named. What is written already stays as it is, unless it is told again. How many
   * rows are to be sent by this. A post that is still to be told to everybody stays so when only some are named.
   */
  async tell(
    post: Post,
    facts: NewsFacts,
    now: number,
    { only = null, again = false, ...telling }: Partial<Telling> = {},
  ): Promise<number> {
    return await inOne(async (tx) => {
      const told = { state: "told", told_at: now, check_at: null, reason: null } as const;
      if (only === null) {
        const fresh = { seen_at: now, live_at: null, gone_at: null, checks: 0, perhaps_since: null };
        await tx
          .insertInto("news")
          .values({ ...facts, ...told, ...fresh })
          .onConflict((conflict) => conflict.column("post_id").doUpdateSet(told))
          .execute();
      } else {
        const past = tx.updateTable("news").where("post_id", "=", facts.post_id).where("state", "=", "seen");
        await past.set(told).execute();
      }
      return await fanOut(tx, post, now, { only, again, ...telling });
    });
  },

  /** The post looks different now: what was sent is to be edited. */
  async edit(facts: NewsFacts, now: number): Promise<void> {
    await inOne(async (tx) => {
      await tx
        .updateTable("news")
        .set({
          digest: facts.digest,
          title: facts.title,
          url: facts.url,
          source: facts.source,
          gone_at: null,
          reason: null,
        })
        .where("post_id", "=", facts.post_id)
        .execute();
      await follow(tx, facts.post_id, "edit", now);
    });
  },

  /** The post was taken back: what is not sent yet never will be; what was is edited or removed, or kept. */
  async takeBack(postId: string, kind: Exclude<Kind, "post"> | null, now: number): Promise<void> {
    await inOne(async (tx) => {
      await tx
        .updateTable("news")
        .set({ reason: writeReason({ code: "taken-back" }) })
        .where("post_id", "=", postId)
        .execute();
      await tx
        .deleteFrom("outbox")
        .where("post_id", "=", postId)
        .where("kind", "=", "post")
        .where((where) =>
          where.or([
            where("state", "=", "pending"),
            // Else an earlier try of it may have arrived.
            where.and([where("state", "in", ["claimed", "suspended"]), where("started_at", "is", null)]),
          ]),
        )
        .execute();
      if (kind) await follow(tx, postId, kind, now);
    });
  },
});

export type News = ReturnType<typeof newsBy>;

/** `guard`: what each transaction that writes begins with; it throws where it may not write. */
export const newsTable = (db: Kysely<Schema>, guard?: (tx: Transaction<Schema>) => Promise<void>): News =>
  newsBy(db, (work) =>
    db.transaction().execute(async (tx) => {
      await guard?.(tx);
      return work(tx);
    }),
  );

// Everything that can be done with the news table: reading it, writing down what is known of a post, telling.
import { setImmediate } from "node:timers/promises";
import type { Kysely, Transaction } from "kysely";
import { toNews, type InOne, type NewsRow, type NewsState } from "./news.js";
import { newsKnown } from "./news-known.js";
import { newsTelling } from "./news-telling.js";
import type { Schema } from "./schema.js";

/** Rows that are read at once. */
const PAGE = 1_000;

const newsReading = (db: Kysely<Schema>) => ({
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
});

const newsBy = (db: Kysely<Schema>, inOne: InOne) => ({
  ...newsReading(db),
  ...newsKnown(inOne),
  ...newsTelling(inOne),
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

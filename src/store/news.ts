// The words of the news table: every post ever seen and what became of it.
import type { Selectable, Transaction } from "kysely";
import { readReason, type Reason } from "../subscription/reason.js";
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

export const toNews = (row: Selectable<NewsTable>): NewsRow => ({
  ...row,
  state: row.state as NewsState,
  reason: readReason(row.reason),
});

/** The little of a post that the table keeps. */
export type NewsFacts = Pick<NewsRow, "post_id" | "digest" | "title" | "url" | "source">;

/** Does in one transaction what writes. */
export type InOne = <T>(work: (tx: Transaction<Schema>) => Promise<T>) => Promise<T>;

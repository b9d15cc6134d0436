// The tables, as Kysely sees them. Times are milliseconds since the epoch; flags are 0 or 1.
import type { Generated } from "kysely";

export interface StateTable {
  readonly name: string;
  readonly value: string;
}

export interface MemoTable {
  readonly key: string;
  readonly text: string;
  readonly used_at: number;
}

export interface SubscriptionTable {
  readonly id: string;
  readonly platform: string;
  readonly address: string;
  readonly origin: string;
  /** JSON of Wishes. */
  readonly wishes: string;
  readonly locale: string | null;
  readonly created_at: number;
  readonly suspended_at: number | null;
  readonly suspended_why: string | null;
  /** When to see whether a suspended place lets us in again. */
  readonly check_at: number | null;
}

export interface NewsTable {
  readonly post_id: string;
  readonly state: string;
  readonly reason: string | null;
  /** Of the fields whose change is worth an edit. */
  readonly digest: string;
  readonly title: string;
  readonly url: string | null;
  readonly source: string;
  readonly seen_at: number;
  readonly live_at: number | null;
  readonly told_at: number | null;
  readonly gone_at: number | null;
  readonly checks: number;
  readonly check_at: number | null;
  /** Since when a bot that this store knows nothing of (a backup was put back) may have announced it; else null. */
  readonly perhaps_since: number | null;
}

export interface OutboxTable {
  readonly key: string;
  readonly post_id: string;
  readonly subscription_id: string;
  readonly platform: string;
  readonly kind: string;
  readonly state: string;
  readonly silent: number;
  readonly gather: number;
  /** The key under which several rows went out as one message. */
  readonly bundle: string | null;
  readonly attempts: number;
  /** How many times it was sent again after an unknown outcome. */
  readonly resent: number;
  /** Whether the platform refused it in its full form. */
  readonly plain: number;
  readonly created_at: number;
  readonly next_at: number;
  readonly lease_until: number | null;
  readonly worker: string | null;
  /** Set before the first request; null again only when it surely did not arrive. */
  readonly started_at: number | null;
  /** As in `news`: it may be there under another key, and its post's link tells. */
  readonly perhaps_since: number | null;
  /** When it was sent or given up; before that, when it was first held for a suspended place. */
  readonly done_at: number | null;
  readonly message: string | null;
  readonly error: string | null;
}

export interface LeaseTable {
  readonly name: string;
  readonly holder: string;
  readonly until: number;
  /** Grows with each change of holder. */
  readonly epoch: number;
}

export interface PopularTable {
  readonly post_id: string;
  readonly asked: number;
}

export interface VisitTable {
  readonly visitor: string;
  readonly at: number;
}

export interface NoticeTable {
  /** `discord:123`: a person, as OWNER names them. */
  readonly owner: string;
  readonly kind: string;
  readonly subject: string;
  /** The key of the message that tells it; several are told in one. */
  readonly message: string;
  /** `sending` until it is known that it arrived. */
  readonly state: string;
  readonly at: number;
}

/** A chat's update. */
export interface InboxTable {
  readonly bot: number;
  readonly update_id: number;
  /** JSON of what is to be done about it; null once nothing is. */
  readonly entry: string | null;
  /** Who may write about it. */
  readonly holder: string;
  readonly at: number;
  /** Where several processes answer: what is answered in the order in which it came, and what no other update asks again. */
  readonly lane: string | null;
  readonly subject: string | null;
  /** When its holder is taken for gone. */
  readonly until: Generated<number>;
}

/** A question that was told to wait. */
export interface DeferredTable {
  readonly platform: string;
  readonly id: string;
  /** What is needed to answer it; holds a secret of this one question. */
  readonly entry: string;
  readonly tries: number;
  readonly at: number;
  /** When who works at it is taken for gone. */
  readonly until: number;
}

/** A question that came over a gateway to several processes. */
export interface TakenTable {
  readonly id: string;
  /** Who answers it. */
  readonly holder: string;
  readonly answered: Generated<number>;
  readonly at: number;
}

/** A process that may hold shards of a gateway. */
export interface GatewayMemberTable {
  readonly holder: string;
  /** What it tells the others. */
  readonly said: string;
  /** When it is taken for gone. */
  readonly until: number;
}

/** What is done once, under a hash of it: for which question, and until when another may not do it. */
export interface OnceTable {
  readonly what: string;
  readonly holder: string;
  readonly until: number;
}

/** One row: which edition of the posts is the latest. */
export interface EditionTable {
  readonly one: number;
  readonly n: number;
  readonly facts: string;
}

export interface EditionPostTable {
  readonly id: string;
  /** The edition in which it changed last. */
  readonly n: number;
  readonly print: string;
  readonly digest: string;
  readonly post: string | null;
}

export interface EditionTextTable {
  readonly id: string;
  readonly print: string;
  readonly bytes: Uint8Array;
}

export interface EditionIndexTable {
  readonly part: number;
  readonly n: number;
  readonly bytes: Uint8Array;
}

export interface PostFileTable {
  readonly library: string;
  readonly path: string;
  readonly line: string;
}

export interface Schema {
  readonly edition: EditionTable;
  readonly edition_post: EditionPostTable;
  readonly edition_text: EditionTextTable;
  readonly edition_index: EditionIndexTable;
  readonly post_file: PostFileTable;
  readonly deferred: DeferredTable;
  readonly taken: TakenTable;
  readonly gateway_member: GatewayMemberTable;
  readonly once: OnceTable;
  readonly inbox: InboxTable;
  readonly state: StateTable;
  readonly memo: MemoTable;
  readonly subscription: SubscriptionTable;
  readonly news: NewsTable;
  readonly outbox: OutboxTable;
  readonly lease: LeaseTable;
  readonly popular: PopularTable;
  readonly visit: VisitTable;
  readonly notice: NoticeTable;
}

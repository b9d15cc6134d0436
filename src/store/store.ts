// The store: what must outlive the process. SQLite in DATA_DIR, or PostgreSQL (see open-store.ts).
import type { ExportLine } from "./export-form.js";
import type { LeaseAnswer, LeaseWish, LeaseTerm } from "./lease.js";
import type { DeferredRows } from "./deferred.js";
import type { Editions } from "./editions.js";
import type { GatewayRows } from "./gateway.js";
import type { InboxRows } from "./inbox.js";
import type { News } from "./news-table.js";
import type { Notices } from "./notices.js";
import type { OnceRows } from "./once.js";
import type { Outbox } from "./outbox-table.js";
import type { Popular } from "./popular.js";
import type { VisitLog } from "./visits.js";
import type { Restored } from "./restored.js";
import type { Subscriptions } from "./subscription-table.js";

export interface Store {
  /** Ms since 1970 by the clock that all processes on the store go by: the server's, or the machine's of an SQLite file. */
  now(): number;
  /** Small facts by name (an update offset, a fingerprint of what was registered). */
  getState(name: string): Promise<string | null>;
  setState(name: string, value: string): Promise<void>;
  /** Keeps a text too long for a button under a key of 12 characters, the same for the same text; the oldest go first. */
  remember(text: string): Promise<string>;
  recall(key: string): Promise<string | null>;
  readonly subscriptions: Subscriptions;
  readonly news: News;
  /** The same for who decides what is news: what it writes is refused (LeaseLost) once another does. */
  newsOf(term: LeaseTerm): News;
  readonly outbox: Outbox;
  /** Used only where the owner has posts counted. */
  readonly popular: Popular;
  readonly visits: VisitLog;
  readonly inbox: InboxRows;
  /** Questions that were told to wait, by platform. */
  readonly deferred: DeferredRows;
  /** What several processes on a gateway share. */
  readonly gateway: GatewayRows;
  /** What is done once, whichever process is asked. */
  readonly once: OnceRows;
  /** The posts as one process reads them for all. */
  readonly editions: Editions;
  /** What owners were told of in private. */
  readonly notices: Notices;
  /** Subscriptions, what was told and to whom, and what buttons mean: line by line (export-form.ts). */
  exportLines(): AsyncIterable<ExportLine>;
  /** Takes such lines in; how many changed something here. The same ones a second time change nothing. */
  importLines(lines: AsyncIterable<ExportLine>): Promise<number>;
  /** Says that this store came from a backup or an export: what was to be told then may have been told since. */
  markRestored(now: number): Promise<void>;
  /** Null once the posts were looked at since. */
  restored(): Promise<Restored | null>;
  dropRestored(): Promise<void>;
  /** What only one process may do at a time. */
  takeLease(wish: LeaseWish): Promise<LeaseAnswer>;
  /** Whether a bot is at work on it, or was less than a lease ago. */
  isInUse(isDead: (holder: string) => boolean): Promise<boolean>;
  /** Gives it back, so that others need not wait for its end. */
  dropLease(name: string, holder: string): Promise<void>;
  close(): Promise<void>;
}

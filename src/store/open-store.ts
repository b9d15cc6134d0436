// Opens the store: SQLite in DATA_DIR, or PostgreSQL where DATABASE_URL names one.
import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Kysely, type Dialect } from "kysely";
import { leased } from "../measures.js";
import { editionTable } from "./editions.js";
import { exportLines } from "./export.js";
import { importLines } from "./import.js";
import { inboxTable } from "./inbox.js";
import { machineClock, serverClock } from "./clock.js";
import { deferredTable } from "./deferred.js";
import { gatewayTable } from "./gateway.js";
import { dropLease, holderOnly, isInUse, NEWS_LEASE, takeLease } from "./lease.js";
import { memoTable } from "./memo.js";
import { migrate } from "./migrate.js";
import { newsTable } from "./news-table.js";
import { noticeTable } from "./notices.js";
import { onceTable } from "./once.js";
import { outboxTable } from "./outbox-table.js";
import { popularTable } from "./popular.js";
import type { Schema } from "./schema.js";
import { dropRestored, getRestored, markRestored } from "./restored.js";
import { sqliteDialect } from "./sqlite.js";
import { explainSqlite, StoreError } from "./store-error.js";
import { getState, setState } from "./state.js";
import type { Store } from "./store.js";
import { subscriptionTable } from "./subscription-table.js";
import { visitTable } from "./visits.js";
import { watched, type OnFault } from "./watched.js";

export interface StoreOptions {
  /** The folder of the SQLite file `postern.db`; made when missing. */
  readonly dataDir: string;
  /** `postgres://…`; null for SQLite. */
  readonly databaseUrl: string | null;
  /** The server's own address, where `databaseUrl` is that of a pooler; the schema is brought forward by it. */
  readonly directUrl?: string | null;
  /** How many texts `remember` keeps; 20,000 unless told (a few MB). */
  readonly memoLimit?: number;
  /** Told when the database cannot be written or asked, and null when it can again. */
  readonly onFault?: OnFault;
  /** False: a SQLite file that is not there yet is a fault; true unless told. */
  readonly make?: boolean;
}

interface Opened {
  readonly dialect: Dialect;
  /** By which the schema is brought forward, where that is another. */
  readonly migrates: Dialect | null;
  /** Where it is, for messages. */
  readonly place: string;
  /** A StoreError of a fault that a person must mend; every other as it is. */
  readonly explain: (error: unknown) => unknown;
}

/** What speaks with a server is loaded only where there is one. */
async function openServer(url: string, directUrl: string | null): Promise<Opened> {
  const { explainPostgres, withoutPassword, postgresDialect } = await import("./postgres.js");
  const place = withoutPassword(url);
  const setting = directUrl === null ? "DATABASE_URL" : "DATABASE_DIRECT_URL";
  return {
    dialect: await postgresDialect(url, { pooled: directUrl !== null }),
    migrates: await postgresDialect(directUrl ?? url, { setting, purpose: "migration" }),
    place,
    explain: (error) => explainPostgres(error, place),
  };
}

/** Opens the store and brings its schema forward. Throws StoreError when a person must mend something. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, directUrl = null, memoLimit = 20_000, make = true, onFault = () => {} } = options;
  const file = join(options.dataDir, "postern.db");
  if (!make && databaseUrl === null && !existsSync(file))
    throw new StoreError(
      `There is no ${file} yet: no bot has run with this folder. Call this where the bot is started, or set DATA_DIR to the bot's own.`,
    );
  const { dialect, migrates, place, explain } =
    databaseUrl === null ? openFile(options.dataDir, file) : await openServer(databaseUrl, directUrl);
  let isOpen = false;
  // What keeps it from opening is thrown.
  const tell: OnFault = (fault) => isOpen && onFault(fault);
  const db = new Kysely<Schema>({ dialect: watched(dialect, explain, tell) });
  const migrating = migrates && new Kysely<Schema>({ dialect: watched(migrates, explain, tell) });
  const isServer = databaseUrl !== null;
  let clock = machineClock;
  try {
    await migrate(migrating ?? db, place);
    if (isServer) clock = await serverClock(db);
    isOpen = true;
  } catch (error) {
    await db.destroy();
    throw error;
  } finally {
    await migrating?.destroy();
  }
  return {
    now: () => clock.now(),
    getState: (name) => getState(db, name),
    setState: (name, value) => setState(db, name, value),
    ...memoTable(db, memoLimit),
    subscriptions: subscriptionTable(db),
    news: newsTable(db),
    popular: popularTable(db),
    visits: visitTable(db),
    inbox: inboxTable(db, () => clock),
    deferred: deferredTable(db, () => clock),
    gateway: gatewayTable(db, () => clock),
    once: onceTable(db, () => clock),
    editions: editionTable(db, isServer),
    notices: noticeTable(db),
    newsOf: (term) => newsTable(db, holderOnly(NEWS_LEASE, term, isServer)),
    outbox: outboxTable(db, isServer),
    exportLines: () => exportLines(db),
    importLines: (lines) => importLines(db, lines),
    markRestored: (now) => markRestored(db, now),
    restored: () => getRestored(db),
    dropRestored: () => dropRestored(db),
    isInUse: async (isDead) => isInUse(db, await clock.read(), isDead),
    async takeLease(wish) {
      const answer = await takeLease(db, wish, clock);
      leased.tell({ name: wish.name, held: answer.term !== null });
      return answer;
    },
    async dropLease(name, holder) {
      leased.tell({ name, held: false });
      await dropLease(db, name, holder);
    },
    close: () => db.destroy(),
  };
}

function openFile(folder: string, file: string): Opened {
  try {
    makeFolder(resolve(folder));
  } catch (error) {
    throw new StoreError(
      `The folder ${folder} cannot be made (${(error as Error).message}). Set DATA_DIR to a folder the bot may write to.`,
      { cause: error },
    );
  }
  return {
    dialect: sqliteDialect(file),
    migrates: null,
    place: file,
    explain: (error) => explainSqlite(error, file),
  };
}

/** With those above it. Node's own way (`recursive`) never ends where a folder exists that nothing can be made in (/proc). */
function makeFolder(folder: string): void {
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) mkdirSync(folder);
}

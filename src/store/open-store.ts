// Opens the store: SQLite in DATA_DIR, or PostgreSQL where DATABASE_URL names one.
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Kysely, type Dialect } from "kysely";
import { dropLease, takeLease } from "./lease.js";
import { recall, remember } from "./memo.js";
import { migrate } from "./migrate.js";
import { newsTable } from "./news.js";
import { outboxTable } from "./outbox-table.js";
import { popularTable } from "./popular.js";
import type { Schema } from "./schema.js";
import { sqliteDialect } from "./sqlite.js";
import { StoreError } from "./store-error.js";
import { getState, setState } from "./state.js";
import type { Store } from "./store.js";
import { subscriptionsTable } from "./subscriptions.js";

export interface StoreOptions {
  /** The folder of the SQLite file `postern.db`; made when missing. */
  readonly dataDir: string;
  /** `postgres://…`; null for SQLite. */
  readonly databaseUrl: string | null;
  /** How many texts `remember` keeps; 20,000 unless told (a few MB). */
  readonly memoLimit?: number;
  /** False: a SQLite file that is not there yet is a fault; true unless told. */
  readonly make?: boolean;
}

/** What speaks with a server is loaded only where there is one. */
async function openServer(url: string): Promise<{ readonly dialect: Dialect; readonly place: string }> {
  const { withoutPassword, postgresDialect } = await import("./postgres.js");
  return { dialect: await postgresDialect(url), place: withoutPassword(url) };
}

/** Opens the store and brings its schema forward. Throws StoreError when a person must mend something. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, memoLimit = 20_000, make = true } = options;
  const file = join(options.dataDir, "postern.db");
  if (!make && databaseUrl === null && !existsSync(file))
    throw new StoreError(
      `There is no ${file} yet: no bot has run with this folder. Call this where the bot is started, or set DATA_DIR to the bot's own.`,
    );
  const { dialect, place } =
    databaseUrl === null
      ? { dialect: openFile(options.dataDir, file), place: file }
      : await openServer(databaseUrl);
  const db = new Kysely<Schema>({ dialect });
  try {
    await migrate(db, place);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    getState: (name) => getState(db, name),
    setState: (name, value) => setState(db, name, value),
    remember: (text) => remember(db, text, memoLimit),
    recall: (key) => recall(db, key),
    subscriptions: subscriptionsTable(db),
    news: newsTable(db),
    popular: popularTable(db),
    outbox: outboxTable(db, databaseUrl !== null),
    takeLease: (wish) => takeLease(db, wish),
    dropLease: (name, holder) => dropLease(db, name, holder),
    close: () => db.destroy(),
  };
}

function openFile(folder: string, file: string): Dialect {
  try {
    makeFolder(resolve(folder));
  } catch (error) {
    throw new StoreError(
      `The folder ${folder} cannot be made (${(error as Error).message}). Set DATA_DIR to a folder the bot may write to.`,
      { cause: error },
    );
  }
  return sqliteDialect(file);
}

/** With those above it. Node's own way (`recursive`) never ends where a folder exists that nothing can be made in (/proc). */
function makeFolder(folder: string): void {
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
  if (!existsSync(folder)) mkdirSync(folder);
}

// SQLite for Kysely: whichever driver this Node offers, transactions that may wait, statements kept prepared.
import { createRequire } from "node:module";
import { setImmediate, setTimeout as pause } from "node:timers/promises";
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  type QueryResult,
  type SqliteDatabase,
} from "kysely";
import { LRUCache } from "lru-cache";
import { explainSqlite, isBusy } from "./store-error.js";

/** The few methods used of `DatabaseSync`; node:sqlite and @photostructure/sqlite both have them. */
interface Statement {
  columns(): readonly unknown[];
  all(...values: unknown[]): unknown[];
  run(...values: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  iterate(...values: unknown[]): IterableIterator<unknown>;
}
interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}
type Sqlite = { DatabaseSync: new (file: string) => Database; StatementSync: { prototype: object } };

/** Node's own SQLite where it is complete (22.16 and later), else the one from npm. */
function loadSqlite(): Sqlite {
  const builtin = process.getBuiltinModule?.("node:sqlite" as never) as Sqlite | undefined;
  if (builtin && "columns" in builtin.StatementSync.prototype) return builtin;
  return createRequire(import.meta.url)("@photostructure/sqlite") as Sqlite;
}

/** Milliseconds a statement waits for another process before it gives up. */
const patience = 10_000;
/** Milliseconds after which others get their turn between two questions. */
const slice = 10;
/** Preparing anew costs half the speed and much memory; nobody writes 200 different statements. */
const keptStatements = 200;

function adapt(database: Database): SqliteDatabase {
  const statements = new LRUCache<string, ReturnType<SqliteDatabase["prepare"]>>({ max: keptStatements });
  return {
    close() {
      try {
        // The file is whole after this, for whoever copies it.
        database.exec("pragma wal_checkpoint(truncate)");
      } catch {
        // A full disk, say: what has no room in it stays in the log beside it, which the next start reads.
      } finally {
        // @photostructure/sqlite ends a connection only when its statements are collected.
        statements.clear();
        database.close();
      }
    },
    prepare(sql) {
      const kept = statements.get(sql);
      if (kept) return kept;
      const statement = database.prepare(sql);
      const prepared = {
        reader: statement.columns().length > 0,
        all: (values: readonly unknown[]) => statement.all(...values),
        run: (values: readonly unknown[]) => statement.run(...values),
        iterate: (values: readonly unknown[]) => statement.iterate(...values),
      };
      statements.set(sql, prepared);
      return prepared;
    },
  };
}

/** Waits for other processes without holding up this one. */
class PatientConnection implements DatabaseConnection {
  readonly #inner: DatabaseConnection;

  constructor(inner: DatabaseConnection) {
    this.#inner = inner;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const end = performance.now() + patience;
    for (let wait = 2; ; wait = Math.min(wait * 2, 100)) {
      try {
        return await this.#inner.executeQuery<R>(query);
      } catch (error) {
        if (!isBusy(error) || performance.now() > end) throw error;
        await pause(wait);
      }
    }
  }

  streamQuery<R>(query: CompiledQuery, size?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#inner.streamQuery<R>(query, size);
  }
}

/**
 * Kysely begins deferred transactions; with two processes the later step from reading to writing then fails
 * at once with SQLITE_BUSY, whatever the patience (kysely issue 1152). An immediate one waits at its beginning.
 */
class PatientDriver extends SqliteDriver {
  #sliceBegan = -Infinity;

  /**
   * SQLite answers within the call. Whoever asks again at every answer would keep the event loop from turning, on a
   * slow disk for ever: no timer, no answer of a platform, no signal would come through.
   */
  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    if (performance.now() - this.#sliceBegan > slice) {
      await setImmediate();
      this.#sliceBegan = performance.now();
    }
    return new PatientConnection(connection);
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  /** On a full or failing disk SQLite has rolled back by itself (sqlite.org, "ROLLBACK"); the first error is to be told. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("rollback")).catch((error: unknown) => {
      if (!(error instanceof Error) || !error.message.includes("no transaction is active")) throw error;
    });
  }
}

/** SQLite can undo a change of schema; Kysely does not count on it unless told. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class PatientDialect extends SqliteDialect {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    super({ database });
    this.#database = database;
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalAdapter();
  }

  override createDriver(): Driver {
    return new PatientDriver({ database: this.#database });
  }
}

/**
 * Opens or makes the database file: WAL, so that readers and the writer do not wait for each other, and a
 * sync at every commit, so that a power cut forgets nothing. Throws StoreError when the file is no use.
 */
export function sqliteDialect(file: string): SqliteDialect {
  const { DatabaseSync } = loadSqlite();
  try {
    const database = new DatabaseSync(file);
    database.exec("pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = full");
    // From here on waiting is ours, so that it does not stop the event loop.
    database.exec("pragma busy_timeout = 5; pragma foreign_keys = on");
    return new PatientDialect(adapt(database));
  } catch (error) {
    throw explainSqlite(error, file);
  }
}

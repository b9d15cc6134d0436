// Watches what a database answers: faults that a person must mend become StoreErrors, and who asked hears of them once.
import type {
  CompiledQuery,
  DatabaseConnection,
  Dialect,
  Driver,
  QueryResult,
  TransactionSettings,
} from "kysely";
import { stored } from "../measures.js";
import { StoreError } from "./store-error.js";

/** Told of the first fault, and null once something was written after the last. */
export type OnFault = (fault: StoreError | null) => void;

/** On a nearly full disk small writes go on: it counts as mended when nothing has failed for so many ms. */
const QUIET_MS = 10_000;
const writing: ReadonlySet<string> = new Set(["InsertQueryNode", "UpdateQueryNode", "DeleteQueryNode"]);

class Watch {
  readonly #onFault: OnFault;
  #failedAt: number | null = null;

  constructor(
    readonly explain: (error: unknown) => unknown,
    onFault: OnFault,
  ) {
    this.#onFault = onFault;
  }

  /** What `error` is to be thrown as. */
  failed(error: unknown): unknown {
    const explained = this.explain(error);
    if (explained instanceof StoreError) {
      if (this.#failedAt === null) this.#onFault(explained);
      this.#failedAt = performance.now();
    }
    return explained;
  }

  wrote(): void {
    if (this.#failedAt === null || performance.now() - this.#failedAt < QUIET_MS) return;
    this.#failedAt = null;
    this.#onFault(null);
  }
}

class WatchedConnection implements DatabaseConnection {
  readonly #watch: Watch;
  #inTransaction = false;
  #wrote = false;

  constructor(
    readonly inner: DatabaseConnection,
    watch: Watch,
  ) {
    this.#watch = watch;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const asked = performance.now();
    try {
      const result = await this.inner.executeQuery<R>(query);
      if (writing.has(query.query.kind))
        this.#wrote ||= (result.numAffectedRows ?? BigInt(result.rows.length)) > 0n;
      if (!this.#inTransaction) this.#tell();
      return result;
    } catch (error) {
      throw this.#watch.failed(error);
    } finally {
      stored.tell({ seconds: (performance.now() - asked) / 1000 });
    }
  }

  streamQuery<R>(query: CompiledQuery, size?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.inner.streamQuery<R>(query, size);
  }

  begun(): void {
    this.#inTransaction = true;
    this.#wrote = false;
  }

  /** Until then nothing is on the disk. */
  committed(): void {
    this.#inTransaction = false;
    this.#tell();
  }

  #tell(): void {
    if (this.#wrote) this.#watch.wrote();
    this.#wrote = false;
  }
}

class WatchedDriver implements Driver {
  readonly #inner: Driver;
  readonly #watch: Watch;

  constructor(inner: Driver, watch: Watch) {
    this.#inner = inner;
    this.#watch = watch;
  }

  init = (): Promise<void> => this.#inner.init();
  destroy = (): Promise<void> => this.#inner.destroy();

  async acquireConnection(): Promise<WatchedConnection> {
    try {
      return new WatchedConnection(await this.#inner.acquireConnection(), this.#watch);
    } catch (error) {
      throw this.#watch.failed(error);
    }
  }
  async beginTransaction(connection: WatchedConnection, settings: TransactionSettings): Promise<void> {
    connection.begun();
    await this.#inner.beginTransaction(connection, settings);
  }
  async commitTransaction(connection: WatchedConnection): Promise<void> {
    await this.#inner.commitTransaction(connection);
    connection.committed();
  }
  rollbackTransaction = (connection: WatchedConnection): Promise<void> =>
    this.#inner.rollbackTransaction(connection);
  releaseConnection = (connection: WatchedConnection): Promise<void> =>
    this.#inner.releaseConnection(connection.inner);
}

/** `explain` makes a StoreError of a fault that a person must mend, and leaves every other as it is. */
export const watched = (
  dialect: Dialect,
  explain: (error: unknown) => unknown,
  onFault: OnFault,
): Dialect => ({
  createAdapter: () => dialect.createAdapter(),
  createDriver: () => new WatchedDriver(dialect.createDriver(), new Watch(explain, onFault)),
  createIntrospector: (db) => dialect.createIntrospector(db),
  createQueryCompiler: () => dialect.createQueryCompiler(),
});

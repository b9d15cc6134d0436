// PostgreSQL for Kysely.
import { Socket } from "node:net";
import { PostgresDialect } from "kysely";
import { DatabaseError, Pool, types } from "pg";
import { StoreError } from "./store-error.js";

// Our 64-bit integers are milliseconds and counts: they fit a number, which pg does not know.
types.setTypeParser(types.builtins.INT8, Number);

/** Where a database is, without its password. */
export function withoutPassword(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname}`;
  } catch {
    return "(not a URL)";
  }
}

/**
 * SQLSTATEs that are about the server and not about the question: connection, who may come in, what it undid because of
 * others (a deadlock), resources (a full disk), the operator's intervention, the system itself; a database that is read-only, gone, or whose tables were shut to us; what took longer
 * than it may (a statement, a lock, a transaction).
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
const aboutServer = /^(08|28|40|53|57|58|XX|25006|25P03|3D000|42501|55P03)/;

/** SQLSTATE of a right that the user lacks. */
const NO_RIGHT = "42501";

/** Says what is wrong with the server in words; a fault of a question comes back as it is. */
export function explainPostgres(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof StoreError) return error;
  const cause = { cause: error };
  if (!(error instanceof DatabaseError))
    return new StoreError(
      `PostgreSQL at ${place} cannot be reached: ${error.message || (error as NodeJS.ErrnoException).code}`,
      cause,
    );
  if (error.code === NO_RIGHT)
    return new StoreError(
      `PostgreSQL at ${place} has a fault: ${error.message}. Let the user of DATABASE_URL make and change tables there: \`alter database NAME owner to USER\`, and where tables are already, \`reassign owned by FORMER to USER\`.`,
      cause,
    );
  return aboutServer.test(error.code ?? "")
    ? new StoreError(`PostgreSQL at ${place} has a fault: ${error.message}. Its own log says more.`, cause)
    : error;
}

/** How a server is used: `work` by a bot or subcommand, `migration` for a change of the schema, which may take long. */
type Purpose = "work" | "migration";

/**
 * A server that says nothing for so long (ms) is not there any more. It is the socket that is given up: a query alone
 * (`query_timeout` of pg) would leave the dead connection to the next one.
 */
const PATIENCE = { work: 5_000, migration: 600_000 };
/** In ms. What the server itself ends, so that nobody waits for what a vanished process left behind. */
const SERVER_ENDS = {
  work: { statement_timeout: 5_000, lock_timeout: 2_000, idle_in_transaction_session_timeout: 10_000 },
  migration: { statement_timeout: PATIENCE.migration },
};
/** As the server has it, in ms: a pooler may be told to drop what it does not know of a session, without a word. */
const STATEMENT_TIMEOUT = "select setting from pg_settings where name = 'statement_timeout'";

/**
 * A connection that is given up when nothing comes of it: a server that vanished without a word would hold whoever
 * waits for its answer for as long as TCP tries, a quarter of an hour and more.
 */
function openSocket(patience: number): Socket {
  const socket = new Socket();
  return socket.setTimeout(patience, () => socket.destroy(new Error("it does not answer any more")));
}

export interface PostgresOptions {
  /** The setting that names it, for messages. */
  readonly setting?: "DATABASE_URL" | "DATABASE_DIRECT_URL";
  /** `work` unless told. */
  readonly purpose?: Purpose;
  /** Whether a pooler stands between, which refuses what it does not know of a session; false unless told. */
  readonly pooled?: boolean;
}

/** A pool on the server; asks it once, so that a wrong address, or a pooler's, is told at the start. Throws StoreError. */
export async function postgresDialect(
  url: string,
  { setting = "DATABASE_URL", purpose = "work", pooled = false }: PostgresOptions = {},
): Promise<PostgresDialect> {
  const patience = PATIENCE[purpose];
  const limits = pooled ? null : SERVER_ENDS[purpose];
  const pool = new Pool({
    connectionString: url,
    max: purpose === "work" ? 5 : 1,
    connectionTimeoutMillis: 3_000,
    // Ended in order, before it is given up.
    idleTimeoutMillis: patience * 0.8,
    keepAlive: true,
    ...limits,
    stream: () => openSocket(patience),
  });
  // A connection that breaks is replaced by the pool, and who used it is told by its query; unheard, the event of
  // the pool (idle) or of the connection (lent out, between two queries) would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  try {
    const { rows } = await pool.query<{ setting: string }>(STATEMENT_TIMEOUT);
    // pg takes one that the address names.
    const isOurs = limits !== null && !/[?&]statement_timeout=/.test(url);
    if (isOurs && Number(rows[0]?.setting) !== limits.statement_timeout)
      throw new Error("the time limits of a session are dropped on the way");
  } catch (error) {
    await pool.end();
    const why = error instanceof Error ? error.message || String(error) : String(error);
    const mend = /unsupported startup parameter|dropped on the way/.test(why)
      ? "A pooler answers there: leave DATABASE_URL as it is, and set DATABASE_DIRECT_URL to the address of PostgreSQL itself."
      : `Check ${setting}, for example postgres://user:password@localhost/postern.`;
    throw new StoreError(`PostgreSQL at ${withoutPassword(url)} does not let us in: ${why}. ${mend}`, {
      cause: error,
    });
  }
  return new PostgresDialect({ pool });
}

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
 * SQLSTATEs that are about the server and not about the question: connection, who may come in, resources (a full disk),
 * the operator's intervention, the system itself; a database that is read-only, gone, or whose tables were shut to us
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
const aboutServer = /^(08|28|53|57P|58|XX|25006|3D000|42501)/;

/** Says what is wrong with the server in words; a fault of a question comes back as it is. */
export function explainPostgres(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof StoreError) return error;
  const cause = { cause: error };
  if (!(error instanceof DatabaseError))
    return new StoreError(
      `PostgreSQL at ${place} cannot be reached: ${error.message || (error as NodeJS.ErrnoException).code}`,
      cause,
    );
  return aboutServer.test(error.code ?? "")
    ? new StoreError(`PostgreSQL at ${place} has a fault: ${error.message}. Its own log says more.`, cause)
    : error;
}

/** A server that says nothing for so long (ms) is not there any more: no statement of ours takes as long. */
const PATIENCE = 60_000;

/**
 * A connection that is given up when nothing comes of it: a server that vanished without a word would hold whoever
 * waits for its answer for as long as TCP tries, a quarter of an hour and more.
 */
function openSocket(patience: number): Socket {
  const socket = new Socket();
  return socket.setTimeout(patience, () => socket.destroy(new Error("it does not answer any more")));
}

/** A pool on the server; asks it once, so that a wrong address is told at the start. Throws StoreError. */
export async function postgresDialect(url: string, patience = PATIENCE): Promise<PostgresDialect> {
  const pool = new Pool({
    connectionString: url,
    max: 5,
    connectionTimeoutMillis: 10_000,
    stream: () => openSocket(patience),
  });
  // A connection that breaks is replaced by the pool, and who used it is told by its query; unheard, the event of
  // the pool (idle) or of the connection (lent out, between two queries) would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  try {
    await pool.query("select 1");
  } catch (error) {
    await pool.end();
    const why = error instanceof Error ? error.message || String(error) : String(error);
    throw new StoreError(
      `PostgreSQL at ${withoutPassword(url)} does not let us in: ${why}. Check DATABASE_URL, for example postgres://user:password@localhost/postern.`,
      { cause: error },
    );
  }
  return new PostgresDialect({ pool });
}

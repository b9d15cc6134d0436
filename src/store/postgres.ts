// PostgreSQL for Kysely.
import { PostgresDialect } from "kysely";
import { Pool, types } from "pg";
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

/** A pool on the server; asks it once, so that a wrong address is told at the start. Throws StoreError. */
export async function postgresDialect(url: string): Promise<PostgresDialect> {
  const pool = new Pool({ connectionString: url, max: 5, connectionTimeoutMillis: 10_000 });
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

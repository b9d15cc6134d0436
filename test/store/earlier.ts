// A database as an earlier version left it.
import { join } from "node:path";
import { Kysely, Migrator, sql } from "kysely";
import { migrations } from "../../src/store/migrations/migrations.js";
import type { StoreOptions } from "../../src/store/open-store.js";
import { postgresDialect } from "../../src/store/postgres.js";
import { sqliteDialect } from "../../src/store/sqlite.js";

/** As the versions before some step left it, with these statements run in it. */
export async function earlier(
  { databaseUrl, dataDir }: StoreOptions,
  step: string,
  statements: readonly string[],
): Promise<void> {
  const dialect = databaseUrl
    ? await postgresDialect(databaseUrl)
    : sqliteDialect(join(dataDir, "postern.db"));
  const db = new Kysely<unknown>({ dialect });
  const steps = Object.entries(migrations).filter(([name]) => name < step);
  const provider = { getMigrations: async () => Object.fromEntries(steps) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error) throw error;
  for (const statement of statements) await sql.raw(statement).execute(db);
  await db.destroy();
}

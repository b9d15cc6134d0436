// Brings a database forward to this version's schema; a newer one is left alone.
import { DEFAULT_MIGRATION_TABLE, Migrator, type Kysely } from "kysely";
import { migrations } from "./migrations/migrations.js";
import { StoreError } from "./store-error.js";

/** Applies what is missing, all or nothing. Throws StoreError when a newer Postern has been here. */
export async function migrate<T>(db: Kysely<T>, where: string): Promise<void> {
  const unknown = (await applied(db)).filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    throw new StoreError(
      `The database ${where} was made by a newer Postern (it knows ${unknown.join(", ")}). Install that version, or set DATA_DIR or DATABASE_URL to another database.`,
    );
  }
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    allowUnorderedMigrations: true,
  }).migrateToLatest();
  if (error) throw error;
}

async function applied<T>(db: Kysely<T>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return [];
  const any = db as unknown as Kysely<{ [DEFAULT_MIGRATION_TABLE]: { name: string } }>;
  const rows = await any.selectFrom(DEFAULT_MIGRATION_TABLE).select("name").execute();
  return rows.map(({ name }) => name);
}

// Brings a database forward to this version's schema; a newer one is run on where it allows that.
import { DEFAULT_MIGRATION_TABLE, Migrator, type Kysely } from "kysely";
import { LEAST, migrations } from "./migrations/migrations.js";
import type { Schema } from "./schema.js";
import { getState } from "./state.js";
import { StoreError } from "./store-error.js";

/** Applies what is missing, all or nothing. Throws StoreError when a newer Postern has been here that leaves no room for this one. */
export async function migrate(db: Kysely<Schema>, where: string): Promise<void> {
  const there = await applied(db);
  const unknown = there.filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    const isWhole = Object.keys(migrations).every((name) => there.includes(name));
    const least = isWhole ? await getState(db, LEAST) : null;
    if (least !== null && least in migrations) return;
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

async function applied(db: Kysely<Schema>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return [];
  const any = db as unknown as Kysely<{ [DEFAULT_MIGRATION_TABLE]: { name: string } }>;
  const rows = await any.selectFrom(DEFAULT_MIGRATION_TABLE).select("name").execute();
  return rows.map(({ name }) => name);
}

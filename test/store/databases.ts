// Fresh databases of every kind the store runs on, for `describe.each(databases)`.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { LEAST } from "../../src/store/migrations/migrations.js";
import { openStore, type StoreOptions } from "../../src/store/open-store.js";

export interface TestDatabase {
  readonly options: StoreOptions;
  remove(): Promise<void>;
}

export interface Kind {
  readonly name: string;
  /** Why it cannot run here, or null. */
  readonly skip: string | null;
  /** An empty database of its own. */
  readonly create: () => Promise<TestDatabase>;
  /** One that has its tables, as most tests need it: to make them costs more than many a test. */
  readonly ready: () => Promise<TestDatabase>;
}

const makeTables = async (options: StoreOptions): Promise<void> => (await openStore(options)).close();

const folder = (): string => mkdtempSync(join(tmpdir(), "postern-store-"));

/** The file of a store without entries, once it was made. */
let withTables: Promise<Buffer> | undefined;
async function fileWithTables(): Promise<Buffer> {
  const dataDir = folder();
  await makeTables({ dataDir, databaseUrl: null });
  const file = readFileSync(join(dataDir, "postern.db"));
  rmSync(dataDir, { recursive: true, force: true });
  return file;
}

export const sqlite: Kind = {
  name: "SQLite",
  skip: null,
  create: async () => inFolder(),
  async ready() {
    const database = inFolder();
    writeFileSync(join(database.options.dataDir, "postern.db"), await (withTables ??= fileWithTables()));
    return database;
  },
};

function inFolder(): TestDatabase {
  const dataDir = folder();
  return {
    options: { dataDir, databaseUrl: null },
    remove: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

const server = process.env["TEST_DATABASE_URL"];

const urlOf = (name: string): string => Object.assign(new URL(server ?? ""), { pathname: name }).href;

async function ask(url: string | undefined, sql: string): Promise<readonly { readonly name: string }[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ name: string }>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Each run of the tests has databases of its own, told apart by the process that began it. */
const ofRun = (run: number): string => `postern_run_${run}_`;
/** Emptied and used again: to make and drop one costs the server half a second. */
const free: string[] = [];
const freeWithTables: string[] = [];
let made = 0;

async function makeDatabase(): Promise<string> {
  const name = `${ofRun(process.ppid)}${process.pid}_${(made += 1)}`;
  await ask(server, `create database ${name}`);
  return name;
}

/** Whoever is still connected, as a process that was killed, is cut off. */
const CUT_OFF = `
  select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid();`;
const EMPTY = `${CUT_OFF}
  drop schema public cascade;
  create schema public;`;
/** But for what making the tables entered. */
const NO_ENTRIES = `${CUT_OFF}
  do $$ declare names text; begin
    select string_agg(format('%I', tablename), ', ') into names from pg_tables
      where schemaname = 'public' and tablename not like 'kysely%' and tablename <> 'state';
    execute 'truncate ' || names || ' restart identity';
    delete from state where name <> '${LEAST}';
  end $$;`;

/** Removes what a run has made; called once all its tests are through. */
export async function dropDatabases(run: number): Promise<void> {
  if (!server) return;
  const all = await ask(server, "select datname as name from pg_database");
  for (const { name } of all)
    if (name.startsWith(ofRun(run))) await ask(server, `drop database ${name} with (force)`);
}

const postgres: Kind = {
  name: "PostgreSQL",
  skip: server ? null : "TEST_DATABASE_URL names no PostgreSQL server",
  create: () => database(free, EMPTY),
  async ready() {
    const isNew = freeWithTables.length === 0;
    const made = await database(freeWithTables, NO_ENTRIES);
    if (isNew) await makeTables(made.options);
    return made;
  },
};

/** Of those that are free, or a new one; `after` is what is done before it is free again. */
async function database(left: string[], after: string): Promise<TestDatabase> {
  if (!server)
    throw new Error("set TEST_DATABASE_URL, for example postgres://postgres@127.0.0.1:5432/postgres");
  const name = left.pop() ?? (await makeDatabase());
  const dataDir = folder();
  return {
    options: { dataDir, databaseUrl: urlOf(name) },
    remove: async () => {
      await ask(urlOf(name), after);
      left.push(name);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export const databases: readonly Kind[] = [sqlite, postgres];

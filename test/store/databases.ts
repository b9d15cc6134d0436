// Fresh databases of every kind the store runs on, for `describe.each(databases)`.
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { StoreOptions } from "../../src/store/open-store.js";

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
}

const folder = (): string => mkdtempSync(join(tmpdir(), "postern-store-"));

const sqlite: Kind = {
  name: "SQLite",
  skip: null,
  async create() {
    const dataDir = folder();
    return {
      options: { dataDir, databaseUrl: null },
      remove: async () => rmSync(dataDir, { recursive: true, force: true }),
    };
  },
};

const server = process.env["TEST_DATABASE_URL"];

async function ask(sql: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

const postgres: Kind = {
  name: "PostgreSQL",
  skip: server ? null : "TEST_DATABASE_URL names no PostgreSQL server",
  async create() {
    if (!server)
      throw new Error("set TEST_DATABASE_URL, for example postgres://postgres@127.0.0.1:5432/postgres");
    const name = `postern_${randomUUID().replaceAll("-", "")}`;
    const dataDir = folder();
    await ask(`create database ${name}`);
    const url = new URL(server);
    url.pathname = `/${name}`;
    return {
      options: { dataDir, databaseUrl: url.href },
      remove: async () => {
        await ask(`drop database ${name} with (force)`);
        rmSync(dataDir, { recursive: true, force: true });
      },
    };
  },
};

export const databases: readonly Kind[] = [sqlite, postgres];

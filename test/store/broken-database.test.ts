// A database that cannot be used: every message says what to mend.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import { StoreError } from "../../src/store/store-error.js";
import { databases } from "./databases.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postern-broken-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fault = async (options: { dataDir: string; databaseUrl?: string }): Promise<StoreError> => {
  const error: unknown = await openStore({ databaseUrl: null, ...options }).then(
    async (store) => {
      await store.close();
      return null;
    },
    (error: unknown) => error,
  );
  if (!(error instanceof StoreError)) throw new Error(`expected a StoreError, got ${String(error)}`);
  return error;
};

it("says that a file is no database", async () => {
  writeFileSync(join(folder, "postern.db"), "My diary. ".repeat(2000));
  expect((await fault({ dataDir: folder })).message).toMatch(
    /postern\.db is damaged or is no SQLite database/,
  );
});

it("says that a database is damaged when it comes upon the damage", async () => {
  const store = await openStore({ dataDir: folder, databaseUrl: null });
  await store.setState("a", "b");
  await store.close();
  const file = join(folder, "postern.db");
  const bytes = readFileSync(file);
  writeFileSync(file, Buffer.concat([bytes.subarray(0, 100), Buffer.alloc(bytes.length - 100, 0x5a)]));
  expect((await fault({ dataDir: folder })).message).toMatch(/is damaged/);
});

it("waits for another process with every kind of statement", async () => {
  const store = await openStore({ dataDir: folder, databaseUrl: null });
  const { DatabaseSync } = createRequire(import.meta.url)("@photostructure/sqlite") as {
    DatabaseSync: new (file: string) => { exec(sql: string): void; close(): void };
  };
  const other = new DatabaseSync(join(folder, "postern.db"));
  const waits = async (work: () => Promise<unknown>): Promise<void> => {
    other.exec("begin immediate");
    setTimeout(() => other.exec("rollback"), 200);
    await work();
  };
  await waits(() => store.setState("plain", "kept"));
  await waits(() => store.subscriptions.dueForCheck("toy", Date.now(), 5));
  await waits(() => store.news.decide(["a"], "held", "seen", Date.now()));
  await waits(() => store.dropLease("any", "me"));
  other.close();
  await store.close();
});

it("says that DATA_DIR cannot be made", async () => {
  writeFileSync(join(folder, "file"), "");
  expect((await fault({ dataDir: join(folder, "file", "data") })).message).toMatch(/Set DATA_DIR/);
});

it.runIf(process.platform === "linux")(
  "says so too where nothing can be made, and does not try for ever",
  async () => {
    expect((await fault({ dataDir: "/proc/postern/data" })).message).toMatch(/Set DATA_DIR/);
  },
);

it("says that DATA_DIR cannot be written", async (context) => {
  if (process.getuid?.() === 0) context.skip("the rights of a folder do not bind root");
  chmodSync(folder, 0o500);
  expect((await fault({ dataDir: folder })).message).toMatch(/cannot be written.*DATA_DIR/);
});

it("says that a disk is full, and goes on when there is room again", async (context) => {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=512k", "tmpfs", folder], { stdio: "ignore" });
  } catch {
    return context.skip("a small disk cannot be mounted here");
  }
  try {
    const store = await openStore({ dataDir: folder, databaseUrl: null });
    await store.setState("before", "kept");
    const filler = join(folder, "filler");
    writeFileSync(filler, Buffer.alloc(200_000));
    let error: unknown = null;
    for (let n = 0; n < 200 && !error; n += 1) {
      error = await store.setState(`n${n}`, "x".repeat(10_000)).then(
        () => null,
        (error: unknown) => error,
      );
    }
    expect(error).toBeInstanceOf(StoreError);
    expect((error as Error).message).toMatch(/the disk is full/);
    expect(await store.getState("before")).toBe("kept");
    rmSync(filler);
    await store.setState("after", "kept too");
    expect(await store.getState("after")).toBe("kept too");
    await store.close();
  } finally {
    execFileSync("umount", ["-l", folder]);
  }
});

it("says that a PostgreSQL server does not answer, without its password", async () => {
  const { message } = await fault({
    dataDir: folder,
    databaseUrl: "postgres://me:s3cret@127.0.0.1:1/postern",
  });
  expect(message).toMatch(/127\.0\.0\.1:1\/postern.*DATABASE_URL/);
  expect(message).not.toContain("s3cret");
});

/** Every write fails as the server says it with this code (a disk can not be filled for a test). */
const failing = (code: string, words: string): string => `
  create function fail() returns trigger language plpgsql as $$
    begin raise exception using errcode = '${code}', message = '${words}'; end $$;
  create trigger fail before insert or update on state for each statement execute function fail();`;
const healed = "drop function if exists fail cascade;";
const cutOff =
  "select pg_terminate_backend(pid) from pg_stat_activity where datname = $db and pid <> pg_backend_pid();";

const server = databases.find(({ name }) => name === "PostgreSQL");
it.skipIf(!server || server.skip).each([
  ["a full disk", failing("53100", "could not extend file: No space left on device"), healed, true],
  ["rights taken away", failing("42501", "permission denied for table state"), healed, true],
  [
    "a server that only reads",
    `alter database $name set default_transaction_read_only = on; ${cutOff}`,
    `set transaction_read_only = off; alter database $name reset default_transaction_read_only; ${cutOff}`,
    true,
  ],
  [
    "a database that is gone",
    `${cutOff} alter database $name rename to away_$name;`,
    "alter database away_$name rename to $name",
    false,
  ],
])(
  "says of PostgreSQL with %s what it is, once, and reads on where it can",
  async (what, ill, well, reads) => {
    const database = await server!.create();
    const url = new URL(database.options.databaseUrl ?? "");
    const name = url.pathname.slice(1);
    const gone = what === "a database that is gone";
    const admin = new Client({
      connectionString: Object.assign(new URL(url), gone ? { pathname: "/postgres" } : {}).href,
    });
    const run = async (sql: string): Promise<void> => {
      for (const one of sql.includes("$$") ? [sql] : sql.split(";").filter((part) => part.trim() !== ""))
        await admin.query(one.replaceAll("$name", name).replaceAll("$db", `'${name}'`));
    };
    const told: (string | null)[] = [];
    const store = await openStore({ ...database.options, onFault: (one) => told.push(one?.message ?? null) });
    await admin.connect();
    try {
      await store.setState("a", "1");
      await run(ill);
      for (let n = 0; n < 2; n += 1) await expect(store.setState("a", "2")).rejects.toThrow(StoreError);
      // Connections that were cut are noticed by the next questions.
      if (reads) await expect.poll(() => store.getState("a").catch(String)).toBe("1");
      expect(told).toEqual([expect.stringMatching(/^PostgreSQL at .*(has a fault|cannot be reached)/)]);
      await run(well);
      const writes = () => store.setState("a", "2").then(() => store.getState("a"), String);
      await expect.poll(writes).toBe("2");
    } finally {
      await run(well).catch(() => {});
      await store.close();
      await admin.end();
      await database.remove();
    }
  },
);

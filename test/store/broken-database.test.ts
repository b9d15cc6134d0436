// A database that cannot be used: every message says what to mend.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import { StoreError } from "../../src/store/store-error.js";

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

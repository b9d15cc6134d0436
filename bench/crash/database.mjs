// The database of the crash test: made for it alone, copied while the bot runs, and put back in the documented ways.
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import v8 from "node:v8";
import vm from "node:vm";
import pg from "pg";
import { isDead } from "../../build/delivery/lease-holder.js";
import { checkExport, headerLine, readExport } from "../../build/store/export-file.js";
import { openStore } from "../../build/store/open-store.js";
import { putBack } from "../../build/store/put-back.js";

const { DatabaseSync } = createRequire(import.meta.url)("@photostructure/sqlite");

v8.setFlagsFromString("--expose-gc");
const collectGarbage = vm.runInNewContext("gc");

/**
 * @photostructure/sqlite ends a closed connection only when its statements are collected; one that ends after its file
 * was replaced would take the new one's log (postern.db-wal) away by its name.
 */
async function endConnections() {
  for (let turn = 0; turn < 3; turn += 1) {
    collectGarbage();
    await pause(20);
  }
}

/** SQLite: a copy by VACUUM INTO, put back by what `postern restore` calls. */
function sqlite(dataDir) {
  const file = join(dataDir, "postern.db");
  return {
    databaseUrl: null,
    copy(to) {
      rmSync(to, { force: true });
      const database = new DatabaseSync(file);
      database.exec(`pragma busy_timeout = 10000; vacuum into '${to}'`);
      database.close();
    },
    async putBack(from) {
      await putBack(from, dataDir, isDead);
      await endConnections();
    },
    empty: () => ["", "-wal", "-shm"].forEach((end) => rmSync(file + end, { force: true })),
    remove: () => {},
  };
}

/** PostgreSQL: a database of its own beside the one that `url` names. Its backup is an export. */
async function postgres(url) {
  const name = `postern_crash_${process.pid}`;
  const databaseUrl = Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const ask = async (...questions) => {
    const client = new pg.Client(url);
    await client.connect();
    for (const question of questions) await client.query(question);
    await client.end();
  };
  const remove = () => ask(`drop database if exists ${name} with (force)`);
  const empty = () => ask(`drop database if exists ${name} with (force)`, `create database ${name}`);
  await empty();
  return { databaseUrl, copy: null, putBack: null, empty, remove };
}

/** `machine`: the time by the clock of the machine, right or not. */
export async function openDatabase(kind, dataDir, machine) {
  const database = kind === "postgres" ? await postgres(process.env.TEST_DATABASE_URL) : sqlite(dataDir);
  const options = { dataDir, databaseUrl: database.databaseUrl };
  const [copied, exported] = [join(dataDir, "backup.db"), join(dataDir, "backup.jsonl")];
  let store = await openStore(options);
  /** As the bot has it: SQLite's is the machine's, a server has its own. */
  const now = () => (kind === "postgres" ? store.now() : machine());

  async function importAll() {
    await database.empty();
    store = await openStore(options);
    await checkExport(exported);
    if ((await store.importLines(readExport(exported))) > 0) await store.markRestored(now());
  }

  return {
    databaseUrl: database.databaseUrl,
    now,
    get store() {
      return store;
    },
    async backUp() {
      const lines = [headerLine(new Date(now()))];
      for await (const line of store.exportLines()) lines.push(JSON.stringify(line));
      writeFileSync(exported, `${lines.join("\n")}\n`);
      database.copy?.(copied);
    },
    hasBackup: () => existsSync(exported),
    /** While no bot runs. `asCopy`: by the copy of the file where there is one, else by the export. */
    async putBack(asCopy) {
      await store.close();
      await endConnections();
      if (!asCopy || !database.putBack) return importAll();
      await database.putBack(copied);
      store = await openStore(options);
    },
    async close() {
      await store.close();
      await database.remove();
    },
  };
}

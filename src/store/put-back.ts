// Puts a copy of the SQLite file in the place of the one in DATA_DIR.
import { existsSync } from "node:fs";
import { copyFile, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { openStore } from "./open-store.js";
import { StoreError } from "./store-error.js";

/**
 * The copy is looked at, brought forward and marked as restored beside the old one, and only then takes its place; the
 * old one stays as `postern.db.before-restore`. Throws StoreError when a bot is at work, or the copy is no use.
 */
export async function putBack(
  file: string,
  dataDir: string,
  isDead: (holder: string) => boolean,
): Promise<void> {
  const now = join(dataDir, "postern.db");
  const apart = join(dataDir, "restoring");
  if (existsSync(now)) await refuseWhileInUse(dataDir, isDead);
  // Of a call that was cut off: what SQLite kept beside its copy must not be taken for this one's.
  await rm(apart, { recursive: true, force: true });
  try {
    await mkdir(apart, { recursive: true });
    await copyFile(file, join(apart, "postern.db")).catch((error: Error) => {
      throw new StoreError(`${file} cannot be put back: ${error.message}`, { cause: error });
    });
    const copy = await openStore({ dataDir: apart, databaseUrl: null });
    await copy.markRestored(copy.now());
    await copy.close();
    // What SQLite keeps beside a file belongs to that file alone.
    for (const beside of ["", "-wal", "-shm"]) {
      await rm(`${now}.before-restore${beside}`, { force: true });
      if (existsSync(now + beside)) await rename(now + beside, `${now}.before-restore${beside}`);
    }
    await rename(join(apart, "postern.db"), now);
  } finally {
    await rm(apart, { recursive: true, force: true });
  }
}

async function refuseWhileInUse(dataDir: string, isDead: (holder: string) => boolean): Promise<void> {
  // A damaged one has no say.
  const old = await openStore({ dataDir, databaseUrl: null }).catch(() => null);
  const inUse = await old?.isInUse(isDead).catch(() => false);
  await old?.close().catch(() => {});
  if (inUse) throw new StoreError("A bot is at work on this database: stop it, then call this again.");
}

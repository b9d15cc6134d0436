// DATA_DIR is for the bot's own user: who subscribed and what a private repository holds is nobody else's to read.
import { chmod, lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "./log.js";

/** What Postern makes in DATA_DIR; what else lies there is the owner's. */
const OURS =
  /^(?:postern\.db(?:-wal|-shm)?|library.*\.jsonl|search\.index|webhook-seen|.*\.new|postern\.db\.before-restore(?:-wal|-shm)?|sources|looking|formulas)$/;
const OTHERS = 0o077;

/** From here on whatever this process and its children make is readable by their user alone. No effect on Windows. */
export const makePrivateFiles = (): void => void process.umask(OTHERS);

/**
 * Takes the rights of others from what an earlier version, or a hand, made in DATA_DIR; what lies deeper is behind
 * folders of 700. The folder itself keeps its rights where something of the owner's lies in it. Tells what was mended,
 * and what belongs to another user and cannot be.
 */
export async function keepPrivate(folder: string, log: Log): Promise<void> {
  if (process.platform === "win32") return;
  const names = await readdir(folder).catch(() => []);
  const paths = names.filter((name) => OURS.test(name)).map((name) => join(folder, name));
  if (paths.length === names.length) paths.unshift(folder);
  const mended: string[] = [];
  for (const path of paths) {
    const found = await lstat(path).catch(() => null);
    if (found === null || found.isSymbolicLink() || (found.mode & OTHERS) === 0) continue;
    try {
      await chmod(path, found.mode & 0o700);
      mended.push(path);
    } catch {
      log.warn({ path }, "Others on this machine may read this; its owner can end that by chmod go-rwx");
    }
  }
  if (mended.length > 0)
    log.info({ paths: mended }, "Others on this machine could read these; that is ended");
}

// Pictures kept on disk within a bound: what was not looked at for longest goes first.
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LRUCache } from "lru-cache";

const NAME = /^([\w-]{22})\.png$/;

export interface PictureCache {
  /** Null when there is none (any more), or it cannot be read. */
  get(key: string): Promise<Uint8Array | null>;
  /** Never rejects: a disk that takes nothing only costs time later. */
  put(key: string, bytes: Uint8Array): Promise<void>;
}

/** @param bound all files together, in bytes */
export async function openPictureCache(folder: string, bound: number): Promise<PictureCache> {
  const path = (key: string): string => join(folder, `${key}.png`);
  const kept = new LRUCache<string, number>({
    maxSize: bound,
    sizeCalculation: (bytes) => bytes,
    dispose: (_bytes, key, reason) => {
      if (reason === "evict") void rm(path(key), { force: true }).catch(() => undefined);
    },
  });
  for (const { key, size } of await listed(folder)) kept.set(key, size);

  return {
    async get(key) {
      if (!kept.has(key)) return null;
      try {
        const bytes = await readFile(path(key));
        kept.get(key);
        // Only so that the next start knows the order.
        const now = new Date();
        await utimes(path(key), now, now).catch(() => undefined);
        return bytes;
      } catch {
        kept.delete(key);
        return null;
      }
    },
    async put(key, bytes) {
      if (bytes.length === 0 || bytes.length > bound) return;
      const part = `${path(key)}.part`;
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(part, bytes);
        await rename(part, path(key));
        kept.set(key, bytes.length);
      } catch {
        await rm(part, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** What an earlier run left, oldest first. */
async function listed(folder: string): Promise<{ key: string; size: number }[]> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names.map(async (name) => {
      const key = NAME.exec(name)?.[1];
      const facts = key && (await stat(join(folder, name)).catch(() => null));
      return key && facts && facts.size > 0 ? [{ key, size: facts.size, at: facts.mtimeMs }] : [];
    }),
  );
  return found.flat().sort((a, b) => a.at - b.at);
}

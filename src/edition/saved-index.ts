// The saved index in the store: made by one process, found by those that start.
import { existsSync } from "node:fs";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { draftOf } from "../drafts.js";
import type { Editions } from "../store/editions.js";
import type { LeaseTerm } from "../store/lease.js";

/** So many editions later it is put there anew: until then who starts reads the texts of what changed since. */
const EVERY = 50;

/** Fetches it to `file`, where there is none yet. What another version made is not taken by who opens it. */
export async function fetchIndex(editions: Editions, file: string): Promise<void> {
  if (existsSync(file)) return;
  await mkdir(dirname(file), { recursive: true });
  const draft = draftOf(file);
  const handle = await open(draft, "w", 0o600);
  let any = false;
  try {
    for await (const part of editions.indexParts()) {
      await handle.writeFile(part);
      any = true;
    }
  } finally {
    await handle.close();
  }
  await (any ? rename(draft, file) : rm(draft));
}

/** Puts it into the store where that has none, or an old one. */
export async function putIndex(editions: Editions, term: LeaseTerm, file: string): Promise<void> {
  const [indexed, latest] = await Promise.all([editions.indexed(), editions.latest()]);
  if (!latest || !existsSync(file) || (indexed !== null && latest.n < indexed + EVERY)) return;
  await editions.putIndex(term, latest.n, await readFile(file));
}

// The bytes of a dictionary table: the owner's, else its text where there is one (a checkout), else packed as in the npm
// package.
import { existsSync, readFileSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliDecompress, brotliDecompressSync } from "node:zlib";
import type { Step } from "../slices.js";

const root = new URL("../../../", import.meta.url);
const unpack = promisify(brotliDecompress);

/** The table of European words that an owner may bring, for ours cannot hold what is under the GPL. */
export const OWN_TABLE = "eu.tsv";
let own: { readonly file: string; readonly stamp: string } | null = null;

/** From now on the owner's table is read in place of ours, before anything was; false where there is none. */
export function useTableIn(folder: string): boolean {
  const file = join(folder, OWN_TABLE);
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) return false;
  own = { file, stamp: `${found.size} ${found.mtimeMs}` };
  return true;
}

/** Tells one table of the owner's from another and from ours. */
export const tableStamp = (): string => own?.stamp ?? "";

function fileOf(name: string): { readonly file: URL | string; readonly isPacked: boolean } {
  if (own !== null && name === OWN_TABLE) return { file: own.file, isPacked: false };
  const text = new URL(`dictionaries/${name}`, root);
  return existsSync(text)
    ? { file: text, isPacked: false }
    : { file: new URL(`dist/dictionaries/${name}.br`, root), isPacked: true };
}

export function loadNow(name: string): Buffer {
  const { file, isPacked } = fileOf(name);
  return isPacked ? brotliDecompressSync(readFileSync(file)) : readFileSync(file);
}

async function load(name: string): Promise<Buffer> {
  const { file, isPacked } = fileOf(name);
  return isPacked ? unpack(await readFile(file)) : readFile(file);
}

/** Read and unpacked in other threads meanwhile; each step is a wait for that. */
export function* loading(name: string): Generator<Step, Buffer> {
  const loaded: { bytes?: Buffer; fault?: unknown } = {};
  const end = load(name).then(
    (bytes) => void (loaded.bytes = bytes),
    (fault: unknown) => void (loaded.fault = fault),
  );
  while (!loaded.bytes && !loaded.fault) yield end;
  if (!loaded.bytes) throw loaded.fault;
  return loaded.bytes;
}

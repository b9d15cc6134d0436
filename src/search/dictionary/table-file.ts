// The bytes of a dictionary table: its text where there is one (a checkout), else packed as in the npm package.
import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliDecompress, brotliDecompressSync } from "node:zlib";
import type { Step } from "../slices.js";

const root = new URL("../../../", import.meta.url);
const unpack = promisify(brotliDecompress);

function fileOf(name: string): { readonly file: URL; readonly isPacked: boolean } {
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

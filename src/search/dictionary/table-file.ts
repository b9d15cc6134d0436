// The bytes of a dictionary table: the owner's, else its text where there is one (a checkout), else packed as in the npm
// package.
import { existsSync, fstatSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliDecompress, brotliDecompressSync } from "node:zlib";
import type { Step } from "../slices.js";

const root = new URL("../../../", import.meta.url);
const unpack = promisify(brotliDecompress);

/** The text of a table, of which only parts need be in memory. */
export interface TableText {
  readonly size: number;
  /** From one place in it up to another; less where the file is another by now. Holds until the next is asked for. */
  part(from: number, to: number): Buffer;
}

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

interface TableFile {
  readonly file: URL | string;
  readonly isPacked: boolean;
  /** It stays as it is while the program runs, unlike the owner's. */
  readonly stays: boolean;
}

function fileOf(name: string): TableFile {
  if (own !== null && name === OWN_TABLE) return { file: own.file, isPacked: false, stays: false };
  const text = new URL(`dictionaries/${name}`, root);
  return existsSync(text)
    ? { file: text, isPacked: false, stays: true }
    : { file: new URL(`dist/dictionaries/${name}.br`, root), isPacked: true, stays: true };
}

const inMemory = (bytes: Buffer): TableText => ({
  size: bytes.length,
  part: (from, to) => bytes.subarray(from, to),
});

/**
 * A word's line is read in some microseconds, so the text (eleven megabytes of all) is never in memory. The file stays open:
 * where another takes its place, it goes on being read.
 */
function inFile(path: URL | string): TableText {
  const file = openSync(path, "r");
  let room = Buffer.alloc(4096);
  return {
    size: fstatSync(file).size,
    part(from, to) {
      if (to - from > room.length) room = Buffer.alloc(to - from);
      return room.subarray(0, readSync(file, room, 0, to - from, from));
    },
  };
}

/** The table as a checkout has it. */
function* textOf(bytes: Buffer, isPacked: boolean): Generator<void, TableText> {
  return inMemory(isPacked ? yield* joined(bytes) : bytes);
}

/** So many lines are joined in one step: a millisecond or less. */
const STEP = 2_000;
const [TAB, LINE_FEED] = [9, 10];

/** Packed stand all words first, then what their lines say of each: smaller so, by a twentieth. */
function* joined(packed: Buffer): Generator<void, Buffer> {
  const text = Buffer.allocUnsafe(packed.length);
  const end = packed.indexOf("\n\n") + 1;
  if (end === 0) throw new Error("A dictionary of another version of Postern: install the package anew.");
  let [at, word, rest, lines] = [0, 0, end + 1, 0];
  while (word < end) {
    const wordEnd = packed.indexOf(LINE_FEED, word);
    at += packed.copy(text, at, word, wordEnd);
    text[at++] = TAB;
    const restEnd = packed.indexOf(LINE_FEED, rest);
    at += packed.copy(text, at, rest, restEnd + 1);
    [word, rest] = [wordEnd + 1, restEnd + 1];
    if (++lines % STEP === 0) yield;
  }
  return text.subarray(0, at);
}

export function* loadNow(name: string): Generator<void, TableText> {
  const { file, isPacked, stays } = fileOf(name);
  if (stays && !isPacked) return inFile(file);
  const bytes = readFileSync(file);
  return yield* textOf(isPacked ? brotliDecompressSync(bytes) : bytes, isPacked);
}

async function load({ file, isPacked }: TableFile): Promise<Buffer> {
  const bytes = await readFile(file);
  return isPacked ? unpack(bytes) : bytes;
}

/** What has to be in memory is read and unpacked in other threads meanwhile; each step but the last ones is a wait for that. */
export function* loading(name: string): Generator<Step, TableText> {
  const table = fileOf(name);
  if (table.stays && !table.isPacked) return inFile(table.file);
  const found: { bytes?: Buffer; fault?: unknown } = {};
  const end = load(table).then(
    (bytes) => void (found.bytes = bytes),
    (fault: unknown) => void (found.fault = fault),
  );
  while (!found.bytes && !found.fault) yield end;
  if (!found.bytes) throw found.fault;
  return yield* textOf(found.bytes, table.isPacked);
}

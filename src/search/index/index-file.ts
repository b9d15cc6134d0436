// Keeps the index on disk: a version, a checksum over everything, typed arrays as they are, strings as JSON.
import { createHash, type Hash } from "node:crypto";
import { mkdir, open, rename, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import type { PostingsDump } from "./postings.js";

/** Goes up with the form of the file, with analysis, and with dictionaries that say other things of the same text. */
const VERSION = 10;
const MAGIC = 0x5053_5449;
/** magic, version, length of the JSON, then the checksum. */
const HEADER = 12;
const CHECKSUM = 32;
/** Bytes hashed and written before others get their turn. */
const SLICE = 2 ** 22;

const stringsSchema = z.object({
  /** Of the arrays that follow: first the records of the terms, then the chunks of postings. */
  records: z.array(z.number().int().nonnegative()),
  chunks: z.array(z.number().int().nonnegative()),
  names: z.array(z.string()),
  words: z.array(z.string()),
  glosses: z.array(z.string()),
  sounds: z.array(z.string()),
  /** By place: the post's id, the fingerprint of what was read of it, its language; null where nothing is. */
  places: z.array(z.tuple([z.string(), z.string(), z.enum(["zh", "ja", "ko"]).nullable()]).nullable()),
});

export interface SavedIndex extends Omit<z.infer<typeof stringsSchema>, "records" | "chunks"> {
  readonly postings: PostingsDump;
}

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function digest(hash: Hash, part: Uint8Array): Promise<void> {
  for (let at = 0; at < part.length; at += SLICE) {
    hash.update(part.subarray(at, at + SLICE));
    await pause();
  }
}

/** Zeros after the JSON, so that the arrays start at a multiple of their size. */
const paddingOf = (length: number): number => (4 - (length % 4)) % 4;

/** Writes beside the file and renames, so that a crash leaves the old one. */
export async function writeIndex(file: string, { postings, ...strings }: SavedIndex): Promise<void> {
  const lengths = (arrays: readonly Uint32Array[]): readonly number[] => arrays.map(({ length }) => length);
  const json = Buffer.from(
    JSON.stringify({ ...strings, records: lengths(postings.records), chunks: lengths(postings.chunks) }),
  );
  const arrays = [...postings.records, ...postings.chunks].map((array) =>
    Buffer.from(array.buffer, array.byteOffset, array.byteLength),
  );
  const header = Buffer.alloc(HEADER);
  header.writeUInt32LE(MAGIC, 0);
  header.writeUInt32LE(VERSION, 4);
  header.writeUInt32LE(json.length, 8);
  const padding = Buffer.alloc(paddingOf(json.length));
  const hash = createHash("sha256");
  for (const part of [header, json, ...arrays]) await digest(hash, part);
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(`${file}.new`, "w", 0o600);
  try {
    for (const part of [header, hash.digest(), json, padding, ...arrays]) await handle.writeFile(part);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
}

/** The saved index; undefined when there is none, or when it is of another version, damaged, or cannot be read. */
export async function readIndex(file: string): Promise<SavedIndex | undefined> {
  const handle = await open(file, "r").catch(() => undefined);
  if (!handle) return undefined;
  try {
    return await readParts(handle);
  } catch (fault) {
    if (fault instanceof Damage || fault instanceof SyntaxError || fault instanceof z.ZodError)
      return undefined;
    // What the disk refuses (EISDIR, EIO) is made anew too: no saved answer is worth a bot that does not start.
    if (fault instanceof Error && "code" in fault) return undefined;
    throw fault;
  } finally {
    await handle.close();
  }
}

class Damage extends Error {}

/** Reads each array into its own place: the file never stands in memory beside what is made of it. */
async function readParts(handle: FileHandle): Promise<SavedIndex> {
  const hash = createHash("sha256");
  let left = (await handle.stat()).size;
  const fill = async (bytes: Buffer): Promise<Buffer> => {
    for (let at = 0; at < bytes.length;) {
      const { bytesRead } = await handle.read(bytes, at, Math.min(SLICE, bytes.length - at));
      if (bytesRead === 0) throw new Damage();
      at += bytesRead;
    }
    left -= bytes.length;
    return bytes;
  };
  const hashed = async (bytes: Buffer): Promise<Buffer> => {
    await fill(bytes);
    await digest(hash, bytes);
    return bytes;
  };
  if (left < HEADER + CHECKSUM) throw new Damage();
  const header = await hashed(Buffer.alloc(HEADER));
  if (header.readUInt32LE(0) !== MAGIC || header.readUInt32LE(4) !== VERSION) throw new Damage();
  const sum = await fill(Buffer.alloc(CHECKSUM));
  const length = header.readUInt32LE(8);
  if (length > left) throw new Damage();
  const json = await hashed(Buffer.alloc(length));
  const { records, chunks, ...strings } = stringsSchema.parse(JSON.parse(json.toString("utf8")));
  await fill(Buffer.alloc(paddingOf(length)));
  if (4 * [...records, ...chunks].reduce((sum, one) => sum + one, 0) !== left) throw new Damage();
  const take = async (lengths: readonly number[]): Promise<Uint32Array[]> => {
    const arrays: Uint32Array[] = [];
    for (const length of lengths) {
      const array = new Uint32Array(length);
      await hashed(Buffer.from(array.buffer));
      arrays.push(array);
    }
    return arrays;
  };
  const postings = { records: await take(records), chunks: await take(chunks) };
  if (!hash.digest().equals(sum)) throw new Damage();
  return { ...strings, postings };
}

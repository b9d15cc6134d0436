// Keeps the index on disk: a version, a checksum over everything, typed arrays as they are, the rest as JSON.
import { createHash, type Hash } from "node:crypto";
import { mkdir, open, rename, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import type { PostingsDump } from "./postings.js";

/** Goes up with the form of the file, with analysis, and with dictionaries that say other things of the same text. */
const VERSION = 16;
const MAGIC = 0x5053_5449;
/** magic, version, length of the head, then the checksum. */
const HEADER = 12;
const CHECKSUM = 32;
/** Bytes hashed and written before others get their turn. */
const SLICE = 2 ** 21;
/** Parts that are written in one call; systems take no more than 1,024. */
const TOGETHER = 256;

/** By place: the post's id, the fingerprint of what was read of it, its language; null where nothing is. */
const placeSchema = z.tuple([z.string(), z.string(), z.enum(["zh", "ja", "ko"]).nullable()]).nullable();
const wordSchema = z.string();
export type SavedPlace = z.infer<typeof placeSchema>;

const lengthsSchema = z.array(z.number().int().nonnegative());
/** How long each thing is that follows, in bytes; of records and chunks, which are arrays, in numbers. */
const headSchema = z.object({
  names: lengthsSchema,
  words: lengthsSchema,
  glosses: lengthsSchema,
  sounds: lengthsSchema,
  places: lengthsSchema,
  records: lengthsSchema,
  chunks: lengthsSchema,
});

/** Lists of some hundreds each, so that no step of reading and writing them takes long. */
type Lists<Item> = readonly (readonly Item[])[];

export interface SavedIndex {
  readonly names: Lists<string>;
  readonly words: Lists<string>;
  readonly glosses: Lists<string>;
  readonly sounds: Lists<string>;
  readonly places: Lists<SavedPlace>;
  readonly postings: PostingsDump;
}

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function digest(hash: Hash, part: Uint8Array): Promise<void> {
  for (let at = 0; at < part.length; at += SLICE) {
    hash.update(part.subarray(at, at + SLICE));
    if (at + SLICE < part.length) await pause();
  }
}

async function asJson(lists: Lists<unknown>): Promise<readonly Buffer[]> {
  const texts: Buffer[] = [];
  for (const list of lists) {
    texts.push(Buffer.from(JSON.stringify(list)));
    await pause();
  }
  return texts;
}

const bytesOf = (arrays: readonly Uint32Array[]): readonly Buffer[] =>
  arrays.map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength));
const lengthsOf = (parts: readonly { readonly length: number }[]): number[] =>
  parts.map(({ length }) => length);

/** Writes beside the file and renames, so that a crash leaves the old one. */
export async function writeIndex(file: string, saved: SavedIndex): Promise<void> {
  const { records, chunks } = saved.postings;
  const names = await asJson(saved.names);
  const words = await asJson(saved.words);
  const glosses = await asJson(saved.glosses);
  const sounds = await asJson(saved.sounds);
  const places = await asJson(saved.places);
  const lengths = {
    names: lengthsOf(names),
    words: lengthsOf(words),
    glosses: lengthsOf(glosses),
    sounds: lengthsOf(sounds),
    places: lengthsOf(places),
    records: lengthsOf(records),
    chunks: lengthsOf(chunks),
  } satisfies z.infer<typeof headSchema>;
  const head = Buffer.from(JSON.stringify(lengths));
  const parts = [names, words, glosses, sounds, places, bytesOf(records), bytesOf(chunks)].flat();
  const header = Buffer.alloc(HEADER);
  header.writeUInt32LE(MAGIC, 0);
  header.writeUInt32LE(VERSION, 4);
  header.writeUInt32LE(head.length, 8);
  const hash = createHash("sha256");
  for (const part of [header, head, ...parts]) await digest(hash, part);
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(`${file}.new`, "w", 0o600);
  try {
    await handle.writev([header, hash.digest(), head]);
    for (let from = 0; from < parts.length; from += TOGETHER)
      await handle.writev(parts.slice(from, from + TOGETHER));
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

/** Reads each part into its own place: the file never stands in memory beside what is made of it. */
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
    await digest(hash, await fill(bytes));
    return bytes;
  };
  if (left < HEADER + CHECKSUM) throw new Damage();
  const header = await hashed(Buffer.alloc(HEADER));
  if (header.readUInt32LE(0) !== MAGIC || header.readUInt32LE(4) !== VERSION) throw new Damage();
  const sum = await fill(Buffer.alloc(CHECKSUM));
  const headLength = header.readUInt32LE(8);
  if (headLength > left) throw new Damage();
  const { records, chunks, ...texts } = headSchema.parse(
    JSON.parse((await hashed(Buffer.alloc(headLength))).toString("utf8")),
  );
  const expected = [...Object.values(texts).flat(), ...[...records, ...chunks].map((length) => 4 * length)];
  if (expected.reduce((sum, length) => sum + length, 0) !== left) throw new Damage();

  async function takeLists<Item>(lengths: readonly number[], schema: z.ZodType<Item>): Promise<Item[][]> {
    const lists: Item[][] = [];
    for (const length of lengths) {
      const bytes = await hashed(Buffer.alloc(length));
      lists.push(z.array(schema).parse(JSON.parse(bytes.toString("utf8"))));
    }
    return lists;
  }
  async function takeArrays(lengths: readonly number[]): Promise<Uint32Array[]> {
    const arrays: Uint32Array[] = [];
    for (const length of lengths) {
      const array = new Uint32Array(length);
      await hashed(Buffer.from(array.buffer));
      arrays.push(array);
    }
    return arrays;
  }
  const saved = {
    names: await takeLists(texts.names, wordSchema),
    words: await takeLists(texts.words, wordSchema),
    glosses: await takeLists(texts.glosses, wordSchema),
    sounds: await takeLists(texts.sounds, wordSchema),
    places: await takeLists(texts.places, placeSchema),
    postings: { records: await takeArrays(records), chunks: await takeArrays(chunks) },
  };
  if (!hash.digest().equals(sum)) throw new Damage();
  return saved;
}

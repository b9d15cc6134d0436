// Keeps the index on disk: a version, a checksum over everything, typed arrays as they are, strings as JSON.
import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import type { PostingsDump } from "./postings.js";

/** Goes up with the form of the file, with analysis, and with dictionaries that say other things of the same text. */
const VERSION = 7;
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

async function checksum(parts: readonly Uint8Array[]): Promise<Buffer> {
  const hash = createHash("sha256");
  for (const part of parts)
    for (let at = 0; at < part.length; at += SLICE) {
      hash.update(part.subarray(at, at + SLICE));
      await pause();
    }
  return hash.digest();
}

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
  const padding = Buffer.alloc((4 - (json.length % 4)) % 4);
  const sum = await checksum([header, json, ...arrays]);
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(`${file}.new`, "w", 0o600);
  try {
    for (const part of [header, sum, json, padding, ...arrays]) await handle.writeFile(part);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
}

/** The saved index; undefined when there is none, or when it is of another version or damaged. */
export async function readIndex(file: string): Promise<SavedIndex | undefined> {
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes || bytes.length < HEADER + CHECKSUM) return undefined;
  if (bytes.readUInt32LE(0) !== MAGIC || bytes.readUInt32LE(4) !== VERSION) return undefined;
  const jsonLength = bytes.readUInt32LE(8);
  const start = HEADER + CHECKSUM;
  const json = bytes.subarray(start, start + jsonLength);
  const body = bytes.subarray(start + jsonLength + ((4 - (jsonLength % 4)) % 4));
  const sum = await checksum([bytes.subarray(0, HEADER), json, body]);
  if (!sum.equals(bytes.subarray(HEADER, start))) return undefined;
  const { records, chunks, ...strings } = stringsSchema.parse(JSON.parse(json.toString("utf8")));
  let at = 0;
  const take = (length: number): Uint32Array => {
    const array = new Uint32Array(length);
    Buffer.from(array.buffer).set(body.subarray(at, at + length * 4));
    at += length * 4;
    return array;
  };
  return { ...strings, postings: { records: records.map(take), chunks: chunks.map(take) } };
}

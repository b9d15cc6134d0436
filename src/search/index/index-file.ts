// Keeps the index on disk, in parts that are used as they are read.
//
// The file: magic and version (4 bytes each); the parts, each filled up with zeros to whole words of 4 bytes; the head,
// as JSON, which tells the name and the length of each part in turn; the length of the head; a CRC-32 of everything
// before. All numbers are of 32 bits, the lowest byte first.
import { mkdir, open, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";
import { z } from "zod";
import { draftOf } from "../../drafts.js";
import type { Step } from "../slices.js";

/** Goes up with the form of the file, with analysis, and with dictionaries that say other things of the same text. */
const VERSION = 20;
const MAGIC = 0x5053_5449;
const FRONT = 8;
const END = 8;
/** Parts are read together in so many bytes; a longer part alone, in several steps. */
const TOGETHER = 2 ** 21;
/** Shorter parts are written together, in so many bytes: a small blog has some two hundred. */
const GATHERED = 2 ** 16;

const partNames = ["lists", "records", "buried", "places", "names", "words", "glosses", "sounds"] as const;
export type PartName = (typeof partNames)[number];
const headSchema = z.array(z.tuple([z.enum(partNames), z.number().int().nonnegative()]));
type Head = z.infer<typeof headSchema>;

/** All parts of a name, in order; each begins at a whole word. */
export type SavedIndex = Readonly<Record<PartName, readonly Uint8Array[]>>;

const filled = (length: number): number => Math.ceil(length / 4) * 4;
const words = (...numbers: number[]): Buffer => Buffer.from(Uint32Array.from(numbers).buffer);

/**
 * Writes the parts as they come, beside the file, and renames, so that a crash leaves the old one. A part is valid until
 * the next; undefined is a step. Throws what the disk refuses.
 */
export function* writeIndex(
  file: string,
  parts: Iterable<readonly [PartName, Uint8Array] | undefined>,
): Generator<Step> {
  const draft = draftOf(file);
  yield* settled(mkdir(dirname(file), { recursive: true }));
  try {
    yield* writeParts(yield* settled(open(draft, "w", 0o600)), parts);
    yield* settled(rename(draft, file));
  } catch (fault) {
    // A disk that is full needs the room.
    yield* settled(rm(draft).catch(() => undefined));
    throw fault;
  }
}

function* writeParts(
  handle: FileHandle,
  parts: Iterable<readonly [PartName, Uint8Array] | undefined>,
): Generator<Step> {
  try {
    const head: Head = [];
    let sum = 0;
    const gathered = Buffer.alloc(GATHERED);
    let size = 0;
    function* flush(): Generator<Step> {
      if (size > 0) yield* settled(handle.writeFile(gathered.subarray(0, size)));
      size = 0;
    }
    function* write(bytes: Uint8Array): Generator<Step> {
      // zlib begins anew at nothing.
      if (bytes.length === 0) return;
      sum = crc32(bytes, sum);
      if (size + bytes.length > GATHERED) yield* flush();
      if (bytes.length > GATHERED) yield* settled(handle.writeFile(bytes));
      else {
        gathered.set(bytes, size);
        size += bytes.length;
      }
    }
    yield* write(words(MAGIC, VERSION));
    for (const part of parts) {
      if (!part) {
        yield;
        continue;
      }
      const [name, bytes] = part;
      head.push([name, bytes.length]);
      yield* write(bytes);
      yield* write(Buffer.alloc(filled(bytes.length) - bytes.length));
    }
    const told = Buffer.from(JSON.stringify(head));
    yield* write(told);
    yield* write(words(told.length));
    yield* write(words(sum));
    yield* flush();
    yield* settled(handle.sync());
  } finally {
    yield* settled(handle.close());
  }
}

/** Waits for a promise in steps. */
function* settled<Value>(promise: Promise<Value>): Generator<Step, Value> {
  const end: { outcome?: PromiseSettledResult<Value> } = {};
  yield Promise.allSettled([promise]).then(([outcome]) => void (end.outcome = outcome));
  if (end.outcome?.status === "fulfilled") return end.outcome.value;
  throw end.outcome?.reason;
}

/**
 * The saved index; undefined when there is none. Throws UnusableIndex when it is of another version or damaged, and what
 * the disk refuses.
 */
export async function readIndex(file: string): Promise<SavedIndex | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (!found) return undefined;
  // A pipe would be waited for.
  if (!found.isFile()) throw new UnusableIndex("it is no file");
  const handle = await open(file, "r");
  try {
    return await readParts(handle);
  } catch (fault) {
    if (fault instanceof SyntaxError || fault instanceof z.ZodError) throw new UnusableIndex(DAMAGED);
    throw fault;
  } finally {
    await handle.close();
  }
}

/** Why the posts are indexed anew. */
export class UnusableIndex extends Error {}
const DAMAGED = "it is damaged";

async function readParts(handle: FileHandle): Promise<SavedIndex> {
  const { size } = await handle.stat();
  let sum = 0;
  const read = async (from: number, length: number): Promise<Buffer> => {
    const bytes = Buffer.from(new ArrayBuffer(length));
    for (let at = 0; at < length;) {
      const { bytesRead } = await handle.read(bytes, at, Math.min(TOGETHER, length - at), from + at);
      if (bytesRead === 0) throw new UnusableIndex(DAMAGED);
      sum = crc32(bytes.subarray(at, at + bytesRead), sum);
      at += bytesRead;
    }
    return bytes;
  };
  if (size < FRONT + END) throw new UnusableIndex(DAMAGED);
  const front = await read(0, FRONT);
  if (front.readUInt32LE(0) !== MAGIC) throw new UnusableIndex(DAMAGED);
  if (front.readUInt32LE(4) !== VERSION) throw new UnusableIndex("another version of Postern made it");
  const sumOfFront = sum;
  const end = await read(size - END, END);
  const headAt = size - END - end.readUInt32LE(0);
  if (headAt < FRONT) throw new UnusableIndex(DAMAGED);
  const head = headSchema.parse(JSON.parse((await read(headAt, size - END - headAt)).toString("utf8")));
  const lengths = head.map(([, length]) => filled(length));
  if (lengths.reduce((all, length) => all + length, FRONT) !== headAt) throw new UnusableIndex(DAMAGED);

  sum = sumOfFront;
  const parts: Record<PartName, Uint8Array[]> = {
    lists: [],
    records: [],
    buried: [],
    places: [],
    names: [],
    words: [],
    glosses: [],
    sounds: [],
  };
  let from = FRONT;
  for (let first = 0; first < head.length;) {
    let [next, length] = [first + 1, lengths[first] ?? 0];
    while (next < head.length && length + (lengths[next] ?? 0) <= TOGETHER) {
      length += lengths[next] ?? 0;
      next += 1;
    }
    const bytes = await read(from, length);
    let at = 0;
    for (const [name, size] of head.slice(first, next)) {
      parts[name].push(bytes.subarray(at, at + size));
      at += filled(size);
    }
    from += length;
    first = next;
  }
  await read(headAt, size - 4 - headAt);
  if (sum !== end.readUInt32LE(4)) throw new UnusableIndex(DAMAGED);
  return parts;
}

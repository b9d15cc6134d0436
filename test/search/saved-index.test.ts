// What befalls the file of the index: whatever stands there, the answers are those of an index made anew.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it, test } from "vitest";
import { draftOf } from "../../src/drafts.js";
import { createSearchIndex, openSearchIndex } from "../../src/search/create-search-index.js";
import { writeIndex } from "../../src/search/index/index-file.js";
import { createSlices } from "../../src/search/slices.js";
import { aBody } from "../fixtures/a-body.js";
import { postOf } from "./post-of.js";

const folder = await mkdtemp(join(tmpdir(), "postern-saved-"));
afterAll(() => rm(folder, { recursive: true }));

const entries = ["Granite window", "机器学习 笔记", "キャッシュの設定", "함수 정리", "Die Katze"].map(
  (title) => ({
    post: postOf({ title }),
    body: aBody(`${title}: what is said of it`),
  }),
);
const fresh = createSearchIndex();
await fresh.put(entries);
const queries = ["granite", "xuexi", "cache", "함수", "cat", "said", "gran"];
const answersOf = (index: typeof fresh) => queries.map((query) => index.search(query));

let sound: Buffer;
beforeAll(async () => {
  const file = join(folder, "sound");
  const index = await openSearchIndex(file);
  await index.put(entries);
  await index.save();
  sound = await readFile(file);
});

/** What is told of a file that holds this, once its posts are put and answer as they should. */
async function openedWith(bytes: Buffer): Promise<readonly string[]> {
  const file = join(folder, "opened");
  await writeFile(file, bytes);
  const told: string[] = [];
  const index = await openSearchIndex(file, { onUnusable: (reason) => told.push(reason) });
  await index.put(entries);
  expect(answersOf(index)).toEqual(answersOf(fresh));
  return told;
}

it("is taken where it is sound, and nothing is told", async () => {
  expect(await openedWith(sound)).toEqual([]);
});

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const damages = fc.oneof(
  place.map((at) => (bytes: Buffer) => bytes.subarray(0, Math.floor(at * bytes.length))),
  fc
    .array(fc.tuple(place, fc.integer({ min: 0, max: 7 })), { minLength: 1, maxLength: 4 })
    .map((flips) => (bytes: Buffer) => {
      for (const [at, bit] of flips) {
        const byte = Math.floor(at * bytes.length);
        bytes[byte] = (bytes[byte] ?? 0) ^ (1 << bit);
      }
      return bytes;
    }),
  // The end says where the head is: any number may stand there, and in the head.
  fc
    .tuple(fc.integer({ min: 1, max: 300 }), fc.uint8Array({ minLength: 1, maxLength: 12 }))
    .map(([back, written]) => (bytes: Buffer) => {
      bytes.set(written.subarray(0, back), bytes.length - back);
      return bytes;
    }),
  fc.tuple(place, place).map(([from, to]) => (bytes: Buffer) => {
    const [start, end] = [from, to]
      .map((at) => Math.floor(at * bytes.length))
      .sort((one, other) => one - other);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  }),
  fc
    .uint8Array({ minLength: 1, maxLength: 64 })
    .map((more) => (bytes: Buffer) => Buffer.concat([bytes, more])),
);

test("whatever became of it, the posts are indexed anew and that is told once", async () => {
  await fc.assert(
    fc.asyncProperty(damages, async (damage) => {
      const damaged = damage(Buffer.from(sound));
      fc.pre(!damaged.equals(sound));
      expect(await openedWith(damaged)).toHaveLength(1);
    }),
    { numRuns: 150 },
  );
});

it("is of no use where it is whole but says nonsense", async () => {
  const file = join(folder, "nonsense");
  await createSlices().run(() => writeIndex(file, [["places", Buffer.from("{}")]]));
  expect(await openedWith(await readFile(file))).toHaveLength(1);
});

it("tells what another version made", async () => {
  const older = Buffer.from(sound);
  older.writeUInt32LE(older.readUInt32LE(4) - 1, 4);
  expect(await openedWith(older)).toEqual(["another version of Postern made it"]);
});

it("keeps the index that is there, and no draft, where a save fails", async () => {
  const file = join(await mkdtemp(join(folder, "blocked-")), "index");
  const index = await openSearchIndex(file);
  await index.put(entries);
  await mkdir(file);
  await expect(index.save()).rejects.toThrow();
  expect(await readdir(join(file, ".."))).toEqual(["index"]);
  await rm(file, { recursive: true });
  await index.save();
  expect(answersOf(await openSearchIndex(file)).flat()).toEqual([]);
  expect(existsSync(file)).toBe(true);
});

it("removes what a process left that was killed while it saved, and lets alone what another writes", async () => {
  const file = join(await mkdtemp(join(folder, "left-")), "index");
  const { pid: ended } = spawnSync(process.execPath, ["--version"]);
  const own = draftOf(file);
  const draftBy = (id: number) => own.replace(`-${process.pid}.new`, `-${id}.new`);
  for (const draft of [draftBy(ended), draftBy(process.ppid), own])
    await writeFile(draft, sound.subarray(0, 99));
  const index = await openSearchIndex(file);
  expect([draftBy(ended), draftBy(process.ppid), own].map((draft) => existsSync(draft))).toEqual([
    false,
    true,
    false,
  ]);
  await index.put(entries);
  await index.save();
  expect((await readdir(join(file, ".."))).sort()).toEqual(
    ["index", draftBy(process.ppid).slice(file.length - 5)].sort(),
  );
  expect((await readFile(file)).equals(sound)).toBe(true);
});

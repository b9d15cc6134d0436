// Many files that are read at once: how much of them one order takes, and what is told of those that fail.
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFileReader } from "../../src/library/file-reader.js";
import { createKeptTexts } from "../../src/library/kept-texts.js";
import { readFileAsPost, readPlainFiles } from "../../src/library/reading.js";
import type { ReadOrder } from "../../src/library/read-orders.js";
import { siteFiles } from "../../src/library/site-files.js";
import { openFolder } from "../../src/source/folder.js";
import type { Source } from "../../src/source/source.js";
import { Stopped } from "../../src/threads/worker-pool.js";
import { recordedLog } from "../recorded-log.js";
import { makeRoom, type Room } from "./room.js";
import { file, isTinyRoot, noOverrides, openTinySite } from "./tiny-site.js";

let room: Room;
beforeEach(async () => {
  room = await makeRoom();
});
afterEach(() => room.close());

const NOW = Date.UTC(2026, 0, 1);
const MEGABYTE = 1024 * 1024;

/** `carryOut`: what a thread makes of an order; here none runs. */
async function open(carryOut: (order: ReadOrder) => unknown, change: Partial<Source> = {}) {
  const source: Source = { ...(await openFolder(room.root, { isRoot: isTinyRoot })), ...change };
  const reader = await openTinySite(siteFiles(source));
  const orders: ReadOrder[] = [];
  const warnings: string[] = [];
  const files = createFileReader({
    source,
    rules: () => ({ reader, stamp: "a", seen: [] }),
    overrides: noOverrides,
    threads: {
      run: async (order) => carryOut(orders[orders.push(order as ReadOrder) - 1] as ReadOrder),
      stop: async () => {},
    },
    texts: createKeptTexts(),
    prefix: "",
    now: () => new Date(NOW),
    log: recordedLog(warnings),
  });
  return { files, reader, orders, warnings };
}
const titlesOf = (read: Awaited<ReturnType<Awaited<ReturnType<typeof open>>["files"]["read"]>>) =>
  read.map(({ reading }) => (reading.kind === "post" ? reading.entry.post.title : reading.kind));

test("a thread reads files where they lie, all but those that are known", async () => {
  await room.write("a.md", file({ title: "A" }, "x"));
  const { reader } = await open(() => null);
  const order = (known: string | null) => ({
    files: ["a.md", "none.md"].map((path) => ({ path, place: `${room.root}/${path}`, known })),
    now: NOW,
  });
  const [read, none] = readPlainFiles(reader, order(null)).readings;
  if (read?.kind !== "post") return expect.fail("no post");
  expect(read.entry).toMatchObject({ path: "a.md", post: { title: "A" } });
  expect(none).toBeNull();
  expect(readPlainFiles(reader, order(read.entry.digest)).readings).toEqual([{ kind: "known" }, null]);
});

test("texts that threads read are there until they are let go, and are then read anew", async () => {
  await room.write("a.md", file({ title: "A" }, "é\ud83d\n\n## Two\n\n`code`"));
  const { files, reader } = await open((order) =>
    order.wanted === "entries" ? readPlainFiles(reader, order) : expect.fail("read by itself"),
  );
  const [read] = await files.read(["a.md"], () => null, true);
  if (read?.reading.kind !== "post" || read.letGo === undefined) return expect.fail("no post of a thread");
  const before = await read.reading.body.text();
  expect(before).toEqual(await files.bodyOf(read.reading.entry).text());
  await room.write("a.md", file({ title: "A" }, "other words"));
  expect(await read.reading.body.text()).toEqual(before);
  read.letGo();
  expect((await read.reading.body.text()).prose).toContain("other words");
});

test("one order takes so much as one file may be, and the rest is ordered anew", async () => {
  const paths = ["a.md", "b.md", "c.md"];
  // Without an end of its front matter such a file is read at once.
  for (const path of paths) await room.write(path, `---\n${"x".repeat(1.2 * MEGABYTE)}`);
  const { files, reader, orders, warnings } = await open((order) =>
    order.wanted === "entries" ? readPlainFiles(reader, order) : expect.fail("read by itself"),
  );
  expect(titlesOf(await files.read(paths, () => null, true))).toEqual(["broken", "broken", "broken"]);
  expect(orders.length).toBeGreaterThan(1);
  expect(warnings).toEqual([]);
});

test("where a thread fails at many, they are read one by one, and it is told why", async () => {
  await room.write("a.md", file({ title: "A" }, "x"));
  const { files, reader, warnings } = await open((order) => {
    if (order.wanted === "entries") throw new TypeError("odd");
    return readFileAsPost(reader, order);
  });
  expect(titlesOf(await files.read(["a.md"], () => null, true))).toEqual(["A"]);
  expect(warnings).toEqual([expect.stringContaining("many files had a fault")]);
});

test("threads that are stopped while files are still being handed to them are told of once", async () => {
  const paths = Array.from({ length: 16 }, (_, at) => `${at}.md`);
  // Their digests take longer than one slice of work, so that some have failed before the last is begun.
  for (const path of paths) await room.write(path, "x".repeat(1.9 * MEGABYTE));
  const faults: unknown[] = [];
  const hear = (fault: unknown): void => void faults.push(fault);
  const others = process.rawListeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", hear);
  const { files } = await open(
    () => {
      throw new Stopped();
    },
    { place: () => null },
  );
  try {
    await expect(files.read(paths, () => null, true)).rejects.toThrow(Stopped);
    await setImmediate();
  } finally {
    process.removeListener("unhandledRejection", hear);
    for (const one of others) process.on("unhandledRejection", one as () => void);
  }
  expect(faults).toEqual([]);
});

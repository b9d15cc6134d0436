// Editions on every database: what one process reads is what another has, with the same ids, also while the store is away.
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { followEditions } from "../../src/edition/follow-editions.js";
import { publishEditions } from "../../src/edition/publish-editions.js";
import { linesInFile, openMemory, type MemoryLines } from "../../src/library/memory.js";
import type { Library, PostChange } from "../../src/library/library.js";
import type { Editions } from "../../src/store/editions.js";
import { READ_LEASE } from "../../src/store/read-lease.js";
import { LeaseLost } from "../../src/store/lease.js";
import { openStore } from "../../src/store/open-store.js";
import type { Store } from "../../src/store/store.js";
import { makeRoom, prose, textsOf, type Room } from "../library/room.js";
import { recordedLog } from "../recorded-log.js";
import { databases, type TestDatabase } from "../store/databases.js";
import { until } from "../until.js";

describe.each(databases)("editions on $name", ({ name, create, skip }) => {
  let database: TestDatabase;
  let store: Store;
  let room: Room;
  const undo: (() => Promise<unknown> | void)[] = [];
  const said: string[] = [];
  beforeEach(async (context) => {
    if (skip) return context.skip(skip);
    database = await create();
    store = await openStore(database.options);
    room = await makeRoom();
  });
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
    await room?.close();
    await store?.close();
    await database?.remove();
  });

  const termOf = async (holder: string, isDead = true): Promise<string> => {
    const { term } = await store.takeLease({ name: READ_LEASE, holder, lasts: 60_000, isDead: () => isDead });
    return term ?? "";
  };
  /** Reads and publishes, as the process of this name. */
  async function read(
    holder: string,
    before?: MemoryLines,
    editions = store.editions,
  ): Promise<{ readonly library: Library; readonly ended: Promise<void>; stop(): Promise<void> }> {
    const term = await termOf(holder);
    const log = recordedLog(said);
    const lines = editions.fileLines("library", term);
    const { library } = await room.open({ memory: openMemory({ ...lines, ...(before && { before }) }, log) });
    const end = new AbortController();
    const ended = publishEditions({ library, editions, term, log, signal: end.signal });
    const stop = async () => {
      end.abort();
      await ended;
      await library.stop();
    };
    undo.push(stop);
    return { library, ended, stop };
  }
  function follow(editions: Editions = store.editions): { library: Library; changes: PostChange[] } {
    const library = followEditions(editions, recordedLog(said), 20);
    const changes: PostChange[] = [];
    library.onChange((batch) => changes.push(...batch));
    undo.push(() => library.stop());
    return { library, changes };
  }
  const titles = (library: Library) => library.visible().map(({ title }) => title);
  const shows = (library: Library, ...all: readonly string[]) =>
    until(
      () => titles(library).join() === all.join(),
      () => `it shows ${titles(library).join()}; ${said.join("\n")}`,
    );
  const post = (title: string, day: number, text = prose(title)) =>
    `---\ntitle: ${title}\ndate: 2026-01-0${day}\n---\n# Words\n\n${text}\n`;

  it("give all that was read, text and article, and then what changed", async () => {
    await room.write("posts/a.md", post("One", 1));
    await room.write("posts/b.md", post("Two", 2));
    const early = follow();
    expect(early.library.progress()).not.toBeNull();
    await read("reader");
    await early.library.settled();
    await shows(early.library, "Two", "One");
    const [two] = early.library.visible();
    expect(JSON.stringify(await early.library.article(two?.id ?? ""))).toContain(prose("Two").slice(0, 100));
    expect((await textsOf(early.changes)).join()).toContain(prose("One").slice(0, 100));
    expect(early.library.complete()).toBe(true);

    await room.write("posts/c.md", post("Three", 3));
    await shows(early.library, "Three", "Two", "One");
    const one = (await store.editions.since(0)).find((row) => row.post?.includes('"One"'));
    const textOfOne = () => store.editions.text(one?.id ?? "", one?.print ?? "");
    expect(await textOfOne()).not.toBeNull();
    await room.remove("posts/a.md");
    await shows(early.library, "Three", "Two");
    expect(await textOfOne()).toBeNull();
    await room.write("posts/b.md", post("Two", 2, "Quite another text."));
    await until(
      async () => (await early.library.body(two?.id ?? "")?.text())?.prose.includes("Quite another"),
      "the text stays",
    );
    expect(early.changes.map(({ kind, post: { title } }) => `${kind} ${title}`).slice(-3)).toEqual([
      "added Three",
      "removed One",
      "changed Two",
    ]);
    const late = follow();
    await shows(late.library, "Three", "Two");
    expect(late.library.all()).toEqual(early.library.all());
  });

  it("keep ids where another reads, which knows a renamed file; who read before writes no more", async () => {
    await room.write("posts/a.md", post("One", 1));
    const first = await read("first");
    const { library } = follow();
    await shows(library, "One");
    const [one] = library.visible();
    const old = await termOf("first", false);
    await first.stop();
    await room.move("posts/a.md", "posts/elsewhere.md");
    await read("second");
    await until(() => library.visible()[0]?.source.endsWith("elsewhere.md"), "it stays where it was");
    expect(library.visible().map(({ id }) => id)).toEqual([one?.id]);
    await expect(store.editions.publish(old, [], [], "{}")).rejects.toThrow(LeaseLost);
    await expect(store.editions.putIndex(old, 1, new Uint8Array(3))).rejects.toThrow(LeaseLost);
    await expect(store.editions.fileLines("library", old).write([], true)).rejects.toThrow(LeaseLost);
  });

  it("begin with what the folder of who reads remembers, so that a post renamed since keeps its id", async () => {
    await room.write("posts/a.md", post("One", 1));
    const alone = await room.open();
    const [one] = alone.library.visible();
    await alone.library.stop();
    await room.move("posts/a.md", "posts/elsewhere.md");
    await read("first", linesInFile(join(room.root, "../data/library.jsonl")));
    const { library } = follow();
    await shows(library, "One");
    expect(library.visible()[0]).toMatchObject({ id: one?.id, source: "posts/elsewhere.md" });
    // From then on it is the store's.
    await until(async () => {
      const lines: string[] = [];
      for await (const line of store.editions.fileLines("library", "").read()) lines.push(line);
      return lines.join().includes(one?.id ?? "nothing");
    }, "the store remembers nothing");
  });

  it("are made again where the database lost the last one, and followed where another database knows less", async () => {
    await room.write("posts/a.md", post("One", 1));
    let loses = false;
    const { editions } = store;
    const forgetful: Editions = {
      ...editions,
      publish: (...what) => (loses ? ((loses = false), Promise.resolve(2)) : editions.publish(...what)),
    };
    await read("first", undefined, forgetful);
    const { library } = follow();
    await shows(library, "One");
    loses = true;
    await room.write("posts/b.md", post("Two", 2));
    await shows(library, "Two", "One");
    expect((await editions.latest())?.n).toBe(3);

    let current = editions;
    const moving = { ...editions, latest: () => current.latest(), since: (n: number) => current.since(n) };
    const late = follow(moving);
    await shows(late.library, "Two", "One");
    const elsewhere = await create();
    const other = await openStore(elsewhere.options);
    undo.push(() => other.close().then(() => elsewhere.remove()));
    const { term } = await other.takeLease({
      name: READ_LEASE,
      holder: "x",
      lasts: 60_000,
      isDead: () => true,
    });
    const [one] = (await editions.since(0)).filter((row) => row.post?.includes('"One"'));
    await other.editions.publish(term ?? "", one ? [one] : [], [], (await editions.latest())?.facts ?? "");
    current = other.editions;
    await shows(late.library, "One");
    expect(late.changes.at(-1)).toMatchObject({ kind: "removed", post: { title: "Two" } });
  });

  it("are served on while the store is away, and a text that could not be had then is had later", async () => {
    await room.write("posts/a.md", post("One", 1));
    await read("reader");
    let away = false;
    const { editions } = store;
    const gone = <T>(work: () => Promise<T>) => (away ? Promise.reject(new Error("no answer")) : work());
    const shaky: Editions = {
      ...editions,
      latest: () => gone(() => editions.latest()),
      text: (...which) => gone(() => editions.text(...which)),
    };
    const { library, changes } = follow(shaky);
    await shows(library, "One");
    away = true;
    const [one] = library.visible();
    expect((await library.body(one?.id ?? "")?.text())?.prose).toBe("");
    await expect(library.article(one?.id ?? "")).rejects.toThrow("no answer");
    const text = textsOf(changes);
    await room.write("posts/b.md", post("Two", 2));
    await until(async () => (await editions.latest())?.n === 2, "no second edition");
    expect(titles(library)).toEqual(["One"]);
    away = false;
    await shows(library, "Two", "One");
    expect((await text).join()).toContain(prose("One").slice(0, 100));
  });

  it("are made of what changes while the store is asked whether it has the last one", async () => {
    await room.write("posts/a.md", post("One", 1));
    let isSlow = false;
    let asked = 0;
    const slow: Editions = {
      ...store.editions,
      async latest() {
        const latest = await store.editions.latest();
        asked += 1;
        await until(() => !isSlow, "the store is slow for ever");
        return latest;
      },
    };
    const { library } = await read("reader", undefined, slow);
    const follower = follow();
    await shows(follower.library, "One");
    isSlow = true;
    const before = asked;
    await until(() => asked > before, "nobody asks for the last edition");
    await room.write("posts/b.md", post("Two", 2));
    await shows(library, "Two", "One");
    isSlow = false;
    await shows(follower.library, "Two", "One");
  });

  it.skipIf(name === "SQLite")("let the lease be prolonged while much is written", async () => {
    const term = await termOf("reader");
    const under = { way: true };
    const written = store.editions
      .putIndex(term, 1, Buffer.alloc(24 * 1024 * 1024, "some of the index"))
      .then(() => (under.way = false));
    let meanwhile = 0;
    while (under.way) if ((await termOf("reader", false)) === term && under.way) meanwhile += 1;
    await written;
    // The first may have been before anything was locked.
    expect(meanwhile).toBeGreaterThan(2);
  });

  it("keep a saved index of any size whole", async () => {
    const term = await termOf("reader");
    const bytes = Buffer.alloc(9 * 1024 * 1024, "some of the index");
    await store.editions.putIndex(term, 7, bytes);
    await store.editions.putIndex(term, 8, bytes.subarray(1));
    expect(await store.editions.indexed()).toBe(8);
    const parts: Uint8Array[] = [];
    for await (const part of store.editions.indexParts()) parts.push(part);
    expect(Buffer.concat(parts).equals(bytes.subarray(1))).toBe(true);
  });
});

// What every database keeps for us.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import type { Store } from "../../src/store/store.js";
import { aPost, factsOf } from "../fixtures/a-post.js";
import { databases, type TestDatabase } from "./databases.js";

describe.each(databases)("the store on $name", ({ create, skip }) => {
  let database: TestDatabase;
  const opened: Store[] = [];
  const open = async (memoLimit = 20_000): Promise<Store> => {
    const store = await openStore({ ...database.options, memoLimit });
    opened.push(store);
    return store;
  };
  beforeEach(async (context) => {
    if (skip) return context.skip(skip);
    database = await create();
  });
  afterEach(async () => {
    vi.useRealTimers();
    await Promise.all(opened.splice(0).map((store) => store.close()));
    await database?.remove();
  });

  it("keeps facts over a restart, the last one told", async () => {
    const first = await open();
    expect(await first.getState("offset")).toBeNull();
    await first.setState("offset", "1");
    await first.setState("offset", "2");
    await first.close();
    opened.length = 0;
    const second = await open();
    expect(await second.getState("offset")).toBe("2");
  });

  it("gives back a long text under a short key, the same for the same text", async () => {
    const store = await open();
    const text = "如何 🧭 ".repeat(500);
    const key = await store.remember(text);
    expect(key.length).toBeLessThanOrEqual(12);
    expect(await store.remember(text)).toBe(key);
    expect(await store.remember(`${text}!`)).not.toBe(key);
    expect(await store.recall(key)).toBe(text);
    expect(await store.recall("nobodyknows1")).toBeNull();
  });

  it("lets timers and answers through while it is asked without end", async () => {
    const store = await open();
    const turn = new AbortController();
    const timer = setTimeout(() => turn.abort(), 20);
    const end = Date.now() + 5000;
    while (!turn.signal.aborted && Date.now() < end) await store.getState("offset");
    clearTimeout(timer);
    expect(turn.signal.aborted).toBe(true);
  });

  it("forgets the oldest texts beyond its limit", async () => {
    const store = await open(3);
    const keys: string[] = [];
    for (let n = 0; n < 6; n += 1) {
      keys.push(await store.remember(`text ${n}`));
      // Ages are told apart by the millisecond.
      const now = Date.now();
      while (Date.now() === now) await new Promise(setImmediate);
    }
    const kept = await Promise.all(keys.map((key) => store.recall(key)));
    expect(kept).toEqual([null, null, null, "text 3", "text 4", "text 5"]);
  });

  it("keeps a text that is used, also where it was written long ago and by another process", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const [one, two] = [await open(3), await open(3)];
    const remember = (store: Store, text: string): Promise<string> => {
      vi.setSystemTime(Date.now() + 1);
      return store.remember(text);
    };
    const key = await remember(one, "used");
    vi.setSystemTime(Date.now() + 30 * 60_000);
    for (const text of ["a", "b"]) await remember(one, text);
    expect(await remember(two, "used")).toBe(key);
    for (const text of ["c", "d"]) await remember(one, text);
    expect(await (await open(3)).recall(key)).toBe("used");
  });

  it("counts how often posts are asked for, and nothing else", async () => {
    const store = await open();
    for (const id of ["a", "b", "b", "c", "b", "c"]) await store.popular.count(id);
    expect(await store.popular.most(2)).toEqual(["b", "c"]);
    await Promise.all(Array.from({ length: 3 }, () => store.popular.count("a")));
    expect(await store.popular.most(9)).toEqual(["a", "b", "c"]);
    // A post that goes by another id takes its count along, also where that id was asked for before.
    for (const id of ["d", "c"]) await store.news.rename("a", { ...factsOf(aPost()), post_id: id });
    expect(await store.popular.most(9)).toEqual(["d", "b", "c"]);
    for (const from of ["d", "b"]) await store.news.rename(from, { ...factsOf(aPost()), post_id: "c" });
    expect(await store.popular.most(9)).toEqual(["c"]);
  });

  it("is shared by two processes' worth of writers without a loss", async () => {
    const [one, two] = [await open(), await open()];
    await Promise.all(
      [one, two].flatMap((store, who) =>
        Array.from({ length: 50 }, (_, n) => store.setState(`${who}-${n}`, String(n))),
      ),
    );
    const read = await Promise.all(
      [0, 1].flatMap((who) => Array.from({ length: 50 }, (_, n) => one.getState(`${who}-${n}`))),
    );
    expect(read.filter((value) => value === null)).toEqual([]);
    expect(await two.getState("0-49")).toBe("49");
  });

  it("is made once by two that start together", async () => {
    await Promise.all([open(), open()]);
    await opened[0]!.setState("a", "b");
    expect(await opened[1]!.getState("a")).toBe("b");
  });

  it("runs on the database of a newer Postern only where that says so", async () => {
    const { Kysely, sql } = await import("kysely");
    await (await open()).close();
    opened.length = 0;
    const { dataDir, databaseUrl } = database.options;
    const { sqliteDialect } = await import("../../src/store/sqlite.js");
    const { postgresDialect } = await import("../../src/store/postgres.js");
    const db = new Kysely({
      dialect: databaseUrl ? await postgresDialect(databaseUrl) : sqliteDialect(`${dataDir}/postern.db`),
    });
    const says = (least: string) =>
      sql`update state set value = ${least} where name = 'schema.least'`.execute(db);
    await sql`insert into kysely_migration (name, timestamp) values ('999-future', '2099-01-01')`.execute(db);
    await says("999-future");
    await expect(openStore(database.options)).rejects.toThrow(/newer Postern \(it knows 999-future\)/);
    // Rolled back, or not yet updated: what the newer one added is no hindrance.
    await says("009-epoch");
    await (await openStore(database.options)).close();
    await sql`delete from kysely_migration where name = '009-epoch'`.execute(db);
    await expect(openStore(database.options)).rejects.toThrow(/newer Postern/);
    await db.destroy();
  });
});

// The inbox on every database: each update is one process's, and what an earlier version kept is carried over.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import { databases, type TestDatabase } from "./databases.js";
import { earlier } from "./earlier.js";

describe.each(databases)("the inbox on $name", ({ create, skip }) => {
  let database: TestDatabase;
  beforeEach(async (context) => {
    if (skip) return context.skip(skip);
    database = await create();
  });
  afterEach(() => database?.remove());

  it("gives each of many updates to one of two processes that take them at once", async () => {
    const [one, other] = await Promise.all([openStore(database.options), openStore(database.options)]);
    try {
      const updates = Array.from({ length: 500 }, (_, id) => ({ id, entry: `{"n":${id}}` }));
      const taken = await Promise.all([
        one.inbox.write(4200, "one", updates),
        other.inbox.write(4200, "other", updates.toReversed()),
      ]);
      expect(taken[0].size + taken[1].size).toBe(500);
      expect(new Set([...taken[0], ...taken[1]]).size).toBe(500);
      const [mine] = taken[0].size > 0 ? [...taken[0]] : [];
      if (mine !== undefined) {
        expect((await other.inbox.write(4200, "other", [{ id: mine, entry: null }])).size).toBe(0);
        expect((await one.inbox.write(4200, "one", [{ id: mine, entry: null }])).size).toBe(1);
      }
      expect((await one.inbox.kept(4300, 10)).length).toBe(0);
    } finally {
      await Promise.all([one.close(), other.close()]);
    }
  });

  it("carries over what an earlier version kept, and leaves out what is damaged", async () => {
    const kept = {
      offset: 8,
      recent: [900, 5, 6, 7],
      waiting: [{ question: { id: 6, kind: "line", locale: null }, begun: true, again: false }, null, 3],
    };
    await earlier(database.options, "010", [
      `insert into state (name, value) values ('telegram.6500000000.inbox', '${JSON.stringify(kept)}')`,
      `insert into state (name, value) values ('telegram.4300.inbox', '{"offset":')`,
    ]);
    const store = await openStore(database.options);
    try {
      expect(await store.inbox.kept(6_500_000_000, 300)).toEqual([
        { id: 900, entry: null },
        { id: 5, entry: null },
        { id: 6, entry: JSON.stringify(kept.waiting[0]) },
        { id: 7, entry: null },
      ]);
      expect(await store.inbox.kept(4300, 300)).toEqual([]);
      expect(await store.getState("telegram.6500000000.inbox")).toBeNull();
    } finally {
      await store.close();
    }
  });
});

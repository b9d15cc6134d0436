// The inbox on every database: each update is one process's, and what an earlier version kept is carried over.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import type { Store } from "../../src/store/store.js";
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

  describe("of several processes that answer at a time", () => {
    let store: Store;
    beforeEach(async () => {
      store = await openStore(database.options);
    });
    afterEach(() => store?.close());
    const bot = 4200;
    const asked = (id: number, lane = "a chat") => ({ id, entry: `{"n":${id}}`, lane, subject: null });
    const heldBy = async (holder: string) => (await store.inbox.held(bot, holder)).map(({ id }) => id);
    const nobodyIsDead = () => false;

    it("gives what comes to who works at its lane, and once that is done to who takes it", async () => {
      const { inbox } = store;
      expect(await inbox.share(bot, "one", asked(1))).toBe(true);
      expect(await inbox.share(bot, "other", asked(2))).toBe(false);
      expect(await inbox.share(bot, "other", asked(3, "another chat"))).toBe(true);
      expect(await inbox.share(4300, "other", asked(1))).toBe(true);
      expect(await heldBy("one")).toEqual([1, 2]);
      expect(await heldBy("other")).toEqual([3]);
      await inbox.write(bot, "one", [
        { id: 1, entry: null },
        { id: 2, entry: null },
      ]);
      expect(await inbox.share(bot, "other", asked(4))).toBe(true);
      expect(await inbox.share(bot, "other", asked(1))).toBe(false);
      expect(await heldBy("other")).toEqual([3, 4]);
      expect(await heldBy("one")).toEqual([]);
    });

    it("takes one of many that bear the same subject, also once it is done", async () => {
      const { inbox } = store;
      const about = (id: number, subject: string) => ({ ...asked(id), subject });
      expect(await inbox.share(bot, "one", about(1, "a chat 5"))).toBe(true);
      await inbox.write(bot, "one", [{ id: 1, entry: null }]);
      expect(await inbox.share(bot, "one", about(2, "a chat 5"))).toBe(false);
      expect(await inbox.share(bot, "one", about(3, "a chat 6"))).toBe(true);
      expect(await heldBy("one")).toEqual([3]);
    });

    it("gives what is left to who leads, whole, and lets the one before write no more", async () => {
      const { inbox } = store;
      for (const id of [2, 1]) await inbox.share(bot, "one", asked(id));
      await inbox.share(bot, "alive", asked(3, "another chat"));
      await inbox.takeLeft(bot, "leader", nobodyIsDead);
      expect(await heldBy("leader")).toEqual([]);
      await inbox.takeLeft(bot, "leader", (holder) => holder === "one");
      expect(await heldBy("leader")).toEqual([1, 2]);
      expect(await heldBy("alive")).toEqual([3]);
      expect((await inbox.write(bot, "one", [{ id: 1, entry: null }])).size).toBe(0);
      expect(await heldBy("leader")).toEqual([1, 2]);
      await inbox.release(bot, "alive");
      await inbox.takeLeft(bot, "leader", nobodyIsDead);
      expect(await heldBy("leader")).toEqual([1, 2, 3]);
      await inbox.release(bot, "leader");
      await inbox.prolong(bot, "leader");
      await inbox.takeLeft(bot, "another", nobodyIsDead);
      expect(await heldBy("another")).toEqual([]);
    });
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

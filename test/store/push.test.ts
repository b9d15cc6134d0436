// What the database keeps for pushing: subscriptions, news, the outbox and the lease.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { aPost, factsOf } from "../fixtures/a-post.js";
import { databases } from "./databases.js";
import { now, pushRoom, worker } from "./push-room.js";
import { stored } from "../../src/measures.js";
import { LeaseLost } from "../../src/store/lease.js";
import { platformSays } from "../../src/subscription/reason.js";

describe.each(databases)("pushing on $name", (kind) => {
  const room = pushRoom(kind);
  const { subscribe, claim, keysOf } = room;
  const post = aPost({ tags: ["rust"] });

  it("writes one row for every subscription that wants a post, and never a second", async () => {
    await subscribe("a");
    await subscribe("b", { tags: ["Rust"], silent: true });
    await subscribe("c", { tags: ["go"] });
    expect(await room.store.news.tell(post, factsOf(post), now)).toBe(2);
    expect(await room.store.news.tell(post, factsOf(post), now)).toBe(0);
    const rows = await room.store.outbox.list({});
    expect(new Set(rows.map((row) => `${row.address} ${row.silent} ${row.state}`))).toEqual(
      new Set(["a 0 pending", "b 1 pending"]),
    );
    expect((await room.store.news.get(post.id))?.state).toBe("told");
  });

  it("gives every post that is known once, however many there are", async () => {
    const ids = Array.from({ length: 2_001 }, (_, n) => `post ${n}`).toSorted();
    const seen = { ...factsOf(post), state: "seen", reason: null } as const;
    const known = ids.map((id) => ({ ...seen, post_id: id }));
    await room.store.news.record(known, now);
    expect((await room.store.news.all()).map(({ post_id }) => post_id).toSorted()).toEqual(ids);
  });

  it("gives each worker rows of its own", async () => {
    for (let n = 0; n < 30; n += 1) await subscribe(`many ${n}`);
    expect(await room.store.news.tell(post, factsOf(post), now)).toBe(30);
    const other = await room.another();
    try {
      const claims = await Promise.all(
        [room.store, other].flatMap((each, who) =>
          [0, 1].map((n) =>
            each.outbox.claimDue({
              platform: "discord",
              worker: `${who}-${n}`,
              now: now + 1000,
              leaseUntil: now + 2000,
              limit: 10,
            }),
          ),
        ),
      );
      const keys = claims.flat().map((row) => row.key);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys.length).toBe(30);
    } finally {
      await other.close();
    }
  });

  it("sends only what its lease still covers", async () => {
    await subscribe("a");
    await room.store.news.tell(post, factsOf(post), now);
    const rows = await claim();
    expect(await room.store.outbox.startSending(keysOf(rows), now + 3000, now + 4000)).toBe(false);
    await room.store.outbox.recover("discord", now + 3000, ["nobody"], 1000);
    const again = await claim(now + 3000, 10, "other");
    expect(again.length).toBe(1);
    expect(await room.store.outbox.startSending(keysOf(rows), now + 3000, now + 4000)).toBe(false);
    await room.store.outbox.finish(keysOf(rows), "m1", now + 3000);
    expect((await room.store.outbox.postOf(rows[0]!.key))?.state).toBe("claimed");
  });

  it("sends nothing for an earlier term of its lease, also once it has the lease again", async () => {
    await subscribe("a");
    await room.store.news.tell(post, factsOf(post), now);
    const rows = await claim();
    const take = (holder: string) =>
      room.store.takeLease({ name: "send discord", holder, lasts: 60_000, isDead: () => true });
    expect((await take("other")).term).toBe("other|2");
    expect(await room.store.outbox.startSending(keysOf(rows), now + 1000, now + 2000)).toBe(false);
    expect((await take("me")).term).toBe("me|3");
    expect(await room.store.outbox.startSending(keysOf(rows), now + 1000, now + 2000)).toBe(false);
    expect((await room.store.outbox.list({})).map(({ state }) => state)).toEqual(["claimed"]);
  });

  it("refuses what an earlier holder decides about news", async () => {
    await subscribe("a");
    const take = (holder: string) =>
      room.store.takeLease({ name: "news", holder, lasts: 60_000, isDead: () => true });
    const [first, second] = [(await take("a")).term ?? "", (await take("b")).term ?? ""];
    const old = room.store.newsOf(first);
    const facts = factsOf(post);
    await expect(old.tell(post, facts, now)).rejects.toThrow(LeaseLost);
    await expect(old.record([{ ...facts, state: "seen", reason: null }], now)).rejects.toThrow(LeaseLost);
    await expect(old.forget(post.id)).rejects.toThrow(LeaseLost);
    expect(await room.store.news.all()).toEqual([]);
    expect(await room.store.newsOf(second).tell(post, facts, now)).toBe(1);
  });

  it("knows after a crash what had not begun and what may have arrived", async () => {
    await subscribe("a");
    await subscribe("b");
    await room.store.news.tell(post, factsOf(post), now);
    const [first, second] = await claim();
    await room.store.outbox.startSending(keysOf([first!]), now + 1000, now + 2000);
    await room.store.outbox.recover("discord", now + 1500, [worker], 1000);
    expect(await room.store.outbox.postOf(first!.key)).toMatchObject({
      state: "uncertain",
      started_at: now + 1000,
    });
    expect(await room.store.outbox.postOf(second!.key)).toMatchObject({
      state: "pending",
      started_at: null,
    });
    const next = () => room.store.outbox.nextDue("discord");
    expect(await next()).toBe(now + 1500);
    const [lead] = await claim(now + 1500, 1);
    await room.store.outbox.release(keysOf([lead!]), now + 1400);
    expect(await next()).toBe(now + 1400);
    const again = await claim(now + 1500);
    expect(await next()).toBe(null);
    await room.store.outbox.startSending(keysOf(again), now + 1600, now + 2000, true);
    expect((await room.store.outbox.postOf(first!.key))?.started_at).toBe(now + 1000);
  });

  it("gathers a digest into one message, and the same ones again after a crash", async () => {
    await subscribe("a", { digest: "daily" });
    const posts = ["one", "two", "three"].map((slug) => aPost({ slug }));
    for (const each of posts) await room.store.news.tell(each, factsOf(each), now);
    expect(await claim()).toEqual([]);
    const tomorrow = now + 24 * 3_600_000;
    const [lead] = await claim(tomorrow, 1);
    const bundle = { worker, now: tomorrow, leaseUntil: tomorrow + 1000, limit: 100 };
    const first = await room.store.outbox.claimBundle(lead!, [], bundle);
    expect(first.length).toBe(3);
    await room.store.outbox.startSending(keysOf(first), tomorrow, tomorrow + 1000);
    await room.store.outbox.recover("discord", tomorrow, [worker], 1000);
    const late = aPost({ slug: "four" });
    await room.store.news.tell(late, factsOf(late), tomorrow - 1);
    const [again] = await claim(tomorrow, 1);
    const same = await room.store.outbox.claimBundle(again!, [], bundle);
    expect(new Set(same.map((row) => row.key))).toEqual(new Set(first.map((row) => row.key)));
    expect(new Set(same.map((row) => row.bundle))).toEqual(new Set([lead!.key]));
  });

  it("takes what a clock that was ahead sent for sent before now, and what is sent anew for begun anew", async () => {
    await subscribe("a");
    await room.store.news.tell(post, factsOf(post), now);
    const startedAt = async () => (await room.store.outbox.list({})).map((row) => row.started_at);
    const ahead = now + 24 * 3_600_000;
    await room.store.outbox.startSending(keysOf(await claim(ahead)), ahead, ahead + 1000);
    await room.store.outbox.recover("discord", now + 100, [worker], 1000);
    await room.store.outbox.recover("discord", now + 5000, [worker], 1000);
    expect(await startedAt()).toEqual([now + 100]);
    const doubtful = keysOf(await claim(now + 6000));
    await room.store.outbox.startSending(doubtful, now + 6000, now + 7000, true);
    expect(await startedAt()).toEqual([now + 100]);
    await room.store.outbox.recover("discord", now + 6000, [worker], 1000);
    const surely = keysOf(await claim(now + 6000));
    await room.store.outbox.startSending(surely, now + 6000, now + 7000, false);
    expect(await startedAt()).toEqual([now + 6000]);
  });

  it("edits what was sent, also what is on its way, but not what was never sent", async () => {
    await subscribe("a");
    await subscribe("b");
    await room.store.news.tell(post, factsOf(post), now);
    const rows = await claim(now + 1000, 1);
    await room.store.outbox.startSending(keysOf(rows), now + 1000, now + 2000);
    await room.store.news.edit({ ...factsOf(post), digest: "new" }, now + 1000);
    await room.store.outbox.finish(keysOf(rows), "m1", now + 1000);
    await room.store.news.edit({ ...factsOf(post), digest: "newer" }, now + 1001);
    const edits = (await room.store.outbox.list({})).filter((row) => row.kind === "edit");
    expect(edits.map((row) => row.subscription_id)).toEqual([rows[0]!.subscription_id]);
  });

  it.each(["edit", "remove"] as const)(
    "writes a change (%s) for what is looked for in its chat",
    async (kind) => {
      await subscribe("a");
      await room.store.news.tell(post, factsOf(post), now);
      await room.store.outbox.startSending(keysOf(await claim()), now + 1000, now + 2000);
      // The process that sent it ended before the answer; the next one looks whether it is there.
      await room.store.outbox.recover("discord", now + 6000, [worker], 1000);
      const [row] = await claim(now + 9000);
      if (kind === "edit") await room.store.news.edit({ ...factsOf(post), digest: "new" }, now + 9000);
      else await room.store.news.takeBack(post.id, kind, now + 9000);
      await room.store.outbox.found(keysOf([row!]), row!, "m1", now + 9001);
      const rows = await room.store.outbox.list({});
      expect(rows.map((one) => [one.kind, one.state])).toEqual(
        expect.arrayContaining([
          ["post", "done"],
          [kind, "pending"],
        ]),
      );
    },
  );

  it("never sends what was taken back before it was sent", async () => {
    await subscribe("a");
    await room.store.news.tell(post, factsOf(post), now);
    await room.store.news.takeBack(post.id, "edit", now);
    expect(await room.store.outbox.list({})).toEqual([]);
  });

  describe("for a place that is suspended", () => {
    const reason = platformSays("kicked");
    const next = aPost({ slug: "next" });
    let suspended: Awaited<ReturnType<typeof subscribe>>;
    let written: number;
    /** One message was on its way, and a second post appeared since. */
    beforeEach(async () => {
      suspended = await subscribe("a");
      await room.store.news.tell(post, factsOf(post), now);
      const rows = await claim();
      await room.store.outbox.startSending(keysOf(rows), now + 1000, now + 2000);
      await room.store.subscriptions.suspend(suspended.id, reason, now + 1000);
      await room.store.outbox.suspend(keysOf(rows), reason, now + 1000);
      written = await room.store.news.tell(next, factsOf(next), now + 2000);
    });

    it("keeps since when, and why", async () => {
      expect((await room.store.subscriptions.at(suspended.place))?.suspended).toEqual({
        since: now + 1000,
        reason,
      });
    });

    it("keeps what it misses", async () => {
      expect(written).toBe(1);
      const kept = (await room.store.outbox.list({})).map(({ state, error }) => [state, error]);
      expect(kept).toEqual([
        ["suspended", reason],
        ["suspended", reason],
      ]);
      expect(await room.store.outbox.reopened("discord")).toEqual([]);
    });

    it("tells when it is to be looked at again", async () => {
      const due = (at: number) => room.store.subscriptions.dueForCheck("discord", at, 5);
      expect(await due(now + 2000)).toEqual([]);
      expect(await due(now + 7 * 3_600_000)).toHaveLength(1);
    });

    it("lets out what is not too old once the place is open again", async () => {
      const { id } = suspended;
      await room.store.subscriptions.wake(id);
      expect(await room.store.outbox.reopened("discord")).toEqual([id]);
      const closed = { code: "place-closed" } as const;
      expect(await room.store.outbox.expire(id, now + 1500, closed, now + 5000)).toBe(1);
      const timing = { at: now + 5000, gather: false };
      expect(await room.store.outbox.catchUp(id, { now: now + 5000, timing, maxAtOnce: 5 })).toBe(1);
      expect((await claim(now + 5000)).map(({ post_id, error }) => [post_id, error])).toEqual([
        [next.id, null],
      ]);
    });
  });

  describe("the lease", () => {
    const take = (holder: string, lasts = 60_000) =>
      room.store.takeLease({ name: "discord", holder, lasts, isDead: (other) => other === "dead" });

    it("is given to one, who may prolong it", async () => {
      expect(await take("a")).toEqual({ term: "a|1", from: null });
      expect(await take("b")).toEqual({ term: null, from: null });
      expect(await take("a", 50)).toEqual({ term: "a|1", from: null });
    });

    it("costs who stands by one statement a look, its holder two", async () => {
      let statements = 0;
      stored.hear(() => (statements += 1));
      for (const [holder, cost] of [
        ["a", 2],
        ["b", 1],
        ["a", 2],
      ] as const) {
        statements = 0;
        await take(holder);
        expect([holder, statements]).toEqual([holder, cost]);
      }
    });

    it("goes by time to another process", async () => {
      const another = await room.another();
      try {
        await take("a", 50);
        const late = { name: "discord", holder: "b", lasts: 60_000, isDead: () => false };
        await expect.poll(() => another.takeLease(late)).toEqual({ term: "b|2", from: "a|1" });
        expect(await take("a")).toEqual({ term: null, from: null });
      } finally {
        await another.close();
      }
    });

    it("stays where it is for a process whose own clock is two minutes ahead", async (context) => {
      if (kind.name === "SQLite") return context.skip("a file is used by one machine, which has one clock");
      await take("a");
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 120_000 });
      try {
        expect(await take("b")).toEqual({ term: null, from: null });
        expect(Math.abs(room.store.now() - (Date.now() - 120_000))).toBeLessThan(5_000);
      } finally {
        vi.useRealTimers();
      }
    });

    it("goes from who has it for longer than it can last: a clock was set back", async () => {
      await take("b");
      expect(await take("c", 1000)).toEqual({ term: "c|2", from: "b|1" });
    });

    it("goes from the dead", async () => {
      await take("dead");
      expect(await take("c")).toEqual({ term: "c|2", from: "dead|1" });
    });

    it("goes to the next when it is dropped", async () => {
      await take("c");
      await room.store.dropLease("discord", "c");
      expect(await take("e")).toEqual({ term: "e|2", from: "c|1" });
    });

    it("tells that a store is in use while somebody living has it", async () => {
      await room.store.dropLease("send discord", "me");
      await take("e");
      const inUse = (dead = ""): Promise<boolean> => room.store.isInUse((holder) => holder === dead);
      expect(await inUse()).toBe(true);
      expect(await inUse("e")).toBe(false);
      await take("e", 200_000);
      expect(await inUse(), "by a clock that was set back").toBe(false);
      await room.store.dropLease("discord", "e");
      expect(await inUse()).toBe(false);
    });
  });

  it("gives the lease to one of many that ask at once", async () => {
    const asked = ["a", "b", "c", "d", "e"].map((holder) =>
      room.store.takeLease({ name: "discord", holder, lasts: 1000, isDead: () => false }),
    );
    expect((await Promise.all(asked)).filter(({ term }) => term !== null)).toHaveLength(1);
  });
});

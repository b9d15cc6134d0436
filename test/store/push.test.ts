// What the database keeps for pushing: subscriptions, news, the outbox and the lease.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import type { OutboxRow } from "../../src/store/outbox.js";
import type { Store } from "../../src/store/store.js";
import { everything, type Wishes } from "../../src/subscription/subscription.js";
import { aPost, factsOf } from "../fixtures/a-post.js";
import { databases, type TestDatabase } from "./databases.js";

const now = Date.UTC(2026, 5, 1, 12);
const worker = "me";

describe.each(databases)("pushing on $name", ({ create, skip }) => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async (context) => {
    if (skip) return context.skip(skip);
    database = await create();
    store = await openStore(database.options);
  });
  afterEach(async () => {
    await store?.close();
    await database?.remove();
  });

  const subscribe = (address: string, wishes: Partial<Wishes> = {}) =>
    store.subscriptions.put(
      {
        place: { platform: "discord", address },
        wishes: { ...everything, ...wishes },
        origin: "chat",
        locale: null,
      },
      now,
    );
  const claim = (at = now + 1000, limit = 10, by = worker) =>
    store.outbox.claimDue({ platform: "discord", worker: by, now: at, leaseUntil: at + 1000, limit });
  const keysOf = (rows: readonly OutboxRow[]) => ({ keys: rows.map((row) => row.key), worker });
  const post = aPost({ tags: ["rust"] });

  it("writes one row for every subscription that wants a post, and never a second", async () => {
    await subscribe("a");
    await subscribe("b", { tags: ["Rust"], silent: true });
    await subscribe("c", { tags: ["go"] });
    expect(await store.news.tell(post, factsOf(post), now)).toBe(2);
    expect(await store.news.tell(post, factsOf(post), now)).toBe(0);
    const rows = await store.outbox.list({});
    expect(new Set(rows.map((row) => `${row.address} ${row.silent} ${row.state}`))).toEqual(
      new Set(["a 0 pending", "b 1 pending"]),
    );
    expect((await store.news.get(post.id))?.state).toBe("told");
  });

  it("gives each worker rows of its own", async () => {
    for (let n = 0; n < 30; n += 1) await subscribe(`many ${n}`);
    expect(await store.news.tell(post, factsOf(post), now)).toBe(30);
    const other = await openStore(database.options);
    try {
      const claims = await Promise.all(
        [store, other].flatMap((each, who) =>
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
    await store.news.tell(post, factsOf(post), now);
    const rows = await claim();
    expect(await store.outbox.startSending(keysOf(rows), now + 3000, now + 4000)).toBe(false);
    await store.outbox.recover("discord", now + 3000, null, 1000);
    const again = await claim(now + 3000, 10, "other");
    expect(again.length).toBe(1);
    expect(await store.outbox.startSending(keysOf(rows), now + 3000, now + 4000)).toBe(false);
    await store.outbox.finish(keysOf(rows), "m1", now + 3000);
    expect((await store.outbox.row(rows[0]!.key))?.state).toBe("claimed");
  });

  it("knows after a crash what had not begun and what may have arrived", async () => {
    await subscribe("a");
    await subscribe("b");
    await store.news.tell(post, factsOf(post), now);
    const [first, second] = await claim();
    await store.outbox.startSending(keysOf([first!]), now + 1000, now + 2000);
    await store.outbox.recover("discord", now + 1500, worker, 1000);
    expect(await store.outbox.row(first!.key)).toMatchObject({ state: "uncertain", started_at: now + 1000 });
    expect(await store.outbox.row(second!.key)).toMatchObject({ state: "pending", started_at: null });
    const again = await claim(now + 1500);
    await store.outbox.startSending(keysOf(again), now + 1600, now + 2000);
    expect((await store.outbox.row(first!.key))?.started_at).toBe(now + 1000);
  });

  it("gathers a digest into one message, and the same ones again after a crash", async () => {
    await subscribe("a", { digest: "daily" });
    const posts = ["one", "two", "three"].map((slug) => aPost({ slug }));
    for (const each of posts) await store.news.tell(each, factsOf(each), now);
    expect(await claim()).toEqual([]);
    const tomorrow = now + 24 * 3_600_000;
    const [lead] = await claim(tomorrow, 1);
    const bundle = { worker, now: tomorrow, leaseUntil: tomorrow + 1000, limit: 100 };
    const first = await store.outbox.claimBundle(lead!, [], bundle);
    expect(first.length).toBe(3);
    await store.outbox.startSending(keysOf(first), tomorrow, tomorrow + 1000);
    await store.outbox.recover("discord", tomorrow, worker, 1000);
    const late = aPost({ slug: "four" });
    await store.news.tell(late, factsOf(late), tomorrow - 1);
    const [again] = await claim(tomorrow, 1);
    const same = await store.outbox.claimBundle(again!, [], bundle);
    expect(new Set(same.map((row) => row.key))).toEqual(new Set(first.map((row) => row.key)));
    expect(new Set(same.map((row) => row.bundle))).toEqual(new Set([lead!.key]));
  });

  it("edits what was sent, also what is on its way, but not what was never sent", async () => {
    await subscribe("a");
    await subscribe("b");
    await store.news.tell(post, factsOf(post), now);
    const rows = await claim(now + 1000, 1);
    await store.outbox.startSending(keysOf(rows), now + 1000, now + 2000);
    await store.news.edit({ ...factsOf(post), digest: "new" }, now + 1000);
    await store.outbox.finish(keysOf(rows), "m1", now + 1000);
    await store.news.edit({ ...factsOf(post), digest: "newer" }, now + 1001);
    const edits = (await store.outbox.list({})).filter((row) => row.kind === "edit");
    expect(edits.map((row) => row.subscription_id)).toEqual([rows[0]!.subscription_id]);
  });

  it("never sends what was taken back before it was sent", async () => {
    await subscribe("a");
    await store.news.tell(post, factsOf(post), now);
    await store.news.takeBack(post.id, "edit", now);
    expect(await store.outbox.list({})).toEqual([]);
  });

  it("suspends a place with its reason and wakes it with what it missed", async () => {
    const { id, place } = await subscribe("a");
    await store.news.tell(post, factsOf(post), now);
    const rows = await claim();
    await store.outbox.startSending(keysOf(rows), now + 1000, now + 2000);
    await store.subscriptions.suspend(id, "kicked", now + 1000);
    await store.outbox.fail(keysOf(rows), "kicked", now + 1000);
    expect((await store.subscriptions.at(place))?.suspended).toEqual({ since: now + 1000, why: "kicked" });
    const next = aPost({ slug: "next" });
    expect(await store.news.tell(next, factsOf(next), now + 1000)).toBe(0);
    expect(await store.subscriptions.dueForCheck("discord", now + 2000)).toEqual([]);
    expect((await store.subscriptions.dueForCheck("discord", now + 7 * 3_600_000)).length).toBe(1);
    await store.subscriptions.wake(id, now + 5000);
    expect((await claim(now + 5000)).length).toBe(1);
  });

  it("tries again what failed or is uncertain, and wakes its place", async () => {
    const places = await Promise.all(["a", "b", "c"].map((address) => subscribe(address)));
    await store.news.tell(post, factsOf(post), now);
    const [refused, lost, unsure] = await claim();
    const { id, place } = places.find((each) => each.id === refused?.subscription_id)!;
    for (const row of [refused!, lost!, unsure!])
      await store.outbox.startSending(keysOf([row]), now + 1000, now + 2000);
    await store.outbox.fail(keysOf([refused!]), "kicked", now + 1000);
    await store.subscriptions.suspend(id, "kicked", now + 1000);
    await store.outbox.uncertain(keysOf([lost!]), now + 1000, "no answer");
    await store.outbox.uncertain(keysOf([unsure!]), now + 9000, "no answer");
    await claim(now + 1500, 1);
    await store.outbox.fail(keysOf([lost!]), "it may have arrived", now + 1500);
    expect(await store.outbox.count({})).toEqual({ failed: 2, uncertain: 1 });
    expect(await store.outbox.count({ states: ["failed"], place })).toEqual({ failed: 1 });
    const keys = (await store.outbox.list({})).map((row) => row.key);
    expect(await store.outbox.tryAgain(keys, now + 2000)).toBe(3);
    expect(await store.outbox.tryAgain(keys, now + 2000)).toBe(1);
    expect(await store.outbox.row(refused!.key)).toMatchObject({ state: "pending", silent: 0, attempts: 0 });
    expect(await store.outbox.row(lost!.key)).toMatchObject({ state: "pending", silent: 1 });
    expect((await store.subscriptions.at(place))?.suspended).toBeNull();
    expect((await claim(now + 2000)).length).toBe(3);
  });

  it("tells only the places named, whatever they want, and again only when asked", async () => {
    const named = await subscribe("a", { tags: ["go"] });
    await subscribe("b");
    const away = await subscribe("c");
    await store.subscriptions.suspend(away.id, "kicked", now);
    await store.news.record([{ ...factsOf(post), state: "held", reason: "too many at once" }], now);
    const only = [named.id, away.id];
    expect(await store.news.tell(post, factsOf(post), now, { only })).toBe(1);
    expect((await store.news.get(post.id))?.state).toBe("held");
    const [row] = await claim();
    await store.outbox.startSending(keysOf([row!]), now + 1000, now + 2000);
    expect(await store.news.tell(post, factsOf(post), now, { only, again: true })).toBe(0);
    await store.outbox.finish(keysOf([row!]), "m1", now + 1000);
    expect(await store.news.tell(post, factsOf(post), now, { only })).toBe(0);
    expect(await store.news.tell(post, factsOf(post), now + 5, { only, again: true })).toBe(1);
    expect(await store.outbox.row(row!.key)).toMatchObject({
      state: "pending",
      message: null,
      attempts: 0,
      created_at: now + 5,
    });
    expect(await store.news.tell(post, factsOf(post), now)).toBe(1);
    expect((await store.news.get(post.id))?.state).toBe("told");
    expect((await store.outbox.list({})).map((each) => each.address).sort()).toEqual(["a", "b"]);
  });

  it("moves held posts where the owner wants them", async () => {
    const [kept, dropped] = [post, aPost({ slug: "other" })];
    for (const each of [kept, dropped])
      await store.news.record([{ ...factsOf(each), state: "held", reason: "too many at once" }], now);
    expect(await store.news.decide([kept.id], "held", "waiting", now + 5)).toBe(1);
    expect(await store.news.decide(null, "held", "seen", now + 5)).toBe(1);
    expect(await store.news.get(kept.id)).toMatchObject({
      state: "waiting",
      reason: null,
      check_at: now + 5,
    });
    expect(await store.news.get(dropped.id)).toMatchObject({ state: "seen", reason: "the owner decided" });
  });

  it("moves a place; where the new one is subscribed too, the two become one", async () => {
    const old = await subscribe("old");
    const kept = await subscribe("new");
    await store.news.tell(post, factsOf(post), now);
    const rows = (await claim()).filter((row) => row.subscription_id === old.id);
    await store.outbox.startSending(keysOf(rows), now + 1000, now + 2000);
    await store.outbox.release({ keys: (await store.outbox.list({})).map((r) => r.key), worker }, now);
    await store.subscriptions.move(old.id, "new");
    expect((await store.subscriptions.all()).map((each) => each.id)).toEqual([kept.id]);
    expect((await store.outbox.list({})).length).toBe(1);
  });

  it("gives the lease to one, prolongs it, and lets it go by time, death, or a clock set back", async () => {
    const wish = { name: "discord", lasts: 1000, isDead: (holder: string) => holder === "dead" };
    expect(await store.takeLease({ ...wish, holder: "a", now })).toEqual({ held: true, from: null });
    expect(await store.takeLease({ ...wish, holder: "b", now: now + 500 })).toMatchObject({ held: false });
    expect(await store.takeLease({ ...wish, holder: "a", now: now + 900 })).toEqual({
      held: true,
      from: null,
    });
    expect(await store.takeLease({ ...wish, holder: "b", now: now + 1950 })).toEqual({
      held: true,
      from: "a",
    });
    expect(await store.takeLease({ ...wish, holder: "dead", now: now + 9000 })).toMatchObject({ held: true });
    expect(await store.takeLease({ ...wish, holder: "c", now: now + 9001 })).toEqual({
      held: true,
      from: "dead",
    });
    expect(await store.takeLease({ ...wish, holder: "d", now: now - 100_000 })).toEqual({
      held: true,
      from: "c",
    });
    await store.dropLease("discord", "d");
    expect(await store.takeLease({ ...wish, holder: "e", now })).toEqual({ held: true, from: null });
  });
});

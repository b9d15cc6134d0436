// A place that got another address, on every database; where that is subscribed as well, the two become one.
import { describe, expect, it } from "vitest";
import { aPost, factsOf } from "../fixtures/a-post.js";
import { databases } from "./databases.js";
import { now, pushRoom, worker } from "./push-room.js";
import { platformSays } from "../../src/subscription/reason.js";

describe.each(databases)("a place that moves on $name", (kind) => {
  const room = pushRoom(kind);
  const { subscribe, claim, keysOf } = room;
  const post = aPost({ tags: ["rust"] });
  const tell = (address: string | null = null, again = false) =>
    room.store.subscriptions.all().then((all) => {
      const only = address === null ? null : all.filter(({ place }) => place.address === address);
      return room.store.news.tell(post, factsOf(post), now, {
        only: only?.map(({ id }) => id) ?? null,
        again,
      });
    });
  const rows = async () =>
    (await room.store.outbox.list({})).map((row) => `${row.address} ${row.kind} ${row.state}`);

  it("moves a place; where the new one is subscribed too, the two become one", async () => {
    const old = await subscribe("old");
    const kept = await subscribe("new");
    await room.store.news.tell(post, factsOf(post), now);
    const rows = (await claim()).filter((row) => row.subscription_id === old.id);
    await room.store.outbox.startSending(keysOf(rows), now + 1000, now + 2000);
    await room.store.outbox.release(
      { keys: (await room.store.outbox.list({})).map((r) => r.key), worker },
      now,
    );
    await room.store.subscriptions.move(old.id, "new");
    expect((await room.store.subscriptions.all()).map((each) => each.id)).toEqual([kept.id]);
    expect((await room.store.outbox.list({})).length).toBe(1);
  });

  it("sends a moved place nothing again that waited for the address it moved to", async () => {
    const old = await subscribe("old");
    const closed = await subscribe("new");
    await room.store.subscriptions.suspend(closed.id, platformSays("kicked"), now);
    await room.store.news.tell(post, factsOf(post), now);
    const rows = await claim();
    await room.store.outbox.startSending(keysOf(rows), now + 1000, now + 2000);
    await room.store.outbox.finish(keysOf(rows), "m1", now + 1000);
    expect(await room.store.subscriptions.move(old.id, "new")).toBe(closed.id);
    expect((await room.store.outbox.list({})).map(({ state }) => state)).toEqual(["done"]);
  });

  it("takes over a post also where of one taken back only a change is left at the new address", async () => {
    const old = await subscribe("old");
    await subscribe("new");
    await tell();
    const claimed = await claim();
    await room.store.news.edit({ ...factsOf(post), digest: "new" }, now + 1000);
    const [first, second] = claimed[0]?.subscription_id === old.id ? claimed : claimed.toReversed();
    await room.store.outbox.startSending(keysOf([first!]), now + 1000, now + 2000);
    await room.store.outbox.finish(keysOf([first!]), "m1", now + 1000);
    await room.store.outbox.release(keysOf([second!]), now + 1000);
    await room.store.news.takeBack(post.id, "edit", now + 1000);
    expect((await rows()).toSorted()).toEqual(["new edit pending", "old edit pending", "old post done"]);
    await room.store.subscriptions.move(old.id, "new");
    expect((await rows()).toSorted()).toEqual(["new edit pending", "new post done"]);
  });

  it.each([
    { waits: "old", failed: "new", mayHaveArrived: false },
    { waits: "new", failed: "old", mayHaveArrived: false },
    { waits: "new", failed: "old", mayHaveArrived: true },
  ])("gets from its $waits address what failed at its $failed one", async ({ waits, failed, ...how }) => {
    const old = await subscribe("old");
    await subscribe("new");
    await tell(failed);
    const lost = keysOf(await claim());
    await room.store.outbox.startSending(lost, now + 1000, now + 2000);
    await room.store.outbox.fail(lost, { code: "place-closed" }, now + 1000, how.mayHaveArrived);
    await tell(waits);
    expect((await rows()).toSorted()).toEqual([`${failed} post failed`, `${waits} post pending`].toSorted());
    await room.store.subscriptions.move(old.id, "new");
    expect(await rows()).toEqual(["new post pending"]);
  });
});

// What the database does for the owner's commands: sending again, telling by hand, deciding about held posts.
import { describe, expect, it } from "vitest";
import { aPost, factsOf } from "../fixtures/a-post.js";
import { databases } from "./databases.js";
import { now, pushRoom } from "./push-room.js";
import { platformSays } from "../../src/subscription/reason.js";

describe.each(databases)("the owner's view on $name", (kind) => {
  const room = pushRoom(kind);
  const { subscribe, claim, keysOf } = room;
  const post = aPost({ tags: ["rust"] });

  it("tries again what failed or is uncertain, and wakes its place", async () => {
    const places = await Promise.all(["a", "b", "c"].map((address) => subscribe(address)));
    await room.store.news.tell(post, factsOf(post), now);
    const [refused, lost, unsure] = await claim();
    const { id, place } = places.find((each) => each.id === refused?.subscription_id)!;
    for (const row of [refused!, lost!, unsure!])
      await room.store.outbox.startSending(keysOf([row]), now + 1000, now + 2000);
    await room.store.outbox.fail(keysOf([refused!]), platformSays("kicked"), now + 1000);
    await room.store.subscriptions.suspend(id, platformSays("kicked"), now + 1000);
    await room.store.outbox.uncertain(keysOf([lost!]), now + 1000, platformSays("no answer"));
    await room.store.outbox.uncertain(keysOf([unsure!]), now + 9000, platformSays("no answer"));
    await claim(now + 1500, 1);
    await room.store.outbox.fail(keysOf([lost!]), platformSays("it may have arrived"), now + 1500);
    expect(await room.store.outbox.count({})).toEqual({ failed: 2, uncertain: 1 });
    expect(await room.store.outbox.count({ states: ["failed"], place })).toEqual({ failed: 1 });
    const keys = (await room.store.outbox.list({})).map((row) => row.key);
    expect(await room.store.outbox.tryAgain(keys, now + 2000)).toBe(3);
    expect(await room.store.outbox.tryAgain(keys, now + 2000)).toBe(1);
    expect(await room.store.outbox.postOf(refused!.key)).toMatchObject({
      state: "pending",
      silent: 0,
      attempts: 0,
    });
    expect(await room.store.outbox.postOf(lost!.key)).toMatchObject({ state: "pending", silent: 1 });
    expect((await room.store.subscriptions.at(place))?.suspended).toBeNull();
    expect((await claim(now + 2000)).length).toBe(3);
  });

  describe("telling by hand", () => {
    const tell = (more: { only?: readonly string[]; again?: boolean } = {}, at = now) =>
      room.store.news.tell(post, factsOf(post), at, more);
    /** One place that wants other posts, one that wants all, and one that is suspended; the post is held. */
    const heldPost = async () => {
      const named = await subscribe("a", { tags: ["go"] });
      await subscribe("b");
      const away = await subscribe("c");
      await room.store.subscriptions.suspend(away.id, platformSays("kicked"), now);
      await room.store.news.record(
        [{ ...factsOf(post), state: "held", reason: { code: "too-many-at-once" } }],
        now,
      );
      return [named.id, away.id];
    };
    /** Told by hand to the place named, where it arrived. */
    const sent = async (only: readonly string[]) => {
      await tell({ only });
      const [row] = await claim();
      await room.store.outbox.startSending(keysOf([row!]), now + 1000, now + 2000);
      await room.store.outbox.finish(keysOf([row!]), "m1", now + 1000);
      return row!;
    };

    it("reaches only the places named, whatever they want, a suspended one later, and leaves the post held", async () => {
      expect(await tell({ only: await heldPost() })).toBe(2);
      expect(await room.store.outbox.count({})).toEqual({ pending: 1, suspended: 1 });
      expect((await room.store.news.get(post.id))?.state).toBe("held");
    });

    it("does not send again what is being sent", async () => {
      const only = await heldPost();
      await tell({ only });
      await room.store.outbox.startSending(keysOf(await claim()), now + 1000, now + 2000);
      expect(await tell({ only, again: true })).toBe(0);
    });

    it("sends again only when asked, under another key: platforms would take it for the message they have", async () => {
      const only = await heldPost();
      const row = await sent(only);
      expect(await tell({ only })).toBe(0);
      expect(await tell({ only, again: true }, now + 5)).toBe(1);
      expect(await room.store.outbox.postOf(row.key)).toBeNull();
      expect((await room.store.outbox.list({ states: ["pending"] }))[0]).toMatchObject({
        state: "pending",
        message: null,
        attempts: 0,
        created_at: now + 5,
      });
    });

    it("to all reaches who wants it and was not told", async () => {
      await sent(await heldPost());
      expect(await tell()).toBe(1);
      expect((await room.store.news.get(post.id))?.state).toBe("told");
      expect(new Set((await room.store.outbox.list({})).map((each) => each.address))).toEqual(
        new Set(["a", "b", "c"]),
      );
    });
  });

  it("moves held posts where the owner wants them", async () => {
    const [kept, dropped] = [post, aPost({ slug: "other" })];
    for (const each of [kept, dropped])
      await room.store.news.record(
        [{ ...factsOf(each), state: "held", reason: { code: "too-many-at-once" } }],
        now,
      );
    expect(await room.store.news.decide([kept.id], "held", "waiting", now + 5)).toBe(1);
    expect(await room.store.news.decide([], "held", "seen", now + 5)).toBe(0);
    expect(await room.store.news.decide([dropped.id], "held", "seen", now + 5)).toBe(1);
    expect(await room.store.news.get(kept.id)).toMatchObject({
      state: "waiting",
      reason: null,
      check_at: now + 5,
    });
    expect(await room.store.news.get(dropped.id)).toMatchObject({
      state: "seen",
      reason: { code: "owner" },
    });
  });
});

// The worker: every row is sent once, whatever the platform answers.
import { describe, expect, it } from "vitest";
import { newHolder, retire } from "../../src/delivery/lease-holder.js";
import { aPost, factsOf } from "../fixtures/a-post.js";
import { databases } from "../store/databases.js";
import { until } from "../until.js";
import { workerRoom } from "./worker-room.js";
import { platformSays } from "../../src/subscription/reason.js";

describe.each(databases)("the worker on $name", (kind) => {
  const room = workerRoom(kind);
  const { start, later, subscribe, tell, settled, now, states } = room;

  it("sends a post to everybody once, under keys that fit a nonce", async () => {
    for (const address of ["a", "b", "c"]) await subscribe(address);
    start();
    await tell();
    await settled("done", "done", "done");
    expect(room.office.letters.map((letter) => letter.address).sort()).toEqual(["a", "b", "c"]);
    expect(Math.max(...room.office.letters.map((letter) => letter.key.length))).toBeLessThanOrEqual(25);
    expect(new Set(room.office.letters.map((letter) => letter.key)).size).toBe(3);
  });

  it("waits where one place must wait, and sends to the others meanwhile", async () => {
    for (const address of ["slow", "b", "c"]) await subscribe(address);
    room.office.rule = (_, address) =>
      address === "slow"
        ? { kind: "retry", after: 60_000, scope: "place", reason: platformSays("429") }
        : null;
    start();
    await tell();
    await until(
      () => room.office.calls.some(({ address }) => address === "slow"),
      "a call for the slow place",
    );
    await settled("done", "done", "pending");
    room.office.rule = () => null;
    later(61_000);
    await settled("done", "done", "done");
    expect(room.office.letters.map((letter) => letter.address).sort()).toEqual(["b", "c", "slow"]);
    expect(room.office.calls.filter((call) => call.address === "slow").length).toBe(2);
  });

  it("lets the places of one group wait for each other, and for nobody else", async () => {
    const groupOf = (address: string): string => address.split("/")[0] ?? "";
    const topics = Array.from({ length: 40 }, (_, n) => `big/${n}`);
    for (const address of [...topics, "elsewhere"]) await subscribe(address);
    start({ pace: { perSecond: 30, gap: () => 3000, group: ({ address }) => groupOf(address) } });
    const before = Date.now();
    await tell();
    await until(
      () => room.office.letters.some(({ address }) => address === "elsewhere"),
      "the message elsewhere",
    );
    // In the time that it takes here two messages may reach the group.
    expect(room.office.letters.length).toBeLessThanOrEqual(2 + (Date.now() - before) / 3000);
    // One that is refused closes the group, so that no other topic is tried.
    room.office.rule = (_, address) =>
      address === "elsewhere"
        ? null
        : { kind: "retry", after: 600_000, scope: "place", reason: platformSays("429") };
    const groupCalls = () => room.office.calls.filter(({ address }) => address !== "elsewhere").length;
    const tried = groupCalls();
    await until(() => {
      later(1000);
      return groupCalls() > tried;
    }, "the next topic");
    await tell(aPost({ slug: "second" }));
    later(60_000);
    await until(
      () => room.office.letters.filter(({ address }) => address === "elsewhere").length === 2,
      "the second message elsewhere",
    );
    expect(groupCalls()).toBe(tried + 1);
  });

  it("sends nothing at all while the whole bot must wait", async () => {
    await subscribe("a");
    room.office.rule = () => ({ kind: "retry", after: 60_000, scope: "all", reason: platformSays("429") });
    start();
    await tell();
    await until(() => room.office.calls.length === 1, "the first try");
    await subscribe("b");
    await tell(aPost({ slug: "second" }));
    later(30_000);
    room.office.rule = () => null;
    later(31_000);
    await settled("done", "done", "done");
    expect(room.office.calls.length).toBe(4);
  });

  it("sends what is refused once more in its plainest form, then keeps the reason; others go on", async () => {
    await subscribe("picky");
    await subscribe("strict");
    room.office.rule = (_, address) =>
      address === "strict" || !room.office.calls.slice(0, -1).some((call) => call.address === address)
        ? { kind: "refused", reason: platformSays("400 bad request") }
        : null;
    start();
    await tell();
    await settled("done", "failed");
    expect(room.office.letters).toMatchObject([{ address: "picky", plain: true }]);
    const [failed] = await room.store.outbox.list({ states: ["failed"] });
    expect(failed).toMatchObject({ address: "strict", error: platformSays("400 bad request") });
    expect(room.office.calls.filter((call) => call.address === "strict").length).toBe(2);
  });

  it("follows a place to its new address", async () => {
    await subscribe("-1");
    room.office.rule = (_, address) => (address === "-1" ? { kind: "moved", address: "-100" } : null);
    start();
    await tell();
    await settled("done");
    expect(room.office.letters.map((letter) => letter.address)).toEqual(["-100"]);
    expect((await room.store.subscriptions.all())[0]?.place.address).toBe("-100");
  });

  /** Lets the next try be due, for as long as `answer` says no, and tells how often it was tried. */
  const triesOf = async (limit: number): Promise<number> => {
    for (let tries = 1; ; tries += 1) {
      await until(
        async () =>
          (await room.store.outbox.list({}))[0]?.state === "failed" || room.office.calls.length >= tries,
        `try ${tries}`,
      );
      if (tries > limit || room.office.calls.length < tries) return room.office.calls.length;
      later(13 * 60_000);
    }
  };

  it("waits ten minutes at most between two tries, gives up after a day of them and says so", async () => {
    await subscribe("a");
    room.office.rule = () => ({ kind: "retry", after: 1000, scope: "place", reason: platformSays("503") });
    start();
    await tell();
    expect(await triesOf(200)).toBe(151);
    expect((await room.store.outbox.list({}))[0]).toMatchObject({
      state: "failed",
      error: { code: "tried-for-a-day", perhapsSent: false, last: platformSays("503") },
    });
  });

  it("tries a message that was held for days as long as any other", async () => {
    await subscribe("a", { digest: "weekly", digestAt: "09:00" });
    start();
    await tell();
    room.office.rule = () => ({ kind: "retry", after: 1000, scope: "place", reason: platformSays("503") });
    later(8 * 24 * 3_600_000);
    expect(await triesOf(3)).toBe(4);
    room.office.rule = () => null;
    later(3_600_000);
    await settled("done");
  });

  it("holds nothing back longer than it was to wait when the clock was days ahead and is set right", async () => {
    await subscribe("a", { digest: "daily" });
    const suspended = await subscribe("b");
    later(5 * 24 * 3_600_000);
    await room.store.subscriptions.suspend(suspended.id, platformSays("kicked"), now());
    await tell();
    later(-5 * 24 * 3_600_000);
    start();
    await settled("done", "pending");
    later(24 * 3_600_000);
    await settled("done", "done");
    expect(room.office.letters.map(({ address }) => address)).toEqual(["b", "a"]);
  });

  it("holds nothing back that was put off while the clock was a month ahead", async () => {
    await subscribe("a");
    room.office.rule = () => ({ kind: "retry", after: 1000, scope: "place", reason: platformSays("503") });
    await tell();
    const ahead = 30 * 24 * 3_600_000;
    later(ahead);
    const worker = start();
    await until(async () => (await room.store.outbox.list({}))[0]?.attempts === 1, "a try");
    await worker.stop();
    room.office.rule = () => null;
    later(-ahead);
    start();
    await settled("done");
  });

  it("sends what quiet hours held back as one message, and edits that one", async () => {
    const quiet = { from: "00:00", to: "23:59" };
    await subscribe("a", { quiet });
    start();
    const first = await tell(aPost({ slug: "one" }));
    await tell(aPost({ slug: "two" }));
    later(24 * 3_600_000);
    await settled("done", "done");
    expect(room.office.letters).toMatchObject([{ title: "About one + About two" }]);
    room.posts[0] = { ...first, title: "One, retitled" };
    await room.store.news.edit({ ...factsOf(first), title: "One, retitled", digest: "new" }, now());
    await settled("done", "done", "done");
    expect(room.office.letters).toMatchObject([{ title: "One, retitled + About two", edits: 1 }]);
  });

  it("removes one of several posts from their message, and the message with the last of them", async () => {
    await subscribe("a", { digest: "daily" });
    start();
    for (const slug of ["one", "two"]) await tell(aPost({ slug }));
    later(24 * 3_600_000);
    await settled("done", "done");
    const shown = async (...states: string[]) => {
      const post = room.posts.shift();
      await room.store.news.takeBack(post?.id ?? "", "remove", now());
      await settled(...states);
      return room.office.letters.map(({ title, removed }) => [title, removed]);
    };
    expect(await shown("done", "done", "done")).toEqual([["About two", false]]);
    expect(await shown("done", "done", "done", "done")).toEqual([["About two", true]]);
  });

  it("strikes through what was taken back", async () => {
    await subscribe("a");
    start();
    const post = await tell();
    await settled("done");
    room.posts.length = 0;
    await room.store.news.takeBack(post.id, "edit", now());
    await settled("done", "done");
    expect(room.office.letters[0]?.title).toContain('"strike"');
  });

  it("edits what was sent also when its post goes by another id now", async () => {
    await subscribe("a");
    await subscribe("b");
    start();
    const post = await tell();
    await settled("done", "done");
    const renamed = { ...post, id: "another id", title: "Retitled" };
    room.posts[0] = renamed;
    await room.store.news.rename(post.id, factsOf(renamed));
    await room.store.news.edit({ ...factsOf(renamed), digest: "new" }, now());
    await settled("done", "done", "done", "done");
    expect(room.office.letters).toMatchObject([
      { title: "Retitled", edits: 1 },
      { title: "Retitled", edits: 1 },
    ]);
  });

  it("changes nothing that was sent to a place's old address, says so, and tells the new one what is new", async () => {
    const old = await subscribe("-1");
    await subscribe("b");
    start();
    const post = await tell();
    await settled("done", "done");
    // By the numbers of a group's messages others would be found in the supergroup that it became.
    room.office.rule = (_, address) => (address === "-1" ? { kind: "moved", address: "-100" } : null);
    await room.store.news.edit({ ...factsOf(post), digest: "new" }, now());
    await settled("done", "done", "done", "failed");
    const changed = () =>
      room.office.letters.map(({ address, edits, removed }) => `${address} ${edits} ${removed}`).toSorted();
    expect(changed()).toEqual(["-1 0 false", "b 1 false"]);
    const [failed] = await room.store.outbox.list({ states: ["failed"] });
    expect(failed).toMatchObject({ address: "-100", kind: "edit", error: { code: "place-moved" } });
    expect(room.warnings.join()).toContain("cannot be changed any more");
    // Also where the new address was subscribed by itself.
    const own = await subscribe("-200");
    const second = await tell(aPost({ slug: "second" }));
    await settled("done", "done", "done", "done", "done", "done", "failed");
    await room.store.news.edit({ ...factsOf(second), digest: "new" }, now());
    expect(await room.store.subscriptions.move(old.id, "-200")).toBe(own.id);
    room.posts.shift();
    await room.store.news.takeBack(post.id, "remove", now());
    const wanted = ["-1 0 false", "-100 0 false", "-200 1 false", "b 1 false", "b 1 true"];
    await until(
      () => (later(0), changed().join() === wanted.join()),
      `${wanted.join()}; ${changed().join()}`,
    );
    await tell(aPost({ slug: "third" }));
    await until(
      () => (later(0), room.office.letters.filter(({ address }) => address === "-200").length === 2),
      "the third post",
    );
  });

  it("announces a new post under the id that another one went by", async () => {
    await subscribe("a");
    start();
    const post = await tell();
    await settled("done");
    const renamed = { ...post, id: "another id" };
    room.posts[0] = renamed;
    await room.store.news.rename(post.id, factsOf(renamed));
    await tell(aPost({ title: "New" }));
    await settled("done", "done");
    expect(room.office.letters.map(({ title }) => title)).toEqual([post.title, "New"]);
  });

  it("sends what the owner has sent again under a key of its own, for platforms drop repeats", async () => {
    await subscribe("a");
    start();
    const post = await tell();
    await settled("done");
    expect(await room.store.news.tell(post, factsOf(post), now(), { again: true })).toBe(1);
    await until(() => (later(0), room.office.letters.length === 2), "the repeat");
    await settled("done");
    expect(new Set(room.office.letters.map(({ key }) => key)).size).toBe(2);
  });

  it("lets one process send at a time; another takes over when that one dies", async () => {
    await subscribe("a");
    const second = await room.second();
    try {
      const first = newHolder();
      let release: () => void = () => {};
      // The first process is killed while its request is on its way: it never hears the answer.
      const silence = new Promise<void>((resolve) => (release = resolve));
      room.office.rule = () =>
        room.office.calls.length === 1
          ? silence.then(() => ({ kind: "uncertain", reason: platformSays("") }))
          : null;
      room.office.found = "remembers";
      start({ holder: first });
      await tell();
      await until(() => room.office.calls.length === 1, "the first request");
      start({ at: second });
      later(2000);
      expect(await states()).toEqual(["sending"]);
      retire(first);
      await settled("done");
      expect(room.office.letters.length).toBe(1);
      release();
    } finally {
      await room.stopAll();
      await second.close();
    }
  });

  it("finishes what is under way when it is stopped, and leaves the rest for the next start", async () => {
    for (let n = 0; n < 10; n += 1) await subscribe(`a${n}`);
    let release: () => void = () => {};
    const hold = new Promise<void>((resolve) => (release = resolve));
    room.office.rule = () => hold.then(() => ({ kind: "sent", message: "late" }));
    const worker = start();
    await tell();
    await until(() => room.office.calls.length === 3, "three requests under way");
    const stopped = worker.stop();
    release();
    await stopped;
    expect(await states()).toEqual([...Array(3).fill("done"), ...Array(7).fill("pending")]);
  });
});

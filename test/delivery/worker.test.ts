// The worker: every row is sent once, whatever the platform answers.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { composer } from "../../src/delivery/compose.js";
import { newHolder, retire } from "../../src/delivery/holder.js";
import { startWorker, type Worker } from "../../src/delivery/worker.js";
import type { LibraryView } from "../../src/library/library.js";
import type { Post } from "../../src/post/post.js";
import { openStore } from "../../src/store/open-store.js";
import type { Store } from "../../src/store/store.js";
import { everything, type Wishes } from "../../src/subscription/subscription.js";
import { aPost, factsOf } from "../fixtures/a-post.js";
import { databases, type TestDatabase } from "../store/databases.js";
import { openPostOffice, until, type PostOffice } from "../stand-in/post-office.js";

describe.each(databases)("the worker on $name", ({ create, skip }) => {
  let database: TestDatabase;
  let store: Store;
  let office: PostOffice;
  let ahead = 0;
  let posts: Post[];
  const workers: Worker[] = [];
  const now = (): number => Date.now() + ahead;
  const library: LibraryView = {
    site: { title: "Blog", url: null, timezone: null, lang: null, generator: "plain" },
    visible: () => posts,
    get: (id) => posts.find((post) => post.id === id),
    body: async () => null,
  };
  const start = (more: { uncertain?: "resend" | "skip"; worker?: string; at?: Store } = {}): Worker => {
    const at = more.at ?? store;
    const worker = startWorker({
      store: at,
      messenger: office,
      compose: composer(library, at),
      worker: more.worker ?? newHolder(),
      uncertain: more.uncertain ?? "resend",
      log: { info: () => {}, warn: () => {} },
      now,
      random: () => 0.5,
    });
    workers.push(worker);
    return worker;
  };
  /** Lets time pass for everybody. */
  const later = (ms: number): void => {
    ahead += ms;
    for (const worker of workers) worker.nudge();
  };
  const subscribe = (address: string, wishes: Partial<Wishes> = {}) =>
    store.subscriptions.put(
      {
        place: { platform: "discord", address },
        wishes: { ...everything, ...wishes },
        origin: "chat",
        locale: null,
      },
      now(),
    );
  const tell = async (post = aPost()): Promise<Post> => {
    posts.push(post);
    await store.news.tell(post, factsOf(post), now());
    later(0);
    return post;
  };
  const states = async (): Promise<string[]> => (await store.outbox.list({})).map((row) => row.state).sort();
  const settled = (...wanted: string[]) =>
    until(
      async () => {
        later(0);
        return JSON.stringify(await states()) === JSON.stringify(wanted);
      },
      `outbox rows ${wanted.join(", ")}`,
    );

  beforeEach(async (context) => {
    if (skip) return context.skip(skip);
    database = await create();
    store = await openStore(database.options);
    office = openPostOffice();
    posts = [];
    ahead = 0;
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    await store?.close();
    await database?.remove();
  });

  it("sends a post to everybody once, under keys that fit a nonce", async () => {
    for (const address of ["a", "b", "c"]) await subscribe(address);
    start();
    await tell();
    await settled("done", "done", "done");
    expect(office.letters.map((letter) => letter.address).sort()).toEqual(["a", "b", "c"]);
    expect(Math.max(...office.letters.map((letter) => letter.key.length))).toBeLessThanOrEqual(25);
    expect(new Set(office.letters.map((letter) => letter.key)).size).toBe(3);
  });

  it("waits where one place must wait, and sends to the others meanwhile", async () => {
    for (const address of ["slow", "b", "c"]) await subscribe(address);
    office.rule = (_, address) =>
      address === "slow" ? { kind: "retry", after: 60_000, scope: "place", reason: "429" } : null;
    start();
    await tell();
    await until(() => office.calls.some(({ address }) => address === "slow"), "a call for the slow place");
    await settled("done", "done", "pending");
    office.rule = () => null;
    later(61_000);
    await settled("done", "done", "done");
    expect(office.letters.map((letter) => letter.address).sort()).toEqual(["b", "c", "slow"]);
    expect(office.calls.filter((call) => call.address === "slow").length).toBe(2);
  });

  it("sends nothing at all while the whole bot must wait", async () => {
    await subscribe("a");
    office.rule = () => ({ kind: "retry", after: 60_000, scope: "all", reason: "429" });
    start();
    await tell();
    await until(() => office.calls.length === 1, "the first try");
    await subscribe("b");
    await tell(aPost({ slug: "second" }));
    later(30_000);
    office.rule = () => null;
    later(31_000);
    await settled("done", "done", "done");
    expect(office.calls.length).toBe(4);
  });

  it("sends what is refused once more in its plainest form, then keeps the reason; others go on", async () => {
    await subscribe("picky");
    await subscribe("strict");
    office.rule = (_, address) =>
      address === "strict" || !office.calls.slice(0, -1).some((call) => call.address === address)
        ? { kind: "refused", reason: "400 bad request" }
        : null;
    start();
    await tell();
    await settled("done", "failed");
    expect(office.letters).toMatchObject([{ address: "picky", plain: true }]);
    const [failed] = await store.outbox.list({ states: ["failed"] });
    expect(failed).toMatchObject({ address: "strict", error: "400 bad request" });
    expect(office.calls.filter((call) => call.address === "strict").length).toBe(2);
  });

  it("suspends a place that shut us out, and wakes it when it lets us in again", async () => {
    const { place } = await subscribe("a");
    office.rule = () => ({ kind: "forbidden", reason: "kicked" });
    start();
    await tell();
    await settled("failed");
    expect((await store.subscriptions.at(place))?.suspended?.why).toBe("kicked");
    office.rule = () => null;
    later(7 * 3_600_000);
    await until(async () => (await store.subscriptions.at(place))?.suspended === null, "the place to wake");
    await settled("done");
  });

  it("follows a place to its new address", async () => {
    await subscribe("-1");
    office.rule = (_, address) => (address === "-1" ? { kind: "moved", address: "-100" } : null);
    start();
    await tell();
    await settled("done");
    expect(office.letters.map((letter) => letter.address)).toEqual(["-100"]);
    expect((await store.subscriptions.all())[0]?.place.address).toBe("-100");
  });

  /** Lets the next try be due, for as long as `answer` says no, and tells how often it was tried. */
  const triesOf = async (limit: number): Promise<number> => {
    for (let tries = 1; ; tries += 1) {
      await until(
        async () => (await store.outbox.list({}))[0]?.state === "failed" || office.calls.length >= tries,
        `try ${tries}`,
      );
      if (tries > limit || office.calls.length < tries) return office.calls.length;
      later(13 * 60_000);
    }
  };

  it("waits ten minutes at most between two tries, gives up after a day of them and says so", async () => {
    await subscribe("a");
    office.rule = () => ({ kind: "retry", after: 1000, scope: "place", reason: "503" });
    start();
    await tell();
    expect(await triesOf(200)).toBe(151);
    expect((await store.outbox.list({}))[0]).toMatchObject({
      state: "failed",
      error: "tried for a day: 503",
    });
  });

  it("tries a message that was held for days as long as any other", async () => {
    await subscribe("a", { digest: "weekly", digestAt: "09:00" });
    start();
    await tell();
    office.rule = () => ({ kind: "retry", after: 1000, scope: "place", reason: "503" });
    later(8 * 24 * 3_600_000);
    expect(await triesOf(3)).toBe(4);
    office.rule = () => null;
    later(3_600_000);
    await settled("done");
  });

  describe("when nobody knows whether it arrived", () => {
    const cutEveryAnswer = (): void => {
      office.rule = (call) => (call === "deliver" ? { after: { kind: "uncertain", reason: "cut" } } : null);
    };
    beforeEach(async () => {
      await subscribe("a");
      office.rule = (call) =>
        call === "deliver" && office.calls.length === 1
          ? { after: { kind: "uncertain", reason: "the line was cut" } }
          : null;
    });

    it("looks for it, and does not send it again", async () => {
      office.found = "remembers";
      start();
      await tell();
      await settled("uncertain");
      later(5000);
      await settled("done");
      expect(office.letters.length).toBe(1);
      expect((await store.outbox.list({}))[0]?.message).toBe("m1");
    });

    it("asks later when the platform does not answer", async () => {
      office.found = "later";
      start();
      await tell();
      await settled("uncertain");
      later(5000);
      await until(
        async () => ((await store.outbox.list({}))[0]?.next_at ?? 0) > now() - 4000,
        "a later look",
      );
      office.found = "remembers";
      later(5000);
      await settled("done");
      expect(office.letters.length).toBe(1);
    });

    it("takes ever longer between two looks, and gives up after a day of them", async () => {
      office.found = "later";
      start();
      await tell();
      await settled("uncertain");
      const waits: number[] = [];
      for (let look = 2; look <= 151; look += 1) {
        later(13 * 60_000);
        await until(
          async () => (await store.outbox.list({}))[0]?.attempts === look || look === 151,
          `look ${look}`,
        );
        if (look < 151) waits.push((await store.outbox.list({}))[0]!.next_at - now());
      }
      await settled("failed");
      expect(waits[0]).toBeLessThan(10_000);
      expect(waits.at(-1)).toBeGreaterThan(500_000);
      expect(office.letters.length).toBe(1);
      expect((await store.outbox.list({}))[0]?.error).toMatch(/tried for a day; it may have arrived/);
    });

    it("waits ever longer where it surely is not there and every answer is lost", async () => {
      office.rule = (call) => (call === "deliver" ? { kind: "uncertain", reason: "502" } : null);
      office.found = "remembers";
      start();
      await tell();
      await settled("uncertain");
      for (let tries = 2; tries <= 12; tries += 1) {
        later(13 * 60_000);
        await until(() => office.calls.length === tries, `try ${tries}`);
        await settled("uncertain");
      }
      expect((await store.outbox.list({}))[0]!.next_at - now()).toBeGreaterThan(500_000);
      office.rule = () => null;
      later(13 * 60_000);
      await settled("done");
      expect(office.letters.map(({ silent }) => silent)).toEqual([false]);
    });

    it("looks for it from now on backwards when the clock was set back", async () => {
      office.found = "remembers";
      start();
      await tell();
      await settled("uncertain");
      ahead -= 24 * 3_600_000;
      await settled("done");
      expect(office.letters.length).toBe(1);
      expect(office.looks.every((since) => since.getTime() <= now())).toBe(true);
    });

    it("sends it again, silently, until there is an answer, where nobody can tell", async () => {
      cutEveryAnswer();
      start();
      await tell();
      await settled("uncertain");
      later(60_000);
      await until(() => office.letters.length === 2, "a repeat");
      await settled("uncertain");
      office.rule = () => null;
      later(60_000);
      await settled("done");
      expect(office.letters.map((letter) => letter.silent)).toEqual([false, true, true]);
    });

    it("gives up after five silent repeats without an answer", async () => {
      cutEveryAnswer();
      start();
      await tell();
      for (let repeat = 1; repeat <= 5; repeat += 1) {
        await settled("uncertain");
        later(120_000);
        await until(() => office.letters.length > repeat, `repeat ${repeat}`);
      }
      await settled("uncertain");
      later(120_000);
      await settled("failed");
      expect(office.letters.map((letter) => letter.silent)).toEqual([false, true, true, true, true, true]);
    });

    it("leaves it, where the owner wants that", async () => {
      start({ uncertain: "skip" });
      await tell();
      await settled("uncertain");
      later(5000);
      await settled("failed");
      expect(office.letters.length).toBe(1);
    });
  });

  it("sends what quiet hours held back as one message, and edits that one", async () => {
    const quiet = { from: "00:00", to: "23:59" };
    await subscribe("a", { quiet });
    start();
    const first = await tell(aPost({ slug: "one" }));
    await tell(aPost({ slug: "two" }));
    later(24 * 3_600_000);
    await settled("done", "done");
    expect(office.letters).toMatchObject([{ title: "About one + About two" }]);
    posts[0] = { ...first, title: "One, retitled" };
    await store.news.edit({ ...factsOf(first), title: "One, retitled", digest: "new" }, now());
    await settled("done", "done", "done");
    expect(office.letters).toMatchObject([{ title: "One, retitled + About two", edits: 1 }]);
  });

  it("strikes through what was taken back", async () => {
    await subscribe("a");
    start();
    const post = await tell();
    await settled("done");
    posts.length = 0;
    await store.news.takeBack(post.id, "edit", now());
    await settled("done", "done");
    expect(office.letters[0]?.title).toContain('"strike"');
  });

  it("lets one process send at a time; another takes over when that one dies", async () => {
    await subscribe("a");
    const second = await openStore(database.options);
    try {
      const first = newHolder();
      let release: () => void = () => {};
      // The first process is killed while its request is on its way: it never hears the answer.
      const silence = new Promise<void>((resolve) => (release = resolve));
      office.rule = () =>
        office.calls.length === 1 ? silence.then(() => ({ kind: "uncertain", reason: "" })) : null;
      office.found = "remembers";
      start({ worker: first });
      await tell();
      await until(() => office.calls.length === 1, "the first request");
      start({ at: second });
      later(2000);
      expect(await states()).toEqual(["sending"]);
      retire(first);
      await settled("done");
      expect(office.letters.length).toBe(1);
      release();
    } finally {
      await Promise.all(workers.splice(0).map((worker) => worker.stop()));
      await second.close();
    }
  });

  it("finishes what is under way when it is stopped, and leaves the rest for the next start", async () => {
    for (let n = 0; n < 10; n += 1) await subscribe(`a${n}`);
    let release: () => void = () => {};
    const hold = new Promise<void>((resolve) => (release = resolve));
    office.rule = () => hold.then(() => ({ kind: "sent", message: "late" }));
    const worker = start();
    await tell();
    await until(() => office.calls.length === 3, "three requests under way");
    const stopped = worker.stop();
    release();
    await stopped;
    expect(await states()).toEqual([...Array(3).fill("done"), ...Array(7).fill("pending")]);
  });
});

// Places that are closed to the bot for a while: they lose nothing, and one message's refusal closes none.
import { describe, expect, it } from "vitest";
import { aPost, factsOf } from "../fixtures/a-post.js";
import { databases } from "../store/databases.js";
import { until } from "../until.js";
import { workerRoom } from "./worker-room.js";
import { platformSays } from "../../src/subscription/reason.js";

const HOUR = 3_600_000;
const posts = (count: number) => Array.from({ length: count }, (_, at) => aPost({ slug: `post-${at}` }));

describe.each(databases)("a suspended place on $name", (kind) => {
  const room = workerRoom(kind);
  const { start, later, subscribe, tell, settled, now } = room;

  /** Tells the first of `all`, finds the place closed, and publishes the others meanwhile. */
  async function closedMeanwhile(all: readonly ReturnType<typeof aPost>[], wishes = {}) {
    const [first, ...others] = all;
    const { place } = await subscribe("a", wishes);
    room.office.rule = () => ({ kind: "forbidden", reason: platformSays("kicked") });
    start();
    await tell(first);
    await settled("suspended");
    expect((await room.store.subscriptions.at(place))?.suspended?.reason).toEqual(platformSays("kicked"));
    for (const post of others) await tell(post);
    await settled(...all.map(() => "suspended"));
    expect(room.office.letters).toEqual([]);
    room.office.rule = () => null;
    return place;
  }

  it("gets one by one what failed and what was published meanwhile, once a look finds it open", async () => {
    const place = await closedMeanwhile(posts(3));
    later(7 * HOUR);
    await settled("done", "done", "done");
    expect(room.office.letters.map(({ title }) => title)).toEqual([0, 1, 2].map((at) => `About post-${at}`));
    expect((await room.store.subscriptions.at(place))?.suspended).toBeNull();
  });

  it("gets more than ANNOUNCE_MAX_AT_ONCE as one message", async () => {
    await closedMeanwhile(posts(7));
    later(7 * HOUR);
    await settled(...Array<string>(7).fill("done"));
    expect(room.office.letters.map(({ title }) => title.split(" + ").length)).toEqual([7]);
  });

  it("gets what it missed with its next digest, when it wants one", async () => {
    await closedMeanwhile([aPost({ slug: "urgent" })]);
    const place = { platform: "discord", address: "a" };
    const sooner = await room.store.subscriptions.at(place);
    await room.store.subscriptions.put({ ...sooner!, wishes: { ...sooner!.wishes, digest: "daily" } }, now());
    await settled("pending");
    expect(room.office.letters).toEqual([]);
    later(24 * HOUR);
    await settled("done");
  });

  it("is looked at as soon as there is a sign, and subscribing again opens it at once", async () => {
    const place = await closedMeanwhile(posts(2));
    const { id } = (await room.store.subscriptions.at(place))!;
    room.office.rule = () => ({ kind: "forbidden", reason: platformSays("kicked") });
    const checks = () => room.office.calls.filter(({ call }) => call === "check").length;
    await room.store.subscriptions.lookAt(id, now());
    await until(() => (later(0), checks() === 1), "a look at the place");
    await room.store.subscriptions.lookAt(id, now());
    await until(() => (later(0), checks() === 2), "a second look, for it was still closed");
    room.office.rule = () => null;
    const known = (await room.store.subscriptions.at(place))!;
    await room.store.subscriptions.put(known, now());
    await settled("done", "done");
    expect(checks()).toBe(2);
  });

  it("is looked at again soon where the platform did not answer", async () => {
    await closedMeanwhile(posts(1));
    room.office.rule = () => ({ kind: "uncertain", reason: { code: "no-answer" } });
    later(7 * HOUR);
    await until(() => (later(0), room.office.calls.some(({ call }) => call === "check")), "a look");
    room.office.rule = () => null;
    later(11 * 60_000);
    await settled("done");
  });

  it("loses what waited longer than ANNOUNCE_CATCH_UP, with the reason kept", async () => {
    const place = await closedMeanwhile(posts(1));
    room.office.rule = () => ({ kind: "forbidden", reason: platformSays("kicked") });
    later(6 * 24 * HOUR);
    await tell(aPost({ slug: "later" }));
    later(2 * 24 * HOUR);
    await settled("failed", "suspended");
    expect((await room.store.outbox.list({ states: ["failed"] }))[0]?.error).toEqual({
      code: "place-closed",
    });
    room.office.rule = () => null;
    await room.store.subscriptions.wake((await room.store.subscriptions.at(place))!.id);
    await settled("done", "failed");
    expect(room.office.letters.map(({ title }) => title)).toEqual(["About later"]);
  });

  it("that a look finds open but that refuses messages is not tried for longer than ANNOUNCE_CATCH_UP", async () => {
    const { id } = await subscribe("a");
    room.office.rule = (call) =>
      call === "deliver" ? { kind: "forbidden", reason: platformSays("no rights") } : null;
    start();
    await tell();
    const delivers = () => room.office.calls.filter(({ call }) => call === "deliver").length;
    for (let tries = 1; tries <= 7; tries++) {
      await until(() => (later(0), delivers() === tries), `try ${tries}`);
      await settled("suspended");
      later(25 * HOUR);
      await room.store.subscriptions.wake(id);
    }
    await settled("failed");
    expect(delivers()).toBe(7);
  });

  /** Its first try lost the answer, the second was refused: the message may stand in the chat. */
  async function perhapsSent() {
    const { id } = await subscribe("a");
    const answers = [
      { after: { kind: "uncertain", reason: platformSays("cut") } },
      { kind: "forbidden", reason: platformSays("kicked") },
    ] as const;
    let tries = 0;
    room.office.rule = (call) => (call === "deliver" ? (answers[tries++] ?? null) : null);
    start();
    const post = await tell();
    await settled("uncertain");
    later(60_000);
    await settled("suspended");
    return { id, post };
  }

  it("gets what may have arrived before it closed once more without a sound only", async () => {
    const { id } = await perhapsSent();
    await room.store.subscriptions.wake(id);
    await settled("done");
    expect(room.office.letters.map(({ silent }) => silent)).toEqual([false, true]);
  });

  it("loses a post that was taken back meanwhile and may have arrived before it closed", async () => {
    const { id, post } = await perhapsSent();
    room.posts.length = 0;
    await room.store.news.takeBack(post.id, "remove", now());
    room.office.found = "remembers";
    await room.store.subscriptions.wake(id);
    await settled("done", "done");
    expect(room.office.letters).toMatchObject([{ removed: true }]);
  });

  it("that has moved meanwhile is followed, and gets there what it missed", async () => {
    const { id } = await subscribe("a");
    room.office.rule = (call, address) => {
      if (address === "b") return null;
      return call === "check"
        ? { kind: "moved", address: "b" }
        : { kind: "forbidden", reason: platformSays("kicked") };
    };
    start();
    await tell();
    await settled("suspended");
    later(7 * HOUR);
    await settled("done");
    expect(room.office.letters.map(({ address }) => address)).toEqual(["b"]);
    expect((await room.store.subscriptions.at({ platform: "discord", address: "b" }))?.id).toBe(id);
  });

  it("is one of five that are looked at in a round", async () => {
    for (let place = 0; place < 6; place++) {
      const { id } = await subscribe(`place ${place}`);
      await room.store.subscriptions.suspend(id, platformSays("kicked"), now());
    }
    room.office.rule = () => ({ kind: "forbidden", reason: platformSays("kicked") });
    later(7 * HOUR);
    start({ lookEvery: 1000 });
    await until(() => (later(0), room.office.calls.length === 6), "a look at every place");
    const [first, sixth] = [room.office.calls[0]!, room.office.calls[5]!];
    expect(sixth.at - first.at).toBeGreaterThan(900);
  });

  it("gets nothing of a post that was taken back meanwhile, and its edits once it is open", async () => {
    await subscribe("a");
    start();
    const sent = await tell(aPost({ slug: "sent" }));
    await settled("done");
    room.office.rule = () => ({ kind: "forbidden", reason: platformSays("kicked") });
    room.posts[0] = { ...sent, title: "Retitled" };
    await room.store.news.edit({ ...factsOf(sent), title: "Retitled", digest: "new" }, now());
    const gone = await tell(aPost({ slug: "gone" }));
    await settled("done", "suspended", "suspended");
    room.posts.splice(1, 1);
    await room.store.news.takeBack(gone.id, "edit", now());
    await settled("done", "suspended");
    room.office.rule = () => null;
    later(7 * HOUR);
    await settled("done", "done");
    expect(room.office.letters).toMatchObject([{ title: "Retitled", edits: 1 }]);
  });

  it("is not what a refused change makes of a place: the change ends, the next post comes", async () => {
    await subscribe("a");
    start();
    const post = await tell(aPost({ slug: "old" }));
    await settled("done");
    room.office.rule = (call) =>
      call === "edit"
        ? { kind: "unchangeable", gone: false, reason: platformSays("cannot be edited") }
        : null;
    await room.store.news.edit({ ...factsOf(post), digest: "new" }, now());
    await settled("done", "failed");
    expect(room.warnings).toEqual([
      expect.stringMatching(/cannot be changed.*"discord:a".*cannot be edited/),
    ]);
    await tell(aPost({ slug: "new" }));
    await settled("done", "done", "failed");
    expect(room.office.letters.map(({ title }) => title)).toEqual(["About old", "About new"]);
  });

  it("gets a change once it is open again that was the first to find it closed", async () => {
    const { place } = await subscribe("a");
    start();
    const post = await tell();
    await settled("done");
    const reason = platformSays("may not post");
    room.office.rule = (call) =>
      // As Telegram says both of a group that took the bot's rights and of a message alone.
      call === "edit"
        ? { kind: "not-allowed", reason: platformSays("not enough rights") }
        : { kind: "forbidden", reason };
    room.posts[0] = { ...post, title: "Retitled" };
    await room.store.news.edit({ ...factsOf(post), title: "Retitled", digest: "new" }, now());
    await settled("done", "suspended");
    expect((await room.store.subscriptions.at(place))?.suspended?.reason).toEqual(reason);
    room.office.rule = () => null;
    later(7 * HOUR);
    await settled("done", "done");
    expect(room.office.letters).toMatchObject([{ title: "Retitled", edits: 1 }]);
  });

  it.each([
    ["is open", null],
    ["is refused a look in unknown words", { kind: "refused", reason: platformSays("odd") } as const],
  ])("is none where a change is not allowed but the place %s: the change ends", async (_, look) => {
    const { place } = await subscribe("a");
    start();
    const post = await tell();
    await settled("done");
    const reason = platformSays("not enough rights");
    room.office.rule = (call) => (call === "edit" ? { kind: "not-allowed", reason } : look);
    await room.store.news.edit({ ...factsOf(post), digest: "new" }, now());
    await settled("done", "failed");
    expect((await room.store.subscriptions.at(place))?.suspended).toBeNull();
  });

  it("keeps a message that can no longer be removed struck through", async () => {
    await subscribe("a");
    start();
    const post = await tell();
    await settled("done");
    room.office.rule = (call) =>
      call === "remove"
        ? { kind: "unchangeable", gone: false, reason: platformSays("too old to be deleted") }
        : null;
    room.posts.length = 0;
    await room.store.news.takeBack(post.id, "remove", now());
    await settled("done", "done");
    expect(room.office.letters).toMatchObject([{ edits: 1, removed: false }]);
    expect(room.office.letters[0]?.title).toContain('"strike"');
  });
});

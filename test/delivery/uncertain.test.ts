// The worker when an answer got lost: the message is looked for, repeated silently, or left.
import { beforeEach, describe, expect, it } from "vitest";
import { databases } from "../store/databases.js";
import { until } from "../until.js";
import { workerRoom } from "./worker-room.js";
import { retryOutbox } from "../../src/delivery/outbox-view.js";
import type { Outcome } from "../../src/delivery/messenger.js";
import { platformSays } from "../../src/subscription/reason.js";

describe.each(databases)("when nobody knows whether it arrived, on $name", (kind) => {
  const room = workerRoom(kind);
  const { start, later, subscribe, tell, settled, now } = room;
  const cutEveryAnswer = (): void => {
    room.office.rule = (call) =>
      call === "deliver" ? { after: { kind: "uncertain", reason: platformSays("cut") } } : null;
  };
  beforeEach(async () => {
    await subscribe("a");
    room.office.rule = (call) =>
      call === "deliver" && room.office.calls.length === 1
        ? { after: { kind: "uncertain", reason: platformSays("the line was cut") } }
        : null;
  });

  it("looks for it, and does not send it again", async () => {
    room.office.found = "remembers";
    start();
    await tell();
    await settled("uncertain");
    later(5000);
    await settled("done");
    expect(room.office.letters.length).toBe(1);
    expect((await room.store.outbox.list({}))[0]?.message).toBe("m1");
  });

  it("does not count a repeat that was not begun", async () => {
    const { outbox } = room.store;
    let begun = 0;
    const startSending: typeof outbox.startSending = async (...what) =>
      ++begun !== 2 && (await outbox.startSending(...what));
    start({ at: { ...room.store, outbox: { ...outbox, startSending } } });
    await tell();
    await settled("uncertain");
    later(5000);
    await settled("done");
    expect(begun).toBe(3);
    expect(room.office.letters.length).toBe(2);
  });

  it("asks later when the platform does not answer", async () => {
    room.office.found = "later";
    start();
    await tell();
    await settled("uncertain");
    later(5000);
    await until(
      async () => ((await room.store.outbox.list({}))[0]?.next_at ?? 0) > now() - 4000,
      "a later look",
    );
    room.office.found = "remembers";
    later(5000);
    await settled("done");
    expect(room.office.letters.length).toBe(1);
  });

  it("takes ever longer between two looks, and gives up after a day of them", async () => {
    room.office.found = "later";
    start();
    await tell();
    await settled("uncertain");
    const waits: number[] = [];
    for (let look = 2; look <= 151; look += 1) {
      later(13 * 60_000);
      await until(
        async () => (await room.store.outbox.list({}))[0]?.attempts === look || look === 151,
        `look ${look}`,
      );
      if (look < 151) waits.push((await room.store.outbox.list({}))[0]!.next_at - now());
    }
    await settled("failed");
    expect(waits[0]).toBeLessThan(10_000);
    expect(waits.at(-1)).toBeGreaterThan(500_000);
    expect(room.office.letters.length).toBe(1);
    expect((await room.store.outbox.list({}))[0]?.error).toMatchObject({
      code: "tried-for-a-day",
      perhapsSent: true,
    });
  });

  it("waits ever longer where it surely is not there and every answer is lost", async () => {
    room.office.rule = (call) =>
      call === "deliver" ? { kind: "uncertain", reason: platformSays("502") } : null;
    room.office.found = "remembers";
    start();
    await tell();
    await settled("uncertain");
    for (let tries = 2; tries <= 12; tries += 1) {
      later(13 * 60_000);
      await until(() => room.office.calls.length === tries, `try ${tries}`);
      await settled("uncertain");
    }
    expect((await room.store.outbox.list({}))[0]!.next_at - now()).toBeGreaterThan(500_000);
    room.office.rule = () => null;
    later(13 * 60_000);
    await settled("done");
    expect(room.office.letters.map(({ silent }) => silent)).toEqual([false]);
  });

  it("looks for it from now on backwards when the clock was set back", async () => {
    room.office.found = "remembers";
    start();
    await tell();
    await settled("uncertain");
    later(-24 * 3_600_000);
    await settled("done");
    expect(room.office.letters.length).toBe(1);
    expect(room.office.looks.every((since) => since.getTime() <= now())).toBe(true);
  });

  it("waits until a place that shut the bot out is open again, and then looks for it", async () => {
    room.office.found = "closed";
    start();
    await tell();
    await settled("uncertain");
    later(5000);
    await settled("suspended");
    room.office.found = "remembers";
    const [row] = await room.store.outbox.list({});
    await room.store.subscriptions.wake(row?.subscription_id ?? "");
    await settled("done");
    expect(room.office.letters.length).toBe(1);
  });

  it("sends it again, silently, where nobody can tell", async () => {
    start();
    await tell();
    await settled("uncertain");
    later(60_000);
    await settled("done");
    expect(room.office.letters.map((letter) => letter.silent)).toEqual([false, true]);
  });

  it.each([
    {
      name: "had to wait",
      answer: { kind: "retry", after: 1000, scope: "place", reason: platformSays("429") } as const,
    },
    { name: "was refused", answer: { kind: "refused", reason: platformSays("400") } as const },
    { name: "went to an old address", answer: { kind: "moved", address: "b" } as const },
  ])("goes on repeating silently when the repeat itself surely $name", async ({ answer }) => {
    start();
    await tell();
    await settled("uncertain");
    room.office.rule = () => (room.office.calls.length === 2 ? answer : null);
    later(60_000);
    await until(() => room.office.calls.length >= 2, "the repeat");
    // A new try may be due at once, or after a wait.
    await until(async () => {
      later(2000);
      return (await room.states())[0] === "done";
    }, "an answer");
    expect(room.office.letters.map((letter) => letter.silent)).toEqual([false, true]);
    expect((await room.store.outbox.list({}))[0]?.resent).toBe(1);
  });

  it("waits for the owner after one silent repeat without an answer, and sends a third only when asked", async () => {
    cutEveryAnswer();
    start();
    await tell();
    await settled("uncertain");
    later(120_000);
    await until(() => room.office.letters.length === 2, "a repeat");
    await settled("uncertain");
    later(120_000);
    await settled("failed");
    expect(room.office.letters.map((letter) => letter.silent)).toEqual([false, true]);
    expect((await room.store.outbox.list({}))[0]?.error).toMatchObject({ code: "perhaps-sent" });
    expect(room.warnings.join()).toContain("postern outbox --retry");
    room.office.rule = () => null;
    await retryOutbox(room.store, { post: null, place: null }, now());
    later(0);
    await settled("done");
    expect(room.office.letters.map((letter) => letter.silent)).toEqual([false, true, true]);
  });

  it("sends nothing again while its answer is only slow, however slow it is", async () => {
    await subscribe("b");
    let answer: (outcome: Outcome) => void = () => {};
    const slow = new Promise<Outcome>((resolve) => (answer = resolve));
    room.office.rule = (call, address) => (call === "deliver" && address === "a" ? slow : null);
    await tell();
    // The messages of a post are due some milliseconds apart.
    later(1000);
    // Another program has b's row, and dies with it: the worker frees that when its time is over.
    const gone = { platform: "discord", worker: "gone", limit: 2 };
    await room.store.outbox.claimDue({ ...gone, now: now(), leaseUntil: now() + 20_000 });
    const mine = (await room.store.outbox.list({})).filter(({ address }) => address === "a");
    await room.store.outbox.release({ keys: mine.map(({ key }) => key), worker: "gone" }, now());
    start();
    await until(() => room.office.calls.length === 1, "the slow message");
    later(25_000);
    const others = () => room.office.letters.some(({ address }) => address === "b");
    await until(() => (later(0), others()), "the other message");
    answer({ kind: "sent", message: "m1" });
    await settled("done", "done");
    expect(room.office.calls.map(({ address }) => address)).toEqual(["a", "b"]);
  });

  it("leaves it, where the owner wants that", async () => {
    start({ uncertain: "skip" });
    await tell();
    await settled("uncertain");
    later(5000);
    await settled("failed");
    expect(room.office.letters.length).toBe(1);
  });
});

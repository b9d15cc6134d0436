// What every platform's Messenger must do, tried against its stand-in server.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Delivery, Messenger, Place } from "../../src/delivery/messenger.js";
import { plainDocument } from "../../src/document/builders.js";
import type { SealedReply } from "../../src/reply/reply.js";

/** What befalls the next message: `cut` after it was stored, `hang` without an end. */
export type Mishap = "flood" | "busy" | "cut" | "hang" | "closed" | "bad";

export interface MessengerWorld {
  readonly messenger: Messenger;
  /** A place that may be written to. */
  readonly place: Place;
  /** An address of the right form where nothing is. */
  readonly nowhere: Place;
  /** The same messenger where nobody listens. */
  readonly offline: Messenger;
  /** The texts in `place`, oldest first, as readers see them now. */
  shown(): readonly { readonly text: string; readonly silent: boolean }[];
  /** Lets this befall the next message; `flood` says to wait 2 seconds. */
  next(mishap: Mishap): void;
  /** Fails when the platform's rules were broken. */
  stop(): Promise<void>;
}

const reply = (words: string): SealedReply => ({
  body: plainDocument(words),
  buttons: [],
  posts: [],
  audience: "everyone",
});

export function messengerContract(name: string, start: () => Promise<MessengerWorld>): void {
  describe(`the messenger of ${name}`, () => {
    let world: MessengerWorld;
    const never = new AbortController().signal;
    const delivery = (words: string, more: Partial<Delivery> = {}): Delivery => ({
      place: world.place,
      reply: reply(words),
      key: "contract-1",
      silent: false,
      mention: null,
      crosspost: false,
      plain: false,
      ...more,
    });
    const deliver = (words: string, more?: Partial<Delivery>) =>
      world.messenger.deliver(delivery(words, more), never);
    const texts = () => world.shown().map(({ text }) => text);
    async function sent(words: string): Promise<string> {
      const outcome = await deliver(words);
      if (outcome.kind !== "sent") throw new Error(`not sent but ${JSON.stringify(outcome)}`);
      return outcome.message;
    }

    beforeEach(async () => void (world = await start()));
    afterEach(() => world.stop());

    test("delivers, edits and removes", async () => {
      const message = await sent("first words");
      expect(texts()).toEqual(["first words"]);
      expect(await world.messenger.edit(message, delivery("second words"), never)).toEqual({
        kind: "sent",
        message,
      });
      expect(texts()).toEqual(["second words"]);
      expect(await world.messenger.remove(world.place, message, never)).toMatchObject({ kind: "sent" });
      expect(texts()).toEqual([]);
    });

    test("delivers silently when asked to", async () => {
      await deliver("hush", { silent: true });
      await deliver("loud", { key: "contract-2" });
      expect(world.shown().map(({ silent }) => silent)).toEqual([true, false]);
    });

    test("an edit that changes nothing is well done", async () => {
      const message = await sent("the same");
      expect(await world.messenger.edit(message, delivery("the same"), never)).toEqual({
        kind: "sent",
        message,
      });
    });

    test("a message that is no more cannot be changed, which says nothing of its place", async () => {
      const message = await sent("short life");
      await world.messenger.remove(world.place, message, never);
      const lost = { kind: "unchangeable", gone: true };
      expect(await world.messenger.edit(message, delivery("again"), never)).toMatchObject(lost);
      expect(await world.messenger.remove(world.place, message, never)).toMatchObject(lost);
    });

    test("a place that is not there, or is no address, is gone", async () => {
      expect(await deliver("hello", { place: world.nowhere })).toMatchObject({ kind: "gone" });
      const nonsense = { ...world.place, address: "../../etc" };
      expect(await deliver("hello", { place: nonsense })).toMatchObject({ kind: "gone" });
    });

    test("told to wait, it says for how long, and nothing was sent", async () => {
      world.next("flood");
      expect(await deliver("hello")).toMatchObject({ kind: "retry", after: 2000, scope: "place" });
      expect(texts()).toEqual([]);
    });

    test("where nobody listens, surely nothing was sent", async () => {
      expect(await world.offline.deliver(delivery("hello"), never)).toMatchObject({
        kind: "retry",
        scope: "all",
      });
    });

    test("a cut connection is uncertain: the message may have arrived", async () => {
      world.next("cut");
      expect(await deliver("hello")).toMatchObject({ kind: "uncertain" });
    });

    test("no answer at all is uncertain once the caller gives up", async () => {
      world.next("hang");
      const outcome = await world.messenger.deliver(delivery("hello"), AbortSignal.timeout(200));
      expect(outcome).toMatchObject({ kind: "uncertain" });
    });

    test("not let in is forbidden, a bad message is refused, each with its reason", async () => {
      world.next("closed");
      expect(await deliver("hello")).toMatchObject({
        kind: "forbidden",
        reason: { code: expect.stringMatching(/\w/) },
      });
      world.next("bad");
      expect(await deliver("hello")).toMatchObject({
        kind: "refused",
        reason: { code: expect.stringMatching(/\w/) },
      });
    });

    test("the plainest form still says everything", async () => {
      await deliver("plain words", { plain: true });
      expect(texts()).toEqual(["plain words"]);
    });

    test("checks whether a place may be written to", async () => {
      expect(await world.messenger.check(world.place, never)).toEqual({ may: "yes" });
      expect(await world.messenger.check(world.nowhere, never)).toMatchObject({
        may: "no",
        reason: { code: expect.stringMatching(/\w/) },
      });
      expect(texts()).toEqual([]);
    });

    test("its pace is sane", () => {
      const { pace } = world.messenger;
      expect(pace.perSecond).toBeGreaterThan(0);
      expect(pace.inFlight).toBeGreaterThan(0);
      expect(pace.gap(world.place)).toBeGreaterThanOrEqual(0);
    });
  });
}

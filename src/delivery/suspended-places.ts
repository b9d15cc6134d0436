// Places that shut the bot out: looked at now and then, given what waited once they are open, given up after too long.
import type PQueue from "p-queue";
import { placeName, type Place } from "../subscription/place.js";
import { timing } from "../subscription/timing.js";
import type { SendDeps } from "./send-deps.js";

/** What waits for an open place goes out within so many ms. */
const CATCH_UP_MS = 2000;
/** So many places are looked at every `lookEvery`, in ms, which is LOOK_MS unless told. */
const CHECKS = 5;
const LOOK_MS = 5000;
/** A place whose platform did not answer is asked again after so many ms. */
const UNANSWERED_MS = 10 * 60_000;

/**
 * Gives what to call again and again while the platform's lease is held. Looks are made in `queue`, in turn with the
 * messages; `wake` ends the worker's pause.
 */
export function suspendedPlaces(
  deps: SendDeps,
  queue: PQueue,
  wake: () => void,
  lookEvery = LOOK_MS,
): () => Promise<void> {
  const { store, messenger, rateLimiter, log, now, maxAtOnce } = deps;
  const { platform } = messenger;
  let [caughtUpAt, lookedAt] = [-Infinity, -Infinity];

  async function giveUpOld(id: string): Promise<void> {
    const given = await store.outbox.expire(id, now() - deps.catchUp, { code: "place-closed" }, now());
    if (given > 0)
      log.warn({ messages: given }, "Messages that waited too long for a closed place are given up");
  }

  /** What waited for places that are open again goes out; what waited too long is given up. */
  async function catchUp(): Promise<void> {
    const ids = await store.outbox.reopened(platform);
    for (const [id, to] of await store.subscriptions.byIds(new Set(ids))) {
      await giveUpOld(id);
      const when = { now: now(), timing: timing(to.wishes, now()), maxAtOnce };
      const posts = await store.outbox.catchUp(id, when);
      if (posts > 0)
        log.info({ place: placeName(to.place), posts }, "Posts that waited for a place are sent");
    }
  }

  async function look(id: string, place: Place): Promise<void> {
    await rateLimiter.turn();
    const access = await messenger.check(place, AbortSignal.timeout(5000), () => rateLimiter.turn());
    switch (access.may) {
      case "unknown":
        return store.subscriptions.lookAt(id, now() + UNANSWERED_MS);
      case "moved": {
        const moved = await store.subscriptions.move(id, access.address);
        if (access.address !== place.address) await store.subscriptions.lookAt(moved, now());
        return;
      }
      case "no":
      case "unclear":
        return;
      case "yes":
        await store.subscriptions.wake(id);
        log.info({ place: placeName(place) }, "Place is open again");
        caughtUpAt = -Infinity;
        wake();
    }
  }

  /** A few at a time: a platform takes no more calls because many shut us out. */
  async function lookAtDue(): Promise<void> {
    for (const { id, place } of await store.subscriptions.dueForCheck(platform, now(), CHECKS)) {
      await giveUpOld(id);
      void queue
        .add(() => look(id, place))
        .catch((error: unknown) =>
          log.warn(
            { place: placeName(place), reason: String(error) },
            "A suspended place could not be looked at",
          ),
        );
    }
  }

  return async () => {
    const time = performance.now();
    if (time - caughtUpAt >= CATCH_UP_MS) {
      caughtUpAt = time;
      await catchUp();
    }
    if (time - lookedAt >= lookEvery) {
      lookedAt = time;
      await lookAtDue();
    }
  };
}

// The worker after a restore: what was to be sent when the backup was made may have been sent since.
import { beforeEach, describe, expect, it } from "vitest";
import { retryOutbox } from "../../src/delivery/outbox-view.js";
import { platformSays } from "../../src/subscription/reason.js";
import { aPost } from "../fixtures/a-post.js";
import { databases } from "../store/databases.js";
import { workerRoom } from "./worker-room.js";

const DAY = 24 * 3_600_000;

describe.each(databases)("after a backup was put back, on $name", (kind) => {
  const room = workerRoom(kind);
  const { start, later, subscribe, tell, settled, now } = room;
  const restore = () => room.store.markRestored(now());
  const rows = () => room.store.outbox.list({});
  /** The bot of after the backup sent what this one has still to send. */
  async function sentAlready(): Promise<void> {
    for (const { key, address, title } of await rows())
      room.office.letters.push({
        id: `m${key}`,
        key,
        address: address ?? "",
        title: title ?? "",
        silent: false,
        plain: false,
        edits: 0,
        removed: false,
      });
  }
  beforeEach(() => {
    room.office.found = "remembers";
  });

  it("looks for what was to be sent, and sends what is not there", async () => {
    await subscribe("a");
    await tell();
    await sentAlready();
    await tell(aPost({ slug: "unsent" }));
    await restore();
    start();
    await settled("done", "done");
    expect(room.office.letters.map(({ title }) => title)).toEqual(["About lighthouse", "About unsent"]);
  });

  it("leaves it to the owner where nobody can look", async () => {
    room.office.found = "unknown";
    await subscribe("a");
    await tell();
    await restore();
    start();
    await settled("failed");
    expect(room.office.letters).toEqual([]);
    expect((await rows())[0]?.error).toMatchObject({ code: "perhaps-sent" });
    await retryOutbox(room.store, { post: null, place: null }, now());
    await settled("done");
    expect(room.office.letters).toMatchObject([{ silent: true }]);
  });

  it("looks for what waited for a closed place, and for a post told while it was closed", async () => {
    const { id } = await subscribe("a");
    await room.store.subscriptions.suspend(id, platformSays("kicked"), now());
    await tell();
    await sentAlready();
    await restore();
    start();
    await room.store.subscriptions.wake(id);
    await settled("done");
    expect(room.office.letters.length).toBe(1);
  });

  it("sends a digest that was not due yet when it was to come", async () => {
    await subscribe("a", { digest: "daily" });
    await tell();
    await restore();
    start();
    later(DAY);
    await settled("done");
    expect(room.office.letters).toMatchObject([{ silent: false, title: "About lighthouse" }]);
  });

  it("takes for its last word no time of a clock that was ahead", async () => {
    await subscribe("a");
    await tell();
    later(30 * DAY);
    await tell(aPost({ slug: "later" }));
    later(-30 * DAY);
    await restore();
    expect((await room.store.restored())?.since).toBeLessThanOrEqual(now());
    expect(await room.states()).toEqual(["uncertain", "uncertain"]);
  });
});

// The worker after a restore: what was to be sent when the backup was made may have been sent since.
import { beforeEach, describe, expect, it } from "vitest";
import { retryOutbox } from "../../src/delivery/outbox-view.js";
import { platformSays } from "../../src/subscription/reason.js";
import { aPost } from "../fixtures/a-post.js";
import { databases } from "../store/databases.js";
import { until } from "../until.js";
import { workerRoom } from "./worker-room.js";

const DAY = 24 * 3_600_000;

describe.each(databases)("after a backup was put back, on $name", (kind) => {
  const room = workerRoom(kind);
  const { start, later, subscribe, tell, settled, now } = room;
  const restore = () => room.store.markRestored(now());
  const rows = () => room.store.outbox.list({});
  /** The bot of after the backup sent what this one has still to send. */
  async function sentAlready(): Promise<void> {
    for (const { key, post_id, address, title } of await rows())
      room.office.letters.push({
        id: `m${key}`,
        key: `another ${key}`,
        link: room.posts.find(({ id }) => id === post_id)?.url ?? null,
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
    await settled("done", "done", "done");
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
    await settled("done", "done");
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

  it("looks for what was in doubt after an earlier backup, put back while the clock was ahead", async () => {
    await subscribe("a");
    later(30 * DAY);
    await tell();
    await sentAlready();
    await restore();
    later(-30 * DAY);
    await subscribe("b");
    await tell(aPost({ slug: "later" }));
    await restore();
    start();
    await settled("done", "done", "done", "done");
    expect(room.office.letters.map(({ title }) => title)).toEqual([
      "About lighthouse",
      "About later",
      "About later",
    ]);
  });

  it("looks for what was to be tried again later", async () => {
    await subscribe("a");
    room.office.rule = () => ({ kind: "retry", scope: "place", after: 60_000, reason: platformSays("busy") });
    await tell();
    start();
    await until(async () => (await rows())[0]?.attempts === 1, "the first try");
    await room.stopAll();
    room.office.rule = () => null;
    await sentAlready();
    await restore();
    start();
    later(60_000);
    await settled("done", "done");
    expect(room.office.letters.length).toBe(1);
  });

  it("brings what it finds up to date", async () => {
    await subscribe("a");
    await tell();
    await sentAlready();
    await restore();
    room.posts.splice(0, 1, aPost({ title: "Written anew since" }));
    start();
    await settled("done", "done");
    expect(room.office.letters).toMatchObject([{ title: "Written anew since", edits: 1 }]);
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

// What chats tell of places that came or went is written down, with one look for many events.
import { describe, expect, it } from "vitest";
import { presence } from "../../src/delivery/presence.js";
import { databases } from "../store/databases.js";
import { pushRoom } from "../store/push-room.js";
import { platformSays } from "../../src/subscription/reason.js";

describe.each(databases)("presence on $name", (kind) => {
  const room = pushRoom(kind);

  it("is noted once for all that comes within a second", async () => {
    const [gone, back, other] = [
      await room.subscribe("a"),
      await room.subscribe("b"),
      await room.subscribe("c"),
    ];
    for (const { id } of [back, other])
      await room.store.subscriptions.suspend(id, platformSays("kicked"), Date.now());
    const reads: boolean[] = [];
    const subscriptions: typeof room.store.subscriptions = {
      ...room.store.subscriptions,
      ofPlatform(platform, suspended) {
        reads.push(suspended);
        return room.store.subscriptions.ofPlatform(platform, suspended);
      },
    };
    const told = presence({ ...room.store, subscriptions }, "discord");
    const events = Array.from({ length: 50 }, () => told((address) => address === "b", true));
    await Promise.all([...events, told((address) => address === "a", false)]);
    expect(reads).toEqual([false, true]);
    expect((await room.store.subscriptions.at(gone.place))?.suspended?.reason).toEqual({ code: "shut-out" });
    const due = await room.store.subscriptions.dueForCheck("discord", Date.now() + 1000, 5);
    expect(due.map(({ id }) => id)).toEqual([back.id]);
    await told((address) => address === "c", true);
    expect(reads).toEqual([false, true, true]);
  });
});

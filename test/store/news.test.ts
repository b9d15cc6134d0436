// What is written down of posts, on every database.
import { describe, expect, it } from "vitest";
import { viewOutbox } from "../../src/delivery/outbox-view.js";
import type { NewsState } from "../../src/store/news.js";
import { aPost, factsOf } from "../fixtures/a-post.js";
import { databases } from "./databases.js";
import { now, pushRoom } from "./push-room.js";
import { turnsDuring } from "../turns.js";

describe.each(databases)("news on $name", (kind) => {
  const room = pushRoom(kind);
  const held = (many: number) =>
    Array.from({ length: many }, (_, at) => ({
      ...factsOf(aPost({ slug: `post-${at}` })),
      state: "held" as const,
      reason: null,
    }));

  it("is written down whole or not at all: of too many new posts the rest would be news", async () => {
    const posts = held(250);
    const broken = posts.map((post, at) =>
      at < 249 ? post : { ...post, digest: null as unknown as string },
    );
    await expect(room.store.news.record(broken, now)).rejects.toThrow();
    expect(await room.store.news.all()).toEqual([]);
    await room.store.news.record(posts, now);
    expect((await room.store.news.all()).length).toBe(250);
  });

  it("is read some at a time, also of some states only", async () => {
    const posts = held(4_500).map((post, at) => ({
      ...post,
      state: at % 9 === 0 ? post.state : ("seen" as const),
    }));
    await room.store.news.record(posts, now);
    const turnsOf = async (states?: readonly NewsState[]) => {
      let rows = 0;
      const turns = await turnsDuring(async () => (rows = (await room.store.news.all(states)).length));
      return { rows, turns };
    };
    const [all, open] = [await turnsOf(), await turnsOf(["held", "waiting"])];
    expect([all.rows, open.rows]).toEqual([4_500, 500]);
    expect(all.turns).toBeGreaterThan(4);
  });

  it("is not looked for where the outbox is asked for states of its rows alone", async () => {
    await room.store.news.record(held(1), now);
    const view = (states: Parameters<typeof viewOutbox>[1]["states"]) =>
      viewOutbox(room.store, { states, post: null, place: null, limit: 10 }, now);
    expect((await view(["failed"])).lines).toEqual([]);
    expect([...(await view(["failed", "held"])).counts]).toEqual([["held", 1]]);
  });
});

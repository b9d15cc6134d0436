// /new, /privacy, /forget and /about over a real store: what came since, and nothing kept but a time.
import { describe, expect, it } from "vitest";
import { createDispatcher } from "../../src/command/create-dispatcher.js";
import type { Asker } from "../../src/command/dispatcher.js";
import { createSearchIndex } from "../../src/search/create-search-index.js";
import { storeSubscriptionService } from "../../src/store/subscription-service.js";
import { everything } from "../../src/subscription/subscription.js";
import { aPost, factsOf } from "../fixtures/a-post.js";
import { databases } from "../store/databases.js";
import { pushRoom } from "../store/push-room.js";
import { toText } from "./to-text.js";

const HOUR = 3_600_000;
const start = Date.UTC(2026, 5, 1, 20);
const place = { platform: "telegram", address: "-100" };
const ann: Asker = { locale: "en", place, person: "1" };
const old = aPost({ slug: "old", authors: ["Ann", "Bo"] });
const many = Array.from({ length: 9 }, (_, at) => aPost({ slug: `fresh-${at}`, authors: ["Bo"] }));

describe.each(databases)("what is new, on $name", (kind) => {
  const room = pushRoom(kind);
  let clock = start;
  let posts = [old];
  const blog = (title = "Our Blog", more: { feed?: string } = {}) =>
    createDispatcher({
      library: {
        site: {
          title,
          url: "https://b.example",
          timezone: "Asia/Tokyo",
          lang: "en",
          generator: "plain",
          ...more,
        },
        visible: () => posts,
        get: (id) => posts.find((post) => post.id === id),
        article: async () => null,
      },
      index: createSearchIndex(),
      memory: room.store,
      subscriptions: storeSubscriptionService(room.store, 10),
      visits: room.store.visits,
      // A fault shows in what is answered; what is done besides may end after the test.
      onFault: () => {},
      now: () => new Date(clock),
    });
  const ask = (line: string, asker = ann) => blog().ask(line, asker);
  const appear = async (fresh: typeof posts, at: number, state: "seen" | "waiting" = "waiting") => {
    posts = [...fresh, ...posts];
    await room.store.news.record(
      fresh.map((post) => ({ ...factsOf(post), state, reason: null })),
      at,
    );
  };

  it("shows the newest at first, then what came since, each reader for themselves, over pages", async () => {
    [clock, posts] = [start, [old]];
    expect(toText(await ask("/new"))).toContain("From now on /new shows what came since you last asked.");
    await appear([aPost({ slug: "imported" })], start + HOUR, "seen");
    expect(toText(await ask("/new"))).toBe("Nothing new since June 2, 2026. The newest:");
    await appear(many, start + 2 * HOUR);
    clock = start + 3 * HOUR;
    const reply = await ask("/new");
    expect(reply.title).toBe("9 new posts since June 2, 2026");
    clock += HOUR;
    const next = await blog().press(reply.page?.next ?? "", ann);
    expect([next.title, next.posts]).toEqual([reply.title, many.slice(8)]);
    expect(toText(await ask("/new"))).toContain("Nothing new");
    for (const other of [
      { ...ann, person: "2" },
      { ...ann, place: { ...place, address: "-200" } },
    ])
      expect(toText(await ask("/new", other))).toContain("From now on");
    const nobody = { locale: "en", place };
    for (const asker of [nobody, nobody, { locale: null }])
      expect((await ask("/new", asker)).title).toBe("Newest posts");
  });

  it("keeps a time under a hash, tells of it, and forgets it; the subscription is told apart", async () => {
    [clock, posts] = [start, [old]];
    expect(toText(await ask("/privacy"))).toContain("Nothing is kept of you or of this chat.");
    await ask("/new");
    await room.store.subscriptions.put({ place, wishes: everything, origin: "chat", locale: null }, clock);
    const told = await ask("/privacy");
    expect(toText(told)).toMatch(
      /When you last asked \/new here: June 2, 2026.[\s\S]*hears of: every new post/,
    );
    expect(told.buttons.map((button) => "action" in button && button.action)).toEqual([
      "1|forget|1",
      "1|unsubscribe|1",
    ]);
    expect(toText(await ask("/forget"))).toBe(
      "When you asked /new here is no longer kept. This chat hears of: every new post.",
    );
    expect(toText(await ask("/privacy"))).not.toContain("/new");
    expect(toText(await ask("/new"))).toContain("From now on");
  });

  it("forgets who has not asked for a year", async () => {
    const { visits } = room.store;
    await visits.note("ann", start);
    await visits.note("bo", start + 366 * 24 * HOUR);
    expect([await visits.last("ann"), await visits.last("bo")]).toEqual([null, start + 366 * 24 * HOUR]);
  });

  it("says what blog it is", async () => {
    posts = [...many, old];
    const reply = await ask("/about");
    expect(toText(reply)).toBe("Our Blog\nBy Bo, Ann\n10 posts\nLatest: About fresh-0");
    expect(reply.buttons).toEqual([
      { label: "To the blog", url: "https://b.example" },
      { label: "Privacy", action: "1|privacy|1" },
    ]);
    expect(toText(await blog("", { feed: "feed.xml" }).ask("/about", ann))).toContain(
      "RSS: https://b.example/feed.xml",
    );
    posts = [];
    expect(toText(await blog("").ask("/about", ann))).toBe("0 posts");
  });
});

// What is found after a restore may have been announced before: also where its source comes late.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Liveness } from "../../src/news/live-check.js";
import { watchNews } from "../../src/news/watch-news.js";
import { openStore } from "../../src/store/open-store.js";
import { everything } from "../../src/subscription/subscription.js";
import { makeRoom, prose } from "../library/room.js";
import { file } from "../library/tiny-site.js";
import { recordedLog } from "../recorded-log.js";
import { until } from "../until.js";
import { newsDeps } from "./news-deps.js";

it("holds what a source brings that comes late, and tells what is newer", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "postern-restored-"));
  const store = await openStore({ dataDir, databaseUrl: null });
  let ahead = 0;
  const now = (): number => Date.now() + ahead;
  const post = (title: string, at: number) => file({ title, date: new Date(at).toISOString() }, prose(title));
  const place = { platform: "telegram", address: "1" };
  await store.subscriptions.put({ place, wishes: everything, origin: "chat", locale: null }, now());
  await store.setState("news.seeded", "before");
  const facts = { post_id: "old", digest: "1", title: "Old", url: null, source: "old.md" };
  await store.news.record([{ ...facts, state: "seen", reason: null }], now());
  await store.markRestored(now());
  const room = await makeRoom();
  const { library: whole } = await room.open({ now: () => new Date(now()) });
  let upToDate = false;
  const library = Object.assign(Object.create(whole) as typeof whole, { upToDate: () => upToDate });
  ahead += 60_000;
  const news = watchNews(
    newsDeps({ library, store, log: recordedLog() }, { now, rules: { settle: 20_000 } }),
  );
  const rowOf = async (title: string) => (await store.news.all()).find((row) => row.title === title);
  try {
    await news.look();
    await room.write("late.md", post("Late", now()));
    await until(() => library.visible().length === 1, "the late post");
    upToDate = true;
    // What came has yet to settle.
    await news.look();
    ahead += 21_000;
    await until(async () => (await news.look(), (await rowOf("Late")) !== undefined), "the late post's row");
    await room.write("new.md", post("New", now()));
    await until(() => library.visible().length === 2, "both posts");
    ahead += 21_000;
    await until(async () => (await news.look(), (await rowOf("New"))?.state === "told"), "the news");
    expect(await rowOf("Late")).toMatchObject({ state: "held", reason: { code: "restored" } });
    expect((await store.outbox.list({})).map(({ title }) => title)).toEqual(["New"]);
  } finally {
    await news.stop();
    await room.close();
    await store.close();
    await rm(dataDir, { recursive: true });
  }
});

it.each([
  { platform: "telegram", url: "https://blog.example.org/a/", state: "held", rows: [] },
  { platform: "discord", url: "https://blog.example.org/a/", state: "waiting", rows: ["uncertain"] },
  // Without a link nothing in a history shows it.
  { platform: "discord", url: null, state: "held", rows: [] },
])(
  "what waited for its page when the backup was made is $state, and looked for before it is sent: $platform, $url",
  async ({ platform, url, state, rows }) => {
    const dataDir = await mkdtemp(join(tmpdir(), "postern-restored-"));
    const store = await openStore({ dataDir, databaseUrl: null });
    const room = await makeRoom();
    const { library: whole } = await room.open();
    await room.write("a.md", file({ title: "A", date: new Date().toISOString() }, prose("A")));
    await until(() => whole.visible().length === 1, "the post");
    const posts = whole.all().map((post) => ({ ...post, url }));
    const library = Object.assign(Object.create(whole) as typeof whole, { all: () => posts });
    const place = { platform, address: "1" };
    await store.subscriptions.put({ place, wishes: everything, origin: "chat", locale: null }, Date.now());
    await store.setState("news.seeded", "before");
    const id = posts[0]?.id ?? "";
    const facts = { post_id: id, digest: "1", title: "A", url, source: "a.md" };
    const ahead = 30 * 24 * 3_600_000;
    // By a clock that is ahead now and then.
    await store.news.record([{ ...facts, state: "waiting", reason: null }], Date.now() + ahead);
    await store.markRestored(Date.now());
    let liveness: Liveness = { live: false, reason: { code: "page-answers", status: 404 } };
    let now = Date.now;
    const news = watchNews(
      newsDeps(
        { library, store, log: recordedLog() },
        {
          withHistory: new Set(["discord"]),
          rules: { live: true },
          checkLive: async () => liveness,
          now: () => now(),
        },
      ),
    );
    try {
      await news.look();
      expect((await store.news.get(id))?.state).toBe(state);
      expect(await store.restored()).toBeNull();
      liveness = { live: true };
      now = () => Date.now() + 2 * ahead;
      await news.look();
      expect((await store.outbox.list({})).map((row) => row.state)).toEqual(rows);
    } finally {
      await news.stop();
      await room.close();
      await store.close();
      await rm(dataDir, { recursive: true });
    }
  },
);

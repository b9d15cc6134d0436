// A checkout that an earlier run, or a backup, left: what the repository has had since then is no news by itself.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openLibrary } from "../../src/library/open-library.js";
import { linesInFile, openMemory } from "../../src/library/memory.js";
import { watchNews } from "../../src/news/watch-news.js";
import { openStore } from "../../src/store/open-store.js";
import type { Store } from "../../src/store/store.js";
import { everything } from "../../src/subscription/subscription.js";
import { prose } from "../library/room.js";
import { file, isTinyRoot, noOverrides, openTinySite } from "../library/tiny-site.js";
import { recordedLog } from "../recorded-log.js";
import { GitRoom } from "../source/git-room.js";
import { until } from "../until.js";
import { newsDeps } from "./news-deps.js";

const room = new GitRoom();
const post = (title: string): string => file({ title, date: new Date().toISOString() }, prose(title));
const open = () => room.open("", { isRoot: isTinyRoot });

async function restored(store: Store): Promise<void> {
  await store.setState("news.seeded", "before");
  const facts = { post_id: "gone", digest: "1", title: "Gone", url: null, source: "gone.md" };
  await store.news.record([{ ...facts, state: "seen", reason: null }], Date.now());
  await store.markRestored(Date.now());
}

async function restoredBeforeAnyNews(store: Store): Promise<void> {
  await store.setState("news.seeded", new Date().toISOString());
  await store.markRestored(Date.now());
}

describe("a checkout that is older than the repository", () => {
  it.each([
    ["a backup was put back", restored, { state: "held", reason: { code: "restored" } }],
    [
      "a backup from before the first post was put back",
      restoredBeforeAnyNews,
      { state: "held", reason: { code: "restored" } },
    ],
    ["the store is new", async () => {}, { state: "seen", reason: { code: "there-at-start" } }],
  ])("holds nothing that is told, where %s", async (_, prepare, row) => {
    await room.server.push({ "old.md": post("Old") });
    await (await open()).stop();
    await room.server.push({ "since.md": post("Since") });
    room.server.mode = "slow";

    const store = await openStore({ dataDir: join(room.base, "store"), databaseUrl: null });
    const place = { platform: "telegram", address: "1" };
    await store.subscriptions.put({ place, wishes: everything, origin: "chat", locale: null }, Date.now());
    await prepare(store);
    const log = recordedLog();
    const source = await open();
    const library = await openLibrary({
      source,
      openSite: openTinySite,
      overrides: noOverrides,
      memory: openMemory(linesInFile(join(room.base, "library.jsonl")), log),
      log,
    });
    const news = watchNews(newsDeps({ library, store, log }));
    const rowOf = async (title: string) => (await store.news.all()).find((one) => one.title === title);
    try {
      await until(() => library.visible().length === 1, "the post of the checkout");
      await news.look();
      await news.look();
      room.server.mode = "up";
      await until(
        async () => (await news.look(), (await rowOf("Since")) !== undefined),
        "the later post's row",
      );
      expect(await rowOf("Since")).toMatchObject(row);

      await room.server.push({ "new.md": post("New") });
      await source.refresh?.();
      await until(async () => (await news.look(), (await rowOf("New"))?.state === "told"), "the news");
      expect((await store.outbox.list({})).map(({ title }) => title)).toEqual(["New"]);
    } finally {
      await news.stop();
      await library.stop();
      await store.close();
    }
  });
});

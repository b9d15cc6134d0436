// A site that refuses the bot everywhere: its posts are news all the same, after three looks.
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

it("takes a page for live when the site refused the bot three times, at its home page too", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "postern-refused-"));
  const store = await openStore({ dataDir, databaseUrl: null });
  const place = { platform: "discord", address: "a" };
  await store.subscriptions.put({ place, wishes: everything, origin: "chat", locale: null }, Date.now());
  const room = await makeRoom();
  const { library } = await room.open();
  const warnings: string[] = [];
  let [homeToo, asked, ahead] = [false, 0, 0];
  const checkLive = async (): Promise<Liveness> => {
    asked += 1;
    return { live: false, reason: { code: "page-refuses-bot", status: 403, homeToo } };
  };
  const given = { library, store, log: recordedLog(warnings) };
  const news = watchNews(
    newsDeps(given, { checkLive, now: () => Date.now() + ahead, rules: { live: true } }),
  );
  try {
    await news.look();
    const date = new Date().toISOString();
    await room.write("checked.md", file({ title: "Behind a check", date }, prose("tea")));
    // One of them after ANNOUNCE_WAIT.
    await until(async () => ((ahead += 600_000), await news.look(), asked >= 5), "five looks");
    expect(await store.outbox.list({})).toEqual([]);
    homeToo = true;
    const before = asked;
    const told = async () => (await store.outbox.list({})).length > 0;
    await until(async () => ((ahead += 600_000), await news.look(), await told()), "the news");
    expect(asked - before).toBe(3);
    expect(warnings).toEqual([expect.stringMatching(/its site refuses the bot: .*ANNOUNCE_WHEN=now/)]);
  } finally {
    await news.stop();
    await room.close();
    await store.close();
    await rm(dataDir, { recursive: true });
  }
});

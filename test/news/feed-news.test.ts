// What becomes of announcements of a feed's articles when another version of Postern keeps these articles otherwise.
import { openNetwork } from "../../src/net/network.js";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openSite } from "../../src/generator/detect.js";
import { openLibraries } from "../../src/library/open-libraries.js";
import { watchNews } from "../../src/news/watch-news.js";
import { openFeed } from "../../src/source/feed.js";
import { openStore } from "../../src/store/open-store.js";
import { everything } from "../../src/subscription/subscription.js";
import { noOverrides } from "../library/tiny-site.js";
import { until } from "../until.js";
import { loopback } from "../loopback.js";
import { recordedLog } from "../recorded-log.js";
import { newsDeps } from "./news-deps.js";

const log = recordedLog();
const article = (name: string, text: string): string =>
  `<item><title>${name}</title><link>https://blog.test/${name}</link><guid>${name}</guid><pubDate>${new Date().toUTCString()}</pubDate><description>${text}</description></item>`;

it("edits no message merely because the same feed is kept in another form, but does when the author changes something", async () => {
  const base = await mkdtemp(join(tmpdir(), "postern-feed-news-"));
  let items: string[] = [];
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers["if-none-match"]);
    const tag = `"${items.join("").length}"`;
    if (request.headers["if-none-match"] === tag) response.writeHead(304).end();
    else
      response
        .writeHead(200, { etag: tag })
        .end(
          `<rss version="2.0"><channel><title>B</title><link>https://blog.test</link>${items.join("")}</channel></rss>`,
        );
  });
  const url = `${await loopback(server)}/feed`;
  const store = await openStore({ dataDir: base, databaseUrl: null });
  await store.subscriptions.put(
    { place: { platform: "discord", address: "a" }, wishes: everything, origin: "chat", locale: null },
    Date.now(),
  );
  const rows = async () => (await store.outbox.list({})).map((row) => `${row.kind} ${row.title}`).sort();
  const start = async (readBy: string) => {
    const source = await openFeed(url, { dataDir: base, interval: 3600, network: openNetwork() });
    const library = await openLibraries({
      sources: [source],
      dataDir: base,
      openSite,
      overrides: noOverrides,
      log,
    });
    await library.settled();
    const news = watchNews(newsDeps({ library, store, log }, { readBy, wait: 0 }));
    await news.look();
    return {
      look: async () => {
        await source.refresh?.();
        await library.settled();
        await news.look();
      },
      summary: () => library.visible()[0]?.summary,
      digest: async () => (await store.news.all())[0]?.digest,
      stop: async () => {
        await news.stop();
        await library.stop();
      },
    };
  };
  let bot = await start("rules 1");
  try {
    items = [article("one", "Words.")];
    await until(async () => (await bot.look(), (await rows()).length === 1), "the announcement");
    const due = { now: Date.now() + 1000, leaseUntil: Date.now() + 9000 };
    const [row] = await store.outbox.claimDue({ platform: "discord", worker: "w", limit: 1, ...due });
    await store.outbox.finish({ keys: [row!.key], worker: "w" }, "m1", Date.now());
    await bot.stop();
    // As an older Postern left it: other words, its own stamp or none.
    const [feed = ""] = await readdir(join(base, "sources"));
    const folder = join(base, "sources", feed);
    const [name = ""] = await readdir(join(folder, "site/items"));
    for (const [form, rules] of [
      [undefined, "rules 2"],
      ["an older one", "rules 2"],
      ["the oldest", "rules 3"],
    ] as const) {
      const file = join(folder, "site/items", name);
      const kept = JSON.parse(await readFile(file, "utf8")) as Record<string, unknown>;
      await writeFile(file, JSON.stringify({ ...kept, form, summary: `Old words ${form}.`, tags: ["old"] }));
      const state = JSON.parse(await readFile(join(folder, "state.json"), "utf8")) as Record<string, unknown>;
      await writeFile(join(folder, "state.json"), JSON.stringify({ ...state, form }));
      bot = await start(rules);
      await until(async () => (await bot.look(), bot.summary() === "Words."), "the article in its new form");
      const digest = await bot.digest();
      await bot.look();
      expect([await rows(), await bot.digest()]).toEqual([["post one"], digest]);
      expect(asked.at(-1)).toBeDefined();
      await bot.stop();
    }
    bot = await start("rules 3");
    items = [article("one", "Other words.")];
    await until(async () => (await bot.look(), (await rows()).length === 2), "the edit");
    expect(await rows()).toEqual(["edit one", "post one"]);
  } finally {
    await bot.stop();
    await store.close();
    server.closeAllConnections();
    server.close();
    await rm(base, { recursive: true, force: true });
  }
});

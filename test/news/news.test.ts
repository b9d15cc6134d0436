// What becomes news: files in a folder at one end, outbox rows at the other.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { watchNews, type NewsWatch } from "../../src/news/watch-news.js";
import { openStore } from "../../src/store/open-store.js";
import { StoreError } from "../../src/store/store-error.js";
import type { Store } from "../../src/store/store.js";
import { everything } from "../../src/subscription/subscription.js";
import { makeRoom, prose, type Room } from "../library/room.js";
import { file } from "../library/tiny-site.js";
import { databases, type TestDatabase } from "../store/databases.js";
import { until } from "../until.js";
import type { Liveness } from "../../src/news/live-check.js";
import { recordedLog } from "../recorded-log.js";
import { DAY, newsDeps, type OtherNewsDeps } from "./news-deps.js";

describe.each(databases)("news on $name", ({ ready, skip }) => {
  let database: TestDatabase;
  let store: Store;
  let room: Room;
  let news: NewsWatch | undefined;
  let ahead = 0;
  let warnings: string[];
  const now = (): number => Date.now() + ahead;
  const today = (back = 0): string => new Date(now() - back * DAY).toISOString();

  beforeEach(async (context) => {
    if (skip) return context.skip(skip);
    database = await ready();
    store = await openStore(database.options);
    room = await makeRoom();
    [ahead, warnings, news] = [0, [], undefined];
    await store.subscriptions.put(
      { place: { platform: "discord", address: "a" }, wishes: everything, origin: "chat", locale: null },
      now(),
    );
  });
  afterEach(async () => {
    await news?.stop();
    await room?.close();
    await store?.close();
    await database?.remove();
  });

  const post = (title: string, more: Record<string, string> = {}): string =>
    file({ title, date: today(), ...more }, prose(title));
  const start = async (more: OtherNewsDeps = {}, options: Parameters<Room["open"]>[0] = {}) => {
    await news?.stop();
    const opened = await room.open(options);
    const given = { library: opened.library, store, log: recordedLog(warnings) };
    news = watchNews(newsDeps(given, { now, ...more }));
    await news.look();
    return opened;
  };
  const rows = async () => (await store.outbox.list({})).map((row) => `${row.kind} ${row.title}`).sort();
  const comes = (...wanted: string[]) =>
    until(
      async () => {
        await news?.look();
        return JSON.stringify(await rows()) === JSON.stringify(wanted);
      },
      `outbox ${wanted.join(", ")}`,
    );
  /** The oldest message goes out. */
  const sent = async (): Promise<void> => {
    const until = { now: now() + 1000, leaseUntil: now() + 9000 };
    const [row] = await store.outbox.claimDue({ platform: "discord", worker: "w", limit: 1, ...until });
    await store.outbox.finish({ keys: [row!.key], worker: "w" }, "m1", now());
  };
  const state = async (title: string) =>
    (await store.news.all()).find((row) => row.title === title)?.state ?? "unknown";
  const becomes = (title: string, wanted: string) =>
    until(async () => {
      await news?.look();
      return (await state(title)) === wanted;
    }, `${title} to be ${wanted}`);

  it("tells nothing of what was there at the start, also where it ended while it wrote that down", async () => {
    await Promise.all(Array.from({ length: 600 }, (_, at) => room.write(`p${at}.md`, post(`P${at}`))));
    let calls = 0;
    const record: Store["news"]["record"] = (...given) =>
      ++calls > 1 ? Promise.reject(new StoreError("ended")) : store.news.record(...given);
    await start({ leads: async () => ({ ...store.news, record }) });
    const known = (await store.news.all()).length;
    expect([known > 0, known < 600]).toEqual([true, true]);
    await start();
    expect((await store.news.all()).filter(({ state: found }) => found === "seen")).toHaveLength(600);
    expect(await rows()).toEqual([]);
  });

  it("says nothing of what was there at the first start, and tells what appears after it, once", async () => {
    await room.write("old.md", post("Old"));
    await start();
    expect(await rows()).toEqual([]);
    await room.write("new.md", post("New"));
    await comes("post New");
    await start();
    expect(await rows()).toEqual(["post New"]);
  });

  it("tells what was published while it was not running, oldest first", async () => {
    await start();
    await news?.stop();
    await room.write("b.md", post("Later", { date: today(1) }));
    await room.write("a.md", post("Sooner", { date: today(2) }));
    await start();
    await comes("post Later", "post Sooner");
    const told = [...(await store.news.all())].sort((a, b) => (a.told_at ?? 0) - (b.told_at ?? 0));
    expect(told.map((row) => row.title)).toEqual(["Sooner", "Later"]);
  });

  it("tells each of several posts that differ only in title or address, once", async () => {
    await start();
    const date = today();
    await room.write("1.0.4.md", file({ title: "Kettle 1.0.4", date }, prose("patch")));
    await room.write("1.1.2.md", file({ title: "Kettle 1.1.2", date }, prose("patch")));
    await room.write("monday.md", file({ title: "Photo", date }, "![](a.jpg)"));
    await room.write("tuesday.md", file({ title: "Photo", date }, "![](b.jpg)"));
    await comes("post Kettle 1.0.4", "post Kettle 1.1.2", "post Photo", "post Photo");
    await start();
    expect(await rows()).toHaveLength(4);
  });

  it("tells of no post behind a password, unless the owner wants it", async () => {
    await start();
    await room.write("locked.md", post("Locked", { password: "secret" }));
    await room.write("open.md", post("Open"));
    await comes("post Open");
    await until(async () => (await store.news.all()).length === 2, "both to be written down");
    expect((await store.news.all()).find(({ title }) => title === "Locked")).toMatchObject({
      state: "seen",
      reason: { code: "protected" },
    });
    await start({ rules: { withProtected: true } });
    await room.write("too.md", post("Locked too", { password: "secret" }));
    await comes("post Locked too", "post Open");
  });

  it("edits the message of a post whose new file came before the old one went", async () => {
    const date = today();
    await room.write("old.md", file({ title: "Tea", date }, prose("Tea")));
    await (await room.open()).library.stop();
    await store.setState("news.seeded", "before");
    const { library } = await start({ rules: { settle: 60_000 } }, { settle: 60_000 });
    await comes("post Tea");
    await sent();
    await room.write("new.md", file({ title: "Green tea", date }, prose("Tea")));
    await until(() => library.visible().length === 2, "both files");
    await room.remove("old.md");
    await until(() => library.visible().length === 1, "the end of the old file");
    ahead += 61_000;
    await comes("edit Green tea", "post Green tea");
  });

  it("announces translations once, and each to those who asked for its language", async () => {
    const wishes = { ...everything, lang: "ja" };
    const place = { platform: "discord", address: "b" } as const;
    await store.subscriptions.put({ place, wishes, origin: "chat", locale: null }, now());
    await start();
    await room.write("en/tea.md", post("Tea", { lang: "en", key: "tea" }));
    await room.write("ja/tea.md", post("お茶", { lang: "ja", key: "tea", permalink: "ja/tea" }));
    await comes("post Tea", "post お茶");
    // One that comes later follows the one that was told.
    await room.write("zh/tea.md", post("茶", { lang: "zh", key: "tea", permalink: "zh/tea" }));
    await becomes("茶", "told");
    expect(await rows()).toEqual(["post Tea", "post お茶"]);
  });

  it("counts translations of one post once when it counts what is new", async () => {
    await start({ rules: { maxAtOnce: 2 } });
    for (const lang of ["en", "ja", "zh"])
      await room.write(`${lang}/a.md`, post(`a ${lang}`, { lang, key: "a", permalink: `${lang}/a` }));
    await comes("post a en");
  });

  it("takes undated and old posts for known, not for news", async () => {
    await start();
    await room.write("undated.md", file({ title: "Undated" }, "text"));
    await room.write("ancient.md", post("Ancient", { date: today(31) }));
    await becomes("Undated", "seen");
    await becomes("Ancient", "seen");
    expect(await rows()).toEqual([]);
  });

  it("holds many at once until the owner decides", async () => {
    await start();
    for (let n = 0; n < 6; n += 1) await room.write(`p${n}.md`, post(`Post ${n}`));
    for (let n = 0; n < 6; n += 1) await becomes(`Post ${n}`, "held");
    expect(warnings.join()).toMatch(/held: `postern outbox --release`/);
    const ids = (await store.news.all()).filter((row) => row.title === "Post 3").map((row) => row.post_id);
    await store.news.decide(ids, "held", "waiting", now());
    await comes("post Post 3");
    await store.news.decide([], "held", "waiting", now());
    const held = (await store.news.all()).filter(({ state }) => state === "held");
    await store.news.decide(
      held.map(({ post_id }) => post_id),
      "held",
      "seen",
      now(),
    );
    await news?.look();
    expect(await rows()).toEqual(["post Post 3"]);
  });

  it("lets a burst of saves settle into one change", async () => {
    const opened = await start({ rules: { settle: 20_000 } });
    await room.write("a.md", post("Draft of a title"));
    await until(() => opened.titles().includes("Draft of a title"), "the first save to be read");
    await room.write("a.md", post("Title"));
    await until(() => opened.titles().includes("Title"), "the last save to be read");
    await news?.look();
    expect(await store.news.all()).toEqual([]);
    ahead += 21_000;
    await comes("post Title");
  });

  it("tells what was written while the clock was a DAY ahead, once that is set right", async () => {
    let live = false;
    const checkLive = async (): Promise<Liveness> =>
      live ? { live } : { live, reason: { code: "page-answers", status: 404 } };
    const opened = await start({ checkLive, rules: { live: true, settle: 20_000 } });
    const written = { date: today() };
    ahead = DAY;
    await room.write("kettle.md", post("The kettle", written));
    await until(() => opened.titles().includes("The kettle"), "the kettle to be read");
    ahead += 21_000;
    await becomes("The kettle", "waiting");
    await room.write("cup.md", post("The cup", written));
    await until(() => opened.titles().includes("The cup"), "the cup to be read");
    [ahead, live] = [0, true];
    await comes("post The cup", "post The kettle");
  });

  it("follows a rename and a new title, and edits what was sent", async () => {
    await start();
    await room.write("a.md", post("First title", { id: "7" }));
    await comes("post First title");
    await sent();
    await room.write("a.md", post("Second title", { id: "7" }));
    await comes("edit Second title", "post Second title");
    await room.move("a.md", "b.md");
    await until(
      async () => (await store.news.all())[0]?.url?.endsWith("/b/") === true || (await news?.look(), false),
      "the new address",
    );
    expect(await rows()).toEqual(["edit Second title", "post Second title"]);
  });

  it("edits nothing merely because a new version reads the words otherwise; a new title it does edit", async () => {
    await start();
    await room.write("a.md", post("Title", { id: "7", tags: "tea" }));
    await comes("post Title");
    await sent();
    const digest = async () => (await store.news.all())[0]?.digest;
    const before = await digest();
    await room.write("a.md", post("Title", { id: "7", tags: "coffee" }));
    await start({ readBy: "rules 2" });
    await until(async () => (await news?.look(), (await digest()) !== before), "the post to be read again");
    expect(await rows()).toEqual(["post Title"]);
    await room.write("a.md", post("Title", { id: "7", tags: "milk" }));
    await comes("edit Title", "post Title");
    await room.write("a.md", post("Another", { id: "7", tags: "milk" }));
    await start({ readBy: "rules 3" });
    await comes("edit Another", "post Another");
  });

  it("tells a draft when it becomes visible", async () => {
    await room.write("a.md", post("Draft", { draft: "true" }));
    await start();
    await news?.look();
    expect(await store.news.all()).toEqual([]);
    await room.write("a.md", post("Draft"));
    await comes("post Draft");
  });

  it("waits until the page is live, tells the owner when that takes long, and goes on", async () => {
    let live = false;
    await start({
      rules: { live: true },
      checkLive: async (): Promise<Liveness> =>
        live ? { live } : { live, reason: { code: "page-answers", status: 404 } },
    });
    await room.write("a.md", post("Slow build"));
    await becomes("Slow build", "waiting");
    ahead += 31 * 60_000;
    await news?.look();
    expect(warnings).toEqual([expect.stringMatching(/is not live.*Slow build.*"page-answers","status":404/)]);
    live = true;
    await news?.look();
    expect(await rows()).toEqual([]);
    ahead += 11 * 60_000;
    await comes("post Slow build");
  });

  it("strikes what was taken back after its time of grace, and mends it when the post returns", async () => {
    await start();
    await room.write("a.md", post("Regret"));
    await comes("post Regret");
    await sent();
    const text = await room.read("a.md");
    await room.remove("a.md");
    await until(
      async () => (await store.news.all())[0]?.gone_at != null || (await news?.look(), false),
      "its going",
    );
    expect(await rows()).toEqual(["post Regret"]);
    ahead += 61_000;
    await comes("edit Regret", "post Regret");
    expect((await store.news.all())[0]?.reason).toEqual({ code: "taken-back" });
    await room.write("a.md", text);
    await until(
      async () => (await store.news.all())[0]?.gone_at == null || (await news?.look(), false),
      "its return",
    );
    expect((await store.news.all())[0]?.reason).toBeNull();
    expect(await rows()).toEqual(["edit Regret", "post Regret"]);
  });

  it("does not believe that everything was taken back at once", async () => {
    await room.write("other.md", post("Other"));
    await start({ rules: { maxAtOnce: 2 } });
    for (const name of ["a", "b"]) await room.write(`${name}.md`, post(name));
    await comes("post a", "post b");
    await room.write("c.md", post("c"));
    await comes("post a", "post b", "post c");
    for (const name of ["a", "b", "c"]) await room.remove(`${name}.md`);
    await until(async () => {
      await news?.look();
      return warnings.length > 0;
    }, "a warning");
    ahead += 120_000;
    await news?.look();
    expect(warnings).toEqual([
      expect.stringMatching(/vanished at once; what was sent of them is left alone {"posts":3}/),
    ]);
    expect((await store.news.all()).filter((row) => row.reason?.code === "taken-back")).toEqual([]);
  });
});

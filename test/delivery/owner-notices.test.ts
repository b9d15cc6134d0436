// The owner is told in private of what wants a decision, each matter once, on every database.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDispatcher } from "../../src/command/create-dispatcher.js";
import { newHolder } from "../../src/delivery/lease-holder.js";
import { mattersOf } from "../../src/delivery/matters.js";
import { ownerDesk } from "../../src/delivery/owner-desk.js";
import { tellOwners } from "../../src/delivery/owner-notices.js";
import type { Problem } from "../../src/generator/generator.js";
import { localeFor } from "../../src/locale/locale.js";
import { createSearchIndex } from "../../src/search/create-search-index.js";
import { openStore } from "../../src/store/open-store.js";
import { languageOfOwner } from "../../src/store/state.js";
import type { Store } from "../../src/store/store.js";
import { everything } from "../../src/subscription/subscription.js";
import { aPost, factsOf } from "../fixtures/a-post.js";
import { recordedLog } from "../recorded-log.js";
import { openPostOffice, type PostOffice } from "../stand-in/post-office.js";
import { databases, type TestDatabase } from "../store/databases.js";
import { until } from "../until.js";

const DAY = 24 * 3_600_000;
const BOSS = { platform: "discord", id: "1", remedy: "Let the bot write to you" };

describe.each(databases)("owner's notices on $name", ({ ready, skip }) => {
  let database: TestDatabase;
  let store: Store;
  let office: PostOffice;
  let problems: readonly Problem[];
  let ahead: number;
  const warnings: string[] = [];
  const running: { stop(): Promise<void> }[] = [];
  const now = (): number => Date.now() + ahead;

  beforeEach(async (context) => {
    if (skip) return context.skip(skip);
    database = await ready();
    store = await openStore(database.options);
    office = openPostOffice();
    problems = [];
    ahead = 0;
    warnings.length = 0;
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.stop()));
    await store?.close();
    await database?.remove();
  });

  /** A process that tells; how many looks it has taken. */
  function start() {
    const library = { problems: () => problems, all: () => [] };
    let looks = 0;
    const takeLease: Store["takeLease"] = (wish) => {
      looks += 1;
      return store.takeLease(wish);
    };
    const telling = tellOwners({
      store: { ...store, takeLease },
      owners: [BOSS],
      messengers: [office],
      matters: mattersOf(store, library),
      locale: (language) => localeFor(language, "en"),
      holder: newHolder(),
      log: recordedLog(warnings),
      now,
      lookEvery: 5,
    });
    running.push(telling);
    return { looks: () => looks };
  }
  const stop = async (): Promise<void> =>
    void (await Promise.all(running.splice(0).map((one) => one.stop())));
  const hold = (...ids: string[]) =>
    store.news.record(
      ids.map((id) => ({
        ...factsOf(aPost({ id, title: `Post ${id}` })),
        state: "held" as const,
        reason: { code: "too-many-at-once" } as const,
      })),
      now(),
    );
  const letters = () => office.letters.map(({ title }) => title);
  const told = (count: number) =>
    until(
      () => office.letters.length >= count,
      () => `letters: ${letters().join("\n")}`,
    );
  /** Waits until whoever tells has looked so many times more. */
  const looked = async ({ looks }: { looks: () => number }, times = 3): Promise<void> => {
    const before = looks();
    await until(() => looks() >= before + times, "no look");
  };

  test("held posts are told together, once, also over a restart; what is new then is told by itself", async () => {
    await hold("aaaaaaaaaa", "bbbbbbbbbb");
    await looked(start());
    expect(letters()).toHaveLength(1);
    expect(letters()[0]).toContain("Post aaaaaaaaaa: too many at once");
    expect(letters()[0]).toContain("Post bbbbbbbbbb");
    await stop();
    await hold("cccccccccc");
    await looked(start());
    expect(letters()).toHaveLength(2);
    expect(letters()[1]).toContain("Post cccccccccc");
    expect(letters()[1]).not.toContain("Post aaaaaaaaaa");
  });

  test("an owner is told in the language that they asked in last, as the blog's where they never did", async () => {
    await hold("aaaaaaaaaa");
    const process = start();
    await told(1);
    const dispatcher = createDispatcher({
      library: {
        site: { title: "Blog", url: null, timezone: null, lang: "en", generator: "plain" },
        visible: () => [],
        get: () => undefined,
        article: async () => null,
      },
      index: createSearchIndex(),
      memory: store,
      desk: ownerDesk(store, { all: () => [] }, [BOSS]),
      onFault: (fault) => warnings.push(String(fault)),
    });
    const place = { platform: "discord", address: "7" };
    for (const [person, locale] of [
      ["2", "fr"],
      ["1", "de-AT"],
    ] as const)
      await dispatcher.run("about", {}, { locale, place, person });
    await until(
      async () => (await store.getState(languageOfOwner("discord:1"))) === "de-AT",
      "the owner's language",
    );
    await hold("bbbbbbbbbb");
    await told(2);
    await looked(process);
    expect(letters()[0]).toContain("too many at once");
    expect(letters()[1]).toContain("zu viele auf einmal");
  });

  test("what is no matter any more is forgotten after a month; until then it is not told again", async () => {
    await hold("aaaaaaaaaa", "bbbbbbbbbb");
    const process = start();
    await told(1);
    await store.news.decide(["aaaaaaaaaa"], "held", "seen", now());
    const known = async () => (await store.notices.told("discord:1")).map(({ subject }) => subject).sort();
    ahead += 29 * DAY;
    await looked(process);
    expect(await known()).toEqual(["aaaaaaaaaa", "bbbbbbbbbb"]);
    ahead += 2 * DAY;
    await looked(process);
    // The other still waits for its owner.
    expect(await known()).toEqual(["bbbbbbbbbb"]);
    expect(letters()).toHaveLength(1);
  });

  test("a file that stays broken is not told again by a start after a month", async () => {
    problems = [{ source: "posts/odd.md", line: 3, message: "its front matter cannot be read" }];
    const first = start();
    await looked(first);
    ahead += 61_000;
    await told(1);
    await Promise.all(running.splice(0).map((one) => one.stop()));
    ahead += 31 * DAY;
    const second = start();
    await looked(second);
    ahead += 61_000;
    await looked(second);
    expect(letters()).toHaveLength(1);
    expect(await store.notices.told("discord:1")).toHaveLength(1);
  });

  test("a renamed post is not told again", async () => {
    await hold("aaaaaaaaaa");
    const process = start();
    await told(1);
    await store.news.rename("aaaaaaaaaa", factsOf(aPost({ id: "dddddddddd", title: "Post aaaaaaaaaa" })));
    await looked(process);
    expect(letters()).toHaveLength(1);
  });

  test("a place that shuts the bot out, a page never live and a broken file are told, each once", async () => {
    const place = { platform: "discord", address: "5" };
    const { id } = await store.subscriptions.put(
      { place, wishes: everything, origin: "chat", locale: null },
      now(),
    );
    await store.subscriptions.suspend(id, { code: "shut-out" }, now());
    const post = { ...factsOf(aPost({ id: "aaaaaaaaaa", title: "Late" })), reason: null };
    await store.news.record([{ ...post, state: "waiting" }], now());
    await store.news.update("aaaaaaaaaa", { reason: { code: "page-answers", status: 404 } });
    problems = [{ source: "posts/odd.md", line: 3, message: "its front matter cannot be read" }];
    const process = start();
    await told(2);
    await looked(process);
    // The file may be half written.
    expect(letters()).toHaveLength(2);
    expect(letters()[0]).toContain("discord:5: the bot was shut out of this place");
    expect(letters()[1]).toContain("Late: its page answers 404");
    ahead += 61_000;
    await told(3);
    await looked(process);
    expect(letters()).toHaveLength(3);
    expect(letters()[2]).toContain("posts/odd.md:3: its front matter cannot be read");
    // Open again and shut again is another matter.
    await store.subscriptions.wake(id);
    await store.subscriptions.suspend(id, { code: "shut-out" }, now());
    await told(4);
  });

  test("a message that may have arrived is looked for: absent, it is sent again; where nobody can tell, never", async () => {
    await hold("aaaaaaaaaa");
    office.found = "remembers";
    office.rule = (call) =>
      call === "deliver" ? { kind: "uncertain", reason: { code: "no-answer" } } : null;
    const process = start();
    await until(() => office.calls.some(({ call }) => call === "deliver"), "no try");
    office.rule = () => null;
    await told(1);
    await looked(process);
    expect(letters()).toHaveLength(1);

    await hold("bbbbbbbbbb");
    office.found = "unknown";
    office.rule = (call) =>
      call === "deliver" ? { after: { kind: "uncertain", reason: { code: "no-answer" } } } : null;
    await told(2);
    await looked(process, 5);
    expect(letters()).toHaveLength(2);
  });

  test("more posts than one statement takes are told in one message", async () => {
    const subjects = Array.from({ length: 11_000 }, (_, n) => `p${n}`);
    const key = await store.notices.begin(
      "discord:1",
      subjects.map((subject) => ({ kind: "held" as const, subject })),
      now(),
    );
    expect((await store.notices.heldIn(key)).toSorted()).toEqual(subjects.toSorted());
  });

  test("waits for as long as the platform says", async () => {
    await hold("aaaaaaaaaa");
    office.rule = (call) =>
      call === "deliver"
        ? { kind: "retry", after: 60_000, scope: "all", reason: { code: "no-answer" } }
        : null;
    const process = start();
    await looked(process, 4);
    expect(office.calls.filter(({ call }) => call === "deliver")).toHaveLength(1);
    office.rule = () => null;
    ahead += 60_001;
    await told(1);
  });

  test("what a killed process was telling is not told twice", async () => {
    await hold("aaaaaaaaaa");
    await store.notices.begin("discord:1", [{ kind: "held", subject: "aaaaaaaaaa" }], now());
    office.found = "unknown";
    await looked(start(), 4);
    expect(letters()).toEqual([]);
  });

  test("an owner who takes no messages is logged once with the remedy, tried again in an hour, and loses nothing", async () => {
    await hold("aaaaaaaaaa");
    office.rule = (call) =>
      call === "deliver" ? { kind: "forbidden", reason: { code: "platform-says", text: "no" } } : null;
    const process = start();
    await looked(process, 4);
    const tries = () => office.calls.filter(({ call }) => call === "deliver").length;
    expect(tries()).toBe(1);
    expect(warnings.filter((line) => line.includes("Let the bot write to you"))).toHaveLength(1);
    ahead += 3_601_000;
    await until(() => tries() === 2, "no second try");
    await looked(process);
    expect(warnings.filter((line) => line.includes("Let the bot write to you"))).toHaveLength(1);
    office.rule = () => null;
    ahead += 3_601_000;
    await told(1);
  });
});

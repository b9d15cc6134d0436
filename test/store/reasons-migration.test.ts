// Reasons that earlier versions kept as sentences: every one is a code after the update, and what was held is not lost.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import { databases, type TestDatabase } from "./databases.js";
import { earlier } from "./earlier.js";

const says = (text: string) => ({ code: "platform-says", text });

it("are translated in a database file of the version before", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "postern-old-"));
  const kept = await readFile(new URL("../fixtures/store-004.db.gz", import.meta.url));
  writeFileSync(join(dataDir, "postern.db"), gunzipSync(kept));
  const store = await openStore({ dataDir, databaseUrl: null });
  try {
    const news = await store.news.all();
    expect(Object.fromEntries(news.map(({ post_id, reason }) => [post_id, reason]))).toMatchObject({
      author: { code: "author" },
      undated: { code: "undated" },
      old: { code: "dated-long-ago" },
      archive: { code: "there-at-start" },
      decided: { code: "owner" },
      held: { code: "too-many-at-once" },
      waiting: { code: "page-answers", status: 404 },
      away: { code: "page-leads-to", where: "other.example.org" },
      offline: { code: "page-unreachable", text: "getaddrinfo ENOTFOUND blog.example.org" },
      young: null,
    });
    const subscriptions = await store.subscriptions.all();
    const at = (address: string) => subscriptions.find(({ place }) => place.address === address);
    const [open, closed, shut] = [at("1"), at("2"), at("3")];
    expect(open?.suspended).toBeNull();
    expect(closed?.suspended?.reason).toEqual(says("Missing Access (50001)"));
    expect(shut?.suspended?.reason).toEqual({ code: "shut-out" });
    const rows = await store.outbox.list({ place: open!.place });
    const reasons = Object.fromEntries(rows.map(({ post_id, state, error }) => [post_id, [state, error]]));
    expect(reasons).toEqual({
      one: ["done", null],
      two: ["failed", says("Invalid Form Body (50035)")],
      three: [
        "failed",
        {
          code: "tried-for-a-day",
          perhapsSent: false,
          last: { code: "platform-answers", platform: "Discord", status: 502 },
        },
      ],
      four: ["failed", { code: "perhaps-sent", last: { code: "no-answer" } }],
      five: ["failed", { code: "post-unknown" }],
      six: ["failed", { code: "place-closed" }],
      seven: [
        "pending",
        {
          code: "platform-unreachable",
          platform: "Discord",
          text: "connect ECONNREFUSED 127.0.0.1:1",
        },
      ],
      eight: ["uncertain", { code: "no-answer" }],
    });
    const waiting = await store.outbox.list({ states: ["suspended"], posts: ["one"] });
    expect(waiting.map(({ error }) => error)).toEqual(
      expect.arrayContaining([says("Missing Access (50001)"), { code: "shut-out" }]),
    );
  } finally {
    await store.close();
    rmSync(dataDir, { recursive: true });
  }
});

describe.each(databases)("on $name", ({ create, skip }) => {
  let database: TestDatabase;
  beforeEach(async (context) => {
    if (skip) return context.skip(skip);
    database = await create();
  });
  afterEach(() => database?.remove());

  const before = (step: string, ...statements: readonly string[]) =>
    earlier(database.options, step, statements);

  const subscription = (id: string, suspended: string): string =>
    `insert into subscription values ('${id}', 'discord', '${id}', 'chat', '{}', null, 1, ${suspended}, null)`;
  const row = (key: string, to: string, state: string, doneAt: number, error: string): string =>
    `insert into outbox values ('${key}', 'p', '${to}', 'discord', '${key}', '${state}', 0, 0, null, 1, 0, 0, 1, 1, null, null, null, ${doneAt}, null, '${error}')`;

  it("keeps for a suspended place what had failed for its reason, and nothing else", async () => {
    await before(
      "004",
      subscription("closed", "100, 'kicked'"),
      subscription("open", "null, null"),
      row("post", "closed", "failed", 150, "kicked"),
      row("edit", "closed", "failed", 50, "kicked"),
      row("remove", "closed", "failed", 150, "Invalid Form Body"),
      row("other", "open", "failed", 150, "kicked"),
    );
    const store = await openStore(database.options);
    const rows = await store.outbox.list({});
    expect(Object.fromEntries(rows.map(({ key, state }) => [key, state]))).toEqual({
      post: "suspended",
      edit: "failed",
      remove: "failed",
      other: "failed",
    });
    expect(rows.find(({ key }) => key === "post")?.error).toEqual(says("kicked"));
    await store.close();
  });

  it("translates what the version before kept, whatever a platform had said", async () => {
    const long = "x".repeat(400);
    await before(
      "005",
      subscription("closed", "100, 'not an address in Telegram: a chat''s number'"),
      row("post", "closed", "failed", 150, 'its "own" words: {5}'),
      row("edit", "closed", "failed", 150, long),
      row("remove", "closed", "failed", 150, "tried for a day; it may have arrived (no answer)"),
      `insert into news values ('p', 'waiting', 'not live: it leads in a circle', 'd', 't', null, 's', 1, null, null, null, 0, null)`,
      `insert into news values ('r', 'told', 'taken back', 'd', 't', null, 's', 1, null, null, null, 0, null)`,
      `insert into news values ('q', 'seen', 'of a version nobody knows', 'd', 't', null, 's', 1, null, null, null, 0, null)`,
    );
    const store = await openStore(database.options);
    const errors = Object.fromEntries((await store.outbox.list({})).map(({ key, error }) => [key, error]));
    expect(errors).toEqual({
      post: says('its "own" words: {5}'),
      edit: says("x".repeat(300)),
      remove: { code: "tried-for-a-day", perhapsSent: true, last: { code: "no-answer" } },
    });
    const [closed] = await store.subscriptions.all();
    expect(closed?.suspended?.reason).toEqual({ code: "no-address" });
    expect((await store.news.get("p"))?.reason).toEqual({ code: "page-leads-in-circle" });
    expect((await store.news.get("r"))?.reason).toEqual({ code: "taken-back" });
    expect((await store.news.get("q"))?.reason).toEqual({ code: "unknown" });
    await store.close();
  });
});

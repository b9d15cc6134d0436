// Export and import on every database, and the store of the first version that was published.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { checkExport, headerLine, readExport } from "../../src/store/export-file.js";
import type { ExportLine } from "../../src/store/export-form.js";
import { openStore, type StoreOptions } from "../../src/store/open-store.js";
import type { Store } from "../../src/store/store.js";
import { databases } from "./databases.js";

const undo: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function open(options: StoreOptions): Promise<Store> {
  const store = await openStore(options);
  undo.push(() => store.close());
  return store;
}
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), "postern-export-"));
  undo.push(() => rmSync(made, { recursive: true }));
  return made;
};

/** As version 0.1.0 left it, with a row of every kind: made by its code, kept as it was. */
async function published(): Promise<Store> {
  const dataDir = folder();
  const kept = readFileSync(new URL("../fixtures/store-0.1.0.db.gz", import.meta.url));
  writeFileSync(join(dataDir, "postern.db"), gunzipSync(kept));
  return open({ dataDir, databaseUrl: null });
}

async function linesOf(store: Store): Promise<ExportLine[]> {
  const lines: ExportLine[] = [];
  for await (const line of store.exportLines()) lines.push(line);
  return lines;
}
async function* given(lines: readonly ExportLine[]): AsyncGenerator<ExportLine> {
  yield* lines;
}
const only = <T extends ExportLine["type"]>(lines: readonly ExportLine[], type: T) =>
  lines.filter((line): line is Extract<ExportLine, { type: T }> => line.type === type);

it("goes on with the store of version 0.1.0: subscriptions, what was told, what waited", async () => {
  const store = await published();
  const lines = await linesOf(store);
  expect(only(lines, "subscription").map(({ address, wishes }) => [address, wishes.tags])).toEqual([
    ["101", ["tea"]],
    ["-1001", []],
  ]);
  expect(Object.fromEntries(only(lines, "post").map(({ post_id, state }) => [post_id, state]))).toEqual({
    many: "held",
    next: "told",
    old: "seen",
    page: "waiting",
    told: "told",
  });
  expect(
    only(lines, "message")
      .map(({ post_id, platform, state }) => `${post_id} ${platform} ${state}`)
      .toSorted(),
  ).toEqual(["next discord pending", "told discord done", "told telegram suspended"]);
  expect(await store.recall("XqDAk806sr5s")).toBe("1|search|2|query=a%20long%20question");
});

describe.each(databases)("an export taken in on $name", ({ ready, skip }) => {
  const empty = async (): Promise<Store> => {
    const database = await ready();
    undo.push(() => database.remove());
    return open(database.options);
  };

  it("is all that was there, once, however often it is taken in", async (context) => {
    if (skip) return context.skip(skip);
    const lines = await linesOf(await published());
    const store = await empty();
    expect(await store.importLines(given(lines))).toBe(lines.length);
    expect(await linesOf(store)).toEqual(lines);
    expect(await store.importLines(given(lines))).toBe(0);
    expect(await linesOf(store)).toEqual(lines);
  });

  it("carries what owners were told of, each once", async (context) => {
    if (skip) return context.skip(skip);
    const [here, there] = [await empty(), await empty()];
    const key = await here.notices.begin("discord:1", [{ kind: "held", subject: "many" }], 5);
    await here.notices.sent(key);
    const lines = await linesOf(here);
    expect(only(lines, "notice")).toEqual([
      {
        type: "notice",
        owner: "discord:1",
        kind: "held",
        subject: "many",
        message: key,
        state: "sent",
        at: 5,
      },
    ]);
    expect(await there.importLines(given(lines))).toBe(1);
    expect(await there.importLines(given(lines))).toBe(0);
    // Its buttons go on deciding about the same posts.
    expect(await there.notices.heldIn(key)).toEqual(["many"]);
  });

  it("adds to a store in use: places keep their wishes, what was told anywhere is not told again", async (context) => {
    if (skip) return context.skip(skip);
    const lines = await linesOf(await published());
    const store = await empty();
    const [tea] = only(lines, "subscription");
    if (!tea) throw new Error("the fixture has a subscription");
    const wishes = { ...tea.wishes, tags: ["coffee"] };
    const place = { platform: "discord", address: "101" };
    const here = await store.subscriptions.put({ place, wishes, origin: "chat", locale: null }, 1);
    const discord = only(lines, "message").filter(({ platform }) => platform === "discord");
    const own = discord.map((line): ExportLine => {
      const waiting = { state: "pending", started_at: null, done_at: null, message: null } as const;
      return { ...line, ...waiting, key: `own ${line.key.slice(0, 20)}`, subscription_id: here.id };
    });
    await store.importLines(given(own));
    await store.importLines(given(lines));
    const now = await linesOf(store);
    expect(only(now, "subscription").find(({ id }) => id === here.id)?.wishes.tags).toEqual(["coffee"]);
    const told = only(now, "message").filter(
      ({ post_id, subscription_id }) => post_id === "told" && subscription_id === here.id,
    );
    expect(told.map(({ state, message }) => [state, message])).toEqual([["done", "900"]]);
    expect(await store.importLines(given(lines))).toBe(0);
  });

  it("leaves a place where it moved to since", async (context) => {
    if (skip) return context.skip(skip);
    const lines = await linesOf(await published());
    const store = await empty();
    await store.importLines(given(lines));
    const group = only(lines, "subscription").find(({ address }) => address === "-1001");
    await store.subscriptions.move(group?.id ?? "", "-1002");
    expect(await store.importLines(given(lines))).toBe(0);
    expect((await store.subscriptions.all()).map(({ place }) => place.address).toSorted()).toEqual([
      "-1002",
      "101",
    ]);
  });

  it("leaves to somebody who looks what was being sent when it was written", async (context) => {
    if (skip) return context.skip(skip);
    const lines = await linesOf(await published());
    const [message] = only(lines, "message");
    if (!message) throw new Error("the fixture has a message");
    const store = await empty();
    const underWay: ExportLine[] = [
      { ...message, key: "a", post_id: "a", state: "claimed", started_at: null },
      { ...message, key: "b", post_id: "b", state: "sending", started_at: 5 },
    ];
    await store.importLines(given(underWay));
    expect(only(await linesOf(store), "message").map(({ key, state }) => [key, state])).toEqual([
      ["a", "pending"],
      ["b", "uncertain"],
    ]);
  });
});

describe("an export's file", () => {
  const written = (...lines: readonly string[]): string => {
    const file = join(folder(), "export.jsonl");
    writeFileSync(file, `${lines.join("\n")}\n`);
    return file;
  };
  const header = headerLine(new Date(0));

  it("is read as it was written", async () => {
    const lines = await linesOf(await published());
    const file = written(header, ...lines.map((line) => JSON.stringify(line)), "");
    await checkExport(file);
    const read: ExportLine[] = [];
    for await (const line of readExport(file)) read.push(line);
    expect(read).toEqual(lines);
  });

  it.each([
    ["is empty", [], /is empty/],
    ["is something else", ["My diary"], /is no export of Postern's/],
    ["is of another form", ['{"postern":"export","version":2,"at":"x"}'], /form 2, this one reads 1/],
    ["was cut off", [header, '{"type":"asked","post_id":"a","as'], /line 2: it is no JSON/],
    [
      "has lines that say nothing",
      [header, '{"type":"asked","post_id":"a","asked":1}', '{"type":"asked","post_id":"a"}', "[]"],
      /line 3: asked.*\n.*line 4/,
    ],
  ] as const)("that %s is refused by its lines", async (_, lines, fault) => {
    await expect(checkExport(written(...lines))).rejects.toThrow(fault);
  });

  it("that is not there is named", async () => {
    await expect(checkExport("/no/such/file")).rejects.toThrow(/\/no\/such\/file cannot be read/);
  });
});

// A PostgreSQL server that says nothing any more holds nobody for long.
import { createServer, type AddressInfo } from "node:net";
import { Kysely, sql } from "kysely";
import { afterEach, expect, it } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import { postgresDialect } from "../../src/store/postgres.js";
import { databases, type TestDatabase } from "./databases.js";
import { openProxy, type SilentProxy } from "./silent-proxy.js";

const kind = databases.find(({ name }) => name === "PostgreSQL")!;
/** In ms: no question waits longer. */
const LONGEST = 6_000;

let database: TestDatabase | undefined;
let proxy: SilentProxy | undefined;
afterEach(async () => {
  proxy?.close();
  await database?.remove();
  [database, proxy] = [undefined, undefined];
});

it.skipIf(kind.skip)(
  "gives up what asks a server that went silent, and goes on when that speaks",
  async () => {
    database = await kind.create();
    proxy = await openProxy(database.options.databaseUrl ?? "");
    const db = new Kysely<object>({ dialect: await postgresDialect(proxy.url) });
    const ask = () => sql`select 1`.execute(db);
    const lasted = async (work: () => Promise<unknown>): Promise<number> => {
      const begun = performance.now();
      await expect(work()).rejects.toThrow();
      return performance.now() - begun;
    };
    try {
      await Promise.all(Array.from({ length: 5 }, ask));
      proxy.silence();
      const transaction = () => db.transaction().execute((tx) => sql`select 1`.execute(tx));
      const waits = await Promise.all([
        ...Array.from({ length: 11 }, () => lasted(ask)),
        lasted(transaction),
      ]);
      // By then no connection of before is left, and a new one gets no answer either.
      waits.push(await lasted(ask));
      expect(Math.max(...waits)).toBeLessThan(LONGEST);
      proxy.speak();
      await expect(ask()).resolves.toMatchObject({ rows: [{}] });
    } finally {
      await db.destroy();
    }
  },
);

it.skipIf(kind.skip)("lets the server end what takes too long", async () => {
  database = await kind.create();
  const db = new Kysely<object>({ dialect: await postgresDialect(database.options.databaseUrl ?? "") });
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings
    where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')
    order by name`.execute(db);
  await db.destroy();
  expect(rows.map(({ setting }) => Number(setting))).toEqual([10_000, 2_000, 5_000]);
});

it("says that a pooler needs PostgreSQL's own address beside its own", async () => {
  // As pgbouncer refuses (PostgreSQL's protocol, ErrorResponse).
  const pooler = createServer((socket) => {
    socket.once("data", () => {
      const fields = Buffer.from(
        "SERROR\0VERROR\0C08P01\0Munsupported startup parameter: statement_timeout\0\0",
      );
      const head = Buffer.alloc(5);
      head.write("E");
      head.writeInt32BE(fields.length + 4, 1);
      socket.end(Buffer.concat([head, fields]));
    });
    socket.on("error", () => {});
  });
  await new Promise<void>((done) => pooler.listen(0, "127.0.0.1", done));
  const { port } = pooler.address() as AddressInfo;
  try {
    const opened = openStore({ dataDir: "", databaseUrl: `postgres://me@127.0.0.1:${port}/postern` });
    await expect(opened).rejects.toThrow(/set DATABASE_DIRECT_URL to the address of PostgreSQL itself/);
  } finally {
    pooler.close();
  }
});

/** A first message without the time limits, as pgbouncer passes it on that is told to ignore them. */
function withoutLimits(startup: Buffer): Buffer {
  const texts = startup.toString("utf8", 8).split("\0");
  const kept = texts.filter((text, at) => !(texts[at - (at % 2)] ?? text).endsWith("_timeout"));
  const fields = Buffer.from(kept.join("\0"));
  const head = Buffer.from(startup.subarray(0, 8));
  head.writeInt32BE(8 + fields.length);
  return Buffer.concat([head, fields]);
}

it.skipIf(kind.skip)("says so too of a pooler that drops what it does not know of a session", async () => {
  database = await kind.create();
  const { databaseUrl, dataDir } = database.options;
  proxy = await openProxy(databaseUrl ?? "", withoutLimits);
  const itself = /set DATABASE_DIRECT_URL to the address of PostgreSQL itself/;
  await expect(openStore({ dataDir, databaseUrl: proxy.url })).rejects.toThrow(itself);
  await expect(openStore({ dataDir, databaseUrl: proxy.url, directUrl: proxy.url })).rejects.toThrow(itself);
  const store = await openStore({ dataDir, databaseUrl: proxy.url, directUrl: databaseUrl });
  await store.close();
});

it.skipIf(kind.skip)("takes a time limit that the address names", async () => {
  database = await kind.create();
  const url = new URL(database.options.databaseUrl ?? "");
  url.searchParams.set("statement_timeout", "30000");
  const store = await openStore({ ...database.options, databaseUrl: url.href, directUrl: url.href });
  expect(await store.getState("a")).toBeNull();
  await store.close();
});

it.skipIf(kind.skip)("brings the schema forward by the direct address", async () => {
  database = await kind.create();
  const { databaseUrl, dataDir } = database.options;
  proxy = await openProxy(databaseUrl ?? "");
  await expect(
    openStore({ dataDir, databaseUrl, directUrl: "postgres://me@127.0.0.1:1/postern" }),
  ).rejects.toThrow(/Check DATABASE_DIRECT_URL/);
  const store = await openStore({ dataDir, databaseUrl, directUrl: proxy.url });
  expect(proxy.connections()).toBe(1);
  await store.setState("a", "b");
  expect(await store.getState("a")).toBe("b");
  await store.close();
});

// A PostgreSQL server that says nothing any more holds nobody for long.
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { Kysely, sql } from "kysely";
import { expect, it } from "vitest";
import { postgresDialect } from "../../src/store/postgres.js";

const server = process.env["TEST_DATABASE_URL"];

it.skipIf(!server)("gives up a connection that went silent, and goes on with another", async () => {
  const target = new URL(server ?? "");
  const sockets: Socket[] = [];
  const between = createServer((client) => {
    const behind = connect(Number(target.port) || 5432, target.hostname);
    sockets.push(client, behind);
    for (const socket of [client, behind]) socket.on("error", () => {});
    client.pipe(behind).pipe(client);
  });
  await new Promise<void>((done) => between.listen(0, "127.0.0.1", done));
  const url = new URL(target);
  url.hostname = "127.0.0.1";
  url.port = String((between.address() as AddressInfo).port);
  const db = new Kysely<object>({ dialect: await postgresDialect(url.href, 500) });
  const ask = () => sql`select 1`.execute(db);
  try {
    await ask();
    for (const socket of sockets) socket.unpipe().pause();
    await expect(ask()).rejects.toThrow(/does not answer any more/);
    await expect(ask()).resolves.toMatchObject({ rows: [{}] });
  } finally {
    await db.destroy();
    for (const socket of sockets) socket.destroy();
    between.close();
  }
});

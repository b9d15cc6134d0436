// Stands between a program and its PostgreSQL server, and can fall silent without closing anything.
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface SilentProxy {
  /** The database's address through it. */
  readonly url: string;
  /** Passes nothing on any more, neither of what is connected nor of what connects. */
  silence(): void;
  speak(): void;
  /** How many connected so far. */
  connections(): number;
  close(): void;
}

/** `begins`: what becomes of the first message of a session (PostgreSQL's protocol, StartupMessage). */
export async function openProxy(
  databaseUrl: string,
  begins: (startup: Buffer) => Buffer = (startup) => startup,
): Promise<SilentProxy> {
  const target = new URL(databaseUrl);
  const sockets: Socket[] = [];
  let isSilent = false;
  let connected = 0;
  const between = createServer((client) => {
    connected += 1;
    client.on("error", () => {});
    sockets.push(client);
    if (isSilent) return void client.pause();
    const behind = connect(Number(target.port) || 5432, target.hostname);
    sockets.push(behind);
    behind.on("error", () => {});
    behind.pipe(client);
    client.once("data", (startup: Buffer) => {
      behind.write(begins(startup));
      client.pipe(behind);
    });
  });
  await new Promise<void>((done) => between.listen(0, "127.0.0.1", done));
  const url = new URL(target);
  url.hostname = "127.0.0.1";
  url.port = String((between.address() as AddressInfo).port);
  return {
    url: url.href,
    silence() {
      isSilent = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    speak: () => (isSilent = false),
    connections: () => connected,
    close() {
      for (const socket of sockets) socket.destroy();
      between.close();
    },
  };
}

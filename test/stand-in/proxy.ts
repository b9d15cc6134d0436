// Proxies on loopback, one by CONNECT and one by SOCKS5: they note what they are asked for, and lead to this machine.
import { createServer, type Server as HttpServer } from "node:http";
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from "node:net";

export interface StandInProxy {
  readonly url: string;
  /** `HOST:PORT` of every connection, in order. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

async function listening(
  server: Server,
  scheme: string,
  asked: string[],
  sockets: Set<Socket>,
): Promise<StandInProxy> {
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Whatever the name is, it is a server on loopback. */
function lead(from: Socket, port: number, opened: () => void): void {
  const to = connect(port, "127.0.0.1", opened);
  to.on("error", () => from.destroy())
    .pipe(from)
    .pipe(to);
}

export function connectProxy(): Promise<StandInProxy> {
  const asked: string[] = [];
  const server: HttpServer = createServer(({ url = "" }, response) => {
    // What is of http may be asked for without a tunnel.
    if (URL.canParse(url)) asked.push(new URL(url).host);
    response.writeHead(502).end();
  });
  server.on("connect", ({ url = "" }, socket: Socket) => {
    asked.push(url);
    lead(socket, Number(url.split(":").at(-1)), () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
  });
  return listening(server, "http", asked, new Set());
}

/** RFC 1928, without a password; names and addresses of IPv4. */
export function socksProxy(): Promise<StandInProxy> {
  const asked: string[] = [];
  const server = createTcpServer((socket) => {
    socket.once("data", () => {
      socket.write(Buffer.from([5, 0]));
      socket.once("data", (request: Buffer) => {
        const isName = request[3] === 3;
        const end = isName ? 5 + (request[4] ?? 0) : 8;
        const host = isName ? request.subarray(5, end).toString() : request.subarray(4, end).join(".");
        const port = request.readUInt16BE(end);
        asked.push(`${host}:${port}`);
        lead(socket, port, () => socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0])));
      });
    });
  });
  return listening(server, "socks5", asked, new Set());
}

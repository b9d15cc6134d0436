// A server on this machine that has one feed, and the sources that tests open on it.
import { openNetwork } from "../../src/net/network.js";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { parseFeedAddress } from "../../src/source/feed-address.js";
import { openFeed } from "../../src/source/feed.js";
import type { Source } from "../../src/source/source.js";
import type { WorkerPoolOptions } from "../../src/threads/worker-pool.js";
import { loopback } from "../loopback.js";

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Sets itself up anew before each test of the file it is called in. */
export function feedRoom() {
  let base: string;
  let server: Server;
  let url: string;
  let answer: Answer;
  const requests: IncomingMessage[] = [];
  const opened: Source[] = [];

  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), "postern-feed-"));
    requests.length = 0;
    server = createServer((request, response) => {
      requests.push(request);
      answer(request, response);
    });
    url = `${await loopback(server)}/feed`;
  });
  afterEach(async () => {
    for (const source of opened.splice(0)) await source.stop();
    server.closeAllConnections();
    server.close();
    await once(server, "close");
    await rm(base, { recursive: true, force: true });
  });

  return {
    requests,
    opened,
    /** `words`: a name and a password as they stand in the address. */
    open: async (words = "", interval = 3600, threads?: WorkerPoolOptions): Promise<Source> => {
      const { url: at, authorization } = parseFeedAddress(url.replace("://", `://${words}`));
      const dataDir = join(base, "data");
      const options = {
        dataDir,
        interval,
        authorization,
        network: openNetwork(),
        ...(threads && { threads }),
      };
      const source = await openFeed(at, options);
      opened.push(source);
      await source.arrived?.();
      return source;
    },
    answerBy: (by: Answer): void => void (answer = by),
    serve: (body: string, headers: Record<string, string> = {}): void =>
      void (answer = (_request, response) => void response.writeHead(200, headers).end(body)),
  };
}

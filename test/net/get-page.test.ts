// Fetching from the web: answers that never end, addresses of the house.
import { openNetwork } from "../../src/net/network.js";
import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { getPage } from "../../src/net/get-page.js";
import { loopback } from "../loopback.js";

let server: Server;
let url: string;
let answer: (response: ServerResponse) => void;
let requests = 0;
const ask = {
  headers: {},
  limit: 8 * 1024 * 1024,
  signal: new AbortController().signal,
  network: openNetwork(),
};

beforeEach(async () => {
  requests = 0;
  server = createServer((_request, response) => {
    requests += 1;
    answer(response);
  });
  url = `${await loopback(server)}/`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

test("an answer that comes a byte at a time is given up", async () => {
  answer = (response) => {
    const drip = setInterval(() => void response.write("x"), 20);
    response.once("close", () => clearInterval(drip));
  };
  const began = performance.now();
  await expect(getPage(url, { ...ask, timeLimit: 300, owner: url })).rejects.toThrow(
    "did not answer in time",
  );
  expect(performance.now() - began).toBeLessThan(10_000);
});

test("private addresses are refused unless the owner named one", async () => {
  answer = (response) => void response.end("secret");
  const get = (at: string, owner: string) => getPage(at, { ...ask, owner });
  const named = url.replace("127.0.0.1", "localhost");
  for (const owner of ["https://blog.example.org/feed", named])
    await expect(get(url, owner)).rejects.toThrow(/private address.*PRIVATE_HOSTS/);
  await expect(get(named, url)).rejects.toThrow(/private address/);
  expect((await get(url, url)).status).toBe(200);
  expect(requests).toBe(1);
  const network = openNetwork({ PRIVATE_HOSTS: "git.company.example localhost" });
  expect((await getPage(named, { ...ask, owner: "https://blog.example.org/", network })).status).toBe(200);
});

test("a redirect from the owner's own private host to another is refused", async () => {
  const other = await new Promise<Server>((done) => {
    const made = createServer((_, response) => void response.end("inner")).listen(0, "127.0.0.2", () =>
      done(made),
    );
  });
  const { port } = other.address() as AddressInfo;
  answer = (response) => void response.writeHead(302, { location: `http://127.0.0.2:${port}/` }).end();
  await expect(getPage(url, { ...ask, owner: url })).rejects.toThrow("127.0.0.2 is a private address");
  other.close();
});

// Fetching from the web: answers that never end, addresses of the house.
import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { getPage } from "../../src/source/web.js";
import { loopback } from "../loopback.js";

let server: Server;
let url: string;
let answer: (response: ServerResponse) => void;
let requests = 0;
const ask = { headers: {}, limit: 8 * 1024 * 1024, signal: new AbortController().signal };

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
  await expect(getPage(url, { ...ask, timeLimit: 300 }, true)).rejects.toThrow("did not answer in time");
  expect(performance.now() - began).toBeLessThan(10_000);
});

test("private addresses are refused unless the owner named one", async () => {
  answer = (response) => void response.end("secret");
  await expect(getPage(url, ask, false)).rejects.toThrow(/private address/);
  await expect(getPage(url.replace("127.0.0.1", "localhost"), ask, false)).rejects.toThrow(/private address/);
  expect((await getPage(url, ask, true)).status).toBe(200);
  expect(requests).toBe(1);
});

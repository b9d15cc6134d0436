// The HTTP server over real sockets: routes, limits, strangers, the end.
import { createServer, request as ask } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import type { Route } from "../../src/http/route.js";
import { ServerError } from "../../src/http/server-error.js";
import { startServer, type Server } from "../../src/http/server.js";
import { loopback } from "../loopback.js";

const running: Server[] = [];
const faults: unknown[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  faults.length = 0;
});
async function start(routes: readonly Route[], host = "127.0.0.1", port = 0): Promise<Server> {
  const server = await startServer({ host, port, routes, onFault: (fault) => faults.push(fault) });
  running.push(server);
  return server;
}
const hello: Route = { method: "GET", path: "/hello", handle: () => new Response("hello") };
const echo: Route = {
  method: "POST",
  path: "/echo",
  bodyLimit: 100,
  handle: async (request) => new Response(await request.text()),
};
const statusFor = (url: string, host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    ask(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });

describe("http server", () => {
  it("answers its routes and nothing else", async () => {
    const { url } = await start([hello, echo]);
    expect(await (await fetch(`${url}/hello`)).text()).toBe("hello");
    expect((await fetch(`${url}/other`)).status).toBe(404);
    expect((await fetch(`${url}/echo`)).status).toBe(404);
    expect((await fetch(`${url}/hello`)).headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("keeps split UTF-8 whole and refuses a body that is too large", async () => {
    const { url } = await start([echo]);
    const body = "中".repeat(30);
    expect(await (await fetch(`${url}/echo`, { method: "POST", body })).text()).toBe(body);
    expect((await fetch(`${url}/echo`, { method: "POST", body: "x".repeat(101) })).status).toBe(413);
    const chunks = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 20; n++) controller.enqueue(new Uint8Array(10).fill(120));
        controller.close();
      },
    });
    const streamed = await fetch(`${url}/echo`, {
      method: "POST",
      body: chunks,
      duplex: "half",
    } as RequestInit);
    expect(streamed.status).toBe(413);
  });

  it("on loopback answers only to loopback names, so that no foreign page reads along", async () => {
    const { url } = await start([hello]);
    for (const host of ["127.0.0.1:1", "localhost", "[::1]:80"])
      expect(await statusFor(`${url}/hello`, host)).toBe(200);
    for (const host of ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example"])
      expect(await statusFor(`${url}/hello`, host)).toBe(421);
  });

  it("lets the owner's public name through, and no other, behind a proxy that keeps Host", async () => {
    const inner = await startServer({
      host: "127.0.0.1",
      port: 0,
      routes: [hello],
      publicHosts: ["bot.example.org"],
      onFault: (fault) => faults.push(fault),
    });
    running.push(inner);
    const { port } = new URL(inner.url);
    // As `proxy_set_header Host $host` in nginx, and Caddy, do.
    const proxy = createServer((incoming, outgoing) => {
      const { method, url: path, headers } = incoming;
      const onward = ask({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      incoming.pipe(onward);
    });
    const url = `${await loopback(proxy)}/hello`;
    expect(await statusFor(url, "bot.example.org")).toBe(200);
    expect(await statusFor(url, "Bot.Example.org:443")).toBe(200);
    for (const host of ["example.org", "evil.bot.example.org", "bot.example.org.evil.example"])
      expect(await statusFor(url, host)).toBe(421);
    proxy.closeAllConnections();
    await new Promise((done) => proxy.close(done));
  });

  it("tells a fault to its owner and not to the visitor", async () => {
    const { url } = await start([
      { method: "GET", path: "/broken", handle: () => Promise.reject(new Error("secret detail")) },
    ]);
    const answer = await fetch(`${url}/broken`);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain("secret");
    expect(faults).toEqual([expect.objectContaining({ message: "secret detail" })]);
  });

  it("finishes what is being answered before it stops", async () => {
    let finish = (): void => {};
    let arrived = (): void => {};
    const asked = new Promise<void>((resolve) => (arrived = resolve));
    const slow: Route = {
      method: "GET",
      path: "/slow",
      handle: () =>
        new Promise((resolve) => {
          finish = () => resolve(new Response("done"));
          arrived();
        }),
    };
    const server = await start([slow]);
    const answer = fetch(`${server.url}/slow`);
    await asked;
    running.length = 0;
    const stopped = server.stop();
    finish();
    expect(await (await answer).text()).toBe("done");
    await stopped;
    await expect(fetch(`${server.url}/slow`)).rejects.toThrow();
  });

  it("says which setting to change when the port is taken", async () => {
    const { url } = await start([hello]);
    const port = Number(new URL(url).port);
    await expect(start([hello], "127.0.0.1", port)).rejects.toThrow(/HTTP_PORT/);
    await expect(start([hello], "203.0.113.1", 0)).rejects.toBeInstanceOf(ServerError);
  });
});

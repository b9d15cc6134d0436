// The look at a post's page: what counts as live, and what is never asked.
import { openNetwork } from "../../src/net/network.js";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkLive as check, type Liveness } from "../../src/news/live-check.js";
import { loopback } from "../loopback.js";
import type { PageReason } from "../../src/subscription/reason.js";

const notLive = (reason: PageReason): Liveness => ({ live: false, reason });

const checkLive = (url: string, site: string | null) => check(url, site, openNetwork());

describe("the look at a page", () => {
  let server: Server;
  let site: string;
  let head = 405;
  let home: number;
  beforeEach(async () => {
    server = createServer((request, response) => {
      const path = request.url ?? "";
      if (request.method === "HEAD") response.writeHead(head);
      else if (path === "/here") response.writeHead(200);
      else if (path === "/moved") response.writeHead(301, { location: "/here" });
      else if (path === "/away") response.writeHead(302, { location: "http://elsewhere.example.org/" });
      else if (path === "/round") response.writeHead(302, { location: "/round" });
      else if (path === "/checked") response.writeHead(403);
      else if (path === "/busy") response.writeHead(503, { "cf-mitigated": "challenge" });
      else if (path === "/down") response.writeHead(503);
      else if (path === "/") response.writeHead(home);
      else response.writeHead(404);
      response.end();
    });
    site = await loopback(server);
    head = 405;
    home = 200;
  });
  afterEach(() => server.close());

  it.each([
    ["/here", { live: true }],
    ["/moved", { live: true }],
    ["/away", notLive({ code: "page-leads-to", where: "elsewhere.example.org" })],
    ["/round", notLive({ code: "page-leads-in-circle" })],
    ["/nothing", notLive({ code: "page-answers", status: 404 })],
  ])("finds %s %j", async (path, liveness) => {
    expect(await checkLive(`${site}${path}`, site)).toEqual(liveness);
  });

  it.each([
    ["/checked", 200, { code: "page-refuses-bot", status: 403, homeToo: false }],
    ["/checked", 403, { code: "page-refuses-bot", status: 403, homeToo: true }],
    ["/busy", 429, { code: "page-refuses-bot", status: 503, homeToo: true }],
    ["/down", 403, { code: "page-answers", status: 503 }],
  ] as const)("tells of %s, where the home page answers %d, %j", async (path, status, reason) => {
    home = status;
    expect(await checkLive(`${site}${path}`, site)).toEqual(notLive(reason));
  });

  it("asks by HEAD alone where that is answered", async () => {
    head = 200;
    expect(await checkLive(`${site}/nothing`, site)).toEqual({ live: true });
  });

  it("never asks a private address for a public site, by number or by name", async () => {
    const { port } = server.address() as AddressInfo;
    const refused = (host: string) => ({
      live: false,
      reason: {
        code: "page-unreachable",
        text: expect.stringContaining(`${host} is a private address`) as string,
      },
    });
    expect(await checkLive(`${site}/here`, "https://blog.example.org")).toEqual(refused("127.0.0.1"));
    expect(await checkLive(`http://localhost:${port}/here`, "https://blog.example.org")).toEqual(
      refused("localhost"),
    );
    expect(await checkLive(`http://[::ffff:127.0.0.1]:${port}/here`, null)).toEqual(refused("::ffff:7f00:1"));
  });
});

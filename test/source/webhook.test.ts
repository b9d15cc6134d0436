// The webhook: who may make us look again, and who may not.
import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { createWebhook } from "../../src/source/webhook.js";

const secret = "a secret of some length";
const now = new Date("2026-05-06T12:00:00Z");

function hook() {
  let saved: string | null = null;
  let looks = 0;
  const make = () =>
    createWebhook({
      secret,
      refresh: () => void looks++,
      seen: { load: async () => saved, save: async (text) => void (saved = text) },
      now: () => now,
    });
  let route = make();
  return {
    looks: () => looks,
    restart: () => void (route = make()),
    call: async (body: string, headers: Record<string, string>): Promise<number> => {
      const request = new Request("http://bot.test/webhook/source", { method: "POST", body, headers });
      return (await route.handle(request)).status;
    },
  };
}

const sign = (body: string, key = secret): string => createHmac("sha256", key).update(body).digest("hex");
const github = (body: string): Record<string, string> => ({ "x-hub-signature-256": `sha256=${sign(body)}` });

it("takes a signed call of GitHub, Gitea and Forgejo, and GitLab's token", async () => {
  const { call, looks } = hook();
  expect(await call("1", github("1"))).toBe(202);
  expect(await call("2", { "x-gitea-signature": sign("2") })).toBe(202);
  expect(await call("3", { "x-forgejo-signature": sign("3") })).toBe(202);
  expect(await call("4", { "x-gitlab-token": secret, "x-gitlab-event-uuid": "u1" })).toBe(202);
  expect(looks()).toBe(4);
});

it("refuses a missing, wrong, empty or borrowed signature", async () => {
  const { call, looks } = hook();
  for (const headers of [
    {},
    { "x-hub-signature-256": "sha256=" },
    { "x-hub-signature-256": `sha256=${sign("other")}` },
    { "x-hub-signature-256": sign("body") },
    { "x-hub-signature": `sha1=${sign("body")}` },
    { "x-gitea-signature": sign("body", "guess") },
    { "x-gitlab-token": "guess" },
    { "x-gitlab-token": "" },
    { authorization: secret },
  ] as Record<string, string>[]) {
    expect(await call("body", headers), JSON.stringify(headers)).toBe(401);
  }
  expect(looks()).toBe(0);
});

it("refuses a repeated call, after a restart too, and under another sender's header", async () => {
  const { call, looks, restart } = hook();
  expect(await call("body", github("body"))).toBe(202);
  expect(await call("body", { ...github("body"), "x-github-delivery": "another" })).toBe(409);
  restart();
  expect(await call("body", github("body"))).toBe(409);
  expect(await call("body", { "x-gitea-signature": sign("body") })).toBe(409);
  expect(looks()).toBe(1);
});

it("knows GitLab's call again by its body, whatever event it is said to be", async () => {
  const { call, looks } = hook();
  expect(await call("push", { "x-gitlab-token": secret, "x-gitlab-event-uuid": "u1" })).toBe(202);
  expect(await call("push", { "x-gitlab-token": secret, "x-gitlab-event-uuid": "u2" })).toBe(409);
  expect(looks()).toBe(1);
});

it("refuses the recording of an old push", async () => {
  const { call, looks } = hook();
  const pushed = (seconds: number): string =>
    JSON.stringify({ repository: { pushed_at: now.getTime() / 1000 + seconds } });
  expect(await call(pushed(-30), github(pushed(-30)))).toBe(202);
  expect(await call(pushed(-3600), github(pushed(-3600)))).toBe(403);
  expect(looks()).toBe(1);
});

it("answers GitHub's ping without looking", async () => {
  const { call, looks } = hook();
  expect(await call("{}", { ...github("{}"), "x-github-event": "ping" })).toBe(200);
  expect(looks()).toBe(0);
});

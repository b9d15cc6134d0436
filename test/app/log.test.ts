// The log never holds a secret, wherever it hides.
import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { createLogger } from "../../src/log.js";

const telegram = `123456789:${"AAE_x-".repeat(6)}`;
const discord = `${"MTIz".repeat(6)}.GabcDe.${"x_Y-9".repeat(7)}`;
const interaction = `${Buffer.from("interaction:1:").toString("base64")}${"Zm9v".repeat(10)}`;
const webhook = "k".repeat(68);

function capture(secrets: readonly string[] = [], format: "auto" | "plain" | "json" = "auto") {
  let text = "";
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  return { log: createLogger({ level: "trace", format, secrets, stream }), text: () => text };
}

describe("log", () => {
  it.each([
    ["a Telegram token in an address", `https://api.telegram.org/bot${telegram}/getMe failed`, telegram],
    ["a Telegram token percent-encoded", encodeURIComponent(telegram), encodeURIComponent(telegram)],
    ["a Discord token", `login with ${discord} was refused`, discord],
    ["an interaction address", `POST /interactions/1234/${interaction}/callback`, interaction],
    ["a webhook address", `PATCH /webhooks/1234/${webhook}/messages/@original`, webhook],
    ["an interaction token alone", interaction, interaction],
    ["a database password", "postgres://me:pa55-word@db/x", "pa55-word"],
    ["a key in an address", "https://desk.example.org/feed?page=2&access_token=k3y#top: 404", "k3y"],
  ])("hides %s in messages, errors and fields", (_name, line, secret) => {
    const { log, text } = capture();
    const error = Object.assign(new Error(line), { url: line, cause: new Error(line) });
    log.info({}, line);
    log.error({ err: error, deep: { url: line } }, "failed");
    expect(text()).toContain("[hidden]");
    expect(text()).not.toContain(secret);
    for (const entry of text().trim().split("\n")) expect(() => void JSON.parse(entry)).not.toThrow();
  });

  it("hides fields named for a secret and the secrets it was told", () => {
    const { log, text } = capture(['odd"one']);
    log.info({ token: "t0p", headers: { authorization: "Bot b0t" }, secret: 's"3c' }, 'an odd"one');
    expect(text()).not.toMatch(/t0p|b0t|s\\"3c|odd/);
  });

  it.each(["1", "a", "a.", "a-", "b://c:", '"token', "?token", "abcdefghijklmnopqrstuvwxyz.abcdef."])(
    "takes no time for a line of %j without end, as a post's title may be",
    (part) => {
      const { log } = capture();
      const line = part.repeat(30_000 / part.length);
      const began = performance.now();
      log.info({ post: line }, "A post is news");
      expect(performance.now() - began).toBeLessThan(500);
    },
  );
  it("is JSON with the time as ISO 8601 where nobody reads along", () => {
    const { log, text } = capture();
    log.warn({ reason: "no room" }, "A post is late");
    const { time, ...rest } = JSON.parse(text()) as { time: string };
    expect(rest).toEqual({ level: 40, reason: "no room", msg: "A post is late" });
    expect(new Date(time).toISOString()).toBe(time);
  });

  it("is lines for people without colours where these are wanted, secrets hidden as well", async () => {
    const { log, text } = capture(["pa55-word"], "plain");
    log.warn({ reason: "at pa55-word" }, "A post is late");
    await expect
      .poll(text)
      .toMatch(/^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\] WARN: A post is late\n +reason: "at \[hidden\]"\n$/);
  });

  it("leaves ordinary words alone", () => {
    const { log, text } = capture();
    log.info({}, "Reading posts/2024-11-23-a-title.with.dots.md at 12:34:56 from https://example.org:8080/x");
    expect(text()).toContain(
      "posts/2024-11-23-a-title.with.dots.md at 12:34:56 from https://example.org:8080/x",
    );
  });
});

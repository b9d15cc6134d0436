// What befalls a bot that announces: its host's disk is full, the database goes away, a post or a feed is odd.
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { createServer, connect, type Socket } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { databases } from "../store/databases.js";
import { PATIENCE } from "../until.js";
import { announcing, type Announcing } from "./announcing.js";
import { folderOf } from "./program.js";
import { callWebhook, SECRET } from "./webhook.js";
import { loopback } from "../loopback.js";

const today = new Date().toISOString().slice(0, 10);
/** Texts that are nothing alike, for posts alike in date and text are taken for one. */
const post = (title: string): string =>
  `---
title: ${title}
date: ${today}
---
${Array.from({ length: 20 }, () => randomUUID()).join(" ")}
`;

let world: Announcing;
let blog: string;
const open = async (settings: Readonly<Record<string, string>> = {}): Promise<void> => {
  world = await announcing({ POSTS_DIR: blog, ...settings });
};
const publish = (slug: string, text = post(`The ${slug}`)): Promise<void> =>
  writeFile(join(blog, "source/_posts", `${slug}.md`), text);
const each = (...titles: string[]) =>
  [
    `${titles.join(", ")}, once each`,
    (texts: readonly string[]) =>
      texts.length === titles.length && titles.every((title, at) => texts[at]?.includes(`The ${title}`)),
  ] as const;

beforeEach(async () => {
  blog = await folderOf({
    "_config.yml": "title: A desk\nurl: https://desk.example.org\n",
    "source/_posts/old.md": post("The old"),
  });
});
afterEach(async () => {
  await world?.stop();
});

it(
  "waits while the disk is full, says so, and announces once when there is room",
  async (context) => {
    const dataDir = await folderOf({});
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", dataDir], { stdio: "ignore" });
    } catch {
      return context.skip("a small disk cannot be mounted here");
    }
    try {
      await open({ DATA_DIR: dataDir, ANNOUNCE_MAX_AT_ONCE: "100" });
      const program = await world.start();
      await program.shows(/posts are known/);
      const filler = join(dataDir, "filler");
      let size = 2_000_000;
      while (size > 500) {
        try {
          writeFileSync(filler, Buffer.alloc(size), { flag: "a" });
        } catch {
          size = Math.floor(size / 2);
        }
      }
      // The log of the database has room of its own for a while.
      const slugs: string[] = [];
      while (!/disk is full/.test(program.stdout() + program.stderr())) {
        if (slugs.length === 40)
          throw new Error(
            `it never said that the disk is full:\n${program.stdout()}${program.stderr()}${execFileSync("ls", ["-la", dataDir]).toString()}`,
          );
        slugs.push(`kettle-${String(slugs.length).padStart(2, "0")}`);
        await publish(slugs.at(-1) ?? "");
        await pause(100);
      }
      rmSync(filler);
      await world.both(
        "each of them once",
        (texts) =>
          texts.length === slugs.length &&
          slugs.every((slug) => texts.some((text) => text.includes(`The ${slug}`))),
      );
    } finally {
      await world.stop();
      execFileSync("umount", ["-l", dataDir]);
    }
  },
  4 * PATIENCE,
);

const postgres = databases.find(({ name }) => name === "PostgreSQL");
it(
  "waits while the database's server is gone, says so, and announces once when it is back",
  async (context) => {
    if (!postgres || postgres.skip) return context.skip(postgres?.skip ?? "no PostgreSQL");
    const database = await postgres.create();
    const real = new URL(database.options.databaseUrl ?? "");
    const sockets = new Set<Socket>();
    const between = createServer((socket) => {
      const server = connect(Number(real.port || 5432), real.hostname);
      for (const [from, to] of [[socket, server] as const, [server, socket] as const]) {
        sockets.add(from);
        from.on("error", () => {}).on("close", () => to.destroy());
        from.pipe(to);
      }
    });
    const listen = async (port: number): Promise<number> => {
      between.listen(port, "127.0.0.1");
      await once(between, "listening");
      const address = between.address();
      return typeof address === "object" && address ? address.port : port;
    };
    const port = await listen(0);
    try {
      const url = new URL(real);
      url.hostname = "127.0.0.1";
      url.port = String(port);
      await open({ DATABASE_URL: url.href, DATA_DIR: join(await folderOf({}), randomUUID()) });
      const program = await world.start();
      await program.shows(/posts are known/);
      await publish("kettle");
      await world.both(...each("kettle"));
      between.close();
      for (const socket of sockets) socket.destroy();
      await publish("cup");
      await program.shows(/store does not answer|cannot be reached|ECONNREFUSED/);
      await listen(port);
      await world.both(...each("kettle", "cup"));
      expect(program.process.exitCode).toBeNull();
    } finally {
      await world.stop();
      between.close();
      await database.remove();
    }
  },
  4 * PATIENCE,
);

it(
  "announces a post with the longest fields there can be",
  async () => {
    await open();
    await (await world.start()).shows(/posts are known/);
    const long = (n: number): string => "长 long ".repeat(n);
    await publish(
      "monster",
      `---\ntitle: "The monster ${long(300)}"\ndate: ${today}\ntags: [${Array.from({ length: 300 }, (_, n) => `tag${n}-${"x".repeat(80)}`).join(", ")}]\ncategories: [${"c".repeat(400)}]\nannounce: "${long(900)}"\ncover: https://desk.example.org/${"p".repeat(2500)}.png\n---\n${long(3000)}\n<!--more-->\n${long(3000)}\n`,
    );
    await world.both(
      "the monster, once",
      (texts) => texts.length === 1 && texts[0]?.includes("long") === true,
    );
    await publish("cup");
    await world.both(
      "and then the cup",
      (texts) => texts.length === 2 && texts[1]?.includes("The cup") === true,
    );
  },
  4 * PATIENCE,
);

it(
  "takes what a feed brings the first time for known, also when it could not be had at the start, and tells what it brings later, dated or not",
  async () => {
    // An article without a date is of the day on which the feed brings it.
    const date = (name: string): string =>
      name === "cup" ? "" : `<pubDate>${new Date().toUTCString()}</pubDate>`;
    const item = (name: string): string =>
      `<item><title>The ${name}</title><link>https://desk.example.org/${name}</link>${date(name)}<description>${randomUUID()}</description></item>`;
    const names: string[] = [];
    const feed = createHttpServer((_, response) => {
      response.statusCode = names.length === 0 ? 503 : 200;
      response.end(
        `<rss version="2.0"><channel><title>Desk</title>${names.map(item).join("")}</channel></rss>`,
      );
    });
    const url = await loopback(feed);
    try {
      await open({ SOURCE: `feed:${url}/feed.xml`, SOURCE_WEBHOOK_SECRET: SECRET, POSTS_DIR: "" });
      const program = await world.start();
      const [, bot = ""] = await program.shows(/Ask your blog at (http:\/\/\S+)/);
      await program.shows(/503/);
      names.push("kettle", "pot");
      await callWebhook(bot, "first");
      await program.shows(/posts are known/);
      names.push("cup");
      await callWebhook(bot, "second");
      await world.both(...each("cup"));
      expect(program.stderr()).toMatch(/"posts":2,"msg":"The posts are known/);
    } finally {
      feed.closeAllConnections();
      feed.close();
    }
  },
  4 * PATIENCE,
);

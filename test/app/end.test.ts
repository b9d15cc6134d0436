// SIGTERM ends the real program soon, whatever it is about: what hangs, what is made to take long.
import { createServer } from "node:http";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import { ENDLESS, SLOW } from "../fixtures/slow-posts.js";
import { loopback } from "../loopback.js";
import { ids } from "../stand-in/discord/stand-in.js";
import { chats, reader } from "../stand-in/telegram/stand-in.js";
import { announcing, type Announcing } from "./announcing.js";
import { folderOf, run, type Program } from "./program.js";

/** What the documentation promises, in ms. */
const PROMISED = 5000;

const undo: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** How long the end takes in ms. */
async function end(program: Program): Promise<number> {
  const began = performance.now();
  program.process.kill("SIGTERM");
  expect(await program.ended).toEqual({ code: 0, signal: null });
  return performance.now() - began;
}

const front = (title: string): string => `---\ntitle: ${title}\ndate: ${new Date().toISOString()}\n---\n`;

it("that waits for a feed at its first start", async () => {
  let asked = (): void => {};
  const question = new Promise<void>((resolve) => (asked = resolve));
  const feed = createServer(() => asked());
  const url = await loopback(feed);
  undo.push(() => {
    feed.closeAllConnections();
    feed.close();
  });
  const program = await run(["start"], { SOURCE: `feed:${url}/feed.xml` });
  undo.push(() => void program.process.kill("SIGKILL"));
  await question;
  expect(await end(program)).toBeLessThan(PROMISED / 2);
});

it.each([
  [
    "a configuration made to be slow",
    {
      "_config.yml":
        'url: https://desk.example.org\nnew_post_name: ":a:b:c:d:e:f:g:h:i:j:k:l:m:n:o:p-Z.md"\n',
      [`source/_posts/${"a".repeat(120)}.md`]: `${front("A")}Words.\n`,
    },
  ],
  [
    "posts made to be slow",
    {
      "_config.yml": "url: https://desk.example.org\n",
      ...Object.fromEntries(
        Object.entries({ ...SLOW, endless: ENDLESS }).map(([name, body]) => [
          `source/_posts/${name}.md`,
          front(name) + body,
        ]),
      ),
    },
  ],
])("that reads %s", async (_what, files) => {
  const program = await run(["start"], { POSTS_DIR: await folderOf(files) });
  undo.push(() => void program.process.kill("SIGKILL"));
  await program.shows(/must outlive a restart/);
  expect(await end(program)).toBeLessThan(PROMISED / 2);
});

it("that answers, announces and serves while both platforms hang: it still leaves everything in order", async () => {
  const blog = await folderOf({
    "_config.yml": "url: https://desk.example.org\n",
    "source/_posts/old.md": front("Old"),
  });
  const world: Announcing = await announcing({ POSTS_DIR: blog });
  undo.push(() => world.stop());
  const { discord, telegram } = world;
  const program = await world.start({}, (settings) => run(["start"], settings));
  await program.shows(/posts are known/);
  discord.fail({ on: /POST .*\/(callback|messages)$/, how: "hang" });
  for (const { id } of [chats.private, chats.channel]) telegram.world.flooded.set(id, "silent");
  telegram.tell("/latest", { chat: chats.private, from: reader });
  discord.send(2, { id: "1", name: "latest", type: 1, options: [] });
  await writeFile(join(blog, "source/_posts/endless.md"), front("The endless") + ENDLESS);
  await writeFile(join(blog, "source/_posts/kettle.md"), `${front("The kettle")}Words.\n`);
  const asked = (path: RegExp) => discord.world.calls.some((call) => path.test(call.path));
  const hangs = () =>
    asked(/\/callback$/) &&
    asked(new RegExp(`/channels/${ids.text}/messages$`)) &&
    telegram.server.calls.filter(({ method }) => method.startsWith("send")).length >= 2;
  await expect.poll(hangs).toBe(true);

  expect(await end(program)).toBeLessThan(PROMISED);
  const store = await openStore({ dataDir: world.settings["DATA_DIR"] ?? "", databaseUrl: null });
  expect(await store.isInUse(() => false)).toBe(false);
  await store.close();
});

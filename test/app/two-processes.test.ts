// Two real programs on one store: one tells the news; when it is killed or stopped, the other goes on.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DiscordStandIn, ids, TOKEN } from "../stand-in/discord/stand-in.js";
import { databases, type TestDatabase } from "../store/databases.js";
import { PATIENCE } from "../until.js";
import { allWritten, kill } from "./announcing.js";
import { folderOf, run, type Program } from "./program.js";

const post = (title: string): string =>
  `---\ntitle: ${title}\ndate: ${new Date().toISOString()}\n---\nSome words about ${title}.\n`;

describe.each(databases)("two processes on one store, $name", ({ create, skip }) => {
  let database: TestDatabase;
  let discord: DiscordStandIn;
  let settings: Record<string, string>;
  const running: Program[] = [];

  beforeEach(async (context) => {
    if (skip) return context.skip(skip);
    database = await create();
    discord = await DiscordStandIn.start();
    const { dataDir, databaseUrl } = database.options;
    settings = {
      POSTS_DIR: await folderOf({ "old.md": post("Old") }),
      DATA_DIR: dataDir,
      ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }),
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: discord.apiUrl,
      ANNOUNCE_TO: `discord:${ids.text}`,
      ANNOUNCE_WHEN: "now",
      ANNOUNCE_SETTLE: "0",
    };
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((program) => kill(program, "SIGKILL")));
    await discord?.stop();
    await database?.remove();
  });

  const start = async (): Promise<Program> => {
    const program = await run(["start"], settings);
    running.push(program);
    await program.shows(/Ask your blog at/);
    return program;
  };
  const sent = (): number => discord.world.calls.filter(isSending).length;
  const isSending = ({ method, path }: { method: string; path: string }): boolean =>
    method === "POST" && path.endsWith(`/channels/${ids.text}/messages`);
  const titles = (): readonly string[] =>
    discord.world
      .shown(ids.text)
      .map((message) => /kettle|cup|pot/.exec(discord.textOf(message))?.[0] ?? "something else");

  it(
    "takes over from one that was killed while sending, or stopped, and sends nothing twice",
    async () => {
      const first = await start();
      await first.shows(/posts are known/);
      const second = await start();
      discord.fail({ on: /POST .*\/messages/, times: 1, how: "hang", stored: true });
      await writeFile(join(settings["POSTS_DIR"] ?? "", "kettle.md"), post("A kettle"));
      await expect.poll(sent).toBe(1);
      await kill(first, "SIGKILL");
      await writeFile(join(settings["POSTS_DIR"] ?? "", "cup.md"), post("A cup"));
      await expect.poll(() => [...titles()].sort()).toEqual(["cup", "kettle"]);
      await allWritten(settings);
      expect(titles()).toHaveLength(2);

      await start();
      await kill(second, "SIGTERM");
      await writeFile(join(settings["POSTS_DIR"] ?? "", "pot.md"), post("A pot"));
      await expect.poll(() => [...titles()].sort()).toEqual(["cup", "kettle", "pot"]);
    },
    6 * PATIENCE,
  );
});

// The real program while both platforms take its right to write away and give it back: nothing is lost to readers.
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ids } from "../stand-in/discord/stand-in.js";
import { chats, reader } from "../stand-in/telegram/stand-in.js";
import { PATIENCE } from "../until.js";
import { announcing, type Announcing } from "./announcing.js";
import { folderOf } from "./program.js";

const today = new Date().toISOString().slice(0, 10);
const post = (title: string): string => `---\ntitle: ${title}\ndate: ${today}\n---\n${randomUUID()}\n`;

let world: Announcing;
let blog: string;
const publish = (slug: string): Promise<void> =>
  writeFile(join(blog, "source/_posts", `${slug}.md`), post(`The ${slug}`));
const titles = (texts: readonly string[]) => texts.map((text) => /The (\w+)/.exec(text)?.[1]);

beforeEach(async () => {
  blog = await folderOf({
    "_config.yml": "title: A desk\nurl: https://desk.example.org\n",
    "source/_posts/old.md": post("The old"),
  });
  world = await announcing({ POSTS_DIR: blog });
});
afterEach(() => world.stop());

it(
  "a channel that is closed for a while gets what was published meanwhile once rights are given back",
  async () => {
    const { discord, telegram } = world;
    const program = await world.start();
    await program.shows(/posts are known/);
    discord.fail({
      on: /POST \/channels\/\d+\/(messages|typing)/,
      how: { status: 403, body: { code: 50013, message: "Missing Permissions" } },
    });
    telegram.world.closed.set(chats.channel.id, "Bad Request: need administrator rights in the channel chat");
    await publish("kettle");
    for (const place of [`discord:${ids.text}`, `telegram:${chats.channel.id}`])
      await program.shows(new RegExp(`"place":"${place}".*Place suspended`));
    await publish("cup");
    await program.shows(/"post":"The cup","subscribers":2,"msg":"A post is news"/);
    expect(Object.values(world.pushed()).flat()).toEqual([]);

    discord.heal();
    telegram.world.closed.clear();
    telegram.world.members.set(`${chats.channel.id} ${telegram.world.bot.id}`, "administrator");
    const text = { id: ids.text, type: 0, guild_id: ids.guild, name: "general", position: 0 };
    discord.gateway.dispatch("CHANNEL_UPDATE", { ...text, permission_overwrites: [] });
    const bot = { user: telegram.world.bot, status: "administrator" };
    telegram.server.push("my_chat_member", {
      chat: chats.channel,
      from: reader,
      date: 1,
      old_chat_member: { ...bot, can_post_messages: false },
      new_chat_member: { ...bot, can_post_messages: true },
    });
    await world.both("the kettle and the cup, once each", (texts) =>
      ["kettle", "cup"].every((title, at) => titles(texts)[at] === title && texts.length === 2),
    );
  },
  4 * PATIENCE,
);

// The talk below a channel's post in Telegram: begun in the linked group, for what the bot announced and was to be talked about.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { chats } from "../stand-in/telegram/stand-in.js";
import { until } from "../until.js";
import { announcing, type Announcing } from "./announcing.js";
import { folderOf } from "./program.js";

const TELEGRAM = { id: 777000, is_bot: false, first_name: "Telegram" };
let room: Announcing;
let folder: string;

beforeAll(async () => {
  folder = await folderOf({
    "_config.yml": "title: A desk\nurl: https://desk.example.org\ntimezone: UTC\nlanguage: en\n",
    "source/_posts/old.md": "---\ntitle: An old one\ndate: 2024-05-01\n---\nText.\n",
  });
  room = await announcing({ POSTS_DIR: folder, ANNOUNCE_TO: `telegram:${chats.channel.id}?discuss` });
  await room.start();
});
afterAll(() => room.stop());

/** What Telegram does with a channel's post where a group is linked with the channel. */
const forwarded = (message: number, channel: object = chats.channel): number =>
  room.telegram.tell("whatever it says", {
    chat: chats.group,
    from: TELEGRAM,
    extra: {
      sender_chat: channel,
      is_automatic_forward: true,
      forward_origin: { type: "channel", date: 1, chat: channel, message_id: message },
    },
  });

it("begins with the post's title, below what was announced, and nowhere else", async () => {
  const today = new Date().toISOString().slice(0, 10);
  await writeFile(
    join(folder, "source/_posts/kettle.md"),
    `---\ntitle: The <b>kettle\ndate: ${today}\n---\nIt whistles.\n`,
  );
  const [post] = await until(
    () => (room.telegram.shown(chats.channel).length > 0 ? room.telegram.shown(chats.channel) : null),
    "the post announced",
  );
  forwarded(4711);
  forwarded(post?.id ?? 0, { id: -100999, type: "channel", title: "Another's" });
  const below = forwarded(post?.id ?? 0);
  const comment = await until(() => room.telegram.shown(chats.group)[0], "a comment");
  expect(comment).toMatchObject({ replyTo: below, text: "Talk about “The <b>kettle” here." });
  expect(comment.keyboard.flat().map(({ text }) => text)).toEqual(["Read here", "Read on the blog"]);
  // What was asked there after them was answered after them.
  await room.telegram.say("/help", { chat: chats.group });
  expect(room.telegram.shown(chats.group)).toHaveLength(2);
});

it("is offered in a channel's settings, and in no group's", async () => {
  const { telegram } = room;
  telegram.world.members.set(`${chats.group.id} 77`, "administrator");
  await telegram.say("/subscribe", { chat: chats.group });
  expect((await telegram.say("/settings", { chat: chats.group })).text).not.toContain("Thread for each post");
});

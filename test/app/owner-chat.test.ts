// The owner in chat: held posts are decided by buttons in private, and nobody else learns or decides anything.
import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ids, type Message } from "../stand-in/discord/stand-in.js";
import { chats, reader, type Shown } from "../stand-in/telegram/stand-in.js";
import { until } from "../until.js";
import { announcing, kill, type Announcing } from "./announcing.js";
import { folderOf } from "./program.js";
import { runShared } from "./shared-program.js";

const post = (title: string, more = ""): string =>
  `---\ntitle: ${title}\ndate: ${new Date(Date.now() - 60_000).toISOString()}\n${more}---\nText of ${title}.\n`;

let blog: string;
let world: Announcing;
const write = async (name: string, text: string): Promise<void> => {
  await mkdir(join(blog, "source/_posts"), { recursive: true });
  await writeFile(join(blog, `source/_posts/${name}.md`), text);
};

beforeEach(async () => {
  blog = await folderOf({
    "_config.yml": "title: Ada\nurl: https://ada.example\ntimezone: Asia/Tokyo\nfuture: false\n",
  });
  await write("old", "---\ntitle: Old\ndate: 2020-01-01\n---\nOld.\n");
  world = await announcing({
    POSTS_DIR: blog,
    OWNER: `discord:${ids.ada},telegram:${reader.id}`,
    ANNOUNCE_MAX_AT_ONCE: "1",
  });
});
afterEach(() => world.stop());

/** The private channel with the owner on Discord. */
const dm = () => world.discord.world.privateWith(ids.ada);
const onDiscord = () => world.discord.world.shown(dm());
const onTelegram = () => world.telegram.shown(chats.private);
const heldNotice = () =>
  until(
    () => {
      const [there, here] = [onDiscord().at(-1), onTelegram().at(-1)];
      return there && here ? ([there, here] as const) : null;
    },
    () => `no notices; ${JSON.stringify(onTelegram())}`,
  );
const inDm = () => ({ inPrivate: true, channel: dm() });
const textOf = (message: Message): string => world.discord.textOf(message);
/** What is sent to the channels of ANNOUNCE_TO. */
const announced = () => [...world.pushed().discord, ...world.pushed().telegram].join("\n");

async function startWithHeld() {
  const program = await world.start();
  await write("one", post("One of many"));
  await write("two", post("Two of many"));
  await write("draft", post("Secret draft", "published: false\n"));
  return { program, notices: await heldNotice() };
}

test("held posts come to the owner, who releases them by a button; an old button and others get a sentence", async () => {
  const { notices } = await startWithHeld();
  const [there, here] = notices;
  expect(textOf(there)).toContain("Waiting for your decision: 2 posts");
  expect(textOf(there)).toContain("One of many: too many at once");
  expect(here.text).toContain("Two of many: too many at once");

  // Bob has got hold of the button's id, and asks what only the owner may.
  const release = world.discord.button(there, "Release all (2)");
  const forged = { component_type: 2, custom_id: release["custom_id"] };
  const bob = { user: ids.bob };
  expect(textOf(await world.discord.click(there, forged, bob))).toContain("only for the owner");
  expect(textOf(await world.discord.command("outbox", {}, bob))).toContain("only for the owner");
  const stranger = { id: 78, is_bot: false, first_name: "Bob", language_code: "en" };
  const strangersChat = { id: 78, type: "private", first_name: "Bob" } as const;
  world.telegram.world.chats.set(78, strangersChat);
  const asked = { chat: strangersChat, from: stranger };
  const refused = await world.telegram.say("/outbox", asked);
  expect(refused.text).toBe("That is only for the owner of the bot, in a private chat with it.");
  // In a group the owner's answer would be everybody's.
  const inGroup = await world.telegram.say("/outbox@postern_bot", { chat: chats.group });
  expect(inGroup.text).toContain("in a private chat");
  const help = await world.telegram.say("/help", asked);
  expect(help.text).not.toContain("outbox");
  expect(announced()).not.toContain("of many");

  const box = await world.telegram.say("/outbox");
  expect(box.text).toContain("Waiting for your decision: 2 posts");
  const state = world.telegram.button(here, /^Release all/).callback_data ?? "";
  const done = await world.telegram.press(here, /^Release all/);
  expect(done.text).toContain("Released");
  await until(
    () => ["One of many", "Two of many"].every((title) => world.pushed().discord.join().includes(title)),
    "the posts",
  );
  // The other owner's message still has its buttons.
  const old = await world.discord.press(there, "Dismiss all (2)", inDm());
  expect(textOf(old)).toContain("Nothing of that waits for a decision any more");
  expect(old.seenBy).toBe(ids.ada);
  world.telegram.click(here, `${state}x`);
  await until(() => onTelegram().some(({ text }) => /Please ask again|any more/.test(text)), "no sentence");
});

test("a draft is shown to the owner in private by /why, with times of the blog's zone, and to nobody else", async () => {
  await write("later", `---\ntitle: Coming soon\ndate: 2037-05-05 10:00:00\n---\nText.\n`);
  await startWithHeld();
  const why = async (words: string): Promise<Shown> => world.telegram.say(`/why ${words}`);
  expect((await why("coming soon")).text).toContain("2037-05-05 10:00 Asia/Tokyo");
  expect((await why("secret draft")).text).toContain("Hidden by its front matter: readers do not see it");
  const held = await why("One of many");
  expect(held.text).toMatch(/Noticed .* Asia\/Tokyo/);
  expect(held.keyboard.flat().map(({ text }) => text)).toContain("Dismiss");
  const dismissed = await world.telegram.press(held, "Dismiss");
  expect(dismissed.text).toContain("Will not be announced: One of many");

  const bob = { inPrivate: true, user: ids.bob, channel: world.discord.world.privateWith(ids.bob) };
  const answer = textOf(await world.discord.command("why", { query: "Secret draft" }, bob));
  expect(answer).not.toContain("Hidden");
  expect(textOf(await world.discord.command("why", { query: "Secret draft" }, inDm()))).toContain(
    "Hidden by its front matter",
  );
});

test("after a kill nothing is told twice, and a refusal is logged once with its remedy", async () => {
  world.discord.world.refusing.add(ids.ada);
  const program = await world.start();
  await write("one", post("One of many"));
  await write("two", post("Two of many"));
  await until(() => onTelegram().length === 1, "no notice");
  const refusals = (of: string) => of.match(/cannot be written to in private/g)?.length ?? 0;
  await until(() => refusals(program.stdout() + program.stderr()) === 1, "no line in the log");
  expect(program.stdout() + program.stderr()).toContain("allow direct messages");
  await kill(program, "SIGKILL");
  world.discord.world.refusing.clear();
  await world.start();
  await until(() => onDiscord().length === 1, "no notice on Discord");
  await appendFile(join(blog, "source/_posts/one.md"), "More.\n");
  await world.telegram.say("/outbox");
  expect(
    onTelegram().filter(({ text }) => text.includes("Waiting for your decision: 2 posts\n")),
  ).toHaveLength(2);
});

test.each([
  ["discord:ada", /OWNER: discord:ada needs your own id, 17 to 20 digits/],
  ["telegram:@ada", /OWNER: telegram:@ada needs your own number, not a name/],
  ["ada", /OWNER: ada does not begin with discord: or telegram:/],
])("OWNER=%s is refused with what is wrong and an example", async (OWNER, fault) => {
  const { code, stderr } = await runShared(["start"], { OWNER, POSTS_DIR: blog });
  expect(code).not.toBe(0);
  expect(stderr).toMatch(fault);
  expect(stderr).toContain("Example: OWNER=discord:");
});

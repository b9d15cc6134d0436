// Questions without a command: what is said to the bot in its own chat, and in groups by its name or as a reply.
import { expect, test } from "vitest";
import type { Store } from "../../../src/store/store.js";
import { chats, reader, type TelegramStandIn } from "../../stand-in/telegram/stand-in.js";
import { botFor, eachOverTelegram } from "./bot.js";

let telegram: TelegramStandIn;
let store: Store;
let bot: ReturnType<typeof botFor>;

eachOverTelegram(
  async (standIn, kept) => {
    [telegram, store] = [standIn, kept];
    bot = botFor(telegram, store);
    await bot.start();
  },
  () => bot.stop(),
);

const { group, channel } = chats;
const by = (from: object, text: string, message_id = 900) => ({
  reply_to_message: { message_id, date: 1, chat: group, from, text },
});
const ada = { ...reader, id: 78 };
const forwarded = { forward_origin: { type: "hidden_user", date: 1, sender_user_name: "Bo" } };

test.each<[string, Record<string, unknown>]>([
  ["words", {}],
  ["a photo's caption", { text: undefined, caption: "LIO-SAM", photo: [] }],
  ["a forwarded question", forwarded],
  ["a forwarded caption", { ...forwarded, text: undefined, caption: "LIO-SAM", document: {} }],
])("in the bot's own chat %s are a question", async (_name, extra) => {
  expect((await telegram.say("LIO-SAM", { extra })).text).toContain("LIO-SAM, line by line");
});

test("in the bot's own chat an edited question is answered once, a forwarded command never", async () => {
  const edit = { message_id: 901, date: 1, edit_date: 2, chat: chats.private, from: reader };
  telegram.tell("/unsubscribe", { extra: forwarded });
  telegram.server.push("edited_message", { ...edit, text: "LIO-SAM" });
  telegram.server.push("edited_message", { ...edit, text: "Note number 3" });
  await telegram.server.until(
    () => telegram.shown()[0],
    () => "the edited question was not answered",
  );
  await telegram.say("/help");
  expect(telegram.shown().map(({ text }) => /LIO|number|Ask/.exec(text)?.[0])).toEqual(["LIO", "Ask"]);
});

test.each<[string, string, Record<string, unknown>]>([
  ["its name before the words", "@postern_bot LIO-SAM", {}],
  ["its name behind them, in other letters", "LIO-SAM @Postern_BOT", {}],
  ["a reply to its message", "LIO-SAM", by({ id: 4200, is_bot: true, first_name: "Postern" }, "a card")],
  ["its name in a caption", "", { text: undefined, caption: "LIO-SAM @postern_bot", photo: [] }],
  ["its name and a command", "@postern_bot /post LIO-SAM", {}],
  ["its name as a reply to somebody's question", "@postern_bot", by(ada, "LIO-SAM")],
])("in a group %s ask it", async (_name, text, extra) => {
  const answer = await telegram.say(text, { chat: group, extra });
  expect(answer.text).toContain("LIO-SAM, line by line");
  expect(answer.replyTo).not.toBeNull();
});

test("somebody else's words are looked for, never obeyed", async () => {
  for (const theirs of ["/unsubscribe", "unsubscribe", "tags", "see +LIO-SAM+"]) {
    const answer = await telegram.say("@postern_bot", { chat: group, extra: by(ada, theirs) });
    expect(answer.text).toMatch(/LIO|othing (?:for|about)/);
  }
  expect((await telegram.say("tags", { extra: forwarded })).text).toMatch(/othing (?:for|about)/);
});

test("in a group its name alone is greeted", async () => {
  expect((await telegram.say("@postern_bot", { chat: group })).text).toContain("I know the posts of");
});

test("a sentence with +words+ answers the message that its writer answered", async () => {
  const said = await telegram.say("@postern_bot see +LIO-SAM+", { chat: group, extra: by(ada, "How?", 950) });
  expect(said).toMatchObject({ text: "see LIO-SAM", replyTo: 950 });
  const own = await telegram.say("@postern_bot see +LIO-SAM+", { chat: group });
  expect(own.replyTo).toBeGreaterThan(950);
});

test.each<[string, string, Record<string, unknown>]>([
  ["words", "LIO-SAM", {}],
  ["a sentence with +words+", "see +LIO-SAM+", {}],
  ["a reply to somebody", "LIO-SAM", by(ada, "hm")],
  ["another bot's name", "@postern_bot2 LIO-SAM", {}],
  ["a mail address", "ada@postern_bot.example LIO-SAM", {}],
  ["a forward with its name", "@postern_bot LIO-SAM", forwarded],
  ["a bot's words", "@postern_bot LIO-SAM", { from: { ...reader, is_bot: true } }],
  ["what was sent by inline mode", "@postern_bot LIO-SAM", { via_bot: { id: 4200 } }],
])("in a group it leaves %s alone", async (_name, text, extra) => {
  telegram.tell(text, { chat: group, extra });
  await telegram.say("/help", { chat: group });
  expect(telegram.shown(group)).toHaveLength(1);
});

test("a channel's post that names it is none for it", async () => {
  telegram.tell("Ask @postern_bot about LIO-SAM", { chat: channel });
  await telegram.say("/help", { chat: channel });
  expect(telegram.shown(channel)).toHaveLength(1);
});

test("a message of nothing, of any kind, is left alone", async () => {
  for (const extra of [
    { text: undefined, sticker: {} },
    { text: undefined, caption: " ", photo: [] },
  ])
    telegram.tell("", { extra });
  expect((await telegram.say("/help")).text).toContain("Ask");
  expect(telegram.shown()).toHaveLength(1);
});

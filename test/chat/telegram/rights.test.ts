// Who may decide for a chat, and where a question comes from, as a command hears it.
import { expect, test } from "vitest";
import type { Asker } from "../../../src/command/dispatcher.js";
import { storeSubscriptionService } from "../../../src/store/subscription-service.js";
import type { Store } from "../../../src/store/store.js";
import { chats, reader, type TelegramStandIn, type Saying } from "../../stand-in/telegram/stand-in.js";
import { botFor, dispatcherOf, eachOverTelegram } from "./bot.js";

let telegram: TelegramStandIn;
let store: Store;
let bot: ReturnType<typeof botFor>;
const heard: { address: string | undefined; may: boolean | undefined }[] = [];
const moves: string[] = [];
let pressesWait: Promise<void> | null = null;

eachOverTelegram(
  async (standIn, kept) => {
    [telegram, store] = [standIn, kept];
    heard.length = moves.length = 0;
    pressesWait = null;
    const real = dispatcherOf(store, undefined, { subscriptions: storeSubscriptionService(store, 10) });
    const listen = async (asker: Asker): Promise<void> =>
      void heard.push({ address: asker.place?.address, may: await asker.mayManage?.() });
    bot = botFor(telegram, store, {
      dispatcher: {
        ...real,
        ask: (line, asker) => listen(asker).then(() => real.ask(line, asker)),
        press: async (state, asker) => {
          await listen(asker);
          await pressesWait;
          return real.press(state, asker);
        },
      },
      onPresence: (isMeant, open) =>
        Promise.resolve(
          void moves.push(
            ...["-100200", "-100200/7", "-100400", "@Postern_News"].flatMap((address) =>
              isMeant(address) ? [`${address} ${open}`] : [],
            ),
          ),
        ),
    });
    await bot.start();
  },
  () => bot.stop(),
);

const anonymous = { id: 1087968824, is_bot: true, first_name: "Group", username: "GroupAnonymousBot" };

test.each<[string, Saying, string, boolean, string?]>([
  ["a person decides for themselves", {}, "77", true],
  ["a member may not decide for the group", { chat: chats.group }, "-100200", false],
  ["an administrator may", { chat: chats.group }, "-100200", true, "administrator"],
  ["the owner may, for a topic", { chat: chats.forum, topic: 5 }, "-100300/5", true, "creator"],
  ["one who was thrown out may not", { chat: chats.group }, "-100200", false, "kicked"],
  [
    "an anonymous administrator may",
    { chat: chats.group, from: anonymous, extra: { sender_chat: chats.group } },
    "-100200",
    true,
  ],
  [
    "somebody writing as their channel may not",
    { chat: chats.group, extra: { sender_chat: chats.channel } },
    "-100200",
    false,
  ],
  ["a channel's own post may", { chat: chats.channel }, "-100400", true],
])("%s", async (_name, saying, address, may, status) => {
  if (status) telegram.world.members.set(`${saying.chat?.id} ${reader.id}`, status);
  await telegram.say("/help", saying);
  expect(heard).toEqual([{ address, may }]);
});

test("a press by who may not decide is told to them, and the form stays for who may", async () => {
  const is = (status: string) => telegram.world.members.set(`${chats.group.id} ${reader.id}`, status);
  is("administrator");
  await telegram.say("/subscribe", { chat: chats.group });
  const form = await telegram.say("/settings", { chat: chats.group });
  is("member");
  const { callback_data: state = "" } = telegram.button(form, "Language");
  const query = telegram.click(form, state);
  const stopped = await telegram.server.until(
    () =>
      telegram.server.calls.find(
        ({ method, params }) => method === "answerCallbackQuery" && params["callback_query_id"] === query,
      ),
    () => "the press was never answered",
  );
  expect(stopped.params).toMatchObject({
    show_alert: true,
    text: expect.stringContaining("Only those who manage this chat may decide that.") as string,
  });
  is("administrator");
  const choices = await telegram.press(form, "Language");
  expect(choices).toMatchObject({ edits: 1, text: expect.stringContaining("Deutsch") as string });
});

test("a refusal that came too late for the window is a message of its own", async () => {
  telegram.world.members.set(`${chats.group.id} ${reader.id}`, "administrator");
  await telegram.say("/subscribe", { chat: chats.group });
  const form = await telegram.say("/settings", { chat: chats.group });
  telegram.world.members.set(`${chats.group.id} ${reader.id}`, "member");
  let go = (): void => undefined;
  pressesWait = new Promise((resolve) => (go = resolve));
  const query = telegram.click(form, telegram.button(form, "Language").callback_data ?? "");
  const told = () =>
    telegram.server.calls.find(
      ({ method, params }) => method === "answerCallbackQuery" && params["callback_query_id"] === query,
    );
  await telegram.server.until(told, () => "the button's clock went on");
  expect(told()?.params["text"]).toBeUndefined();
  go();
  const said = await telegram.server.until(
    () => telegram.shown(chats.group).find(({ text }) => text.includes("Only those who manage this chat")),
    () => "the refusal was told nowhere",
  );
  expect(said.replyTo).toBe(form.id);
  expect(telegram.shown(chats.group).find(({ id }) => id === form.id)?.edits).toBe(form.edits);
});

test("rights are asked anew with each press", async () => {
  const list = await telegram.say("/search note", { chat: chats.group });
  telegram.world.members.set(`${chats.group.id} ${reader.id}`, "administrator");
  await telegram.press(list, "Next ›");
  expect(heard.map(({ may }) => may)).toEqual([false, true]);
});

test("being let in and shown the door is passed on, in order", async () => {
  const member = (status: string) =>
    telegram.server.push("my_chat_member", {
      chat: chats.group,
      from: reader,
      date: 1,
      old_chat_member: { status: "left", user: telegram.world.bot },
      new_chat_member: { status, user: telegram.world.bot, can_send_messages: false },
    });
  ["member", "kicked", "administrator", "left", "restricted"].forEach(member);
  const wanted = [true, false, true, false, false].flatMap((open) => [
    `-100200 ${open}`,
    `-100200/7 ${open}`,
  ]);
  await expect.poll(() => moves).toEqual(wanted);
});

test("the right to post in a channel, taken away and given back, is passed on, by its name too", async () => {
  for (const may of [false, true])
    telegram.server.push("my_chat_member", {
      chat: chats.channel,
      from: reader,
      date: 1,
      old_chat_member: { status: "administrator", user: telegram.world.bot },
      new_chat_member: { status: "administrator", user: telegram.world.bot, can_post_messages: may },
    });
  const wanted = [false, true].flatMap((open) => [`-100400 ${open}`, `@Postern_News ${open}`]);
  await expect.poll(() => moves).toEqual(wanted);
});

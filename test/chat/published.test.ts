// The stand-ins refuse what the platforms' own descriptions do; so every call of every test is held against these.
import { expect, test } from "vitest";
import { discordRefuses, noDescriptions, telegramRefuses } from "../stand-in/published.js";

const field = { type: 18, label: "Silent", component: { type: 23, custom_id: "silent" } };
const form = { custom_id: "x", title: "Settings", components: [field] };
const show = (data: object, type = 9) =>
  discordRefuses("POST", "/interactions/900000000000000801/a-token/callback", { type, data });

test.skipIf(noDescriptions).each([
  ["a form", show(form)],
  ["a message", discordRefuses("POST", "/channels/900000000000000301/messages", { content: "Hello" })],
  ["a call without a body", discordRefuses("PUT", "/channels/1/messages/pins/2", undefined)],
  [
    "a message of Telegram's",
    telegramRefuses("sendMessage", { chat_id: 1, text: "Hello", parse_mode: "HTML" }),
  ],
  ["a file", telegramRefuses("sendPhoto", { chat_id: 1, photo: new Uint8Array(3) })],
])("%s as it should be is taken", (_, refused) => {
  expect(refused).toEqual([]);
});

test.skipIf(noDescriptions).each([
  ["a form without a title", show({ ...form, title: undefined })],
  ["a field's label too long", show({ ...form, components: [{ ...field, label: "x".repeat(46) }] })],
  ["a button in a form", show({ ...form, components: [{ ...field, component: { type: 2 } }] })],
  [
    "a field that is unknown",
    discordRefuses("POST", "/channels/1/messages", { content: "Hello", colour: 1 }),
  ],
  ["a path that is unknown", discordRefuses("POST", "/channels/1/message", { content: "Hello" })],
  [
    "more than 25 choices",
    show({ choices: Array.from({ length: 26 }, () => ({ name: "a", value: "a" })) }, 8),
  ],
  ["a method that is unknown", telegramRefuses("sendMesage", { chat_id: 1, text: "Hello" })],
  ["a text left out", telegramRefuses("sendMessage", { chat_id: 1 })],
  [
    "a parameter that is unknown",
    telegramRefuses("sendMessage", { chat_id: 1, text: "Hello", silent: true }),
  ],
  [
    "a wrong kind of button",
    telegramRefuses("sendMessage", {
      chat_id: 1,
      text: "Hello",
      reply_markup: { inline_keyboard: [[{ label: "x" }]] },
    }),
  ],
])("%s is refused", (_, refused) => {
  expect(refused).toHaveLength(1);
});

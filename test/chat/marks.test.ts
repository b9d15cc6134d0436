// What was asked for stands in bold in a list of posts, in every chat.
import { expect, it } from "vitest";
import { discordPreview } from "../../src/chat/discord/discord-preview.js";
import { messageParams, render } from "../../src/chat/telegram/render.js";
import { terminalText } from "../../src/chat/terminal.js";
import { localeFor } from "../../src/locale/locale.js";
import type { ListItem, SealedReply } from "../../src/reply/reply.js";

const listOf = (item: Partial<ListItem<string>>): SealedReply => ({
  list: [{ title: "机器学习 notes", url: "https://blog.example/a/", detail: "", depth: 0, ...item }],
  buttons: [],
  posts: [],
  audience: "asker",
});
const discord = (reply: SealedReply): string => discordPreview("en").text(reply);
const telegram = (reply: SealedReply): string => messageParams(render(reply, localeFor("en"))).text;

const marked = listOf({ marks: [{ from: 2, to: 4 }] });

it("is bold in Discord", () => {
  expect(discord(marked)).toContain("[机器**学习** notes](https://blog.example/a/)");
});

it("is bold in Telegram", () => {
  expect(telegram(marked)).toContain('<a href="https://blog.example/a/">机器<b>学习</b> notes</a>');
});

it("is bold in a terminal", () => {
  expect(terminalText(marked, { colour: true })).toContain("机器\u001b[1m学习\u001b[22m notes");
  expect(terminalText(marked, { colour: false })).toContain("机器学习 notes");
});

it("never makes a mention or an address", () => {
  const reply = listOf({
    title: "ask @ada at tg://x",
    marks: [
      { from: 5, to: 8 },
      { from: 12, to: 14 },
    ],
  });
  expect(telegram(reply)).not.toContain("<b>");
  expect(discord(reply)).not.toContain("**ada");
});

it("never divides a letter from its accent", () => {
  expect(telegram(listOf({ title: "cafe\u0301 noir", marks: [{ from: 0, to: 4 }] }))).not.toContain("<b>");
});

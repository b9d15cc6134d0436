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

const found = listOf({
  title: "Notes",
  detail: "2024-01-02",
  passage: { text: "# 1. <b>Rust</b> & *steel*", marks: [{ from: 8, to: 12 }] },
});

it("stands in bold in the sentence below a title too, whatever else the sentence holds", () => {
  expect(discord(found)).toContain(
    "**1.** [Notes](https://blog.example/a/) — 2024-01-02\n> \\# 1. \\<b\\>**Rust**\\</b\\> & \\*steel\\*",
  );
  expect(telegram(found)).toContain(
    '<a href="https://blog.example/a/">Notes</a><i>\n     2024-01-02</i>\n     # 1. &lt;b&gt;<b>Rust</b>&lt;/b&gt; &amp; *steel*',
  );
  expect(terminalText(found, { colour: false })).toContain(
    "1. Notes  2024-01-02\n   # 1. <b>Rust</b> & *steel*",
  );
});

it("makes no mention of a sentence", () => {
  const pinging = listOf({ passage: { text: "ask @everyone about rust", marks: [{ from: 20, to: 24 }] } });
  expect(discord(pinging)).toContain("> ask \\@everyone about **rust**");
  expect(telegram(pinging)).not.toContain("@everyone");
});

it("leaves sentences out before it leaves out entries, and cuts them before that", () => {
  const many = (title: string, count: number): SealedReply => {
    const [item] = found.list ?? [];
    const passage = { text: `a needle ${"in hay ".repeat(60)}`.trim(), marks: [{ from: 2, to: 8 }] };
    return {
      ...found,
      list: Array.from({ length: count }, (_, at) => ({
        ...item,
        title: `${at} ${title}`,
        url: `https://blog.example/${at}/#${"%E5%AD%97".repeat(30)}`,
        detail: "x".repeat(100),
        depth: 0,
        passage,
      })),
    };
  };
  for (const [reply, isQuoted] of [
    [many("short", 8), true],
    [many("long".repeat(60), 12), false],
  ] as const) {
    const [text, html] = [discord(reply), telegram(reply)];
    expect(text.length).toBeLessThanOrEqual(4100);
    expect(text.includes("> a **needle** in hay")).toBe(isQuoted);
    expect(html.includes("a <b>needle</b> in hay")).toBe(isQuoted);
  }
  // All eight entries are there, each with its sentence, cut.
  expect(discord(many("short", 8)).match(/needle.*…$/gm)).toHaveLength(8);
  expect(telegram(many("short", 8)).match(/needle.*…$/gm)).toHaveLength(8);
});

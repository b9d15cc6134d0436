// A Reply as a Discord message within every limit, whatever the Reply holds.
import { ComponentType, type APIComponentInContainer } from "discord.js";
import { safeLine } from "../../document/safe-text.js";
import { safeUrl } from "../../document/safe-url.js";
import type { Inline } from "../../document/document.js";
import type { Locale } from "../../locale/locale.js";
import type { Card, SealedReply } from "../../reply/reply.js";
import { cutText } from "../../document/cut-text.js";
import { escapeText, markdownUrl } from "./escape-text.js";
import { limits } from "./limits.js";
import { containerMessage, textDisplay, type DiscordMessage } from "./message.js";
import { printDocument } from "./print-document.js";
import { printInline } from "./print-inline.js";
import { renderRows } from "./render-rows.js";

export interface RenderOptions {
  /** The id of who may press the buttons; empty for everybody. */
  readonly asker: string;
  readonly locale: Locale;
  /** A small remark above everything, plain text. */
  readonly remark?: string;
  readonly marker?: number;
}

/** Room for each part, so that one long part never pushes out another. They sum to less than the limit. */
const ROOM = { remark: 200, title: 300, cardTitle: 900, meta: 500, summary: 900, page: 100 } as const;
/** A longer address is not put into the text: the button has it, or nothing can. */
const LONGEST_INLINE_URL = 500;

export function renderReply(reply: SealedReply, options: RenderOptions): DiscordMessage {
  const { locale, remark } = options;
  let room: number = limits.text;
  const parts: APIComponentInContainer[] = [];
  const add = (text: string): void => {
    if (text.trim() === "") return;
    parts.push(textDisplay(text));
    room -= text.length;
  };
  const page = reply.page ? subtext(locale.say.pageOf(reply.page.number, reply.page.count), ROOM.page) : "";
  room -= page.length;

  if (remark) add(subtext(remark, ROOM.remark));
  if (reply.title) add(heading("##", reply.title, null, Math.min(ROOM.title, room)));
  if (reply.card) {
    const card = renderCard(reply.card);
    parts.push(card.component);
    room -= card.length;
  }
  if (reply.body) add(printDocument(reply.body, room).text);
  if (reply.list) add(renderList(reply.list, room));
  room += page.length;
  add(page);
  if (parts.length === 0) add("…");

  return containerMessage([...parts, ...renderRows(reply, options.asker, locale)], options.marker);
}

const subtext = (text: string, room: number): string => {
  const shown = escapeText(safeLine(text), room - 3).text;
  return shown === "" ? "" : `-# ${shown}`;
};

function heading(sign: string, title: string, url: string | null, room: number): string {
  const safe = url === null ? null : safeUrl(url);
  const text: Inline = { type: "text", value: safeLine(cutText(title, 1000)) };
  const linked = safe && markdownUrl(safe).length <= LONGEST_INLINE_URL;
  const line = printInline(
    linked ? [{ type: "link", url: safe, children: [text] }] : [text],
    room - sign.length - 1,
  );
  return line.text.trim() === "" ? "" : `${sign} ${line.text.trim()}`;
}

/** Text beside the cover, if it has one. */
function renderCard(card: Card): { component: APIComponentInContainer; length: number } {
  const meta = [
    card.date,
    ...card.categories,
    card.tags.map((tag) => `#${safeLine(tag)}`).join(" "),
    ...card.notes,
  ].filter((part): part is string => Boolean(part && safeLine(part)));
  const text =
    [
      heading("###", card.title, card.url, ROOM.cardTitle),
      meta.length > 0 ? subtext(meta.join(" · "), ROOM.meta) : "",
      printDocument(card.summary, ROOM.summary).text,
    ]
      .filter((part) => part !== "")
      .join("\n") || "…";
  const cover = card.cover === null ? null : safeUrl(card.cover);
  if (!cover || cover.length > limits.mediaUrl) return { component: textDisplay(text), length: text.length };
  const description = cutText(safeLine(card.title), limits.altText);
  return {
    length: text.length,
    component: {
      type: ComponentType.Section,
      components: [{ type: ComponentType.TextDisplay, content: text }],
      accessory: {
        type: ComponentType.Thumbnail,
        media: { url: cover },
        ...(description && { description }),
      },
    },
  };
}

/** A detail so short stands behind the title, a longer one below it. */
const SHORT_DETAIL = 24;
const LONGEST_ENTRY_TITLE = 160;
const LONGEST_DETAIL = 240;

function renderList(list: NonNullable<SealedReply["list"]>, room: number): string {
  const tree = list.some(({ depth }) => depth > 0);
  let text = "";
  for (const [index, item] of list.entries()) {
    const url = item.url === null ? null : safeUrl(item.url);
    const title: Inline = { type: "text", value: cutText(safeLine(item.title), LONGEST_ENTRY_TITLE) || "…" };
    const linked: Inline =
      url && markdownUrl(url).length <= LONGEST_INLINE_URL
        ? { type: "link", url, children: [title] }
        : { type: "strong", children: [title] };
    const sign = tree ? `${"  ".repeat(Math.min(Math.max(0, item.depth), 8))}- ` : `**${index + 1}.** `;
    const detail = cutText(safeLine(item.detail), LONGEST_DETAIL);
    const shown = escapeText(detail, 2 * LONGEST_DETAIL + 2).text;
    const behind =
      detail === "" ? "" : tree || detail.length <= SHORT_DETAIL ? ` — ${shown}` : `\n-# ${shown}`;
    const line =
      (text === "" ? "" : "\n") + sign + printInline([linked], 2 * LONGEST_ENTRY_TITLE + 600).text + behind;
    // An entry stands whole or not at all.
    if (text.length + line.length > room) break;
    text += line;
  }
  return text;
}

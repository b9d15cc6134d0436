// A Reply in Discord's older look: one embed with buttons below, for servers that prefer it.
import type { APIEmbed } from "discord-api-types/v10";
import { cutText } from "../../fit/cut-text.js";
import { pictureAt } from "../../document/picture.js";
import { safeLine } from "../../document/safe-text.js";
import { safeUrl } from "../../document/safe-url.js";
import type { SealedReply } from "../../reply/reply.js";
import { escapeText } from "./escape-text.js";
import { limits } from "./limits.js";
import { codeUpload } from "./code-files.js";
import type { Row, PictureUpload } from "./message.js";
import { printDocument } from "./print-document.js";
import { renderList } from "./render-list.js";
import { cardFacts, type RenderOptions } from "./render-reply.js";
import { renderRows } from "./render-rows.js";

/** `components`: messages made of components; `embeds`: the older look. */
export type DiscordStyle = "components" | "embeds";

export interface EmbedMessage {
  readonly embeds: readonly [APIEmbed];
  readonly components: readonly Row[];
  readonly files: readonly PictureUpload[];
}

/** Room for the texts beside the description; with it they sum to less than an embed holds. */
const ROOM = { remark: 200, author: 200, footer: 600 } as const;

/** The marker is carried by the first row; a message without a row carries none. */
export function renderEmbed(reply: SealedReply, options: RenderOptions): EmbedMessage {
  const { locale, remark, marker } = options;
  const { card, title, page } = reply;
  const escaped = (text: string, room: number): string =>
    escapeText(safeLine(cutText(text, 1000)), room).text.trim();
  const parts: string[] = [];
  let room: number = limits.embedDescription;
  const add = (text: string): void => {
    const gap = parts.length > 0 ? 2 : 0;
    if (text.trim() === "" || text.length + gap > room) return;
    parts.push(text);
    room -= text.length + gap;
  };
  if (remark) add(`-# ${escaped(remark, ROOM.remark)}`);
  // What a text begins with is the embed's picture.
  const [first, ...rest] = reply.body ?? [];
  const image = !card && first?.type === "figure" ? pictureAt(first.url) : null;
  const body = image ? rest : reply.body;
  if (body) add(printDocument(body, Math.max(0, room - 2 - (card ? room / 2 : 0))).text);
  if (card) add(printDocument(card.summary, Math.max(0, room - 2)).text);
  if (reply.list) add(renderList(reply.list, room - 2, reply.firstNumber));
  const head = escaped(card?.title ?? title ?? "", limits.embedTitle);
  const url = card?.url ? safeUrl(card.url) : null;
  const author = card && title ? cutText(safeLine(title), ROOM.author) : "";
  const cover = card?.cover ? pictureAt(card.cover) : null;
  const footer = cutText(
    [...(card ? cardFacts(card) : []), page ? locale.say.pageOf(page.number, page.count) : ""]
      .map(safeLine)
      .filter(Boolean)
      .join(" · "),
    ROOM.footer,
  );
  const description = parts.join("\n\n") || (head === "" ? "…" : "");
  const rows = renderRows(reply, options);
  return {
    embeds: [
      {
        ...(head && { title: head }),
        ...(url !== null && head && { url }),
        ...(author && { author: { name: author } }),
        ...(description && { description }),
        ...(cover !== null && { thumbnail: { url: cover.url } }),
        ...(image !== null && { image: { url: image.url } }),
        ...(footer && { footer: { text: footer } }),
      },
    ],
    files: reply.file && options.mayAttach ? [codeUpload(reply.file)] : [],
    components: rows.map((row, at) => (at === 0 && marker !== undefined ? { ...row, id: marker } : row)),
  };
}

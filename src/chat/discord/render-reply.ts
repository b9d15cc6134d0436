// A Reply as a Discord message within every limit, whatever the Reply holds.
import { ComponentType, type APIComponentInContainer } from "discord-api-types/v10";
import { safeLine } from "../../document/safe-text.js";
import { safeUrl } from "../../document/safe-url.js";
import type { Inline } from "../../document/document.js";
import type { Illustration, Illustrations } from "../../formula/illustrate.js";
import type { Locale } from "../../locale/locale.js";
import type { Card, SealedReply } from "../../reply/reply.js";
import { cutText } from "../../fit/cut-text.js";
import { pictureAt } from "../../document/picture.js";
import { codeUpload, fileComponent } from "./code-files.js";
import { escapeText, LONGEST_INLINE_URL, markdownUrl } from "./escape-text.js";
import { captionsOf, dividedAtPictures, PARTS_PER_GALLERY, pictureGallery } from "./galleries.js";
import { limits } from "./limits.js";
import {
  containerMessage,
  gallery,
  textDisplay,
  type DiscordMessage,
  type Row,
  type PictureUpload,
} from "./message.js";
import { divide } from "./picture-mark.js";
import { printDocument } from "./print-document.js";
import { printInline } from "./print-inline.js";
import { renderList } from "./render-list.js";
import { renderRows } from "./render-rows.js";

export interface RenderOptions {
  /** The id of who may press the buttons; empty for everybody. */
  readonly asker: string;
  readonly locale: Locale;
  /** A small remark above everything, plain text. */
  readonly remark?: string;
  readonly marker?: number;
  /** Pictures of the formulas in the body and the card. */
  readonly pictures?: Illustrations;
  /** Whether the answer is the asker's alone and others may be shown it. */
  readonly mayShare?: boolean;
  /** Whether files may go up with the message. */
  readonly mayAttach?: boolean;
}

/** Room for each part, so that one long part never pushes out another. They sum to less than the limit. */
const ROOM = { remark: 200, title: 300, cardTitle: 400, meta: 500, summary: 900, page: 100 } as const;
/** Of a card's address that no button can hold; with it the parts still fit. */
const LONGEST_CARD_URL = 1500;

export function renderReply(reply: SealedReply, options: RenderOptions): DiscordMessage {
  const { locale, remark } = options;
  let room: number = limits.text;
  const parts: APIComponentInContainer[] = [];
  const rows = renderRows(reply, options);
  const pictures = fitting(options.pictures ?? new Map(), rows);
  const files = new Map<string, PictureUpload>();
  const add = (text: string): void => {
    if (text.trim() === "") return;
    parts.push(textDisplay(text));
    room -= text.length;
  };
  const page = reply.page ? subtext(locale.say.pageOf(reply.page.number, reply.page.count), ROOM.page) : "";
  room -= page.length;

  if (remark) add(subtext(remark, ROOM.remark));
  if (reply.title) add(heading("##", reply.title, null, Math.min(ROOM.title, room)));
  const addDivided = (pieces: readonly (string | Illustration)[]): void => {
    for (const piece of pieces) {
      if (typeof piece === "string") {
        add(piece);
        continue;
      }
      const file = uploadOf(piece);
      files.set(file.name, file);
      parts.push(gallery(file));
    }
  };
  const card = reply.card ? cardText(reply.card, pictures) : "";
  if (reply.body) {
    const forCard = card.length;
    const free = limits.components - controlsOf(rows) - OTHERS - 2 * pictures.size;
    for (const piece of dividedAtPictures(reply.body, Math.floor(free / PARTS_PER_GALLERY))) {
      if ("figures" in piece) {
        parts.push(pictureGallery(piece.figures));
        add(captionsOf(piece.figures, room - forCard));
        continue;
      }
      const printed = printDocument(piece.text, room - forCard, pictures);
      addDivided(divide(printed.text, pictures));
      if (!printed.whole) break;
    }
  }
  if (reply.file && options.mayAttach) {
    const file = codeUpload(reply.file);
    files.set(file.name, file);
    parts.push(fileComponent(file));
  }
  if (reply.card) {
    const [text = "…", ...more] = divide(card, pictures);
    if (typeof text === "string") {
      parts.push(besideCover(text, reply.card));
      room -= text.length;
    }
    addDivided(typeof text === "string" ? more : [text, ...more]);
  }
  if (reply.list) add(renderList(reply.list, room, reply.firstNumber));
  room += page.length;
  add(page);
  if (parts.length === 0) add("…");

  return containerMessage([...parts, ...rows], { files: [...files.values()], marker: options.marker });
}

/** The container, remark, title, card (3), body, file, list and page, without their pictures. */
const OTHERS = 10;
/** One place is kept for a file of code. */
const MOST_PICTURES = limits.files - 1;

/** As many as a message can hold: ten files, and each divides a text in two. */
function fitting(pictures: Illustrations, rows: readonly Row[]): Illustrations {
  const most = Math.min(MOST_PICTURES, Math.floor((limits.components - controlsOf(rows) - OTHERS) / 2));
  return pictures.size <= most ? pictures : new Map([...pictures].slice(0, Math.max(0, most)));
}

/** How many components the rows are. */
const controlsOf = (rows: readonly Row[]): number =>
  rows.reduce((sum, { components }) => sum + 1 + components.length, 0);

const uploadOf = ({ key, png, alt }: Illustration): PictureUpload => ({
  name: `formula-${key}.png`,
  data: Buffer.from(png),
  description: cutText(safeLine(alt), limits.altText),
});

const subtext = (text: string, room: number): string => {
  const shown = escapeText(safeLine(text), room - 3).text;
  return shown === "" ? "" : `-# ${shown}`;
};

function heading(sign: string, title: string, url: string | null, room: number): string {
  const safe = url === null ? null : safeUrl(url);
  const text: Inline = { type: "text", value: safeLine(cutText(title, 1000)) };
  const address = safe ? markdownUrl(safe).length : 0;
  const most = safe && safe.length > limits.buttonUrl ? LONGEST_CARD_URL : LONGEST_INLINE_URL;
  const linked = safe && address <= most;
  const line = printInline(
    linked ? [{ type: "link", url: safe, children: [text] }] : [text],
    room + (linked ? address : 0) - sign.length - 1,
  );
  return line.text.trim() === "" ? "" : `${sign} ${line.text.trim()}`;
}

/** Date, categories, tags and remarks, as far as there are some. */
export const cardFacts = (card: Card): readonly string[] =>
  [
    card.date,
    ...card.categories,
    card.tags.map((tag) => `#${safeLine(tag)}`).join(" "),
    ...card.notes,
  ].filter((part): part is string => Boolean(part && safeLine(part)));

function cardText(card: Card, pictures: Illustrations): string {
  const meta = cardFacts(card);
  return [
    heading("###", card.title, card.url, ROOM.cardTitle),
    meta.length > 0 ? subtext(meta.join(" · "), ROOM.meta) : "",
    printDocument(card.summary, ROOM.summary, pictures).text,
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** The text beside the cover, if there is one. */
function besideCover(text: string, card: Card): APIComponentInContainer {
  const cover = card.cover === null ? null : pictureAt(card.cover);
  if (!cover || cover.url.length > limits.mediaUrl) return textDisplay(text);
  const description = cutText(safeLine(card.title), limits.altText);
  return {
    type: ComponentType.Section,
    components: [{ type: ComponentType.TextDisplay, content: text }],
    accessory: {
      type: ComponentType.Thumbnail,
      media: { url: cover.url },
      ...(description && { description }),
    },
  };
}

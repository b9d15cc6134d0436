// A sealed Reply as a Telegram message: text and keyboard within the limits, whatever the Reply holds.
import { pictureAt } from "../../document/picture.js";
import { displayWidth } from "../../fit/columns.js";
import { cutText } from "../../fit/cut-text.js";
import { markedLine } from "../../document/marked.js";
import { inlineToPlain } from "../../document/plain.js";
import { safeLine } from "../../document/safe-text.js";
import { safeUrl } from "../../document/safe-url.js";
import type { Locale } from "../../locale/locale.js";
import type { Button, Card, ListItem, SealedReply } from "../../reply/reply.js";
import type { InputRichMessage } from "@grammyjs/types";
import { cardMeta, cardNotes, LONGEST_TITLE, shortLine } from "./card-lines.js";
import { writeBlocks } from "./document.js";
import { keyboardOf, type InlineButton } from "./keyboard.js";
import { richMessage, withArticle, worthRich, type Shows, type Wish } from "./rich/message.js";
import { plainText, printHtml, Writer, type HtmlMark, type MarkedText } from "./rich-text.js";

/** Bot API, sendMessage: 1–4096 characters after entities parsing; counted in UTF-16 units, which is never less. */
export const LONGEST_TEXT = 4096;

/** What of a message the Reply decides; the same for sending, editing, inline results and the preview. */
export interface Payload {
  readonly runs: readonly MarkedText[];
  readonly keyboard: readonly (readonly InlineButton[])[];
  /** The address whose preview is shown, or null for none. */
  readonly preview: string | null;
  /** Whether the preview stands above the text: it is the picture that the text begins with. */
  readonly above: boolean;
  /** The same as a rich message, where that shows more; null where it does not. */
  readonly rich: Rich | null;
}

export interface Rich {
  /** Null when nothing in it can be seen. */
  readonly message: (shows: Shows) => InputRichMessage<string> | null;
  readonly keyboard: Payload["keyboard"];
}

const BOLD: HtmlMark = { tag: "b" };
const ITALIC: HtmlMark = { tag: "i" };
/** A summary longer than this starts folded. */
const FOLD_ABOVE = 420;
const LONGEST_SUMMARY = 1500;
const LONGEST_DETAIL = 160;
/** A sentence is cut where there is little room, and left out where there is less. */
const LONGEST_PASSAGE = 300;
const SHORTEST_PASSAGE = 60;
const BELOW = "\n     ";
/** Of a line: eight entries of a title, a detail and a sentence stay below 100 entities. */
const MOST_MARKS = 5;

/**
 * `wish`: when to make a rich message beside the HTML; null for never. `keys`: the buttons that Telegram has for a card
 * besides those of the Reply.
 */
export function render(
  reply: SealedReply,
  locale: Locale,
  wish: Wish | null = null,
  keys: readonly InlineButton[] = [],
): Payload {
  const out = new Writer(LONGEST_TEXT);
  const gap = (): void => out.write(out.used > 0 ? "\n\n" : "");
  if (reply.title) out.write(shortLine(reply.title, LONGEST_TITLE), [BOLD]);
  const picture = leadingPicture(reply);
  const text = reply.body?.slice(picture === null ? 0 : 1) ?? [];
  if (text.length > 0) {
    gap();
    // What follows the body keeps some room, however long the body is.
    const follows = reply.card || reply.list ? LONGEST_TEXT / 2 : 0;
    const body = new Writer(out.left - follows);
    writeBlocks(body, text);
    out.append(body.runs());
  }
  if (reply.card) {
    gap();
    writeCard(out, reply.card);
  }
  if (reply.list && reply.list.length > 0) {
    gap();
    writeList(out, reply.list, reply.firstNumber);
  }
  const footer = reply.page && shortLine(locale.say.pageOf(reply.page.number, reply.page.count), 60);
  if (footer && out.left > footer.length + 2) {
    gap();
    out.write(footer, [ITALIC]);
  }
  const runs = out.runs();
  const whole = withArticle(reply);
  return {
    runs: hasInk(runs) ? runs : [{ text: "…", marks: [] }],
    keyboard: keyboardOf(rowsOf(reply, locale, keys)),
    preview: previewOf(reply) ?? picture,
    above: picture !== null,
    rich:
      wish !== null && worthRich(reply, wish)
        ? {
            message: (shows) => richMessage(whole, locale, shows),
            keyboard: keyboardOf(rowsOf(whole, locale, keys)),
          }
        : null,
  };
}

function previewOf({ preview, card }: SealedReply): string | null {
  const url = preview === undefined ? (card?.url ?? null) : preview;
  return url === null ? null : safeUrl(url);
}

/** The picture an article begins with: shown as the message's preview. */
function leadingPicture({ article, body, card }: SealedReply): string | null {
  const [first] = body ?? [];
  return article && !card && first?.type === "figure" ? (pictureAt(first.url)?.url ?? null) : null;
}

/** Telegram refuses a text without a visible sign. */
const hasInk = (runs: readonly MarkedText[]): boolean => /[\p{L}\p{N}\p{P}\p{S}]/u.test(plainText(runs));

const linked = (url: string | null): readonly HtmlMark[] => {
  const href = url === null ? null : safeUrl(url);
  return href === null ? [] : [{ tag: "a", href }];
};

function writeCard(out: Writer, card: Card): void {
  out.write(shortLine(card.title, LONGEST_TITLE) || "…", [BOLD, ...linked(card.url)]);
  const meta = cardMeta(card);
  if (meta) out.write(`\n${meta}`);
  const notes = cardNotes(card);
  if (notes) out.write(`\n${notes}`, [ITALIC]);
  const summary = new Writer(Math.min(LONGEST_SUMMARY, out.left - 2));
  writeBlocks(summary, card.summary);
  const runs = summary.runs();
  if (!hasInk(runs)) return;
  out.write("\n\n");
  const quote: HtmlMark = { tag: "blockquote", expandable: plainText(runs).length > FOLD_ABOVE };
  // Quotes do not nest: one inside the summary becomes part of the summary's own.
  const inner = (marks: readonly HtmlMark[]): readonly HtmlMark[] =>
    marks.filter(({ tag }) => tag !== "blockquote");
  for (const run of runs) out.write(run.text, [quote, ...inner(run.marks)]);
}

/** Bot API: a message has at most 100 entities, of which an entry takes two. */
const MOST_ENTRIES = 45;

/** How many entries of a list a message shows whole below its title. */
export function entriesThatFit({ title = "", list = [] }: SealedReply): number {
  const out = new Writer(LONGEST_TEXT);
  out.write(`${shortLine(title, LONGEST_TITLE)}\n\n`);
  return writeList(out, list.slice(0, MOST_ENTRIES));
}

/** Writes items as long as whole ones fit; how many. What is left is shared by the sentences below them. */
function writeList(out: Writer, items: readonly ListItem<string>[], firstNumber = 1): number {
  const detailBehind = items.every(({ url }) => url === null);
  const numbered = !labelsFit(items) && items.some((item) => item.action !== undefined);
  const footer = 64;
  const entries: { readonly entry: Writer; readonly item: ListItem<string> }[] = [];
  let left = out.left - footer;
  for (const [at, item] of items.entries()) {
    const entry = new Writer(LONGEST_TEXT);
    entry.write(at > 0 ? "\n" : "");
    writeEntry(entry, item, numbered ? firstNumber + at : null, detailBehind);
    left -= entry.used;
    if (left < 0) break;
    entries.push({ entry, item });
  }
  const quoted = entries.filter(({ item }) => item.passage).length;
  const each = Math.min(LONGEST_PASSAGE, Math.floor(left / Math.max(1, quoted)));
  for (const { entry, item } of entries) {
    out.append(entry.raw());
    if (item.passage && each >= SHORTEST_PASSAGE) {
      out.write(BELOW);
      const sentence = new Writer(each - BELOW.length);
      writeMarked(sentence, item.passage.text, item.passage.marks, LONGEST_PASSAGE);
      out.append(sentence.runs());
    }
  }
  if (entries.length < items.length) out.write("\n…");
  return entries.length;
}

function writeEntry(out: Writer, item: ListItem<string>, number: number | null, detailBehind: boolean): void {
  const indent = "   ".repeat(Math.min(8, Math.max(0, item.depth)));
  out.write(`${indent}${number !== null ? `${number}. ` : item.depth > 0 ? "– " : "• "}`);
  writeMarked(out, item.title, item.marks, LONGEST_TITLE, linked(item.url));
  const detail = shortLine(item.detail, LONGEST_DETAIL);
  if (detail) out.write(detailBehind ? `  ${detail}` : `\n${indent}     ${detail}`, [ITALIC]);
}

/** A line with some of its stretches in bold. */
function writeMarked(
  out: Writer,
  text: string,
  marks: ListItem<string>["marks"] = [],
  most: number,
  around: readonly HtmlMark[] = [],
): void {
  const shown = shortLine(text, most) || "…";
  // Signs added against mentions shift what stands behind them: such a line stays unmarked.
  const stretches = shown === cutText(safeLine(text), most) ? marks.slice(0, MOST_MARKS) : [];
  for (const run of markedLine(shown, stretches))
    out.write(inlineToPlain([run]), run.type === "strong" ? [...around, BOLD] : around);
}

/** So many columns of a name are a good label. */
const LONGEST_BRIEF = 24;
/** Short names make good labels; longer ones are numbered, in the text and on their buttons. */
const labelsFit = (items: readonly ListItem<string>[]): boolean =>
  items.every((item) => item.url === null && displayWidth(safeLine(item.title)) <= LONGEST_BRIEF);

type Rows = Parameters<typeof keyboardOf>[0];

function rowsOf(reply: SealedReply, locale: Locale, keys: readonly InlineButton[]): Rows {
  const { list = [], firstNumber = 1, page, buttons } = reply;
  const brief = labelsFit(list);
  const choices = list.flatMap(({ title, action }, at): Button<string>[] =>
    action === undefined ? [] : [{ label: brief ? title : String(firstNumber + at), action }],
  );
  const turn = [
    page?.previous ? [{ label: locale.say.previous, action: page.previous }] : [],
    page?.next ? [{ label: locale.say.next, action: page.next }] : [],
  ].flat();
  return [
    { buttons: choices, mostPerRow: brief ? 3 : 8 },
    { buttons, mostPerRow: 2 },
    { buttons: keys, mostPerRow: 2 },
    // Turning the page is never lost to a long list of choices.
    { buttons: turn, mostPerRow: 2, keep: true },
  ];
}

/** The parameters that sendMessage and editMessageText share. `plain` is the simplest form: no marks, no preview. */
export function messageParams({ runs, keyboard, preview, above }: Payload, plain = false) {
  return {
    text: plain ? plainText(runs) : printHtml(runs),
    ...(plain ? {} : { parse_mode: "HTML" as const }),
    link_preview_options:
      preview === null || plain
        ? { is_disabled: true }
        : { url: preview, prefer_large_media: true, ...(above && { show_above_text: true }) },
    ...replyMarkup(plain ? keyboard.map(longKnown).filter((row) => row.length > 0) : keyboard),
  };
}

/** Servers older than Bot API 7.11 refuse a whole message for its button to copy. */
const longKnown = (row: Payload["keyboard"][number]) =>
  row.filter((key) => !("copy" in key || "share" in key));

/** The parameters of the same as a rich message; null when there is none. */
export function richParams({ rich }: Payload, shows: Shows) {
  const message = rich?.message(shows) ?? null;
  return rich === null || message === null ? null : { rich_message: message, ...replyMarkup(rich.keyboard) };
}

export const replyMarkup = (keyboard: Payload["keyboard"]) =>
  keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard.map((row) => row.map(markupOf)) } } : {};

function markupOf(key: InlineButton) {
  const text = key.label;
  if ("url" in key) return { text, url: key.url };
  if ("copy" in key) return { text, copy_text: { text: key.copy } };
  if ("state" in key) return { text, callback_data: key.state };
  if ("search" in key) return { text, switch_inline_query_current_chat: "" };
  const anywhere = { allow_user_chats: true, allow_group_chats: true, allow_channel_chats: true };
  return { text, switch_inline_query_chosen_chat: { query: key.share, ...anywhere } };
}

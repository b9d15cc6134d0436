// How an answer would look in Telegram, drawn from the very payload the chat sends, for the local page.
import type { Formulas } from "../../formula/formulas.js";
import { localeFor, type Locale } from "../../locale/locale.js";
import type { SealedReply } from "../../reply/reply.js";
import { pictureTitle } from "../../document/picture.js";
import type { Preview } from "../preview.js";
import { blogPictureHtml, escapeHtml, linkHtml } from "../preview-html.js";
import { illustrated } from "./formula-sheet.js";
import type { InlineButton } from "./keyboard.js";
import { render, type Payload } from "./render.js";
import { plainText, printHtml, type MarkedText } from "./rich-text.js";
import type { Wish } from "./rich/message.js";
import { richHtml } from "./rich/rich-html.js";
import { richWords } from "./rich/rich-words.js";
import { previewCss } from "./telegram-preview-css.js";

export interface TelegramPreviewOptions {
  /** Which answers are shown as rich messages; null for none. */
  readonly wish?: Wish | null;
  /** What draws formulas; without it they stay source. */
  readonly formulas?: Formulas | null;
}

/** `locale`: a BCP 47 tag for the words of the buttons; null for the default language. */
export function telegramPreview(
  locale: string | null = null,
  { wish = null, formulas = null }: TelegramPreviewOptions = {},
): Preview {
  const richOf = (reply: SealedReply) => {
    const { rich } = render(reply, localeFor(locale), wish);
    const message = rich?.message(() => true) ?? null;
    return rich && message && { message, keyboard: rich.keyboard };
  };
  return {
    name: "telegram",
    css: previewCss,
    text(reply) {
      const rich = richOf(reply);
      if (rich) return [richWords(rich.message), ...keysText(rich.keyboard)].join("\n");
      const { runs, keyboard, preview } = render(reply, localeFor(locale));
      const below = preview === null ? [] : [`(preview of ${preview})`];
      return [plainText(runs), ...below, ...keysText(keyboard)].join("\n");
    },
    async html(reply) {
      const rich = richOf(reply);
      return rich
        ? chatHtml([await richHtml(rich.message, formulas)], rich.keyboard)
        : htmlMessage(reply, localeFor(locale), formulas);
    },
  };
}

/** A text, and below it the picture of what its signs cannot say. */
async function htmlMessage(reply: SealedReply, locale: Locale, formulas: Formulas | null): Promise<string> {
  const drawn = await illustrated(reply, locale, formulas);
  const { runs, keyboard, preview, above } = drawn?.payload ?? render(reply, locale);
  const { card } = reply;
  const before = above && preview !== null ? picturePreview(preview) : "";
  const below = card && preview !== null ? linkPreview(card.title, card.cover, preview) : "";
  const text = `${before}${textHtml(runs)}${below}`;
  if (drawn === null) return chatHtml([text], keyboard);
  const { key, caption } = drawn.sheet;
  const alt = escapeHtml(plainText(caption));
  const picture = `<img class="formula" src="/formula/${key}.png" alt="${alt}" />${textHtml(caption)}`;
  return chatHtml([text, picture], keyboard);
}

function textHtml(runs: readonly MarkedText[]): string {
  const html = printHtml(runs)
    .replaceAll('<a href="', '<a rel="noopener noreferrer" target="_blank" href="')
    .replaceAll("<blockquote expandable>", '<blockquote class="folded" tabindex="0">')
    // A box ends its line by itself.
    .replaceAll(/((?:<\/pre>|<\/blockquote>)+)\n/g, "$1");
  return `<div class="text">${html}</div>`;
}

/** The buttons stand below the last message. */
function chatHtml(messages: readonly string[], keyboard: Payload["keyboard"]): string {
  const bubbles = messages.map((html) => `<div class="bubble">${html}</div>`).join("");
  const rows = keyboard.map((row) => `<div class="row">${row.map(keyHtml).join("")}</div>`).join("");
  return `<div class="chat-telegram">${bubbles}${rows}</div>`;
}

const keyText = (key: InlineButton): string =>
  "url" in key ? `[${key.label} → ${key.url}]` : `[${key.label}]`;
const keysText = (keyboard: Payload["keyboard"]): readonly string[] =>
  keyboard.map((row) => row.map(keyText).join(" "));

const keyHtml = (key: InlineButton): string =>
  "url" in key
    ? linkHtml(key.url, escapeHtml(key.label), "key link")
    : "state" in key
      ? `<button class="key" type="button" data-state="${escapeHtml(key.state)}">${escapeHtml(key.label)}</button>`
      : "";

/** Telegram fetches the page itself; what it will show is guessed from the card. */
const linkPreview = (title: string, cover: string | null, url: string): string =>
  `<div class="preview"><b>${escapeHtml(new URL(url).hostname)}</b><span>${escapeHtml(title.slice(0, 200).toWellFormed())}</span>` +
  `${cover === null ? "" : blogPictureHtml(cover, "")}</div>`;

/** The picture that a message begins with. */
const picturePreview = (url: string): string =>
  `<div class="preview above">${linkHtml(url, blogPictureHtml(url, pictureTitle("", url)))}</div>`;

// How an answer would look in Telegram, drawn from the very payload the chat sends, for the local page.
import { localeFor } from "../../locale/locale.js";
import type { Preview } from "../preview.js";
import type { Key } from "./keyboard.js";
import { render } from "./render.js";
import { escapeHtml, plainText, printHtml } from "./rich-text.js";
import { previewCss } from "./telegram-preview-css.js";

/** `locale`: a BCP 47 tag for the words of the buttons; null for the default language. */
export function telegramPreview(locale: string | null = null): Preview {
  return {
    name: "telegram",
    css: previewCss,
    text(reply) {
      const { runs, keyboard, preview } = render(reply, localeFor(locale));
      const rows = keyboard.map((row) => row.map(keyText).join(" "));
      return [plainText(runs), ...(preview === null ? [] : [`(preview of ${preview})`]), ...rows].join("\n");
    },
    html(reply) {
      const { runs, keyboard, preview } = render(reply, localeFor(locale));
      const text = printHtml(runs)
        .replaceAll('<a href="', '<a rel="noopener noreferrer" target="_blank" href="')
        .replaceAll("<blockquote expandable>", '<blockquote class="folded" tabindex="0">');
      const card =
        reply.card && preview !== null ? linkPreview(reply.card.title, reply.card.cover, preview) : "";
      const rows = keyboard.map((row) => `<div class="row">${row.map(keyHtml).join("")}</div>`).join("");
      return `<div class="chat-telegram"><div class="bubble"><div class="text">${text}</div>${card}</div>${rows}</div>`;
    },
  };
}

const keyText = (key: Key): string => ("url" in key ? `[${key.label} → ${key.url}]` : `[${key.label}]`);

const keyHtml = (key: Key): string =>
  "url" in key
    ? `<a class="key link" rel="noopener noreferrer" target="_blank" href="${escapeHtml(key.url)}">${escapeHtml(key.label)}</a>`
    : `<button class="key" type="button" data-state="${escapeHtml(key.state)}">${escapeHtml(key.label)}</button>`;

/** Telegram fetches the page itself; what it will show is guessed from the card. No picture: the page loads nothing from outside. */
const linkPreview = (title: string, cover: string | null, url: string): string =>
  `<div class="preview"><b>${escapeHtml(new URL(url).hostname)}</b><span>${escapeHtml(title.slice(0, 200).toWellFormed())}</span>` +
  `${cover === null ? "" : '<i aria-hidden="true">🖼</i>'}</div>`;

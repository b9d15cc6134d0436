// How an answer would look in Discord, drawn from the very payload the chat sends, for the local page.
import {
  ButtonStyle,
  ComponentType,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APISectionAccessoryComponent,
} from "discord-api-types/v10";
import { pictureTitle } from "../../document/picture.js";
import type { Formulas } from "../../formula/formulas.js";
import { localeFor } from "../../locale/locale.js";
import type { SealedReply } from "../../reply/reply.js";
import { blogPictureHtml, escapeHtml, linkHtml } from "../preview-html.js";
import type { Preview } from "../preview.js";
import { parseCustomId, parseMenuValue } from "./custom-id.js";
import { previewCss } from "./discord-preview-css.js";
import { embedHtml, embedText } from "./embed-preview.js";
import { markdownToHtml } from "./markdown-html.js";
import { picturesOf } from "./pictures.js";
import { renderEmbed, type DiscordStyle } from "./render-embed.js";
import { renderReply } from "./render-reply.js";

export interface DiscordPreviewOptions {
  readonly style?: DiscordStyle;
  /** What draws formulas; without it they stay source, as they do in embeds. */
  readonly formulas?: Formulas | null;
}

/** `language`: a BCP 47 tag for the words of the buttons; null for the default language. */
export function discordPreview(
  language: string | null = null,
  { style = "components", formulas = null }: DiscordPreviewOptions = {},
): Preview {
  const locale = localeFor(language);
  const options = { asker: "", locale };
  async function messageHtml(reply: SealedReply): Promise<string> {
    if (style === "embeds") {
      const { embeds, components } = renderEmbed(reply, options);
      const rows = components.map(partHtml).join("");
      return `<div class="container embed">${embedHtml(embeds[0])}</div>${rows}`;
    }
    const { components } = renderReply(reply, { ...options, pictures: await picturesOf(reply, formulas) });
    return `<div class="container">${components[0].components.map(partHtml).join("")}</div>`;
  }
  return {
    name: "discord",
    css: previewCss,
    text(reply) {
      const message = style === "embeds" ? renderEmbed(reply, options) : renderReply(reply, options);
      const parts =
        "embeds" in message
          ? [embedText(message.embeds[0]), ...message.components.map(partText)]
          : message.components[0].components.map(partText);
      return parts.filter(Boolean).join("\n");
    },
    async html(reply) {
      const only =
        reply.audience === "asker" ? `<div class="only">👁 ${escapeHtml(locale.say.onlyYou)}</div>` : "";
      return `<div class="chat-discord">${await messageHtml(reply)}${only}</div>`;
    },
  };
}

function partText(part: APIComponentInContainer): string {
  switch (part.type) {
    case ComponentType.TextDisplay:
      return part.content;
    case ComponentType.Section:
      return [...part.components.map(partText), "(picture)"].join("\n");
    case ComponentType.ActionRow:
      return part.components.map(controlText).filter(Boolean).join(" ");
    case ComponentType.MediaGallery:
      return part.items
        .map(({ description }) => `(picture${description ? `: ${description}` : ""})`)
        .join("\n");
    case ComponentType.File:
    case ComponentType.Separator:
      return "";
  }
}

function controlText(control: APIComponentInMessageActionRow): string {
  if (control.type === ComponentType.StringSelect) return `[${control.placeholder ?? "…"}]`;
  if (control.type !== ComponentType.Button || control.style === ButtonStyle.Premium) return "";
  return control.style === ButtonStyle.Link
    ? `[${control.label ?? ""} → ${control.url}]`
    : `[${control.label ?? ""}]`;
}

function partHtml(part: APIComponentInContainer): string {
  switch (part.type) {
    case ComponentType.TextDisplay:
      return `<div class="text">${markdownToHtml(part.content)}</div>`;
    case ComponentType.Section:
      return `<div class="section"><div>${part.components.map(partHtml).join("")}</div>${besideHtml(part.accessory)}</div>`;
    case ComponentType.ActionRow:
      return `<div class="row">${part.components.map(controlHtml).join("")}</div>`;
    case ComponentType.MediaGallery:
      return part.items.map(({ media, description }) => pictureHtml(media.url, description ?? "")).join("");
    case ComponentType.File:
    case ComponentType.Separator:
      return "";
  }
}

/** The picture beside a card. */
const besideHtml = (accessory: APISectionAccessoryComponent): string =>
  accessory.type === ComponentType.Thumbnail ? blogPictureHtml(accessory.media.url, "") : "";

function pictureHtml(url: string, alt: string): string {
  const key = /^attachment:\/\/formula-([\w-]+)\.png$/.exec(url)?.[1];
  return key === undefined
    ? linkHtml(url, blogPictureHtml(url, pictureTitle(alt, url)), "picture")
    : `<img class="formula" src="/formula/${key}.png" alt="${escapeHtml(alt)}" />`;
}

function controlHtml(control: APIComponentInMessageActionRow): string {
  if (control.type === ComponentType.StringSelect) {
    const options = control.options.map(
      ({ label, description, value }) =>
        `<button type="button" data-state="${escapeHtml(parseMenuValue(value))}"><b>${escapeHtml(label)}</b>` +
        `${description ? `<small>${escapeHtml(description)}</small>` : ""}</button>`,
    );
    return `<details class="menu"><summary>${escapeHtml(control.placeholder ?? "…")}</summary>${options.join("")}</details>`;
  }
  if (control.type !== ComponentType.Button || control.style === ButtonStyle.Premium) return "";
  const label = escapeHtml(control.label ?? "");
  if (control.style === ButtonStyle.Link) return linkHtml(control.url, label, "key link");
  const state = parseCustomId(control.custom_id)?.state ?? "";
  const off = control.disabled ? " disabled" : "";
  return `<button class="key style${control.style}" type="button" data-state="${escapeHtml(state)}"${off}>${label}</button>`;
}

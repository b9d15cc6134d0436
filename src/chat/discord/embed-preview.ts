// An embed as Discord draws it, for the preview: in HTML and in words.
import type { APIEmbed } from "discord-api-types/v10";
import { pictureTitle } from "../../document/picture.js";
import { blogPictureHtml, escapeHtml, linkHtml } from "../preview-html.js";
import { markdownToHtml } from "./markdown-html.js";

/** A title has no marks, only signs that are escaped. */
const titleOf = (title = ""): string => title.replace(/\\([^\sA-Za-z0-9])/g, "$1");

/** Safe HTML. */
export function embedHtml({ author, title, url, description, thumbnail, image, footer }: APIEmbed): string {
  const head = escapeHtml(titleOf(title));
  const parts = [
    author && `<div class="small">${escapeHtml(author.name)}</div>`,
    head && `<div class="h3">${url === undefined ? head : linkHtml(url, head)}</div>`,
    description && `<div class="text">${markdownToHtml(description)}</div>`,
    image &&
      `<div class="text">${linkHtml(image.url, blogPictureHtml(image.url, pictureTitle("", image.url)), "picture")}</div>`,
    footer && `<div class="small">${escapeHtml(footer.text)}</div>`,
  ];
  const picture = thumbnail ? blogPictureHtml(thumbnail.url, "") : "";
  return `<div class="section"><div>${parts.filter(Boolean).join("")}</div>${picture}</div>`;
}

export const embedText = ({ author, title, url, description, thumbnail, image, footer }: APIEmbed): string =>
  [
    author?.name,
    url === undefined ? titleOf(title) : `${titleOf(title)} → ${url}`,
    thumbnail && "(picture)",
    description,
    image && "(picture)",
    footer?.text,
  ]
    .filter(Boolean)
    .join("\n");

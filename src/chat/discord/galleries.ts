// Pictures of a text in their place: those that follow each other stand in one gallery.
import { ComponentType, type APIComponentInContainer } from "discord-api-types/v10";
import { cutText } from "../../fit/cut-text.js";
import type { Document, Figure } from "../../document/document.js";
import { inlineToPlain } from "../../document/plain.js";
import { pictureAt } from "../../document/picture.js";
import { safeLine } from "../../document/safe-text.js";
import { limits } from "./limits.js";
import { printInline } from "./print-inline.js";

/** A gallery, the captions below it, and the text behind it. */
export const PARTS_PER_GALLERY = 3;

export type Piece = { readonly text: Document } | { readonly figures: readonly Figure[] };

const shown = (figure: Figure): boolean => (pictureAt(figure.url)?.url.length ?? Infinity) <= limits.mediaUrl;

/** The text divided at its pictures, at most `most` times; what comes later stays in the text as a link. */
export function dividedAtPictures(document: Document, most: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let text: Document = [];
  let galleries = 0;
  for (let at = 0; at < document.length; at += 1) {
    const figures = galleries < most ? figuresFrom(document, at) : [];
    const block = document[at];
    if (figures.length === 0) {
      if (block) text = [...text, block];
      continue;
    }
    if (text.length > 0) pieces.push({ text });
    pieces.push({ figures });
    text = [];
    galleries += 1;
    at += figures.length - 1;
  }
  return text.length > 0 ? [...pieces, { text }] : pieces;
}

function figuresFrom(document: Document, start: number): Figure[] {
  const figures: Figure[] = [];
  for (let at = start; figures.length < limits.galleryItems; at += 1) {
    const block = document[at];
    if (block?.type !== "figure" || !shown(block)) break;
    figures.push(block);
  }
  return figures;
}

export const pictureGallery = (figures: readonly Figure[]): APIComponentInContainer => ({
  type: ComponentType.MediaGallery,
  items: figures.flatMap(({ url, alt, caption }) => {
    const picture = pictureAt(url);
    const description = cutText(safeLine(alt) || safeLine(inlineToPlain(caption)), limits.altText);
    return picture ? [{ media: { url: picture.url }, ...(description && { description }) }] : [];
  }),
});

/** The captions as small print; empty where there are none or where they do not fit. */
export function captionsOf(figures: readonly Figure[], room: number): string {
  const children = figures
    .filter(({ caption }) => caption.length > 0)
    .flatMap(({ caption }, at) => (at > 0 ? [{ type: "text" as const, value: " · " }, ...caption] : caption));
  const line = printInline(children, room - 3)
    .text.replace(/\s+/g, " ")
    .trim();
  return line === "" ? "" : `-# ${line}`;
}

// Pictures in place: a photo with its caption, or a gallery where several follow each other.
import type { RichText } from "@grammyjs/types";
import type { Figure } from "../../../document/document.js";
import { pictureLabel, type Picture } from "../../../document/picture.js";
import { safeUrl } from "../../../document/safe-url.js";
import { line } from "../rich-text.js";
import { richText, shownPicture, type RichBlock, type RichContext } from "./inline.js";
import { MOST_IN_GALLERY } from "./message-budget.js";

/** Figures that stand beside each other; those whose picture cannot be shown become links. */
export function figureBlocks(figures: readonly Figure[], scope: RichContext, level: number): RichBlock[] {
  const out: RichBlock[] = [];
  let gallery: { readonly figure: Figure; readonly picture: Picture }[] = [];
  const flush = (): void => {
    if (gallery.length > 0) out.push(...galleryBlock(gallery, scope, level));
    gallery = [];
  };
  for (const figure of figures) {
    if (scope.room.full) break;
    const picture = shownPicture(figure.url, scope);
    if (picture) gallery.push({ figure, picture });
    else {
      flush();
      out.push(...linkBlocks(figure, scope, level));
    }
    if (gallery.length === MOST_IN_GALLERY) flush();
  }
  flush();
  return out;
}

function galleryBlock(
  items: readonly { readonly figure: Figure; readonly picture: Picture }[],
  scope: RichContext,
  level: number,
): RichBlock[] {
  if (!scope.room.blocks(items.length > 1 ? items.length + 1 : 1)) return [];
  const captions = items.map(({ figure }) => captionOf(figure, scope, level)).filter((text) => text !== null);
  const text = captions.flatMap((caption, at) => (at > 0 ? [scope.room.text(" · "), caption] : [caption]));
  const caption = captions.length > 0 ? { caption: { text } } : {};
  const [only] = items;
  if (items.length === 1 && only) return [{ ...mediaBlock(only.picture), ...caption }];
  return [{ type: "collage", blocks: items.map(({ picture }) => mediaBlock(picture)), ...caption }];
}

const mediaBlock = ({ url, animated }: Picture) =>
  animated
    ? { type: "animation" as const, animation: { type: "animation" as const, media: url } }
    : { type: "photo" as const, photo: { type: "photo" as const, media: url } };

/** The author's caption, else the alternative text. */
function captionOf({ caption, alt }: Figure, scope: RichContext, level: number): RichText | null {
  const written = richText(caption, scope, level + 1);
  if (written !== null) return written;
  const text = scope.room.text(line(alt));
  return /[\p{L}\p{N}]/u.test(text) ? text : null;
}

function linkBlocks({ url, alt, caption }: Figure, scope: RichContext, level: number): RichBlock[] {
  if (!scope.room.blocks()) return [];
  const href = safeUrl(url);
  const name = scope.room.text(line(pictureLabel(alt, url)));
  if (name === "") return [];
  const text: RichText[] = [href === null ? name : { type: "url", text: name, url: href }];
  const written = richText(caption, scope, level + 1);
  if (written !== null) text.push(scope.room.text("\n"), { type: "italic", text: written });
  return [{ type: "paragraph", text }];
}

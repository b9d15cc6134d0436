// Formulas of a rich message as HTML, for the local page: Telegram draws them itself, in one type and of one size.
import { FUNCTIONS } from "../../../document/unicode-symbols.js";
import type { FormulaPicture } from "../../../formula/formulas.js";
import { escapeHtml } from "../../preview-html.js";

/** Pixels of a picture's own for one of the page: an em of 36 in a text of 15, as maths looks smaller than text. */
const SHRINK = 16.5 / 36;
/** The width of most cards: a narrow page makes them smaller, and is moved along wider ones. */
const CARD = 880;

/** In pixels of its own: a PNG says its size behind its signature. */
function sizeOf({ png }: FormulaPicture): { readonly width: number; readonly height: number } {
  const view = new DataView(png.buffer, png.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** As wide and high as a formula stands among text of the page. */
function imageHtml(picture: FormulaPicture, tex: string, kind: "formula" | "inline"): string {
  const { width, height } = sizeOf(picture);
  return `<img class="${kind}" width="${Math.ceil(width * SHRINK)}" height="${Math.ceil(height * SHRINK)}" src="/formula/${picture.key}.png" alt="${escapeHtml(tex)}" />`;
}

/** A display in the middle of its line. */
export function cardHtml(picture: FormulaPicture, tex: string): string {
  const wide = sizeOf(picture).width > CARD;
  return `<div class="scroll${wide ? " wide" : ""}">${imageHtml(picture, tex, "formula")}</div>`;
}

/** One that stands within a sentence. */
export const inLineHtml = (picture: FormulaPicture, tex: string): string => imageHtml(picture, tex, "inline");

const LETTERS = /\p{sc=Latn}+|[α-ωϕϵϑϖϱ]+/gu;

/** Letters lean as in the pictures beside them; names of functions and the author's words stand upright. */
export function signsHtml(signs: string, tex: string): string {
  const words = [...tex.matchAll(/\\(?:text|mathrm|textrm|operatorname)\s*\{([^{}]*)\}/g)].flatMap(
    ([, text = ""]) => text.match(LETTERS) ?? [],
  );
  const html = escapeHtml(signs).replace(LETTERS, (run, at: number, whole: string) =>
    FUNCTIONS.has(run) || words.includes(run) || /&\w*$/.test(whole.slice(0, at)) ? run : `<i>${run}</i>`,
  );
  return `<var>${html}</var>`;
}

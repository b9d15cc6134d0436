// What stands for a picture on the local page, which loads nothing from outside.
import { pictureTitle } from "../../document/picture.js";
import { escapeHtml } from "./rich-text.js";

/** A sign that says by its name which picture it is. */
export const pictureSign = (url: string): string =>
  `<i role="img" aria-label="${escapeHtml(pictureTitle("", url))}">🖼</i>`;

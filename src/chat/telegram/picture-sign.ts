// What stands for a picture on the local page, which loads nothing from outside.
import { pictureName } from "../../document/picture.js";
import { escapeHtml } from "./rich-text.js";

/** The name of its file, else its server. */
export const pictureTitle = (url: string): string => pictureName("", url) || new URL(url).hostname;

/** A sign that says by its name which picture it is. */
export const pictureSign = (url: string): string =>
  `<i role="img" aria-label="${escapeHtml(pictureTitle(url))}">🖼</i>`;

// Which pictures a chat can show by their address; the others are linked, so that no broken picture is sent.
import { percentDecoded } from "./decoded.js";
import { singleSpaced } from "./safe-text.js";
import { safeUrl } from "./safe-url.js";

export interface Picture {
  /** Absolute, http or https. */
  readonly url: string;
  readonly animated: boolean;
}

/** What an address ends with where that tells something: signs by chance and numbers of a camera do not. */
const TELLING =
  /^(?![\da-f_-]*$)(?!(?:img|image|dsc|p|pic|picture|screenshot|untitled)?[\s_-]*\d*$)[^%]{3,60}$/i;

/** How a picture is called: by the author's words, else its file's name; "" where neither tells anything. */
function pictureName(alt: string, address: string): string {
  const words = singleSpaced(alt).trim();
  if (words !== "" || /^data:/i.test(address)) return words;
  const file = address.split(/[?#]/)[0]?.split("/").at(-1) ?? "";
  const name = percentDecoded(file).replace(/\.[a-z\d]{1,5}$/i, "");
  return TELLING.test(name) ? name.replace(/[_\s]+/g, " ").trim() : "";
}

/** The same, and the server where neither tells anything; `url` is absolute. */
export const pictureTitle = (alt: string, url: string): string =>
  pictureName(alt, url) || new URL(url).hostname;

/** How a picture is called where it is a link. */
export const pictureLabel = (alt: string, address: string): string =>
  `🖼 ${pictureName(alt, address)}`.trimEnd();

/** What no chat draws: vector graphics, formats of cameras and printers, films. */
const NO_PICTURE = /\.(svgz?|avif|heic|heif|tiff?|ico|bmp|pdf|psd|mp4|webm|mov|mp3)$/i;
/** Services that draw badges: SVG, whatever their address looks like. */
const BADGES = /(^|\.)(shields\.io|badgen\.net|badge\.fury\.io|codecov\.io|travis-ci\.(com|org))$/i;

/** A server that only its own machine or house reaches; no chat can fetch a picture there. */
const AT_HOME =
  /^(localhost|[^.]*|\[.*\]|(127|10)(\.\d+){3}|(192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))(\.\d+){2}|.*\.(local|localhost|internal|lan))$/i;

/** Null for an address that is not on the web (`data:`, relative without a base) for what no chat can fetch or show. */
export function pictureAt(address: string): Picture | null {
  const safe = safeUrl(address);
  if (safe === null) return null;
  const { pathname, hostname } = new URL(safe);
  if (NO_PICTURE.test(pathname) || BADGES.test(hostname) || AT_HOME.test(hostname)) return null;
  return { url: safe, animated: /\.gif$/i.test(pathname) };
}

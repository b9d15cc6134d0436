// Pictures and media in the HTML of feeds: the picture that readers see and not what stands in for it; players as links.
import type Turndown from "turndown";

/** Where scripts that load pictures late find them. */
const LATE = [
  "data-src",
  "data-original",
  "data-lazy-src",
  "data-actualsrc",
  "data-orig-src",
  "data-original-src",
  "data-lazy",
];
const LATE_SETS = ["data-srcset", "data-lazy-srcset", "srcset"];
/** What stands there until the picture comes, counts readers, or shows nothing. */
const EMPTY =
  /(?:^|[/_.-])(?:placeholder|blank|spacer|pixel|loading|lazy(?:load)?|transparent|clear|1x1|dot)[\w-]*\.(?:gif|png|svg|jpe?g|webp)(?:$|[?#])|\/\/(?:pixel|stats)\.|feedburner\.com\/~r\/|medium\.com\/_\/stat/i;
const EMOJI = /\bemoji|\bwp-smiley|\bsmiley\b|\btwemoji/i;

/** Whether an address leads to a picture worth showing: none that is written into the page, stands in, or counts. */
export const isPicture = (url: string): boolean =>
  url.trim() !== "" && !/^(?:data|about|blob):/i.test(url.trim()) && !EMPTY.test(url);

/** The widest picture of a `srcset`. */
function widest(set: string): string {
  const candidates = set
    .split(/,\s+|,(?=https?:|\/)/)
    .map((one) => one.trim().split(/\s+/))
    .map(([url = "", size = ""]) => ({ url, size: Number.parseFloat(size) || 0 }))
    .filter(({ url }) => isPicture(url));
  return candidates.toSorted((a, b) => b.size - a.size)[0]?.url ?? "";
}

/** The picture's address as a browser finds it in the end; empty where there is none. */
function addressOf(image: Element): string {
  const get = (name: string): string => image.getAttribute(name) ?? "";
  const late = [...LATE.map(get), ...LATE_SETS.slice(0, 2).map((name) => widest(get(name)))].find(isPicture);
  if (late !== undefined) return late;
  if (isPicture(get("src"))) return get("src");
  const parent = image.parentElement;
  const sources = parent?.nodeName === "PICTURE" ? Array.from(parent.querySelectorAll("source")) : [];
  const sets = [image, ...sources].flatMap((one) => LATE_SETS.map((name) => one.getAttribute(name) ?? ""));
  return sets.map(widest).find((url) => url !== "") ?? "";
}

const isDot = (node: Element): boolean =>
  ["width", "height"].some((side) => /^[01](?:px)?$/.test(node.getAttribute(side)?.trim() ?? "")) ||
  /(?:^|[;\s])(?:(?:width|height)\s*:\s*[01]px|display\s*:\s*none)/i.test(node.getAttribute("style") ?? "");

const attribute = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

export function addMediaRules(html: Turndown): void {
  html.addRule("picture", {
    filter: "img",
    replacement: (_, node) => {
      const image = node as unknown as Element;
      const alt = (image.getAttribute("alt") ?? "").replace(/\s+/g, " ").trim();
      const src = image.getAttribute("src") ?? "";
      if (EMOJI.test(image.getAttribute("class") ?? "") || /\/emoji\/|twemoji/i.test(src)) return alt;
      if (isDot(image)) return "";
      const url = addressOf(image);
      return url === ""
        ? ""
        : `![${html.escape(alt)}](${url.trim().replace(/\s/g, "%20").replace(/[()]/g, escape)})`;
    },
  });
  html.addRule("player", {
    filter: ["iframe", "video", "audio", "embed", "object"],
    replacement: (_, node) => {
      const player = node as unknown as Element;
      if (isDot(player)) return "";
      const url =
        ["src", "data-src", "data", "data-lazy-src"]
          .map((name) => player.getAttribute(name) ?? "")
          .find(isPicture) ??
        Array.from(player.querySelectorAll("source[src], embed[src], iframe[src]"))[0]?.getAttribute("src") ??
        "";
      if (!isPicture(url)) return "";
      const name = ["VIDEO", "AUDIO"].includes(player.nodeName) ? player.nodeName.toLowerCase() : "iframe";
      return `\n\n<${name} src="${attribute(url)}"></${name}>\n\n`;
    },
  });
}
const escape = (sign: string): string => (sign === "(" ? "%28" : "%29");

// What the tags of Hexo, Jekyll, Hugo and VuePress mean, told in HTML that the Markdown reader understands.
import { addressOfFile } from "../document/file-link.js";
import type { TagWords } from "./tag-words.js";

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

const NOTES = words(
  "note admonition notice alert callout hint tip warning info danger important caution success error question primary " +
    "default quote-info subnote timeline abstract bug example failure",
);
export const isNote = (name: string): boolean =>
  NOTES.has(name.toLowerCase()) || FOLDS.has(name.toLowerCase());
const FOLDS = words("details folding fold spoiler hidetoggle hideblock collapse expand accordion expander");
const QUOTES = words("blockquote quote pullquote cq centerquote");
/** Tags whose inside is code. */
export const CODE_TAGS = words("codeblock code highlight");

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\s+/g, " ");

/** An element that opens here and closes at the tag's end; null when the tag holds nothing together. */
export function container({ name, words, named }: TagWords): { open: string; close: string } | null {
  if (FOLDS.has(name)) {
    const title = named["title"] ?? named["summary"] ?? words.join(" ");
    return { open: `<details><summary>${escape(title)}</summary>`, close: "</details>" };
  }
  if (QUOTES.has(name)) {
    const source = words.join(" ").trim();
    return { open: "<blockquote>", close: `${source ? `\n\n— ${escape(source)}\n\n` : ""}</blockquote>` };
  }
  if (!NOTES.has(name)) return null;
  const [first = "", ...rest] = words;
  const typed = named["type"] ?? (NOTES.has(first.toLowerCase()) ? first.toLowerCase() : null);
  const title = named["title"] ?? (typed === first.toLowerCase() ? rest : words).join(" ");
  return { open: `<note kind="${escape(typed ?? name)}" title="${escape(title)}">`, close: "</note>" };
}

const isFile = (word: string): boolean => /\.\w{2,5}(?:[?#].*)?$/.test(word) || /^https?:/.test(word);

const picture = (url: string | undefined, alt: string, caption = ""): string => {
  if (!url) return "";
  const image = `<img src="${escape(url)}" alt="${escape(alt)}">`;
  // A tag alone in its line would be a block of HTML, and the lines below it no Markdown.
  return caption
    ? `\n\n<figure>${image}<figcaption>${escape(caption)}</figcaption></figure>\n\n`
    : `${image}<!---->`;
};

const element = (name: string, text: string): string => `<${name}>${escape(text)}</${name}>`;

const COLORS = words("default primary success info warning danger blue pink red purple orange green");

/** How Stellar names the look of words. */
const LOOKS = /^(?:(?:color|symbol|checked):\S+\s+)+/;

/** Of NexT, `primary@words`, and of Butterfly, `words primary`. */
function labelled(text: string): string {
  const named = text.replace(/^\w*\s*@\s*/, "");
  const [, said = "", color = ""] = /^(.*\S)\s+(\w+)$/s.exec(named) ?? [];
  return named === text && COLORS.has(color.toLowerCase()) ? said : named;
}

const link = (url: string, text: string): string => `<a href="${escape(url)}">${escape(text || url)}</a>`;

const players: Readonly<Record<string, (id: string) => string>> = {
  youtube: (id) => link(`https://www.youtube.com/watch?v=${id}`, "YouTube"),
  vimeo: (id) => link(`https://vimeo.com/${id}`, "Vimeo"),
  bilibili: (id) => link(`https://www.bilibili.com/video/${id}`, "Bilibili"),
};

/** What a tag that stands alone shows; "" when it means nothing in a chat. */
export function single({ name, words, named }: TagWords): string {
  const text = words.join(" ");
  const player = players[name];
  if (player) return player(encodeURIComponent(named["id"] ?? words[0] ?? ""));
  switch (name) {
    case "asset_img":
    case "img":
    case "image":
    case "figure":
    case "asset_image": {
      const file = words.find(isFile);
      const after = words.slice(words.indexOf(file ?? "") + 1).filter((word) => !/^\d+%?$/.test(word));
      return picture(
        named["src"] ?? file,
        named["alt"] ?? after.join(" "),
        named["caption"] ?? named["title"],
      );
    }
    case "asset_link":
    case "asset_path":
      return link(words[0] ?? "", words.slice(1).join(" "));
    case "post_link": {
      // A last word may say whether the title is HTML.
      const [path = "", ...said] =
        words.at(-1) === "true" || words.at(-1) === "false" ? words.slice(0, -1) : words;
      const title = said.join(" ").replace(/<[^<>]*>/g, "");
      return link(addressOfFile(path, { titled: title === "" }), title || path.replace(/^.*\/|#.*$/g, ""));
    }
    case "link":
    case "btn":
    case "button": {
      const parts = text.split(/\s*,\s*|\s+/);
      const url = named["href"] ?? parts.find((part) => /^(?:https?:|\/)/.test(part));
      const label = parts.filter((part) => part !== url && !/^(?:fa|icon)\b/.test(part)).join(" ");
      return url ? link(url, label) : "";
    }
    case "label":
    case "text":
      return escape(labelled(text));
    // Of Volantis, Stellar and Butterfly: `{% span red, words %}`, `{% mark color:red words %}`, `{% u words %}`.
    case "span":
    case "p":
    case "checkbox":
    case "radio":
      return escape(text.replace(/^[^,]*,\s*(?=\S)/, "").replace(LOOKS, ""));
    case "mark":
      return escape(text.replace(LOOKS, ""));
    case "u":
    case "emp":
    case "wavy":
    case "del":
    case "sub":
    case "sup":
      return element(name === "emp" ? "em" : name === "wavy" ? "u" : name, text);
    case "kbd":
    case "psw":
    case "blur":
      return escape(text);
    default:
      return "";
  }
}

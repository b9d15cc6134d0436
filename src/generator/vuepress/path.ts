// Where the pages of VuePress 1, VuePress 2 and VitePress are (verified on 1.9.10, 2.0.0-rc.24 and 1.6.4).
import { dateTokens, fillPattern } from "../rules/link-pattern.js";
import { slugize } from "../rules/slug.js";
import { nameOfFile } from "../rules/assemble.js";
import { textField } from "../rules/fields.js";
import type { Data } from "../rules/scalar.js";
import type { VueSettings } from "./config.js";

const DATED = /^\d{4}-\d{1,2}(?:-\d{1,2})?-/;

/** VuePress 2 takes `2024/06/name.md` and `2024/06/07/name.md` for dates too, in patterns of addresses. */
const DATED_FOLDERS = /(\d{4})\/(\d{1,2})(?:\/(\d{1,2}))?\/[^/]*\.md$/;

/** VuePress 1 makes addresses of names, and anchors of headings; a digit cannot begin one. */
export const slugOf = (name: string): string =>
  slugize(name.replace(/[“”‘’]/g, "-"), 1).replace(/^(\d)/, "_$1");

/** A pattern of addresses filled in; null when it names what the page has not. */
function fill(pattern: string, inside: string, instant: number | null, settings: VueSettings): string | null {
  const file = inside.replace(/\.md$/, "");
  const old = settings.flavour === "vuepress" && settings.version === 1;
  // VuePress 2 names a readme by its file, not by its folder.
  const whole =
    settings.flavour === "vuepress" && !old ? (file.split("/").at(-1) ?? file) : nameOfFile(inside);
  const name = whole.replace(DATED, "");
  const slug = old || settings.flavour === "vitepress" ? slugOf(name) : name;
  // Without a date VuePress 1 counts from 1970, VuePress 2 from nothing.
  const [, year = "0000", month = "00", day = "01"] = old ? [] : (DATED_FOLDERS.exec(inside) ?? []);
  const none = { year, month: month.padStart(2, "0"), day: year === "0000" ? "00" : day.padStart(2, "0") };
  const dates = instant === null && !old ? none : dateTokens(instant ?? 0, settings.zone, slug);
  const filled = fillPattern(pattern, {
    slug,
    title: slug,
    path: file,
    raw: file,
    regular: `${file}.html`,
    ...dates,
  });
  return "path" in filled ? `/${filled.path.replace(/^\/+/, "")}` : null;
}

/** VuePress 1 ends an address that names no file in a slash, VuePress 2 leaves it. */
const ended = (path: string, { version }: VueSettings): string =>
  version === 2 || /\/$|\.html$/.test(path) ? path : `${path}/`;

function filePath(inside: string, { flavour, cleanUrls }: VueSettings): string {
  const file = inside.replace(/\.md$/, "");
  const index = flavour === "vuepress" ? /(?:^|\/)(?:readme|index)$/i : /(?:^|\/)index$/;
  if (index.test(file)) return file.replace(index, "/");
  return cleanUrls ? file : `${file}.html`;
}

/** The path of a page below the site's address; null when it cannot be known. */
export function pathOf(
  inside: string,
  data: Data,
  instant: number | null,
  settings: VueSettings,
): string | null {
  const named = settings.permalinks ? textField(data, "permalink") : null;
  const own = settings.permalinks ? textField(data, "permalinkPattern") : null;
  if (named !== null && settings.version === 2) return named;
  // In VuePress 2 nothing behind either key takes the site's pattern away.
  const without =
    settings.version === 2 && ["permalink", "permalinkPattern"].some((key) => data[key] === null);
  const blog = settings.blog.find(({ folder }) => inside.startsWith(`${folder}/`));
  const pattern = named ?? own ?? blog?.permalink ?? (without ? null : settings.permalink);
  if (pattern !== null) {
    const path = fill(pattern, inside, instant, settings);
    return path === null || settings.flavour === "vitepress" ? path : ended(path, settings);
  }
  const moved = settings.rewrite(inside);
  return moved === null ? null : filePath(moved, settings);
}

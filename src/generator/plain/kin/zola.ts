// Zola: its configuration, its drafted sections, its slugs.
import { anchorsBy } from "../../rules/anchors.js";
import type { SiteFiles } from "../../generator.js";
import { ascii } from "../../rules/ascii.js";
import { isDraft, isYes, textField, texts } from "../../rules/fields.js";
import { dataAbove } from "../../rules/front-matter.js";
import { below, own } from "../../rules/scalar.js";
import { dataOf, type ConfigFile, type Kin, type Linked, type SiteSays } from "../kin.js";

/** The page of a section, in any language. */
const SECTION = /(?:^|\/)_index(?:\.[^./]+)?\.md$/;

/** Folders looked into for drafts. */
const MOST_FOLDERS = 2_000;

/** The folders below `content` whose `_index.md` is a draft: Zola leaves out all that is in them (its site/src/lib.rs). */
async function drafted(files: SiteFiles): Promise<readonly string[]> {
  const found: string[] = [];
  const open = [""];
  for (let at = 0; at < open.length && at < MOST_FOLDERS; at += 1) {
    const folder = open[at] ?? "";
    const names = await files.list(`content/${folder}`.replace(/\/$/, ""));
    const sections = names.filter((name) => SECTION.test(name));
    const drafts = await Promise.all(sections.map((name) => isDraftFile(files, `content/${folder}${name}`)));
    if (drafts.includes(true)) found.push(folder);
    else open.push(...names.filter((name) => name.endsWith("/")).map((name) => `${folder}${name}`));
  }
  return found;
}

async function isDraftFile(files: SiteFiles, path: string): Promise<boolean> {
  const source = await files.read(path);
  return source !== null && source.includes("draft") && isDraft(dataAbove(source) ?? {});
}

const ADDRESS = /^\s*base_url\s*=/m;

/** Whether this is Zola's configuration, which is named as Hugo's. */
export const isZola = (source: string): boolean => ADDRESS.test(source);

/** Zola's, by `slugify.paths` (its utils/src/slugs.rs). */
function zolaSlug(text: string, slugs: string): string | null {
  if (slugs === "off") return text;
  if (slugs === "safe") return text.replace(/[ .]+$/, "").replace(/[<>:"/\\|?*]/g, "");
  const slug = ascii(text)
    ?.toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  return slug?.replace(/^-|-$/g, "") || null;
}

/** Of headings, where they are made slugs too. */
const anchors = anchorsBy((words) => zolaSlug(words, "on"), { emoji: "sign" });

/** What stands behind a date and a time in a name of Zola's (its content/src/page.rs). */
const ZOLA_DATED =
  /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?\s?[_-](?<name>.+)$/;

/** Only the last part of a path is made a slug; folders stay as they are called. */
function zolaPath(
  { place: { path, folder, lang }, slug, lang: main }: Linked,
  slugs: string,
  dated: boolean,
): string | null {
  const last = path.slice(path.lastIndexOf("/") + 1);
  const named = dated ? undefined : ZOLA_DATED.exec(last)?.groups?.["name"];
  const end = zolaSlug(slug ?? named ?? last, slugs);
  const parts = [lang === null || lang === main ? "" : lang, folder, end ?? ""];
  return end === null ? null : `${parts.filter((part) => part !== "").join("/")}/`;
}

async function said({ file }: ConfigFile, files: SiteFiles): Promise<SiteSays> {
  const config = await dataOf(files, file);
  const languages = Object.keys(below(config, "languages"));
  const slugify = below(config, "slugify");
  return {
    title: textField(config, "title"),
    url: textField(config, "base_url"),
    lang: textField(config, "default_language") ?? (languages.length > 0 ? "en" : null),
    languages,
    // Zola takes a date without an offset for one of Greenwich (its front_matter/page.rs).
    timezone: "UTC",
    leftOut: texts(own(config, "ignored_content")).map((one) =>
      one.includes("/") ? one.replace(/^\*+\//, "**/") : `**/${one}`,
    ),
    leftFolders: await drafted(files),
    link: (post) =>
      zolaPath(
        post,
        textField(slugify, "paths")?.toLowerCase() ?? "on",
        isYes(own(slugify, "paths_keep_dates")),
      ),
    ...((textField(slugify, "anchors")?.toLowerCase() ?? "on") === "on" && { anchors }),
    extensions: isYes(own(below(config, "markdown"), "render_emoji")) ? ["emoji names"] : [],
    isConfig: (path) => SECTION.test(path),
  };
}

export const zola: Kin = {
  name: "zola",
  marks: [{ file: /^(?:zola|config)\.toml$/, word: ADDRESS }],
  posts: ["content"],
  templates: ["zola"],
  extensions: ["heading attributes"],
  spells: true,
  said,
  named(data) {
    const path = textField(data, "path");
    return path === null ? null : `${path.replace(/\/+$/, "")}/`;
  },
};

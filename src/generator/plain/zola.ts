// What Zola's configuration and its drafted sections say.
import type { SiteFiles } from "../generator.js";
import type { Said } from "./config.js";
import { isDraft, isYes, text, texts } from "../rules/fields.js";
import { dataAbove } from "../rules/front-matter.js";
import { below, own, type Data } from "../rules/scalar.js";

/** The page of a section, in any language. */
export const ZOLA_SECTION = /(?:^|\/)_index(?:\.[^./]+)?\.md$/;

/** Folders looked into for drafts. */
const MOST_FOLDERS = 2_000;

/** The folders below `content` whose `_index.md` is a draft: Zola leaves out all that is in them (its site/src/lib.rs). */
async function drafted(files: SiteFiles): Promise<readonly string[]> {
  const found: string[] = [];
  const open = [""];
  for (let at = 0; at < open.length && at < MOST_FOLDERS; at += 1) {
    const folder = open[at] ?? "";
    const names = await files.list(`content/${folder}`.replace(/\/$/, ""));
    const sections = names.filter((name) => ZOLA_SECTION.test(name));
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

export async function saidByZola(config: Data, files: SiteFiles): Promise<Said> {
  const languages = Object.keys(below(config, "languages"));
  const slugify = below(config, "slugify");
  return {
    title: text(config, "title"),
    url: text(config, "base_url"),
    lang: text(config, "default_language") ?? (languages.length > 0 ? "en" : null),
    languages,
    // Zola takes a date without an offset for one of Greenwich (its front_matter/page.rs).
    timezone: "UTC",
    leftOut: texts(own(config, "ignored_content")).map((one) => (one.includes("/") ? one : `**/${one}`)),
    leftFolders: await drafted(files),
    links: {
      by: "zola",
      slugs: text(slugify, "paths")?.toLowerCase() ?? "on",
      dated: isYes(own(slugify, "paths_keep_dates")),
    },
  };
}

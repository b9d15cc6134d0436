// MkDocs with the blog plugin of Material for MkDocs.
import { BrokenConfig, parseConfig, siteFolder } from "../../rules/config.js";
import { asText, isNo, textField } from "../../rules/fields.js";
import { isData, own, type Data } from "../../rules/scalar.js";
import { PYTHON_MARKDOWN } from "../../../markdown/extensions.js";
import type { ConfigFile, Kin, Linked, SiteSays } from "../kin.js";

/** Tags of YAML that only Python reads: `!!python/name:x.y`, `!ENV`. */
const OF_PYTHON = /!(?:!python\/[\w.:/-]+|ENV\b|relative\b)/g;

/** Its settings, by the plugin's name or as a map of one key; null where it has no blog. */
function blogOf(config: Data): Data | null {
  const plugins = own(config, "plugins");
  const listed: readonly unknown[] = Array.isArray(plugins) ? (plugins as unknown[]) : [plugins];
  const named = listed.flatMap((one): [string, unknown][] =>
    isData(one) ? Object.entries(one) : [[asText(one) ?? "", {}]],
  );
  const found = named.find(([name]) => /^(?:material\/)?blog$/.test(name));
  return found === undefined ? null : isData(found[1]) ? found[1] : {};
}

/** The date of a post may be a map of when it was written and changed. */
function dated(front: Data): Data {
  const date = own(front, "date");
  if (!isData(date) || date instanceof Date) return front;
  return { updated: own(date, "updated"), ...front, date: own(date, "created") };
}

/** The path of a post by `post_url_format` (its documentation, "Blog"); null for formats of other parts. */
function linkBy(blog: Data, folder: string, isFolder: boolean): (post: Linked) => string | null {
  const format = textField(blog, "post_url_format") ?? "{date}/{slug}";
  const dates = textField(blog, "post_url_date_format") ?? "yyyy/MM/dd";
  return ({ tokens }) => {
    const parts: Readonly<Record<string, string | null | undefined>> = {
      yyyy: tokens["year"],
      MM: tokens["month"],
      M: tokens["i_month"],
      dd: tokens["day"],
      d: tokens["i_day"],
      "{slug}": tokens["slug"],
      "{file}": tokens["filename"],
    };
    let isKnown = true;
    const fill = (pattern: string, part: RegExp): string =>
      pattern.replace(part, (name) => {
        const value = Object.hasOwn(parts, name) ? (parts[name] ?? null) : null;
        isKnown &&= value !== null;
        return value ?? "";
      });
    const date = format.includes("{date}") ? fill(dates, /[A-Za-z]+/g) : "";
    const path = fill(format.replaceAll("{date}", date), /\{\w+\}/g);
    const whole = `${folder}/${path}`.replace(/\/{2,}/g, "/").replace(/^\//, "");
    return isKnown ? `/${whole}${isFolder ? "/" : ".html"}` : null;
  };
}

async function said({ file, source }: ConfigFile): Promise<SiteSays> {
  let config: Data = {};
  try {
    config = parseConfig(file, source.replace(OF_PYTHON, ""));
  } catch (fault) {
    if (!(fault instanceof BrokenConfig)) throw fault;
  }
  const about = { title: textField(config, "site_name"), url: textField(config, "site_url") };
  const blog = blogOf(config);
  const docs = siteFolder(textField(config, "docs_dir"), "docs");
  // Without a blog its pages are what there is.
  if (blog === null) return { ...about, folders: [{ path: docs }] };
  const folder = siteFolder(textField(blog, "blog_dir"), "blog");
  const posts = (textField(blog, "post_dir") ?? "{blog}/posts").replaceAll("{blog}", folder);
  return {
    ...about,
    folders: [{ path: siteFolder(`${docs}/${posts}`, docs) }],
    link: linkBy(blog, folder, !isNo(own(config, "use_directory_urls"))),
    data: (_, front) => dated(front),
  };
}

export const mkdocs: Kin = {
  name: "mkdocs",
  marks: [{ file: /^mkdocs\.ya?ml$/ }],
  posts: [],
  extensions: [...PYTHON_MARKDOWN, "marks"],
  templates: ["extra"],
  proposal: "/blog/:year/:month/:day/:slug/",
  // pymdownx.slugs with `case: lower`, as the plugin has it.
  slug: (title) =>
    title
      .normalize("NFC")
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}_\- ]/gu, "")
      .replace(/ /g, "-"),
  said,
};

// Brings what the generators themselves say of a site (oracle*.json) into one shape for the scorer.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Dates a generator took from the clone's file times on the day the oracles were made: no author wrote them. */
const CLONE_TIME = /^2026-11-2\d/;
const dated = (date) => (date && !CLONE_TIME.test(date) && !date.startsWith("0001-") ? date : null);
const text = (value) => (value ? { text: value } : null);

const readers = {
  hexo: (o) => ({
    buildTimeZone: o.processTZ,
    posts: o.posts.map((p) => {
      const date = dated(p.date);
      const unknown = /undefined|cuid/.test(p.permalink) || (!date && /20\d\d[/-]/.test(p.path));
      return {
        ...p,
        source: `source/${p.source}`,
        date,
        url: p.permalink,
        linkUnresolved: unknown,
        protected: Boolean(p.password),
        excerpt: p.hasMore ? text(decode(p.excerptText)) : null,
      };
    }),
  }),
  jekyll: (o, { collectionsDir }) => ({
    siteTimeZone: o.config.timezone,
    buildTimeZone: o.config.timezone ?? "UTC",
    // Where its YAML is broken, Jekyll builds a page without title or date; readers skip the file.
    posts: o.posts
      .filter((p) => p.title !== null)
      .map((p) => ({
        ...p,
        source: `${collectionsDir}${p.source}`,
        title: String(p.title),
        tags: p.tags.map(String),
        date: dated(p.date),
        url: `${o.config.url}${o.config.baseurl ?? ""}${p.url}`,
        linkUnresolved: !dated(p.date) || o.config.permalink.includes(":unknown"),
        categories: (p.categories ?? []).map((name) => [name]),
        excerpt: null,
      })),
  }),
  hugo: (o, { contentDir }) => ({
    buildTimeZone: "UTC",
    posts: o.pages.map((p) => ({
      ...p,
      source: `${contentDir(p)}/${p.source}`,
      date: dated(p.date),
      url: p.permalink,
      tags: [p.tags ?? []]
        .flat(3)
        .filter((tag) => tag !== null)
        .map(String),
      categories: [p.categories ?? []].flat().map((name) => [name]),
      excerpt: null,
    })),
  }),
  astro: (o) => ({ ...o, buildTimeZone: "Asia/Shanghai", url: o.config.site }),
};

const decode = (html) =>
  html.replace(
    /&(lt|gt|amp|quot|#x3D|#39);/g,
    (_, name) => ({ lt: "<", gt: ">", amp: "&", quot: '"', "#x3D": "=", "#39": "'" })[name],
  );

/** Where a page's path starts: each language may have a content folder of its own. */
const contentDirOf = (folder) => (page) =>
  existsSync(join(folder, "content", page.lang, page.source)) ? `content/${page.lang}` : "content";

/** Jekyll's `collections_dir`, which its own paths leave out. */
function collectionsDirOf(folder) {
  const config = join(folder, "_config.yml");
  const set = existsSync(config)
    ? /^collections_dir: *(\S+)/m.exec(readFileSync(config, "utf8"))?.[1]
    : undefined;
  return set ? `${set}/` : "";
}

/** Every oracle of a site: `{name, posts, siteTimeZone, buildTimeZone, notPosts}`. */
export function oraclesOf(folder) {
  return readdirSync(folder)
    .filter((name) => /^oracle.*\.json$/.test(name))
    .map((name) => {
      const raw = JSON.parse(readFileSync(join(folder, name), "utf8"));
      const read = raw.generator ? (o) => o : readers[/^\w+/.exec(raw.tool)[0]];
      return {
        name: name.slice("oracle".length, -".json".length),
        ...read(raw, { contentDir: contentDirOf(folder), collectionsDir: collectionsDirOf(folder) }),
      };
    });
}

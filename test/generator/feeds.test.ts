// The feed of a blog, where its own files say that it has one.
import { expect, test } from "vitest";
import { open } from "./site.js";

const HEXO = { "source/_posts/a.md": "---\ntitle: A\n---\n" };
const FEED = '{"dependencies":{"hexo":"8","hexo-generator-feed":"3"}}';

test.each<[string, Record<string, string>, string | undefined]>([
  ["Hugo", { "hugo.toml": 'baseURL = "https://x.example/"' }, "index.xml"],
  ["Hugo without", { "hugo.toml": 'disableKinds = ["RSS"]' }, undefined],
  ["Hugo with other outputs", { "hugo.yaml": "outputs:\n  home: [html, json]\n" }, undefined],
  ["Hugo with it among outputs", { "hugo.yaml": "outputs:\n  home: [HTML, RSS]\n" }, "index.xml"],
  ["Hugo in folders", { "hugo.yaml": "defaultContentLanguage: de\ndefaultContentLanguageInSubdir: true\n" }, "de/index.xml"],
  ["Hexo", { ...HEXO, "_config.yml": "title: X\n" }, undefined],
  ["Hexo with its plugin", { ...HEXO, "_config.yml": "title: X\n", "package.json": FEED }, "atom.xml"],
  ["Hexo with a path", { ...HEXO, "_config.yml": "feed:\n  path: [rss2.xml, atom.xml]\n", "package.json": FEED }, "rss2.xml"],
  ["Hexo, switched off", { ...HEXO, "_config.yml": "feed: {enable: false}\n", "package.json": FEED }, undefined],
  ["Jekyll", { "_config.yml": "plugins: [jekyll-feed]\n", "_posts/2020-01-01-a.md": "" }, "feed.xml"],
  ["Jekyll with a path", { "_config.yml": "plugins: [jekyll-feed]\nfeed: {path: blog.xml}\n", "_posts/2020-01-01-a.md": "" }, "blog.xml"],
  ["Jekyll without", { "_config.yml": "title: X\n", "_posts/2020-01-01-a.md": "" }, undefined],
  ["Astro", { "astro.config.mjs": "export default {}", "src/pages/rss.xml.js": "", "src/content/blog/a.md": "" }, "rss.xml"],
  ["Astro without", { "astro.config.mjs": "export default {}", "src/content/blog/a.md": "" }, undefined],
])("%s", async (_, files, feed) => {
  expect((await open(files)).site.feed).toBe(feed);
}); // prettier-ignore

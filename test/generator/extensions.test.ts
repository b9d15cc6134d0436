// Which generators' Markdown reads attributes, marks and boxes, by what their sites say; and what of a site is a page.
import { expect, test } from "vitest";
import { site } from "./site.js";

const FRONT = "---\ntitle: A\ndate: 2024-03-04\n---\n";
const TEXT = "## Head {#id .x}\n\nWords {.y}\n\nWords.\n{.z}\n\n!!! note\n    It is ==new==.\n";
const WHOLE = "Head {#id .x}\n\nWords {.y}\n\nWords. {.z}\n\n!!! note It is ==new==.";

const saidBy = async (files: Record<string, string>, path: string): Promise<string> => {
  const one = await site({ ...files, [path]: FRONT + TEXT });
  return one.parsed(path).body.text.prose.replace(/\n+/g, "\n").trim();
};
const without = (...signs: string[]): string =>
  signs.reduce((text, sign) => text.replace(sign, ""), WHOLE).replace(/\n+/g, "\n");

const hexo = { "_config.yml": "url: https://h.example\nmarkdown:\n  plugins: [markdown-it-attrs]\n" };
test.each<[string, Record<string, string>, string, string]>([
  ["Hexo", { "_config.yml": "url: https://h.example\n" }, "source/_posts/a.md", without()],
  [
    "Hexo with a plugin",
    { ...hexo, "package.json": '{ "dependencies": { "hexo": "7", "hexo-renderer-markdown-it": "7" } }' },
    "source/_posts/a.md",
    without(" {#id .x}", " {.y}", " {.z}"),
  ],
  ["Jekyll", { "_config.yml": "url: https://j.example\n" }, "_posts/2024-03-04-a.md", without()],
  ["Hugo", { "hugo.toml": "" }, "content/posts/a.md", without(" {#id .x}")],
  [
    "Hugo with those of blocks",
    { "hugo.toml": "markup.goldmark.parser.attribute.block = true\n" },
    "content/posts/a.md",
    without(" {#id .x}", " {.z}"),
  ],
  ["VitePress", { ".vitepress/config.js": "" }, "a.md", without(" {#id .x}", " {.y}", " {.z}")],
  [
    "VuePress with marks",
    {
      ".vuepress/config.js":
        "import { hopeTheme } from 'x'\nexport default { theme: hopeTheme({ plugins: { mdEnhance: { mark: true } } }) }",
    },
    "a.md",
    without(" {#id .x}").replace("==new==", "new"),
  ],
  [
    "Eleventy with a plugin",
    { "eleventy.config.js": "import attrs from 'markdown-it-attrs'\nexport default (it) => ({})" },
    "posts/a.md",
    without(" {#id .x}", " {.y}", " {.z}").replace("==new==", "new"),
  ],
])("attributes and marks of %s", async (_, files, path, said) => {
  expect(await saidBy(files, path)).toBe(said);
});

const dependent = (...packages: readonly string[]): string =>
  JSON.stringify({ dependencies: Object.fromEntries(packages.map((name) => [name, "1"])) });
test.each<[string, Record<string, string>, string, boolean]>([
  ["Hexo", hexo, "source/_posts/a.md", false],
  [
    "Hexo with a plugin",
    { ...hexo, "package.json": dependent("hexo", "hexo-filter-github-emojis") },
    "source/_posts/a.md",
    true,
  ],
  ["Jekyll", { "_config.yml": "url: https://j.example\n" }, "_posts/2024-03-04-a.md", false],
  ["Jekyll with jemoji", { "_config.yml": "plugins: [jemoji]\n" }, "_posts/2024-03-04-a.md", true],
  ["Hugo", { "hugo.toml": "" }, "content/posts/a.md", false],
  ["Hugo where it says so", { "hugo.toml": "enableEmoji = true\n" }, "content/posts/a.md", true],
  ["VitePress", { ".vitepress/config.js": "" }, "a.md", true],
  ["Astro", { "astro.config.mjs": "" }, "src/content/blog/a.md", false],
  [
    "Astro with a plugin",
    { "astro.config.mjs": "", "package.json": dependent("astro", "remark-gemoji") },
    "src/content/blog/a.md",
    true,
  ],
  [
    "MkDocs with its extension",
    { "mkdocs.yml": "plugins: [blog]\nmarkdown_extensions: [pymdownx.emoji]\n" },
    "docs/blog/posts/a.md",
    true,
  ],
  ["Zola", { "config.toml": 'base_url = "https://z.example"\n' }, "content/a.md", false],
  [
    "Zola where it says so",
    { "config.toml": 'base_url = "https://z.example"\n[markdown]\nrender_emoji = true\n' },
    "content/a.md",
    true,
  ],
  ["a plain folder", {}, "a.md", true],
])("names of emoji in %s", async (_, files, path, areSigns) => {
  const one = await site({ ...files, [path]: `${FRONT}Done :tada:\n` });
  expect(one.parsed(path).body.text.prose.trim()).toBe(areSigns ? "Done 🎉" : "Done :tada:");
});

test.each([
  [".vitepress/config.js", "about.md", "ignored"],
  [".vuepress/config.js", "en/links.md", "ignored"],
  [".vitepress/config.js", "posts/about.md", "post"],
  [".vitepress/config.js", "posts/now.md", "post"],
])("with %s a dated %s is %s", async (config, path, kind) => {
  const vue = await site({ [config]: "export default {}", [path]: `${FRONT}x` });
  expect(vue.kind(path)).toBe(kind);
});

test("Hugo's sections of pages are never announced, unless the site says so or has no larger one", async () => {
  const names = ["posts/a", "posts/b", "page/about", "projects/kettle"].map((name) => `content/${name}.md`);
  const files = Object.fromEntries(names.map((name) => [name, `${FRONT}x`]));
  const quiet = async (config: string, among: Record<string, string>) => {
    const hugo = await site({ "hugo.toml": config, ...among });
    return Object.keys(among).filter((name) => hugo.post(name).announcing.notify === "never");
  };
  expect(await quiet("", files)).toEqual(["content/page/about.md", "content/projects/kettle.md"]);
  expect(await quiet("mainSections = ['posts', 'projects']\n", files)).toEqual(["content/page/about.md"]);
  expect(await quiet("", { "content/projects/a.md": `${FRONT}x` })).toEqual([]);
});

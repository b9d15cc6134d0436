// VuePress and VitePress: where their pages are, what their configuration in JavaScript says of them.
import { NO_BODY } from "../../../src/post/body.js";
import { describe, expect, test } from "vitest";
import { site } from "../site.js";

const front = (...lines: string[]) => `---\n${lines.join("\n")}\n---\nFirst words.\n`;

describe("VuePress and VitePress", () => {
  test("a permalink ends in a slash, a file without one in .html, a readme is its folder", async () => {
    const vue = await site({
      "docs/.vuepress/config.js": "module.exports = { themeConfig: { domain: 'v.example' } }",
      "docs/a.md": front("title: A", "permalink: /pages/1a"),
      "docs/sub/b c.md": front("title: B", "date: 2023-10-21 05:02:42", "categories: [x, y]", "tags: [null]"),
      "docs/sub/README.md": front("title: S", "date: 2023-10-20"),
      "docs/cat.md": front("article: false"),
      "docs/README.md": front("home: true"),
    });
    expect(vue.post("docs/a.md").url).toBe("https://v.example/pages/1a/");
    expect(vue.post("docs/sub/b c.md")).toMatchObject({
      url: "https://v.example/sub/b%20c.html",
      categories: [["x", "y"]],
      tags: [],
    });
    expect(vue.post("docs/sub/README.md").url).toBe("https://v.example/sub/");
    expect(vue.post("docs/cat.md").visibility).toBe("hidden");
    expect(vue.kind("docs/README.md")).toBe("ignored");
    expect(vue.reader.isPost("docs/.vuepress/a.md")).toBe(false);
  });

  test.each([
    ["vuepress", "docs/.vuepress/config.js", "docs/"],
    ["vitepress", ".vitepress/config.js", ""],
  ])("the index of a folder that holds other pages is none of the posts: %s", async (_, config, root) => {
    const vue = await site({
      [config]: "export default {}",
      [`${root}posts/index.md`]: front("title: All posts"),
      [`${root}posts/tea/README.md`]: front("title: Tea"),
      [`${root}posts/a.md`]: front("title: A"),
      [`${root}deep/README.md`]: front("title: Deep"),
      [`${root}deep/er/cup/README.md`]: front("title: Cup"),
      [`${root}series/README.md`]: front("title: Series", "date: 2024-01-02"),
      [`${root}series/one.md`]: front("title: One"),
      [`${root}told/README.md`]: front("title: Told", "article: true"),
      [`${root}told/one.md`]: front("title: One"),
    });
    for (const page of ["posts/index.md", "deep/README.md"])
      expect(vue.kind(root + page), page).toBe("ignored");
    for (const page of [
      "posts/tea/README.md",
      "posts/a.md",
      "deep/er/cup/README.md",
      "series/README.md",
      "told/README.md",
    ])
      expect(vue.kind(root + page), page).toBe("post");
  });

  test("VitePress: clean addresses and base", async () => {
    const vite = await site({
      ".vitepress/config.mts":
        "export default defineConfig({ base: '/b/', cleanUrls: true, sitemap: { hostname: 'https://v.example' } })",
      "posts/a.md": front("title: A"),
    });
    expect(vite.reader.site.generator).toBe("vitepress");
    expect(vite.post("posts/a.md").url).toBe("https://v.example/b/posts/a");
  });

  // What each of these says was seen on 1.9.10, 2.0.0-rc.24 and 1.6.4.
  test("VuePress 1's blog plugin: posts of a folder under dated addresses", async () => {
    const vue = await site({
      ".vuepress/config.js":
        "module.exports = { theme: '@vuepress/blog', plugins: [['sitemap', { hostname: 'https://v.example' }]] }",
      "_posts/2018-4-4-intro.md": front("title: I"),
      "_posts/Hello World 中文.md": "---\ndate: 2020-01-02 23:10:00\n---\n## H *b* `c`\n\nWords.\n",
      "_posts/p.md": front("permalink: /q/:year/:slug", "date: 2020-01-02"),
      "_posts/none.md": front("title: N"),
      "guide/a.md": front("title: A"),
    });
    const url = (name: string) => decodeURI(vue.post(`_posts/${name}.md`).url ?? "");
    expect(url("2018-4-4-intro")).toBe("https://v.example/2018/04/04/intro/");
    expect(url("Hello World 中文")).toBe("https://v.example/2020/01/02/hello-world-中文/");
    expect(url("p")).toBe("https://v.example/q/2020/p/");
    expect(url("none")).toBe("https://v.example/1970/01/01/none/");
    expect(vue.post("_posts/Hello World 中文.md")).toMatchObject({ title: "H b c", summary: "Words." });
    expect(vue.post("_posts/2018-4-4-intro.md").date?.wall).toBe("2018-04-04T00:00:00");
    expect(vue.reader.isPost("guide/a.md")).toBe(false);
  });

  test("VuePress 1's blog plugin set up by hand", async () => {
    const vue = await site(
      {
        ".vuepress/config.js":
          "module.exports = { plugins: [['@vuepress/blog', { directories: [{ id: 'x', dirname: 'b', itemPermalink: '/b/:slug' }] }]] }",
        "b/2020-01-02-a_B.md": front("title: A"),
      },
      { url: "https://v.example" },
    );
    expect(vue.post("b/2020-01-02-a_B.md").url).toBe("https://v.example/b/a-b/");
  });

  // Seen on 1.9.10 with @vuepress/plugin-blog 1.9.4: each folder its own pattern, the first of two for one folder.
  test("VuePress 1's blog plugin with several folders", async () => {
    const vue = await site(
      {
        ".vuepress/config.js":
          "module.exports = { plugins: { '@vuepress/blog': { directories: [{ id: 'home', dirname: '_posts', path: '/' }, { id: 'x', dirname: '_posts', itemPermalink: '/never/:slug' }, { id: 'w', dirname: '_writing', itemPermalink: '/w/:year/:slug.html' }] } } }",
        "_posts/2020-01-02-a.md": front("title: A"),
        "_writing/2020-01-02-b.md": front("title: B"),
        "_notes/c.md": "",
      },
      { url: "https://v.example" },
    );
    expect(["_posts/2020-01-02-a.md", "_writing/2020-01-02-b.md"].map((name) => vue.post(name).url)).toEqual([
      "https://v.example/2020/01/02/a/",
      "https://v.example/w/2020/b.html",
    ]);
    expect(vue.reader.isPost("_notes/c.md")).toBe(false);
  });

  test.each([
    [
      "{ theme: hopeTheme({ encrypt: { config: { '/secret/': ['1234'], '/a.html': { password: process.env.P } } } }) }",
      {},
      ["a", "secret/b"],
    ],
    ["{ themeConfig: { encrypt: { config: { '/%E5%AF%86/': '1' } } } }", {}, ["密/c"]],
    ["{ themeConfig: { encrypt: { global: true, admin: '1' } } }", {}, ["a", "d", "secret/b", "密/c"]],
    ["{ themeConfig: { keyPage: { keys: ['32'] } } }", {}, ["a", "d", "secret/b", "密/c"]],
    ["{}", { "vuepress-theme-reco": "1.6.0" }, ["d"]],
    ["{ theme: 'reco', themeConfig: { keyPage: { keys: [] } } }", {}, ["d"]],
    ["{}", {}, []],
  ])("a theme's passwords keep texts back: %s", async (config, dependencies, locked) => {
    const texts: Record<string, string> = {
      a: front("title: A"),
      d: front("title: D", "keys:", "  - e10adc3949ba59abbe56e057f20f883e"),
      "secret/b": front("title: B"),
      "密/c": front("title: C"),
    };
    const vue = await site(
      {
        ".vuepress/config.js": `module.exports = ${config}`,
        "package.json": JSON.stringify({ dependencies }),
        ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${name}.md`, text])),
      },
      { url: "https://v.example" },
    );
    const found = Object.keys(texts).filter((name) => vue.post(`${name}.md`).protected);
    expect(found).toEqual(locked);
    for (const name of found) expect(vue.parsed(`${name}.md`).body).toEqual(NO_BODY);
  });

  test("VuePress 2 leaves a permalink as it is, and its theme says where the site is", async () => {
    const vue = await site({
      "docs/.vuepress/config.ts":
        "export default defineUserConfig({ base: '/b/', bundler: viteBundler(), theme: hopeTheme({ hostname: 'https://v.example' }), locales: { '/': { lang: 'en-US' }, '/zh/': { lang: 'zh-CN' } } })",
      "docs/p.md": front("permalink: /x/y"),
      "docs/q.md": front("permalinkPattern: :year/:slug", "date: 2024-01-05"),
      "docs/n.md": front("permalinkPattern: /:year/:slug.html"),
      "docs/s.md": "---\ndate: 2024-01-05\n---\nSetext *Title*\n===\n\nWords.\n",
      "docs/zh/s.md": front("title: Z"),
    });
    const url = (name: string) => vue.post(`docs/${name}.md`).url;
    expect(["p", "q", "n"].map(url)).toEqual(
      ["/x/y", "/2024/q", "/0000/n.html"].map((path) => `https://v.example/b${path}`),
    );
    expect(vue.post("docs/s.md")).toMatchObject({ title: "Setext Title", lang: "en-US" });
    expect(vue.post("docs/zh/s.md")).toMatchObject({
      lang: "zh-CN",
      translationKey: vue.post("docs/s.md").translationKey,
    });
  });

  test("VuePress 2: a site's pattern, taken away by nothing, dated by folders; pagePatterns", async () => {
    const vue = await site({
      "docs/.vuepress/theme.ts": "export default defaultTheme({ hostname: 'https://v.example' as string })",
      "docs/.vuepress/config.ts":
        "import theme from './theme.js';\nexport default defineUserConfig({ theme, permalinkPattern: '/:year/:month/:slug.html', pagePatterns: ['**/*.md', '!drafts/**'] })",
      "docs/r/README.md": front("title: R"),
      "docs/a/2024/6/y.md": front("title: Y"),
      "docs/a/p.md": front("permalink: null"),
      "docs/a/off.md": front("permalinkPattern:"),
      "docs/drafts/x.md": "",
    });
    const paths = ["r/README", "a/2024/6/y", "a/p", "a/off"].map((name) => vue.post(`docs/${name}.md`).url);
    expect(paths).toEqual(
      ["0000/00/README", "2024/06/y", "a/p", "a/off"].map((path) => `https://v.example/${path}.html`),
    );
    expect(vue.reader.isPost("docs/drafts/x.md")).toBe(false);
  });

  const vite = (config: string, files: Record<string, string>) =>
    site(
      { ".vitepress/config.ts": `export default defineConfig(${config})`, ...files },
      { url: "https://v.example" },
    );

  test("VitePress moves pages by rewrites and leaves out what srcExclude names; it knows no permalink", async () => {
    const vue = await vite(
      "{ cleanUrls: true, srcExclude: ['drafts/**'], rewrites: { 'articles/:slug.md': 'a/:slug.md', 'packages/:pkg/src/:slug*': ':pkg/:slug*' } }",
      {
        "articles/one.md": front("title: O"),
        "articles/sub/two.md": front("permalink: /z"),
        "packages/p/src/d/three.md": front("title: T"),
        "drafts/d.md": "",
      },
    );
    const urls = ["articles/one", "articles/sub/two", "packages/p/src/d/three"].map(
      (n) => vue.post(`${n}.md`).url,
    );
    expect(urls).toEqual(
      ["a/one", "articles/sub/two", "p/d/three"].map((path) => `https://v.example/${path}`),
    );
    expect(vue.reader.isPost("drafts/d.md")).toBe(false);
  });

  // The paths are those that VitePress 1.6.4 itself resolves.
  test.each([
    [
      "rewrites(id) { if (id === 'README.md') return 'index.md'; return id.replace(/\\d{6}\\./, ''); }",
      "240102.one",
      "one",
    ],
    ["rewrites: (id) => id.startsWith('content/') ? id.slice('content/'.length) : id", "content/two", "two"],
    ["rewrites: { 'content/:rest*': ':rest*' }", "content/two", "two"],
    [
      "...mergeConfig(base, { title: 'T' }), rewrites: { '240102.one.md': 'blog/240102.one.md' }",
      "240102.one",
      "blog/240102.one",
    ],
    ["extends: base, rewrites: move", "240102.one", "blog/240102.one"],
  ])("VitePress: %s", async (setting, name, path) => {
    const vue = await site(
      {
        ".vitepress/config.ts": `import { base } from './base'; function move(id: string) { return 'blog/' + id } export default withMermaid(defineConfig({ title: 'T', ${setting} }))`,
        ".vitepress/base.ts": "export const base = { cleanUrls: true, title: 'B', srcExclude: ['x/**'] }",
        "x/a.md": "",
        [`${name}.md`]: front("title: A"),
      },
      { url: "https://v.example" },
    );
    const ending = /extends|merge/.test(setting) ? "" : ".html";
    expect(vue.post(`${name}.md`).url).toBe(`https://v.example/${path}${ending}`);
    expect(vue.reader.site.title).toBe("T");
    expect(vue.reader.isPost("x/a.md")).toBe(ending !== "");
  });

  test("VitePress: a rewrite that only running it would tell is no link", async () => {
    const vue = await vite("{ rewrites: (id) => map.get(id) }", { "a.md": front("title: A") });
    expect(vue.post("a.md").url).toBeNull();
    expect(vue.problems("a.md")[0]?.message).toMatch(/\.vitepress\/config\.ts.*PERMALINK/);
  });

  test("VitePress: a heading names a page, and one in code does not", async () => {
    const vue = await vite("{}", {
      "a.md": "```sh\n# no\n```\n\n# Head *it* `c` {#x}\n\nWords.\n",
      "b.md": "# Head *it* {#x}\n\nWords.\n",
    });
    expect(vue.post("a.md").title).toBe("Head it c");
    expect(vue.parsed("b.md")).toMatchObject({
      post: { title: "Head it" },
      body: { text: { prose: "Words." } },
    });
  });

  test("VitePress: posts are what a content loader lists, with excerpts up to its rule", async () => {
    const vue = await vite("{}", {
      ".vitepress/theme/posts.data.ts":
        "export default createContentLoader('posts/*.md', { excerpt: true, transform(raw: ContentData[]) { return raw } })",
      "posts/a.md": "---\ntitle: A\n---\nFirst.\n\nSecond.\n\n---\n\nThird.\n",
      "posts/sub/b.md": "",
      "about.md": "",
    });
    expect(vue.post("posts/a.md").summary).toBe("First. Second.");
    expect(["posts/sub/b.md", "about.md"].map((path) => vue.reader.isPost(path))).toEqual([false, false]);
    expect(vue.reader.isConfig(".vitepress/theme/posts.data.ts")).toBe(true);
  });

  test("a site that does not say where it is asks for SITE_URL", async () => {
    const vue = await site({ "docs/.vuepress/config.js": "module.exports = {}", "docs/a.md": "x" });
    expect(vue.post("docs/a.md").url).toBeNull();
    expect(vue.reader.problems[0]?.message).toContain("SITE_URL");
  });

  test("VitePress: pages made of one file by a program are no posts", async () => {
    const vue = await vite("{}", {
      "posts/[pkg].md": "---\ntitle: D\n---\n{{ $params.pkg }}\n",
      "posts/[pkg].paths.js": "export default { paths: () => [{ params: { pkg: 'one' } }] }",
      "[a]/x.md": "",
      "posts/a [draft 2].md": "",
    });
    expect(["posts/[pkg].md", "[a]/x.md"].map((path) => vue.kind(path))).toEqual(["ignored", "ignored"]);
    expect(vue.reader.isPost("posts/a [draft 2].md")).toBe(true);
  });

  test.each([
    "export default ({ mode }) => { return withPwa(extend(defineConfig(CONFIG))) }",
    "export default async () => defineConfig(CONFIG)",
    "export default defineConfigWithTheme(async () => { const it = CONFIG; return it })",
    "export default extendConfig(theme, CONFIG)",
    "const it = () => (CONFIG)\nexport default withMermaid(it)",
  ])("VitePress: a configuration in wrappers and functions: %s", async (config) => {
    const vue = await site({
      ".vitepress/config.ts": `import { title } from './meta'\n${config.replace("CONFIG", "{ title, cleanUrls: true, sitemap: { hostname: process.env.HOST || 'https://v.example' }, rewrites: (id) => id.replace('posts/', 'p/') }")}`,
      ".vitepress/meta.ts": "export const title = 'The Log'",
      "posts/a.md": front("title: A"),
    });
    expect(vue.reader.site.title).toBe("The Log");
    expect(vue.post("posts/a.md").url).toBe("https://v.example/p/a");
  });
});

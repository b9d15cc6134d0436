// Astro: sites whose collections, routes and configuration are programs, which are read and never run.
import { describe, expect, test } from "vitest";
import { site } from "../site.js";

const front = (...lines: string[]) => `---\n${lines.join("\n")}\n---\nFirst words.\n`;

describe("Astro", () => {
  const astroSite = (
    files: Record<string, string>,
    config = "export default defineConfig({ site: 'https://a.example' })",
  ) => site({ "astro.config.mjs": config, ...files }, { buildTimezone: "Asia/Shanghai" });
  const read = async (name: string, text = front("title: T", "pubDate: 2023-10-21"), config?: string) =>
    (await astroSite({ [name]: text }, config)).post(name);

  test.each([
    ["Foo.Bar v1.2.md", "foobar-v12"],
    ["dir/index.md", "dir"],
    ["a & b (c).mdx", "a--b-c"],
    ["foo_bar.md", "foo_bar"],
  ])("%s", async (name, id) => {
    expect((await read(`src/content/blog/${name}`)).url).toBe(`https://a.example/blog/${id}/`);
  });

  test("the route is the page that shows the collection, base and trailing slash are the configuration's", async () => {
    const name = "src/content/posts/x.md";
    const astro = await astroSite(
      {
        [name]: front("pubDate: 2023-10-21"),
        "src/pages/writing/[...slug].astro": "getCollection('posts')",
        "src/pages/tags/[tag].astro": "",
      },
      "export default { site: 'https://a.example', base: '/b', trailingSlash: 'never' }",
    );
    expect(astro.post(name).url).toBe("https://a.example/b/writing/x");
  });

  test.each([
    ["2023-10-21", "2023-10-21T00:00:00.000Z"],
    ["'2023-10-21'", "2023-10-21T00:00:00.000Z"],
    ["'2023-10-21 05:02'", "2023-10-20T21:02:00.000Z"],
    ["2023-10-21T05:02:42+08:00", "2023-10-20T21:02:42.000Z"],
  ])("pubDate %s", async (written, instant) => {
    const { date } = await read("src/content/blog/a.md", front(`pubDate: ${written}`));
    expect(new Date(date?.instant ?? 0).toISOString()).toBe(instant);
  });

  test("the Markdown of a description is read, imports and comments are passed over", async () => {
    expect((await read("src/content/blog/a.mdx", front("description: Use `x` **well**"))).summary).toBe(
      "Use `x` well",
    );
    const body =
      "---\ntitle: T\n---\nimport A from './a.astro';\n\n{/* note */}\n\n## Head\n\n<A />\n\nThe words.";
    expect((await read("src/content/blog/a.mdx", body)).summary).toBe("The words.");
  });

  test("published may be a date or a truth", async () => {
    expect((await read("src/content/blog/a.md", front("published: 2025-05-05"))).date?.wall).toBe(
      "2025-05-05T00:00:00",
    );
    expect((await read("src/content/blog/a.md", front("published: false"))).visibility).toBe("hidden");
  });

  // Built with Astro 5.
  test("a collection lies where its loader says, and holds what its pattern takes", async () => {
    const astro = await astroSite({
      "src/content.config.ts":
        "export const BLOG = 'src/data/blog';\n" +
        "const blog = defineCollection({ loader: glob({ pattern: '**/[^_]*.md', base: `./${BLOG}` }), schema: ({ image }: C) => z.object({ tags: z.array(z.string()) }) });\n" +
        "export const collections = { blog };",
      "src/pages/posts/[...slug]/index.astro": "getCollection('blog')",
      "src/pages/posts/[...page].astro": "getCollection('blog')",
      "src/data/blog/sub/Deep & Näme.md": front("title: D"),
      "src/data/blog/a.md": front("slug: my/Own-Slug"),
      "src/data/blog/_b.md": "",
      "src/data/blogs/c.md": "",
    });
    expect(astro.post("src/data/blog/sub/Deep & Näme.md").url).toBe(
      "https://a.example/posts/sub/deep--n%C3%A4me/",
    );
    expect(astro.post("src/data/blog/a.md").url).toBe("https://a.example/posts/my/Own-Slug/");
    const posts = ["src/data/blog/_b.md", "src/data/blogs/c.md"].map((path) => astro.reader.isPost(path));
    expect(posts).toEqual([false, false]);
    expect(astro.reader.isConfig("src/content.config.ts")).toBe(true);
  });

  test.each([
    ["'./source'", "source/"],
    ["'.'", ""],
  ])("srcDir: %s", async (dir, src) => {
    const astro = await astroSite(
      {
        [`${src}content.config.ts`]: `export const collections = { blog: defineCollection({ loader: glob({ pattern: '*.md', base: './${src}texts' }) }) }`,
        [`${src}content/notes/b.md`]: "",
        [`${src}pages/writing/[slug].astro`]: "getCollection('blog')",
        [`${src}pages/rss.xml.js`]: "",
        [`${src}texts/A.md`]: "",
        [`${src}pages/old/page.md`]: front("pubDate: 2023-10-21"),
      },
      `export default defineConfig({ site: 'https://a.example', srcDir: ${dir} })`,
    );
    expect(astro.post(`${src}texts/A.md`).url).toBe("https://a.example/writing/a/");
    expect(astro.post(`${src}pages/old/page.md`).url).toBe("https://a.example/old/page/");
    expect(astro.reader.site.feed).toBe("rss.xml");
    expect(
      [`${src}content.config.ts`, `${src}pages/writing/[slug].astro`].map((path) =>
        astro.reader.isConfig(path),
      ),
    ).toEqual([true, true]);
  });

  test("a base may be an address relative to the configuration", async () => {
    const config =
      "export const collections = { posts: defineCollection({ loader: glob({ pattern: ['**/*.md', '!**/skip/**'], base: new URL('../texts', import.meta.url) }) }) }";
    const astro = await astroSite({
      "src/content.config.ts": config,
      "texts/A B.md": "",
      "texts/skip/c.md": "",
    });
    expect(astro.post("texts/A B.md").url).toBe("https://a.example/posts/a-b/");
    expect(astro.reader.isPost("texts/skip/c.md")).toBe(false);
  });

  test.each([
    ["site: 'https://a.example/x/', base: 'x'", undefined, "https://a.example/x/blog/a/"],
    ["site: 'https://a.example', base: '/x/'", "https://b.example/x", "https://b.example/x/blog/a/"],
    ["site: 'https://a.example', base: '/x/'", "https://b.example", "https://b.example/x/blog/a/"],
  ])("base stands below the host once: %s, SITE_URL=%s", async (config, url, expected) => {
    const files = { "astro.config.mjs": `export default { ${config} }`, "src/content/blog/a.md": "" };
    expect((await site(files, url === undefined ? {} : { url })).post("src/content/blog/a.md").url).toBe(
      expected,
    );
  });

  test("a folder of several tags speaks the first", async () => {
    const config =
      "export default { site: 'https://a.example', i18n: { locales: ['en', { path: 'spanish', codes: ['es', 'es-AR'] }], defaultLocale: 'en' } }";
    const files = {
      "src/content/blog/spanish/a.md": front("title: A"),
      "src/content/blog/en/a.md": front("title: A"),
    };
    const astro = await astroSite(files, config);
    const [es, en] = ["spanish", "en"].map((folder) => astro.post(`src/content/blog/${folder}/a.md`));
    expect(es).toMatchObject({ lang: "es", translationKey: en?.translationKey });
  });

  test("set up without a loader, what begins with _ is no post", async () => {
    const config = "export const collections = { blog: defineCollection({ type: 'content' }) }";
    const files = { "src/content/blog/_a/b.md": "", "src/content/blog/a_b.md": "" };
    expect((await astroSite(files)).reader.isPost("src/content/blog/_a/b.md")).toBe(true);
    const astro = await astroSite({ ...files, "src/content/config.ts": config });
    expect(["_a/b", "a_b"].map((name) => astro.reader.isPost(`src/content/blog/${name}.md`))).toEqual([
      false,
      true,
    ]);
  });

  test.each(["draft: true", "isDraft: true", "status: Draft"])("%s makes a draft", async (line) => {
    const astro = await astroSite({ "src/content/blog/a.md": front(`title: A\n${line}`) });
    expect(astro.post("src/content/blog/a.md").visibility).toBe("draft");
  });

  test("translations in folders of languages share a route below their language", async () => {
    const astro = await astroSite({
      "src/pages/[lang]/blog/[...slug].astro": "getCollection('blog')",
      "src/content/blog/en/a.md": front("title: A"),
      "src/content/blog/fr/a.md": front("title: A"),
    });
    const [en, fr] = ["en", "fr"].map((lang) => astro.post(`src/content/blog/${lang}/a.md`));
    expect(en?.url).toBe("https://a.example/en/blog/a/");
    expect(fr).toMatchObject({ url: "https://a.example/fr/blog/a/", translationKey: en?.translationKey });
  });

  test.each([
    [
      ["blog/[...slug]", "ja/blog/[...slug]"],
      ["/blog/one/", "/ja/blog/one/"],
    ],
    [["[...locale]/posts/[slug]"], ["/posts/one/", "/ja/posts/one/"]],
    [["[...slug]"], ["/en/one/", "/ja/one/"]],
  ])("a language is said once, the default one where it must be: %j", async (routes, paths) => {
    const astro = await astroSite(
      {
        ...Object.fromEntries(routes.map((name) => [`src/pages/${name}.astro`, "getCollection('blog')"])),
        "src/content/blog/en/one.md": "",
        "src/content/blog/ja/one.md": "",
      },
      "export default { site: 'https://a.example', i18n: { locales: ['en', 'ja'], defaultLocale: 'en' } }",
    );
    const urls = ["en", "ja"].map((lang) => astro.post(`src/content/blog/${lang}/one.md`).url);
    expect(urls).toEqual(paths.map((path) => `https://a.example${path}`));
  });

  test("collections beside the blog's are no posts", async () => {
    const astro = await astroSite({ "src/content/blog/a.md": "", "src/content/authors/b.md": "" });
    expect(["blog/a", "authors/b"].map((name) => astro.reader.isPost(`src/content/${name}.md`))).toEqual([
      true,
      false,
    ]);
  });

  test("Starlight brings its route and names its languages", async () => {
    const config =
      "import starlight from '@astrojs/starlight';\nexport default { site: 'https://a.example', integrations: [starlight({ title: 'S', defaultLocale: 'root', locales: { root: { label: 'E', lang: 'en' }, 'zh-cn': { label: 'Z', lang: 'zh-CN' } } })] };";
    const guides = await astroSite(
      {
        "src/content/docs/a.md": front("title: A"),
        "src/content/docs/zh-cn/a.md": front("title: B"),
        "src/pages/other.astro": "",
      },
      config,
    );
    expect(guides.reader.site).toMatchObject({ title: "S", lang: "en" });
    expect(guides.reader.problems).toEqual([]);
    const [en, zh] = ["a.md", "zh-cn/a.md"].map((name) => guides.post(`src/content/docs/${name}`));
    expect(en).toMatchObject({ lang: "en", url: "https://a.example/a/" });
    expect(zh).toMatchObject({
      lang: "zh-CN",
      url: "https://a.example/zh-cn/a/",
      translationKey: en?.translationKey,
    });
  });
});

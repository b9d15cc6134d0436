// Astro, VuePress and VitePress: sites whose configuration is a program, which is read and never run.
import { describe, expect, test } from "vitest";
import { readJsModule } from "../../src/generator/rules/js-config.js";
import { memoryFiles, site } from "./site.js";

const readJsConfig = async (source: string, files: Record<string, string> = {}) =>
  (await readJsModule("config.ts", source, memoryFiles(files)))?.main ?? null;

const front = (...lines: string[]) => `---\n${lines.join("\n")}\n---\nFirst words.\n`;

describe("a configuration in JavaScript", () => {
  test.each([
    ["export default { base: '/a/' }", { base: "/a/" }],
    ["module.exports = { title: `T`, base: '/a' + '/' }", { title: "T", base: "/a/" }],
    [
      "const url = 'https://x.example';\nexport default defineConfig({ site: `${url}/b`, go: run() })",
      { site: "https://x.example/b" },
    ],
    [
      "import { defineConfig } from 'astro/config';\nconst c: Config = { site: 'https://x.example' } as const;\nexport default defineConfig(c satisfies Config)",
      { site: "https://x.example" },
    ],
    ["const shared = { title: 'T' };\nexport default { ...shared, base: '/' }", { title: "T", base: "/" }],
  ])("%j", async (source, expected) => {
    expect(await readJsConfig(source)).toMatchObject(expected);
  });

  test("nothing in it runs, and what would have to be run is left out", async () => {
    const read = await readJsConfig(
      "globalThis.ran = true;\nexport default { base: (() => { globalThis.ran = true; return '/x/' })(), title: 'T' }",
    );
    expect(read).toEqual({ title: "T" });
    expect("ran" in globalThis).toBe(false);
  });

  test("what is no JavaScript is told apart from an empty configuration", async () => {
    expect(await readJsConfig("export default {{{")).toBeNull();
    expect(await readJsConfig("console.log(1)")).toEqual({});
  });
});

describe("a configuration in several files", () => {
  const files = {
    "src/config.ts": "export const SITE = { website: 'https://x.example', n: 1 as number } as const;",
    "locales/en.ts": "export default { lang: 'en-US', title: 'E' }",
    "locales/index.ts": "export { default as en } from './en';\nexport { en as loop } from './index';",
    "theme.json": '{ "title": "T" }',
  };

  test.each([
    [
      "import { SITE } from './src/config';\nexport default { site: SITE.website }",
      { site: "https://x.example" },
    ],
    [
      "import { SITE as S } from '@/config.js';\nexport default { site: S.website }",
      { site: "https://x.example" },
    ],
    ["import { en, loop } from './locales';\nexport default { ...en, loop }", { title: "E", lang: "en-US" }],
    ["const theme = require('./theme.json');\nmodule.exports = { theme }", { theme: { title: "T" } }],
    ["import x from '../outside';\nexport default { x, title: 'T' }", { title: "T" }],
  ])("%j", async (source, expected) => {
    expect(await readJsConfig(source, files)).toMatchObject(expected);
  });

  test("types are passed over, wherever they stand", async () => {
    const source =
      "interface A { a: string }\nenum E { B }\nconst f = ({ a }: A, n?: number): a is E => !!a!;\n" +
      "export default defineConfig<A>({ title: <string>'T', f: async (x: A): Promise<void> => {} } satisfies Partial<A>)";
    expect(await readJsConfig(source)).toMatchObject({ title: "T" });
  });
});

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

  test("a description is taken as it is written, imports and comments are passed over", async () => {
    expect((await read("src/content/blog/a.mdx", front("description: Use `x` well"))).summary).toBe(
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

  test("without a loader what begins with _ is no post", async () => {
    const astro = await astroSite({ "src/content/blog/_a/b.md": "", "src/content/blog/a_b.md": "" });
    expect(["_a/b", "a_b"].map((name) => astro.reader.isPost(`src/content/blog/${name}.md`))).toEqual([
      false,
      true,
    ]);
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

  test("ids that a program makes are not known", async () => {
    const name = "art/One Two.md";
    const config =
      "export const collections = { blog: defineCollection({ loader: glob({ pattern: '*.md', base: 'art', generateId: ({ entry }) => entry.slice(1) }) }) }";
    const files = { [name]: front("title: A"), "src/content.config.ts": config };
    const astro = await astroSite(files);
    expect(astro.post(name).url).toBeNull();
    expect(astro.reader.problems[0]?.message).toContain("generateId");
  });

  test("collections beside the blog's are no posts", async () => {
    const astro = await astroSite({ "src/content/blog/a.md": "", "src/content/authors/b.md": "" });
    expect(["blog/a", "authors/b"].map((name) => astro.reader.isPost(`src/content/${name}.md`))).toEqual([
      true,
      false,
    ]);
  });
});

describe("VuePress and VitePress", () => {
  test("a permalink ends in a slash, a file without one in .html, a readme is its folder", async () => {
    const vue = await site({
      "docs/.vuepress/config.js": "module.exports = { themeConfig: { domain: 'v.example' } }",
      "docs/a.md": front("title: A", "permalink: /pages/1a"),
      "docs/sub/b c.md": front("title: B", "date: 2023-10-21 05:02:42", "categories: [x, y]", "tags: [null]"),
      "docs/sub/README.md": front("title: S"),
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

  test("VitePress: clean addresses and base", async () => {
    const vite = await site({
      ".vitepress/config.mts":
        "export default defineConfig({ base: '/b/', cleanUrls: true, sitemap: { hostname: 'https://v.example' } })",
      "posts/a.md": front("title: A"),
    });
    expect(vite.reader.site.generator).toBe("vitepress");
    expect(vite.post("posts/a.md").url).toBe("https://v.example/b/posts/a");
  });

  test("a site that does not say where it is asks for SITE_URL", async () => {
    const vue = await site({ "docs/.vuepress/config.js": "module.exports = {}", "docs/a.md": "x" });
    expect(vue.post("docs/a.md").url).toBeNull();
    expect(vue.reader.problems[0]?.message).toContain("SITE_URL");
  });
});

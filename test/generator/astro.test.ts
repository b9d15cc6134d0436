// Astro: sites whose collections, routes and configuration are programs, which are read and never run.
import { describe, expect, test } from "vitest";
import { site } from "./site.js";

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

  const REGEX = "({ entry }) => entry.replace(/\\.mdx?$/, '')";
  test.each([
    [REGEX, "One Two"],
    ["({ entry, data }) => data.slug ?? entry.split('/').pop().toLowerCase()", "my-own"],
    ["({ entry }) => { const parts = entry.split('/'); return parts.at(-1).replace('.md', ''); }", "One Two"],
    ["({ entry }) => slug(entry.replace(/\\.md$/, ''))", "one-two"],
    [
      "({ data }) => `${data.date.getUTCFullYear()}/${String(data.date.getUTCMonth() + 1).padStart(2, '0')}/x`",
      "2024/03/x",
    ],
    ["idOf", "named-One"],
  ])("generateId %s", async (maker, id) => {
    const astro = await astroSite({
      "art/One Two.md": front("title: A", "slug: my-own", "date: 2024-03-01"),
      "src/ids.ts":
        "export function idOf({ entry }: { entry: string }): string { if (!entry) return ''; return 'named-' + entry.slice(0, 3); }",
      "src/content.config.ts":
        "import { slug } from 'github-slugger'; import { idOf } from './ids';\n" +
        `export const collections = { blog: defineCollection({ loader: glob({ pattern: '*.md', base: 'art', generateId: ${maker} }) }) }`,
      "src/pages/blog/[...slug].astro":
        "---\nexport async function getStaticPaths() { const posts = await getCollection('blog'); return posts.map(post => ({ params: { slug: post.id }, props: { post } })) }\n---",
    });
    const { url, slug } = astro.post("art/One Two.md");
    expect([url, slug]).toEqual([`https://a.example/blog/${encodeURI(id)}/`, id]);
  });

  const page = (params: string, around = "posts.map((post) => ({ params, props: { post } }))") =>
    `---\nimport { getCollection } from 'astro:content';\nimport { getPath } from '@/utils/getPath';\nexport async function getStaticPaths() {\n  const posts = await getCollection('blog', ({ data }) => !data.draft);\n  return ${around.replace("params,", `params: ${params},`)};\n}\n---\n<p/>`;
  test.each([
    ["{ slug: post.slug }", "sub/20240301-deep"],
    ["{ slug: post.data.permalink }", "my/link"],
    ["{ slug: post.data.nothing ?? post.id.replace(/\\d{8}-/, '') }", "sub/deep"],
    ["{ slug: `${post.data.date.getUTCFullYear()}/${post.id}` }", "2024/sub/20240301-deep"],
    // As a popular theme does: the folders of the file, then the last part of the id.
    ["{ slug: getPath(post.id, post.filePath, false) }", "sub/20240301-deep"],
  ])("a page computes its address: %s", async (params, path) => {
    const name = "src/content/blog/sub/20240301 Deep.md";
    const astro = await astroSite({
      [name]: front("title: A", "date: 2024-03-01", "permalink: my/link").replace("20240301 ", ""),
      "src/pages/posts/[...slug].astro": page(params),
      "src/content.config.ts":
        "export const BLOG_PATH = 'src/content/blog'; export const collections = { blog: defineCollection({ schema: z.object({ date: z.coerce.date() }) }) }",
      "src/utils/getPath.ts":
        "import { BLOG_PATH } from '@/content.config';\n" +
        "export function getPath(id: string, filePath: string | undefined, base = true) {\n" +
        "  const folders = filePath?.replace(BLOG_PATH, '').split('/').filter(one => one !== '').slice(0, -1).map(one => one.toLowerCase());\n" +
        "  const root = base ? '/posts' : '';\n  const last = id.split('/').slice(-1);\n" +
        "  if (!folders || folders.length < 1) { return [root, last].join('/'); }\n  return [root, ...folders, last].join('/');\n}",
    });
    expect(astro.post(name).url).toBe(`https://a.example/posts/${path}/`);
  });

  test("several parts, loops and helpers of a page's own are followed", async () => {
    const name = "src/content/blog/a.md";
    const read = async (path: string, program: string, more = {}) =>
      (await astroSite({ [name]: front("date: 2024-03-01T22:00:00Z"), [path]: program, ...more })).post(name)
        .url;
    expect(
      await read(
        "src/pages/[year]/[month]/[slug].astro",
        page(
          "{ year: post.data.date.getFullYear(), month: String(post.data.date.getMonth() + 1).padStart(2, '0'), slug: post.id }",
        ),
      ),
    ).toBe("https://a.example/2024/03/a/");
    const loop =
      "---\nconst made = [];\nexport const getStaticPaths = async () => { const paths = []; for (const { id, data } of await getCollection('blog')) { const tail = `x-${id}`; paths.push({ params: { slug: tail } }); } return paths; }\n---";
    expect(await read("src/pages/blog/[slug].astro", loop)).toBe("https://a.example/blog/x-a/");
    const delegated =
      "---\nimport { paths } from '../../lib/paths'; // 'blog'\nexport const getStaticPaths = paths;\n---";
    const lib =
      "export async function paths() { return (await getCollection('blog')).map(post => { return { params: { slug: post.id + '-x' } } }) }";
    expect(await read("src/pages/blog/[slug].astro", delegated, { "src/lib/paths.ts": lib })).toBe(
      "https://a.example/blog/a-x/",
    );
  });

  test("branches and what stands before them are followed for each entry", async () => {
    const branching =
      "---\nconst main = 'en';\nexport async function getStaticPaths() { const posts = await getCollection('blog'); const more = count(posts);\n" +
      "return posts.map((post) => { let locale: string | undefined; let id: string; const [language, ...ids] = post.id.split('/'); if (import.meta.env.DEV) { id = hash(post); } else { locale = language === main ? undefined : language; id = ids.join('/') } const near = related(post); return { params: { locale, id }, props: { post, near } } }) }\n---";
    const pushing =
      "---\nexport async function getStaticPaths() { const paths = []; (await getCollection('blog')).forEach((post) => { if (post.data.short) { paths.push({ params: { slug: `s/${post.data.short}` } }) } else { paths.push({ params: { slug: post.id } }) } }); return paths }\n---";
    const blog = {
      "src/content/blog/en/a.md": front("short: x1"),
      "src/content/blog/ja/a.md": front("title: A"),
    };
    const urls = async (files: Record<string, string>) => {
      const astro = await astroSite({ ...blog, ...files });
      return Object.keys(blog).map((name) => astro.post(name).url?.slice("https://a.example".length) ?? null);
    };
    expect(await urls({ "src/pages/[...locale]/note/[...id].astro": branching })).toEqual([
      "/note/a/",
      "/ja/note/a/",
    ]);
    expect(await urls({ "src/pages/p/[...slug].astro": pushing })).toEqual(["/p/s/x1/", "/p/ja/a/"]);
    // A value that a part which cannot be read may have set is not guessed.
    const odd = branching.replace("import.meta.env.DEV", "check(post)");
    expect(await urls({ "src/pages/[...locale]/note/[...id].astro": odd })).toEqual([null, null]);
  });

  test("a page may have its posts from a helper", async () => {
    const paths =
      "---\nimport { all } from '../../data/post';\nexport const getStaticPaths = (async () => { const some = await all(); return some.map((post) => ({ params: { slug: post.id } })) }) satisfies G;\n---";
    const astro = await astroSite({
      "src/content.config.ts":
        "export const collections = { post: defineCollection({ loader: glob({ pattern: '**/*.md', base: './src/content/post' }) }), note: defineCollection({ loader: glob({ pattern: '**/*.md', base: './src/content/note' }) }) }",
      "src/content/post/a.md": front("title: A"),
      "src/content/note/b.md": front("title: B"),
      "src/data/post.ts": "export async function all() { return await getCollection('post') }",
      "src/pages/writing/[...slug].astro": paths,
      "src/pages/notes/[...slug].astro": page("{ slug: post.id }").replace("'blog'", "'note'"),
    });
    expect(astro.post("src/content/post/a.md").url).toBe("https://a.example/writing/a/");
    expect(astro.post("src/content/note/b.md").url).toBe("https://a.example/notes/b/");
    expect(astro.reader.problems).toEqual([]);
  });

  test("what only running a page would tell is no link, and PERMALINK mends it", async () => {
    const name = "src/content/blog/a.md";
    const hostile = [
      "kebab(post.id)",
      "post.constructor.name",
      "post.id.replace(/(a+)+$/, '')",
      "post.id.repeat(1e9)",
      "(() => { let x = 'ab'; x = x + x + x + x + x + x + x + x; x = x + x + x + x + x + x + x + x; x = x + x + x + x + x + x + x + x; x = x + x + x + x + x + x + x + x; return x })()",
      "loop(post.id)",
      "fetch(post.id)",
    ];
    for (const slug of hostile) {
      const files = {
        [name]: "",
        "src/pages/blog/[slug].astro": page(`{ slug: ${slug} }`).replace(
          "---\n",
          "---\nconst loop = (x) => loop(x) + loop(x);\n",
        ),
      };
      const astro = await astroSite(files);
      expect(astro.post(name).url, slug).toBeNull();
      expect(astro.problems(name)[0]).toMatchObject({ kind: "link" });
      expect(astro.problems(name)[0]?.message).toMatch(/src\/pages\/blog\/\[slug\]\.astro.*PERMALINK/);
    }
    const files = { [name]: "", "src/pages/blog/[slug].astro": page("{ slug: kebab(post.id) }") };
    const mended = await site(
      { "astro.config.mjs": "export default {}", ...files },
      { url: "https://a.example", permalink: "/b/:id/" },
    );
    expect(mended.post(name).url).toBe("https://a.example/b/a/");
    expect(mended.problems(name)).toEqual([]);
  });

  test("a schema's defaults stand for what is not written, and its dates are dates", async () => {
    const schema =
      "const base = z.object({ posted: z.coerce.date(), modDatetime: z.date().optional() });\n" +
      "export const collections = { blog: defineCollection({ schema: ({ image }) => base.extend({ draft: z.boolean().default(true), tags: z.array(z.string()).optional().default(['others']), lang: z.string().default(LANG) }).strict() }) }";
    const astro = await astroSite({
      "src/content/config.ts": schema,
      "src/content/blog/a.md": front("posted: Mar 1 2024", "modDatetime: 2024-04-01T00:00:00Z"),
      "src/content/blog/b.md": front("posted: 2024-03-02", "draft: false", "tags: [x]"),
    });
    expect(astro.post("src/content/blog/a.md")).toMatchObject({
      visibility: "draft",
      tags: ["others"],
      date: { wall: "2024-02-29T16:00:00" },
      updated: { wall: "2024-04-01T00:00:00" },
    });
    expect(astro.post("src/content/blog/b.md")).toMatchObject({ visibility: "public", tags: ["x"] });
  });

  test("ids that only a program would tell are not known", async () => {
    const name = "art/One Two.md";
    const config =
      "export const collections = { blog: defineCollection({ loader: glob({ pattern: '*.md', base: 'art', generateId: ({ entry }) => hash(entry) }) }) }";
    const files = { [name]: front("title: A"), "src/content.config.ts": config };
    const astro = await astroSite(files);
    expect(astro.post(name).url).toBeNull();
    expect(astro.problems(name)[0]?.message).toMatch(/src\/content\.config\.ts.*PERMALINK/);
  });

  test("collections beside the blog's are no posts", async () => {
    const astro = await astroSite({ "src/content/blog/a.md": "", "src/content/authors/b.md": "" });
    expect(["blog/a", "authors/b"].map((name) => astro.reader.isPost(`src/content/${name}.md`))).toEqual([
      true,
      false,
    ]);
  });
});

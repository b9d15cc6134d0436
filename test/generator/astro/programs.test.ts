// Astro: ids, addresses and schemas that a site's own small functions make, worked out and never run.
import { describe, expect, test } from "vitest";
import { site } from "../site.js";

const front = (...lines: string[]) => `---\n${lines.join("\n")}\n---\nFirst words.\n`;

// What pages and ids are called was seen in builds of Astro 5.
describe("Astro's programs", () => {
  const astroSite = (
    files: Record<string, string>,
    config = "export default defineConfig({ site: 'https://a.example' })",
  ) => site({ "astro.config.mjs": config, ...files }, { buildTimezone: "Asia/Shanghai" });
  const REGEX = "({ entry }) => entry.replace(/\\.mdx?$/, '')";
  test.each([
    [REGEX, "One Two"],
    ["({ entry, data }) => data.slug ?? entry.split('/').at(-1).toLowerCase()", "my-own"],
    ["({ entry }) => { const parts = entry.split('/'); return parts.at(-1).replace('.md', ''); }", "One Two"],
    ["idOf", "named-One"],
  ])("generateId %s", async (maker, id) => {
    const astro = await astroSite({
      "art/One Two.md": front("title: A", "slug: my-own", "date: 2024-03-01"),
      "src/ids.ts":
        "export function idOf({ entry }: { entry: string }): string { if (!entry) return ''; return 'named-' + entry.slice(0, 3); }",
      "src/content.config.ts":
        "import { idOf } from './ids';\n" +
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

  test("helpers of a page's own are followed", async () => {
    const name = "src/content/blog/a.md";
    const read = async (path: string, program: string, more = {}) =>
      (await astroSite({ [name]: front("date: 2024-03-01T22:00:00Z"), [path]: program, ...more })).post(name)
        .url;
    const delegated =
      "---\nimport { paths } from '../../lib/paths'; // 'blog'\nexport const getStaticPaths = paths;\n---";
    const lib =
      "export async function paths() { return (await getCollection('blog')).map(post => { return { params: { slug: post.id + '-x' } } }) }";
    expect(await read("src/pages/blog/[slug].astro", delegated, { "src/lib/paths.ts": lib })).toBe(
      "https://a.example/blog/a-x/",
    );
  });

  test("parts of an address by language, as Astro's documentation makes them", async () => {
    const blog = {
      "src/content/blog/en/a.md": front("title: A"),
      "src/content/blog/ja/sub/a.md": front("title: A"),
    };
    const program =
      "---\nexport async function getStaticPaths() { const pages = await getCollection('blog'); const paths = pages.map((page) => { const [lang, ...slug] = page.id.split('/'); return { params: { lang, slug: slug.join('/') || undefined }, props: page } }); return paths }\n---";
    const astro = await astroSite({ ...blog, "src/pages/[lang]/note/[...slug].astro": program });
    expect(Object.keys(blog).map((name) => astro.post(name).url)).toEqual([
      "https://a.example/en/note/a/",
      "https://a.example/ja/note/sub/a/",
    ]);
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

  test("imports by the names of tsconfig.json are followed", async () => {
    const tsconfig =
      '{\n  // names\n  "extends": "astro/tsconfigs/strict",\n  "compilerOptions": { "baseUrl": ".", "paths": { "$paths": ["./site/paths.ts"], "@tools/*": ["tools/*"], "@out/*": ["../../*"], }, },\n}';
    const urlOf = async (name: string, imported: string) =>
      (
        await astroSite({
          "tsconfig.json": tsconfig,
          "src/content/blog/a.md": "",
          "site/paths.ts": "export const at = (post) => 'p/' + post.id",
          "tools/path.ts": "export { at } from '$paths'",
          "src/pages/blog/[...slug].astro": page("{ slug: at(post) }").replace(
            "---\n",
            `---\nimport { at } from '${imported}';\n`,
          ),
        })
      ).post(name).url;
    expect(await urlOf("src/content/blog/a.md", "$paths")).toBe("https://a.example/blog/p/a/");
    expect(await urlOf("src/content/blog/a.md", "@out/paths")).toBeNull();
    expect(await urlOf("src/content/blog/a.md", "some-package")).toBeNull();
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

  const name = "src/content/blog/a.md";
  const addressBy = async (program: string, pages = "src/pages/blog/[...slug].astro") =>
    (await astroSite({ [name]: "", [pages]: program })).post(name).url;
  const mapping = (before: string, slug: string, top: string): string =>
    `---\n${top}\nexport async function getStaticPaths() { return (await getCollection('blog')).map((post) => { ${before} return { params: { slug: ${slug} } } }) }\n---`;

  test.each([
    ["a list that grows", "const parts = ['x']; parts.push(post.id);", "parts.join('/')"],
    ["a field that is set", "const at = { x: 'x' }; at.x = post.id;", "at.x"],
    ["a number that is counted up", "let at = 1; at++;", "at"],
    ["what a call may do to the post itself", "console.log(post);", "post.id"],
    ["a date that the machine's clock writes", "const { date } = post.data;", "`${date.getFullYear()}/x`"],
    ["what an `if` at the top changes", "", "base", "let base = 'x'; if (production) base = 'y';"],
    [
      "an inner name, where only the outer one can be read",
      "const base = ask();",
      "base",
      "const base = 'x';",
    ],
  ])("%s is not guessed", async (_what, before, slug, top = "") => {
    expect(await addressBy(mapping(before, slug, top))).toBeNull();
  });

  test.each([
    ["a statement beside it", "const near = related(post);", "post.id", "", "a"],
    ["a constant at the top", "", "base", "const base = 'x';", "x"],
  ])("%s keeps nothing from being read", async (_what, before, slug, top, address) => {
    expect(await addressBy(mapping(before, slug, top))).toBe(`https://a.example/blog/${address}/`);
  });

  // `[year]` and `[day]` by the clock of the machine that builds, of which nothing may be known.
  test.each([
    ["date: 2024-03-01T12:00:00Z", null, null],
    ["date: 2024-03-01", null, null],
    ["date: 2024-03-01", "America/New_York", "2024/02/29"],
    ["date: 2024-03-01", "UTC", "2024/03/01"],
  ])("an address made of a date: %s, built in %s", async (date, buildTimezone, address) => {
    const part = "(n) => String(n).padStart(2, '0')";
    const day =
      "const at = new Date(post.data.date); const year = at.getFullYear(); const month = two(at.getMonth() + 1); const day = two(at.getDate());";
    const program = `---\nconst two = ${part};\nexport async function getStaticPaths() { return (await getCollection('blog')).map((post) => { ${day} return { params: { year, month, day, slug: post.id } } }) }\n---`;
    const astro = await site(
      {
        "astro.config.mjs": "export default { site: 'https://a.example' }",
        [name]: front(date),
        "src/pages/[year]/[month]/[day]/[slug].astro": program,
      },
      // The zone of the site's dates is none of the machine's.
      { buildTimezone, timezone: "Asia/Tokyo" },
    );
    expect(astro.post(name).url).toBe(address === null ? null : `https://a.example/${address}/a/`);
  });

  test.each([
    ["2024-03-05", "2024/a"],
    ["2024-01-01", null],
  ])("what all zones agree on is known: the year of %s", async (date, address) => {
    const program = mapping("const year = post.data.date.getFullYear();", "`${year}/${post.id}`", "");
    const astro = await site(
      {
        "astro.config.mjs": "export default { site: 'https://a.example' }",
        [name]: front(`date: ${date}`),
        "src/pages/[...slug].astro": program,
      },
      { buildTimezone: null },
    );
    expect(astro.post(name).url).toBe(address === null ? null : `https://a.example/${address}/`);
  });

  test("a day in a file's name dates a post that says none, and is a part of its address", async () => {
    const program =
      "---\nexport async function getStaticPaths() { return (await getCollection('blog')).map((post) => { const found = post.id.match(/^(\\d{4})-(\\d{2})-(\\d{2})-(.+)$/); if (found) { const [, year, month, day, slug] = found; return { params: { year, slug } } } console.warn(post.id); return null }).filter(Boolean) }\n---";
    const post = (
      await astroSite({
        "src/content/blog/2024-03-01-b.md": "Words.",
        "src/pages/[year]/[slug].astro": program,
      })
    ).post("src/content/blog/2024-03-01-b.md");
    expect(post).toMatchObject({ url: "https://a.example/2024/b/", date: { wall: "2024-03-01T00:00:00" } });
  });

  test("a list that a loop fills is not guessed", async () => {
    const loop =
      "---\nexport const getStaticPaths = async () => { const paths = []; for (const { id } of await getCollection('blog')) { paths.push({ params: { slug: id } }); } return paths; }\n---";
    expect(await addressBy(loop, "src/pages/blog/[slug].astro")).toBeNull();
  });

  test.each([
    ["post.data.none ? 'some' : 'none'", "none"],
    ["!post.data.none && post.id.length === 1 ? 'one' : 'more'", "one"],
    ["`${[post.id, post.data.none ?? 'x']}`", "a,x"],
    ["'a/b/c'.split('/', 2).join('-')", "a-b"],
    ["['x', 'y'].map((one, at) => one + at).join('')", "x0y1"],
    ["'2024-03-01-b'.match(/^(\\d{4})-(?<m>\\d{2})/)?.groups.m", "03"],
    ["'x'.match(/y/) ?? 'none'", "none"],
    ["/^[a-z]+$/.test(post.id) ? 'small' : 'large'", "small"],
    ["String(3).padStart(2, '0')", "03"],
    ["1 == '1' && undefined == null && 'a' != 1 ? 'x' : 'y'", "x"],
    ["typeof 'a' === 'string' && 2 >= 2 && 'a' <= 'b' ? 'x' : 'y'", "x"],
    // Whatever the other is, a condition holds by one; the value it gives is not known.
    ["unknown() || true ? 'x' : 'y'", "x"],
    ["!(unknown() && false) ? 'x' : 'y'", "x"],
    ["unknown() || 'x'", null],
    ["`${unknown() && ''}`", null],
    ["'a'.padStart(1e9)", null],
    ["'a'.match('a')[0]", null],
    // JavaScript would turn a value into another kind, or fail.
    ["1 + true", null],
    ["/a/ == 1 ? 'x' : 'y'", null],
    ["typeof (() => 1)", null],
    ["Number(null)", null],
    ["['abc'].slice('1').join('')", null],
    ["'a'.replaceAll(/a/, 'b')", null],
    ["'a'.normalize('X')", null],
  ])("values are what JavaScript makes of them: %s", async (slug, path) => {
    const name = "src/content/blog/a.md";
    const astro = await astroSite({ [name]: "", "src/pages/blog/[slug].astro": page(`{ slug: ${slug} }`) });
    expect(astro.kind(name)).toBe("post");
    expect(astro.post(name).url).toBe(path === null ? null : `https://a.example/blog/${path}/`);
  });

  test("lists that grow by themselves, and programs as long as a file, end soon", async () => {
    const name = "src/content/blog/a.md";
    const grown = (last: string) =>
      `(() => { let a = ['x', 'y']; ${"a = [...a, ...a];".repeat(40)} return ${last} })()`;
    const nested = `(() => { let a = ['x', 'y']; ${"a = [a, a];".repeat(40)} return String(a) })()`;
    for (const slug of [grown("a.length"), grown("a.join('')"), nested]) {
      const astro = await astroSite({ [name]: "", "src/pages/blog/[slug].astro": page(`{ slug: ${slug} }`) });
      expect(astro.post(name).url).toBeNull();
    }
    const long = await astroSite({
      [name]: "",
      "src/content.config.ts": `export const collections = { blog: defineCollection({ schema: z.object({ date: z${".a()".repeat(40_000)} }) }) }`,
      "src/pages/blog/[slug].astro": page(
        "{ slug: post.id }",
        `posts.map((post) => { const more = x${".a".repeat(60_000)}; return { params, } })`,
      ),
    });
    expect(long.post(name).url).toBe("https://a.example/blog/a/");
  });

  test("a schema that is merged with itself again and again is read once", async () => {
    const merged = Array.from({ length: 40 }, (_, at) => `const s${at + 1} = s${at}.merge(s${at});\n`).join(
      "",
    );
    const astro = await astroSite({
      "src/content.config.ts": `const s0 = z.object({ draft: z.boolean().default(true) });\n${merged}export const collections = { blog: defineCollection({ schema: s40 }) }`,
      "src/content/blog/a.md": front("title: A"),
    });
    expect(astro.post("src/content/blog/a.md").visibility).toBe("draft");
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
});

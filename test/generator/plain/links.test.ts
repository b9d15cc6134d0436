// Links and visibility under generators without a file of their own, by these generators' own rules and settings.
import { expect, test } from "vitest";
import { site } from "../site.js";

// By its content/src/page.rs, utils/src/slugs.rs and site/src/lib.rs.
test("Zola's names as its own sources make them: folders stay, moments count, `slugify.paths`, drafted sections", async () => {
  const files = {
    "content/Big Folder/2024-07-08T09:10:11Z-A Näme_x.md": '+++\ntitle = "A"\n+++\nx',
    "content/Big Folder/20240708-b.md": '+++\ntitle = "B"\ndate = 2024-07-08T23:30:00\n+++\nx',
    "content/Big Folder/日本?.md": '+++\ntitle = "J"\n+++\nx',
    "content/wip/_index.md": "+++\ndraft = true\n+++\n",
    "content/wip/deep/c.md": '+++\ntitle = "C"\n+++\nx',
    "content/old/d.md": '+++\ntitle = "D"\n+++\nx',
  };
  const urls = async (more: string, timezone: string | null = null) => {
    const config = `base_url = "https://z.example"\nignored_content = ["old/*"]\n${more}`;
    const zola = await site({ "config.toml": config, ...files }, { timezone });
    for (const path of ["content/wip/deep/c.md", "content/old/d.md"]) expect(zola.kind(path)).toBe("ignored");
    expect(zola.reader.isConfig("content/wip/_index.md")).toBe(true);
    const [first, second, third] = Object.keys(files).map((path) => () => zola.post(path));
    expect(first?.().date?.instant).toBe(Date.UTC(2024, 6, 8, 9, 10, 11));
    // Without an offset Zola means Greenwich, wherever it is built.
    expect(second?.().date?.instant).toBe(Date.UTC(2024, 6, 8, 23, 30));
    return [first, second, third].map((post) => decodeURIComponent(post?.().url?.slice(18) ?? "none"));
  };
  expect(await urls("")).toEqual(["Big Folder/a-name-x/", "Big Folder/20240708-b/", "none"]);
  expect(await urls('[slugify]\npaths = "safe"\n')).toEqual([
    "Big Folder/A Näme_x/",
    "Big Folder/20240708-b/",
    "Big Folder/日本/",
  ]);
  expect((await urls('[slugify]\npaths = "off"\n'))[2]).toBe("Big Folder/日本?/");
  expect((await urls("[slugify]\npaths_keep_dates = true\n"))[0]).toBe(
    "Big Folder/2024-07-08t09-10-11z-a-name-x/",
  );
});

// By the rules of @docusaurus/plugin-content-blog 3.10 (blogUtils: parseBlogFileName) and its options.
test("Docusaurus: folders follow the date, nothing is padded, the blog may have another route and folder", async () => {
  const docu = async (blog: string, slash = "") =>
    site({
      "docusaurus.config.js": `export default { url: 'https://d.example', baseUrl: '/', ${slash} presets: [['classic', { docs: false, blog: ${blog} }]] };`,
      "blog/news/2021-8-6-short/index.md": "x",
      "blog/b.md": "---\nslug: /own/here\ndate: 2024-07-08T23:30\n---\nx",
      "writing/c.md": "x",
    });
  const plain = await docu("{ showReadingTime: true }");
  expect(plain.post("blog/news/2021-8-6-short/index.md").url).toBe(
    "https://d.example/blog/2021/8/6/news/short",
  );
  const own = plain.post("blog/b.md");
  expect([own.url, own.date?.instant]).toEqual([
    "https://d.example/blog/own/here",
    Date.UTC(2024, 6, 8, 23, 30),
  ]);
  const moved = await docu("{ routeBasePath: '/', path: './writing' }", "trailingSlash: true,");
  expect(moved.post("writing/c.md").url).toBe("https://d.example/c/");
  expect(moved.kind("blog/b.md")).toBe("ignored");
  expect((await docu("{ routeBasePath: process.env.R }")).post("blog/b.md").url).toBeNull();
});

// By quartz/util/path.ts of version 4, by @quartz-community/utils 1.0 of version 5.
test("Quartz: folders' own pages end in a slash, version 5 writes small, only what says publish where it is asked", async () => {
  const files = {
    "content/Garden/index.md": "---\npublish: true\n---\nx",
    "content/Garden/Garden.md": "---\npublish: 'true'\n---\nx",
    'content/Garden/50% "why"?.md': "x",
  };
  const seen = async (name: string, config: string) => {
    const quartz = await site({ [name]: config, ...files });
    return Object.keys(files).map((path) => {
      const { url, visibility } = quartz.post(path);
      return `${decodeURIComponent(url ?? "").slice(17)} ${visibility}`;
    });
  };
  const four = (filter: string) =>
    `const config = { configuration: { baseUrl: "q.example" }, plugins: { filters: [\n${filter}\n] } };\nexport default config`;
  const five = (enabled: boolean) =>
    `configuration:\n  baseUrl: q.example\nplugins:\n  - source: github:quartz-community/explicit-publish\n    enabled: ${enabled}\n`;
  expect(await seen("quartz.config.ts", four("// Plugin.ExplicitPublish(),\nPlugin.RemoveDrafts()"))).toEqual(
    ["/Garden/ public", "/Garden/Garden public", '/Garden/50-percent-"why" public'],
  );
  expect((await seen("quartz.config.ts", four("Plugin.ExplicitPublish()")))[2]).toMatch(/hidden$/);
  expect(await seen("quartz.config.yaml", five(true))).toEqual([
    "/garden/ public",
    "/garden/ public",
    "/garden/50-percent-why hidden",
  ]);
  expect((await seen("quartz.config.yaml", five(false)))[2]).toMatch(/public$/);
});

// What Pelican 4.8 itself made of these files.
test("Pelican: links by title, by its own patterns, in other languages, in folders that are categories", async () => {
  const head = (title: string, more = "") => `Title: ${title}\nDate: 2020-02-03\n${more}\nx\n`;
  const files = {
    "content/a.md": head("Hello, World & Ünïcode: it's_a C++ test"),
    "content/Deep Cat/b.md": head("Don’t “panic” — it’s 50–60% … over"),
    "content/c.md": head("A <b>bold</b> title", "Lang: fr\n"),
    "content/d.md": head("Own", "url: own/place/\n"),
    "content/e.md": head("x", "Slug: My Slug\n"),
    "content/f.md": head("- dashed - title -"),
    "content/g.md": head("日本"),
    "content/h.md": head("Jam 2 🍓"),
  };
  const urls = async (more = "") => {
    const conf = `SITENAME = 'P'\nSITEURL = 'https://p.example'\nDEFAULT_LANG = 'en'\nPATH = 'content'\n${more}`;
    const pelican = await site({ "pelicanconf.py": conf, ...files });
    return Object.keys(files).map((path) => pelican.post(path).url?.slice(18) ?? null);
  };
  expect(await urls()).toEqual([
    "hello-world-unicode-its_a-c-test.html",
    "dont-panic-its-50-60-over.html",
    "a-bold-title-fr.html",
    "own/place/",
    "My%20Slug.html",
    "-dashed-title-.html",
    null,
    "jam-2.html",
  ]);
  expect(
    (await urls("ARTICLE_URL = 'blog/{category}/{date:%Y}/{date:%m}/{slug}/' # mine\n")).slice(0, 2),
  ).toEqual([
    "blog/misc/2020/02/hello-world-unicode-its_a-c-test/",
    "blog/deep-cat/2020/02/dont-panic-its-50-60-over/",
  ]);
  for (const unknown of ["ARTICLE_URL = BASE + '{slug}'\n", "ARTICLE_URL = '{date:%b}/{slug}'\n"])
    expect((await urls(unknown))[0]).toBeNull();
});

test("the pattern that is proposed has the folders of a post", async () => {
  const files = { "next.config.js": "", "posts/2021/a.md": "x", "posts/b.md": "x", "posts/c/index.md": "x" };
  const next = await site(files, { url: "https://n.example" });
  const proposed = (path: string) => /PERMALINK=\S+/.exec(next.problems(path)[0]?.message ?? "")?.[0];
  expect(Object.keys(files).slice(1).map(proposed)).toEqual([
    "PERMALINK=/blog/:path",
    "PERMALINK=/blog/:slug",
    "PERMALINK=/blog/:slug",
  ]);
});

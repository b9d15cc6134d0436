// Under plain rules: what is a page of the site and no post, and where files of its own lie.
import { expect, test } from "vitest";
import { site } from "../site.js";

test("Pelican's own addresses of files are those that they have on the site", async () => {
  const pelican = await site({
    "pelicanconf.py": "SITENAME = 'P'\nSITEURL = 'https://p.example'\n",
    "content/news/a.md": "Title: A\nDate: 2020-01-01\n\n![x]({attach}cup.png) and [it]({static}/tea.pdf).\n",
  });
  const { post, body } = pelican.parsed("content/news/a.md");
  expect(post.cover).toBe("https://p.example/news/cup.png");
  expect(JSON.stringify(body.document)).toContain('"https://p.example/tea.pdf"');
});

test.each(["about/index.md", "pages/tea.md", "en/about.md", "projects.md"])(
  "an undated %s is a page of the site",
  async (path) => {
    const zola = await site({
      "config.toml": 'base_url = "https://z.example"\n',
      [`content/${path}`]: "+++\ntitle = 'P'\n+++\nWords.\n",
      "content/blog/about.md": "+++\ntitle = 'A'\n+++\nWords.\n",
    });
    expect(zola.kind(`content/${path}`)).toBe("ignored");
    expect(zola.kind("content/blog/about.md")).toBe("post");
  },
);

const MKDOCS = "site_name: M\nsite_url: https://m.example\nplugins: [blog]\n";
const BRIDGETOWN = "url: https://b.example\nexclude: [_posts/old, '_posts/*-wip.md']\n";
const BOTH = "---\ntitle: T\ndate: 2024-05-06\n---\nWords.\n";
const GATSBY = (options: string) =>
  `module.exports = { plugins: [{ resolve: "gatsby-source-filesystem", options: ${options} }, "x"] }`;
const PELICAN =
  "IGNORE_FILES = ['*.wip.md', \"_*\"]\nARTICLE_EXCLUDES = (\n  'old',  # it's [old]\n  'a/b',\n)\nPAGE_PATHS = ['about']\n";
test.each([
  [
    "pelicanconf.py",
    PELICAN,
    "content/",
    ["old/a.md", "a/b/c.md", "x/a.wip.md", "about/a.md"],
    ["x/old/a.md"],
  ],
  [
    "mkdocs.yml",
    `${MKDOCS}exclude_docs: |\n  # no\n  *.wip.md\n  /blog/posts/old/\n  !told.wip.md\ndraft_docs: secret*\n`,
    "docs/blog/posts/",
    ["a.wip.md", "old/x/a.md", "x/secret-a.md", "secrets/a.md"],
    ["told.wip.md", "x/old/a.md"],
  ],
  [
    "mkdocs.yml",
    "plugins:\n  - blog\n  - exclude:\n      glob: ['*.wip.md', 'blog/*/old/*']\n      regex: ['.*[/](tea|cup)']\nexclude_docs: old.md  # notes\ndraft_docs: | # x y\n  late.md\n",
    "docs/blog/posts/",
    ["x/a.wip.md", "old/a/b.md", "teas/a.md", "old.md", "late.md"],
    ["notes.md", "x.md"],
  ],
  [
    "mkdocs.yml",
    "plugins: [blog]\nexclude_docs: 'old#.md'  # notes.md\ndraft_docs:  # notes.md\n",
    "docs/blog/posts/",
    ["old#.md"],
    ["notes.md", "old.md"],
  ],
  [
    "pelicanconf.py",
    "PAGE_PATHS = ['about']\nPAGE_PATHS += ['b']\nARTICLE_EXCLUDES = base.ARTICLE_EXCLUDES + ['c'] + ['d']\nARTICLE_EXCLUDES.append('e')\nIGNORE_FILES = ['x']\nIGNORE_FILES = ['y.md']\n",
    "content/",
    ["about/a.md", "b/a.md", "c/a.md", "d/a.md", "e/a.md", "y.md"],
    ["pages/a.md", "x/a.md"],
  ],
  [
    "_config.yml",
    "exclude: [_posts/old]\ninclude: [_posts/old/2024-05-06-told.md, 2024-05-06-b.md]\n",
    "_posts/",
    ["old/2024-05-06-a.md"],
    ["old/2024-05-06-told.md", "old/2024-05-06-b.md"],
  ],
  [
    "mkdocs.yml",
    "plugins:\n  - blog\nexclude_docs: |\n  *.wip.md\n\n  old/\nnav: [\n",
    "docs/blog/posts/",
    ["a.wip.md", "old/a.md"],
    ["a.md"],
  ],
  [
    "gatsby-config.js",
    GATSBY("{ path: `${__dirname}/content/blog/`, ignore: [`**/old`, '**/*.wip.md', /[/]se[/]?cret/i] }"),
    "content/blog/",
    ["old/a.md", "x/a.wip.md", "Secret/a.md"],
    ["a.md"],
  ],
  ["gatsby-config.js", GATSBY("{ path: './pictures', ignore: ['**/*.md'] }"), "content/blog/", [], ["a.md"]],
  [
    "gatsby-config.js",
    GATSBY("{ path: `${root}/pictures`, ignore: ['**/*.md'] }"),
    "content/blog/",
    [],
    ["a.md"],
  ],
  // Another takes what one passes over, and what another plugin passes over is no source's.
  [
    "gatsby-config.js",
    `${GATSBY("{ path: './content', ignore: ['**/blog/**'] }")}${GATSBY("{ path: './content/blog' }")}`,
    "content/",
    [],
    ["blog/a.md"],
  ],
  [
    "gatsby-config.js",
    GATSBY(
      "{ path: './content' } }, { resolve: 'gatsby-plugin-page-creator', options: { ignore: ['**/*.md'] }",
    ),
    "content/",
    [],
    ["a.md"],
  ],
  // Of hostile and half-saved lists every line is read once.
  [
    "gatsby-config.js",
    GATSBY(
      `{ path: './content', ignore: [${"'**/b.md', // words here now\n".repeat(1_000)}/* don't */ '**/a.md'] }`,
    ),
    "content/",
    ["a.md", "b.md"],
    ["c.md"],
  ],
  [
    "pelicanconf.py",
    `IGNORE_FILES = [\n${"'a.md',  # some words of ten\n".repeat(1_000)}`,
    "content/",
    [],
    ["a.md"],
  ],
  [
    "nuxt.config.ts",
    "export default defineNuxtConfig({ content: { ignores: ['^/blog/old', '\\\\.wip\\\\.'] } })",
    "content/blog/",
    ["old/a.md", "a.wip.md"],
    ["x/old.md"],
  ],
  ["bridgetown.config.yml", BRIDGETOWN, "src/_posts/", ["old/a.md", "2024-05-06-a-wip.md"], ["a.md"]],
  [
    "config.toml",
    "base_url = 'https://z.example'\nignored_content = ['*.wip.md', '*/old/*']",
    "content/",
    ["x/a.wip.md", "old/a.md", "x/y/old/a/b.md"],
    ["a.md"],
  ],
  [
    "docusaurus.config.js",
    "export default { presets: [['classic', { blog: { exclude: ['old/**'], include: ['**/*.md'] } }]] }",
    "blog/",
    ["old/a.md", "_a.md", "_x/a.md", "a.mdx"],
    ["a.md"],
  ],
  [
    "_config.yml",
    "exclude: [_posts/old, '*/*-wip.md']\n",
    "_posts/",
    ["old/2024-05-06-a.md", "2024-05-06-a-wip.md"],
    ["2024-05-06-a.md"],
  ],
])("what %s itself leaves out is no post (%#)", async (file, config, folder, hidden, shown) => {
  const paths = [...hidden, ...shown].map((path) => folder + path);
  const all = await site({ [file]: config, ...Object.fromEntries(paths.map((path) => [path, BOTH])) });
  expect(paths.filter((path) => all.kind(path) === "post")).toEqual(shown.map((path) => folder + path));
});

test("Pelican's lists of the site that is published add to the others or replace them", async () => {
  const pelican = await site({
    "pelicanconf.py": "ARTICLE_EXCLUDES = ['old']\nPAGE_PATHS = ['about']\n",
    "publishconf.py": "from pelicanconf import *\nARTICLE_EXCLUDES += ['late']\nPAGE_PATHS = ['me']\n",
    ...Object.fromEntries(["old", "late", "about", "me"].map((name) => [`content/${name}/a.md`, BOTH])),
  });
  const posts = ["old", "late", "about", "me"].filter(
    (name) => pelican.kind(`content/${name}/a.md`) === "post",
  );
  expect(posts).toEqual(["about"]);
});

test("what all collections of Nuxt Content exclude is no post", async () => {
  const nuxt = await site({
    "nuxt.config.ts": "export default defineNuxtConfig({ modules: ['@nuxt/content'] })",
    "content.config.ts":
      "const blog = defineCollection({ type: 'page', source: { include: 'blog/**', exclude: ['blog/old/**', '**/b.md'] } });\n" +
      "export default defineContentConfig({ collections: { blog, b: defineCollection({ source: '**/b.md' }) } })",
    ...Object.fromEntries(["old/a", "a", "b"].map((name) => [`content/blog/${name}.md`, BOTH])),
  });
  const posts = ["old/a", "a", "b"].filter((name) => nuxt.kind(`content/blog/${name}.md`) === "post");
  expect(posts).toEqual(["a", "b"]);
});

test.each([
  [
    "DEFAULT_METADATA = {\n    'author': 'A',\n    # 'status': 'published',\n    'status': 'draft',\n}\n",
    "",
    "draft",
  ],
  ["DEFAULT_METADATA = (('status', 'hidden'),)\n", "", "hidden"],
  ["DEFAULT_METADATA = dict(status='draft')\n", "Status: published\n", "public"],
  ["DEFAULT_METADATA = (('author', 'A (B)'), ('status', 'draft'),)\nX = 1\n", "", "draft"],
  ['DEFAULT_METADATA = (\n  ("a", "b"),\n)\nSTATUS = "draft"\n', "", "public"],
  ["DEFAULT_METADATA = {'author': 'it\\'s {', \"status\": 'draft'", "", "draft"],
  ["DEFAULT_METADATA = dict(author='A')\nX = {'status': 'draft'}\n", "", "public"],
  ["DEFAULT_METADATA = {\n  'author': 'A',  # 'status': 'draft'\n}\n", "", "public"],
])("Pelican's usual status counts where an article says none: %j", async (config, line, visibility) => {
  const pelican = await site({
    "pelicanconf.py": config,
    "content/a.md": `Title: T\nDate: 2024-05-06\n${line}\nW\n`,
  });
  expect(pelican.post("content/a.md").visibility).toBe(visibility);
});

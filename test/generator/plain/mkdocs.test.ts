// MkDocs: the blogs of its plugin, their addresses, and repositories in which it is beside others.
import { expect, test } from "vitest";
import { site } from "../site.js";

const MKDOCS = `site_name: Log
site_url: https://m.example/docs/
markdown_extensions:
  - pymdownx.emoji: { emoji_index: !!python/name:material.extensions.emoji.twemoji }
plugins:
  - search
`;
test.each([
  ["  - blog", "docs/blog/posts/a.md", "/blog/2026/02/18/a-kettle-its-lid/"],
  [
    "  - material/blog: { blog_dir: ., post_url_format: '{slug}' }",
    "docs/posts/x/a.md",
    "/a-kettle-its-lid/",
  ],
  [
    "  - blog: { post_url_date_format: yyyy/MM }\nuse_directory_urls: false",
    "docs/blog/posts/a.md",
    "/blog/2026/02/a-kettle-its-lid.html",
  ],
  ["  - blog: { post_url_format: '{categories}/{slug}' }", "docs/blog/posts/a.md", null],
])("MkDocs: the posts of its blog (%s)", async (plugin, path, url) => {
  const front = "---\ndate:\n  created: 2026-02-18\n  updated: 2026-04-13\n---\n";
  const mkdocs = await site(
    {
      "mkdocs.yml": MKDOCS + plugin,
      "docs/index.md": "Words.",
      "docs/setup.md": "Words.",
      [path]: `${front}# A kettle: its *lid*\n\n!!! note\n    Words.\n`,
    },
    { timezone: "UTC" },
  );
  expect(mkdocs.reader.site.title).toBe("Log");
  expect(mkdocs.kind("docs/setup.md")).toBe("ignored");
  expect(mkdocs.post(path)).toMatchObject({
    title: "A kettle: its lid",
    url: url && `https://m.example/docs${url}`,
    date: { wall: "2026-02-18T00:00:00" },
    updated: { wall: "2026-04-13T00:00:00" },
  });
});

const BLOG_POST = "---\ndate: 2026-02-18\nauthors: [ann]\n---\n# Words\n\nText.";
test.each([
  ["next.config.js", "export default {}", "posts/b.md"],
  ["gatsby-config.js", "module.exports = {}", "content/blog/b.md"],
  ["README.md", "Words.", "posts/b.md"],
])("MkDocs: documentation beside %s takes no blog's posts", async (file, text, path) => {
  for (const more of ["", file === "README.md" ? "" : "  - blog\n"]) {
    const files = { "mkdocs.yml": MKDOCS + more, [file]: text, "docs/a.md": "Words.", [path]: BLOG_POST };
    const beside = await site(files, { url: "https://m.example" });
    expect(beside.post(path).title).toBe("Words");
    expect(beside.reader.problems).toEqual([]);
  }
});

test.each(["nav:\n  - blog: blog.md\n", "  - group: { plugins: [blog] }\n", "x:\n  - blog\n"])(
  "MkDocs: what is called blog elsewhere makes no site of it: %j",
  async (more) => {
    const paths = ["_posts/2020-01-01-b.md", "content/a.md", "blog/b.md", "_drafts/d.md"];
    const posts = Object.fromEntries(paths.map((path) => [path, BLOG_POST]));
    const kinds = async (config: string): Promise<unknown> => {
      const one = await site({ "mkdocs.yml": config, ...posts }, { url: "https://m.example" });
      return [one.post("_posts/2020-01-01-b.md").url, ...paths.map((path) => one.kind(path))];
    };
    expect(await kinds(MKDOCS + more)).toEqual(await kinds(MKDOCS));
  },
);

test.each([
  [
    "  - blog: { blog_dir: blog }\n  - blog: { blog_dir: news }",
    "docs/news/posts/b.md",
    "/news/2026/02/18/words/",
  ],
  ["  - blog: { post_slugify: !!python/name:own.slugs }", "docs/blog/posts/b.md", null],
  [
    "  - blog:\n      post_slugify: !!python/object/apply:pymdownx.slugs.slugify\n        kwds: { case: none }",
    "docs/blog/posts/b.md",
    null,
  ],
  [
    "  - blog:\n      post_slugify: !!python/object/apply:pymdownx.slugs.slugify\n        kwds:\n          case: lower",
    "docs/blog/posts/b.md",
    "/blog/2026/02/18/words/",
  ],
  ["  - blog\nx: !custom y\ny: [!own [a]]", "docs/blog/posts/b.md", "/blog/2026/02/18/words/"],
])("MkDocs: %s", async (plugins, path, url) => {
  const mkdocs = await site({
    "mkdocs.yml": MKDOCS + plugins,
    "docs/blog/posts/a.md": "---\ndate: 2026-02-18\n---\n# การ์ตูน\n\nText",
    "docs/blog/posts/.authors.yml": "ann: { name: Ann Lee }",
    [path]: BLOG_POST,
  });
  expect(mkdocs.reader.problems).toEqual([]);
  expect(mkdocs.post(path).url).toBe(url && `https://m.example/docs${url}`);
  expect(mkdocs.post(path).authors).toEqual([path.includes("news") ? "ann" : "Ann Lee"]);
  if (url !== null)
    expect(mkdocs.post("docs/blog/posts/a.md").url).toBe(
      `https://m.example/docs/blog/2026/02/18/${encodeURIComponent("การตน")}/`,
    );
});

test("MkDocs: a blog that is off is none, and what cannot be read is told", async () => {
  const files = { "docs/blog/posts/a.md": BLOG_POST, "docs/b.md": "Words." };
  const off = await site({ ...files, "mkdocs.yml": `${MKDOCS}  - blog: { enabled: false }` });
  expect(off.kind("docs/blog/posts/a.md")).toBe("ignored");
  expect(off.reader.problems[0]?.message).toMatch(/turns the blog off/);
  const broken = await site({ ...files, "mkdocs.yml": `${MKDOCS}  - blog\ntheme: [x` });
  expect(broken.post("docs/blog/posts/a.md").url).toBeNull();
  expect(broken.kind("docs/b.md")).toBe("ignored");
  const moved = await site({
    ...files,
    "docs/news/posts/a.md": "---\ndate: 2024-01-02\n---\n# A\n",
    "mkdocs.yml": `${MKDOCS}  - blog:\n      blog_dir: news\ntheme: [x`,
  });
  expect(moved.post("docs/news/posts/a.md").url).toBeNull();
  expect(broken.reader.problems[0]?.message).toMatch(/is no YAML.*links are unknown/);
});

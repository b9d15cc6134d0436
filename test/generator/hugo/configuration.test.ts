// How the files of Hugo's config/_default are put together.
import { expect, test } from "vitest";
import { site } from "../site.js";

const front = (...lines: string[]) => `---\n${lines.join("\n")}\n---\nFirst words.\n`;

test("a file of config/_default may set up one language", async () => {
  const hugo = await site({
    "config/_default/hugo.toml": 'baseURL = "https://h.example/"\ntimeZone = "UTC"\n',
    "config/_default/languages.en.toml": 'title = "N"\nlanguageCode = "en-GB"\nweight = 1\n',
    "content/posts/a.md": "---\ntitle: A\n---\nx",
  });
  expect(hugo.reader.site).toMatchObject({ title: "N", lang: "en-GB" });
  expect(hugo.post("content/posts/a.md").url).toBe("https://h.example/posts/a/");
});

test("a file of config/_default for one language says nothing of the others", async () => {
  const hugo = await site({
    "config/_default/hugo.yaml": "baseURL: https://h.example/\ntitle: The Log\n",
    "config/_default/hugo.zh-hans.yaml": "title: 日志\n",
    "config/_default/languages.yaml": "en: { weight: 1 }\nzh-hans: { weight: 2 }\n",
    "config/_default/permalinks.zh-hans.yaml": "permalinks: { posts: /w/:slug/ }\n",
    "config/_default/permalinks.en.yaml": "posts: /no/:slug/\n",
    "content/posts/a.zh-hans.md": front("slug: b"),
    "content/posts/a.md": front("slug: b"),
  });
  expect(hugo.reader.site.title).toBe("The Log");
  expect(["a.zh-hans", "a"].map((one) => hugo.post(`content/posts/${one}.md`).url)).toEqual([
    "https://h.example/zh-hans/w/b/",
    "https://h.example/posts/b/",
  ]);
});

const RULES = {
  "hugo.yaml": [
    "baseURL: https://h.example/",
    "defaultContentLanguage: en",
    "languages: { en: { weight: 1 }, de: { weight: 2 } }",
    "permalinks:",
    "  - { target: { kind: section, path: '/books/**' }, pattern: /shelf/:slug/ }",
    "  - { target: { kind: page, path: '/books/**', environment: staging }, pattern: /staged/:slug/ }",
    "  - { target: { kind: page, path: '/books/**' }, pattern: '/:sectionslugs[1:]/:year/:slug/' }",
    "  - { target: { path: '/*' }, pattern: /root/:slug/ }",
    "  - { target: { sites: { matrix: { languages: [de] } } }, pattern: /auf-deutsch/:slug/ }",
    "  - { target: { kind: page }, pattern: /other/:sectionslug/:slug/ }",
  ].join("\n"),
  "content/books/_index.md": front("title: All books"),
  "content/books/Novels/_index.md": front("title: Novels", "slug: fiction"),
  "content/mine/_index.md": front("title: My Own", "url: /m/", "cascade: { url: '/m\\:n/:slug/' }"),
  "content/mine/x.md": front("title: An x"),
};

test.each([
  ["books/Novels/b.md", "fiction/2023/b/"],
  ["top.md", "root/b/"],
  ["notes/b.de.md", "de/auf-deutsch/b/"],
  // Nothing says what its section is called.
  ["notes/b.md", null],
])("permalinks that name their target: %s", async (path, url) => {
  const file = `content/${path}`;
  const hugo = await site({ ...RULES, [file]: front("slug: b", "date: 2023-06-15") });
  expect(hugo.post(file).url).toBe(url && `https://h.example/${url}`);
});

test("an address in front matter is filled in; one that holds no token of Hugo's is taken as it is", async () => {
  const odd = "content/notes/odd.md";
  const hugo = await site({ ...RULES, [odd]: front("url: /a:bee/") });
  expect(hugo.post("content/mine/x.md").url).toBe("https://h.example/m:n/an-x/");
  expect(hugo.post(odd).url).toBe("https://h.example/a:bee/");
});

test("an undated page beside a section that is a blog is not announced, and documentation is no post", async () => {
  const hugo = await site({
    "hugo.toml": "baseURL = 'https://h.example/'\n",
    "content/blog/a.md": "---\ntitle: A\n---\nWords.\n",
    "content/notes/b.md": "---\ntitle: B\n---\nWords.\n",
    "content/notes/c.md": "---\ntitle: C\ndate: 2024-01-02\n---\nWords.\n",
    "content/guide/_index.md": "---\ntitle: Guide\ncascade:\n  type: docs\n---\n",
    "content/guide/d.md": "---\ntitle: D\n---\nWords.\n",
    "content/guide/e.md": "---\ntitle: E\ndate: 2024-01-02\n---\nWords.\n",
  });
  expect(hugo.kind("content/guide/d.md")).toBe("ignored");
  const quiet = ["blog/a", "notes/b", "notes/c", "guide/e"].filter(
    (name) => hugo.post(`content/${name}.md`).announcing.notify === "never",
  );
  expect(quiet).toEqual(["notes/b", "guide/e"]);
});

test.each([
  [
    "a main section",
    "[params]\nmainSections = ['docs']\n",
    "docs",
    "docs",
    { "content/blog/b.md": "Words.\n" },
  ],
  ["the only section", "", "docs", "docs", {}],
  ["a blog", "", "blog", "docs", {}],
  ["a review of a book", "", "blog", "book", { "content/notes/b.md": "Words.\n" }],
])(
  "what a site's posts lie in holds no documents, whatever their type: %s",
  async (_, config, folder, type, more) => {
    const hugo = await site({
      "hugo.toml": `baseURL = 'https://h.example/'\n${config}`,
      [`content/${folder}/_index.md`]: `---\ncascade:\n  type: ${type}\n---\n`,
      [`content/${folder}/a.md`]: "---\ntitle: A\n---\nWords.\n",
      ...more,
    });
    expect(hugo.post(`content/${folder}/a.md`).announcing.notify).toBe("normal");
  },
);

// By Hugo 0.111.3 itself.
test.each([
  ["2021-10-01 8:30:00+00:00", "2021-10-01T08:30:00.000Z"],
  ["2021-10-01 8:30:00", "2021-09-30T23:30:00.000Z"],
  ["2021-10-01T8:30:00+02:00", "2021-10-01T06:30:00.000Z"],
  ["2021-10-1 08:30:00", null],
  ["2021-10-01 08:3:00", null],
])("an hour of one digit is one: %s", async (date, instant) => {
  const hugo = await site({
    "hugo.toml": "baseURL = 'https://h.example/'\ntimeZone = 'Asia/Tokyo'\n",
    "content/blog/a.md": `---\ntitle: A\ndate: ${date}\n---\nWords.\n`,
  });
  const at = hugo.post("content/blog/a.md").date?.instant;
  expect(at === undefined ? null : new Date(at).toISOString()).toBe(instant);
});

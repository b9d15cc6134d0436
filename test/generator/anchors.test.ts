// The anchors of headings, as each generator makes them. What stands here was seen on Hugo 0.111.3, kramdown with GFM as
// Jekyll runs it, hexo-renderer-marked 7.0.1, github-slugger, and markdown-it-anchor with @mdit-vue/shared 3.0.2.
import { expect, test } from "vitest";
import { site } from "./site.js";

const headings = [
  "Hello, World!",
  "Hello World",
  "`git push` & co.",
  "C++ and C#",
  "1. Erste Schritte",
  "Über Größe",
  "如何做出能被用到的工作？",
  "snake_case and kebab-case",
  "Emoji 🎉 party",
  'What\'s "quoted" isn’t',
  "Café ① ² x²",
  "Hello World",
  "İstanbul'da",
  "a.b/c:d",
  "हिन्दी शब्द",
  "Own {#my-own}",
  '<a name="by-hand"></a>Named',
  "???",
];
const body = `---\ntitle: T\ndate: 2024-01-02\n---\n\nBefore.\n\n${headings.map((one) => `## ${one}`).join("\n\nText.\n\n")}\n`;

const HUGO = [
  "hello-world",
  "hello-world-1",
  "git-push--co",
  "c-and-c",
  "1-erste-schritte",
  "über-größe",
  "如何做出能被用到的工作",
  "snake_case-and-kebab-case",
  "emoji--party",
  "whats-quoted-isnt",
  "café---x",
  "hello-world-2",
  "istanbulda",
  "abcd",
  "हनद-शबद",
  "my-own",
  "by-hand",
  "heading",
];
const KRAMDOWN = HUGO.with(12, "i̇stanbulda")
  .with(14, "हिन्दी-शब्द")
  .with(17, null as unknown as string);
const HEXO = [
  "Hello-World",
  "Hello-World-1",
  "git-push-co",
  "C-and-C",
  "1-Erste-Schritte",
  "Uber-Grose",
  "如何做出能被用到的工作？",
  "snake-case-and-kebab-case",
  "Emoji-🎉-party",
  "What’s-“quoted”-isn’t",
  "Cafe-①-²-x²",
  "Hello-World-2",
  "Istanbul’da",
  "a-b-c-d",
  "हिन्दी-शब्द",
  "my-own",
  "by-hand",
  null,
];
const VITE = [
  "hello-world",
  "hello-world-1",
  "git-push-co",
  "c-and-c",
  "_1-erste-schritte",
  "uber-große",
  "如何做出能被用到的工作",
  "snake-case-and-kebab-case",
  "emoji-🎉-party",
  "what-s-quoted-isn-t",
  "cafe-1-2-x2",
  "hello-world-2",
  "istanbul-da",
  "a-b-c-d",
  "हिन्दी-शब्द",
  "my-own",
  "by-hand",
  null,
];
const none = headings
  .map(() => null)
  .with(15, "my-own" as never)
  .with(16, "by-hand" as never);

/** `from`: the rest of a site beside the post, whose path is `path`. */
const sites: readonly [
  name: string,
  path: string,
  from: Record<string, string>,
  wanted: readonly (string | null)[],
][] = [
  ["Hugo", "content/posts/a.md", { "hugo.toml": "title='x'" }, HUGO],
  [
    "Hugo without anchors",
    "content/posts/a.md",
    { "hugo.toml": "[markup.goldmark.parser]\nautoHeadingID = false" },
    none,
  ],
  [
    "Hugo in ASCII",
    "content/posts/a.md",
    { "hugo.toml": "[markup.goldmark.parser]\nautoHeadingIDType = 'github-ascii'" },
    HUGO.with(5, "uber-groe").with(6, "heading").with(10, "cafe---x").with(14, "-").with(17, "heading-1"),
  ],
  ["Jekyll", "_posts/2024-01-02-a.md", { "_config.yml": "title: x" }, KRAMDOWN],
  [
    "Jekyll with kramdown's own rules",
    "_posts/2024-01-02-a.md",
    { "_config.yml": "kramdown:\n  input: kramdown" },
    none,
  ],
  ["Hexo", "source/_posts/a.md", { "_config.yml": "title: x", "source/_posts/.keep": "" }, HEXO],
  [
    "Hexo in small letters",
    "source/_posts/a.md",
    { "_config.yml": "marked:\n  modifyAnchors: 1", "source/_posts/.keep": "" },
    HEXO.map((one) => one?.toLowerCase() ?? null),
  ],
  [
    "Hexo without anchors",
    "source/_posts/a.md",
    { "_config.yml": "marked:\n  headerIds: false", "source/_posts/.keep": "" },
    none,
  ],
  [
    "Hexo with markdown-it, which counts from two",
    "source/_posts/a.md",
    {
      "_config.yml": "title: x",
      "source/_posts/.keep": "",
      "package.json": '{"dependencies":{"hexo":"7","hexo-renderer-markdown-it":"7"}}',
    },
    HEXO.with(1, "Hello-World-2").with(11, "Hello-World-3"),
  ],
  ["VitePress", "posts/a.md", { ".vitepress/config.ts": "export default { title: 'x' }" }, VITE],
  ["Eleventy, where a plugin decides", "posts/a.md", { "eleventy.config.js": "export default {}" }, none],
];

test.each(sites)("%s", async (_, path, from, wanted) => {
  const read = await site({ ...from, [path]: body });
  const { text } = read.parsed(path).body;
  expect(text.headings.map(({ anchor }) => anchor)).toEqual(wanted);
  // Each heading is where its line stands in the prose.
  for (const { title, at } of text.headings) expect(text.prose.slice(at).split("\n")[0]).toBe(title);
});

test.each([
  ["docusaurus.config.js", "module.exports = { title: 'x' }", "blog/2024-01-02-a.md"],
  [
    "quartz.config.ts",
    "const config = { configuration: { pageTitle: 'x' } }; export default config",
    "content/a.md",
  ],
])("%s: github-slugger", async (config, text, path) => {
  const read = await site({ [config]: text, [path]: body });
  const anchors = read.parsed(path).body.text.headings.map(({ anchor }) => anchor);
  expect(anchors.slice(0, 4)).toEqual(["hello-world", "hello-world-1", "git-push--co", "c-and-c"]);
  expect(anchors[15]).toBe("my-own");
});

const EMOJI = "---\ntitle: T\ndate: 2024-01-02\n---\n## :memo: Develop *:tada:* notes\n";
const dependent = (...names: readonly string[]): string =>
  JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, "1"])) });
test.each<[name: string, path: string, from: Record<string, string>, anchor: string | null]>([
  ["Jekyll", "_posts/2024-01-02-a.md", { "_config.yml": "plugins: [jemoji]" }, "memo-develop-tada-notes"],
  ["Docusaurus", "blog/a.md", { "docusaurus.config.js": "module.exports = {}" }, "memo-develop-tada-notes"],
  [
    "Hexo",
    "source/_posts/a.md",
    {
      "_config.yml": "title: x",
      "source/_posts/.keep": "",
      "package.json": dependent("hexo", "hexo-filter-github-emojis"),
    },
    "memo-Develop-tada-notes",
  ],
  ["VitePress", "posts/a.md", { ".vitepress/config.ts": "export default {}" }, "develop-notes"],
  [
    "Nuxt",
    "content/blog/a.md",
    { "nuxt.config.ts": "export default { modules: ['@nuxt/content'] }" },
    "develop-notes",
  ],
  [
    "Astro",
    "src/content/blog/a.md",
    { "astro.config.mjs": "export default {}", "package.json": dependent("astro", "remark-gemoji") },
    "-develop--notes",
  ],
])("names of emoji in anchors of %s", async (_, path, from, anchor) => {
  const read = await site({ ...from, [path]: EMOJI });
  expect(read.parsed(path).body.text.headings).toMatchObject([{ title: "📝 Develop 🎉 notes", anchor }]);
});

test("Hugo's anchors have the names of emoji as they are written", async () => {
  const path = "content/posts/a.md";
  const read = await site({ "hugo.toml": "enableEmoji = true", [path]: EMOJI.replaceAll("*", "") });
  expect(read.parsed(path).body.text.headings).toMatchObject([{ anchor: "memo-develop-tada-notes" }]);
});

test("what Hugo takes from the line as it is written is not guessed", async () => {
  const read = await site({
    "hugo.toml": "title='x'",
    "content/posts/a.md":
      "---\ntitle: T\n---\n## A [link](https://x.org)\n\n## _One_ word\n\n## One -- two\n",
  });
  expect(read.parsed("content/posts/a.md").body.text.headings.map(({ anchor }) => anchor)).toEqual([
    null,
    null,
    null,
  ]);
});

test("many headings of the same words are numbered without looking through all of them", async () => {
  const many = Array.from({ length: 3000 }, () => "## Same").join("\n\n");
  const read = await site({
    "hugo.toml": "title='x'",
    "content/posts/a.md": `---\ntitle: T\n---\n${many}\n`,
  });
  const anchors = read.parsed("content/posts/a.md").body.text.headings.map(({ anchor }) => anchor);
  expect(anchors.at(-1)).toBe("same-2999");
  expect(new Set(anchors).size).toBe(3000);
});

// What a generator's Markdown does not read is text that its author meant: tags, attributes, blocks between colons.
import { expect, test } from "vitest";
import { site } from "./site.js";

const FRONT = "---\ntitle: A\ndate: 2024-03-04\n---\n";
const GENERATORS = {
  hugo: [{ "hugo.toml": "" }, "content/posts/a.md"],
  jekyll: [{ "_config.yml": "url: https://j.example\n" }, "_posts/2024-03-04-a.md"],
  jekyllOther: [{ "_config.yml": "markdown: CommonMark\n" }, "_posts/2024-03-04-a.md"],
  hexo: [{ "_config.yml": "url: https://h.example\n", "source/_posts/b.md": "" }, "source/_posts/a.md"],
  astro: [{ "astro.config.mjs": "export default {}" }, "src/content/blog/a.md"],
  astroMdx: [{ "astro.config.mjs": "export default {}" }, "src/content/blog/a.mdx"],
  astroDirectives: [
    { "astro.config.mjs": "export default {}", "package.json": '{"dependencies":{"remark-directive":"3"}}' },
    "src/content/blog/a.md",
  ],
  vitepress: [{ ".vitepress/config.js": "export default {}" }, "posts/a.md"],
  docusaurus: [{ "docusaurus.config.js": "module.exports = {}" }, "blog/a.md"],
  zola: [{ "config.toml": 'base_url = "https://z.example"\n[extra]\n' }, "content/a.md"],
  eleventy: [{ ".eleventy.js": "module.exports = () => ({})" }, "posts/a.md"],
  obsidian: [{ ".obsidian/app.json": "{}" }, "a.md"],
  nikola: [{ "conf.py": 'BLOG_TITLE = "x"\n' }, "posts/a.md"],
  pelican: [{ "pelicanconf.py": 'SITENAME = "x"\n' }, "content/a.md"],
  bridgetown: [{ "bridgetown.config.yml": "" }, "src/_posts/2024-03-04-a.md"],
  folder: [{}, "a.md"],
} as const satisfies Record<string, readonly [Record<string, string>, string]>;
type Named = keyof typeof GENERATORS;
const ALL = Object.keys(GENERATORS) as Named[];

async function prose(name: Named, body: string): Promise<string> {
  const [files, path] = GENERATORS[name];
  const one = await site({ ...files, [path]: FRONT + body });
  return one.parsed(path).body.text.prose.replace(/\s+/g, " ").trim();
}

test.each([
  ["<pre><code>&lt;p&gt;{/* hi */}&lt;/p&gt;</code></pre>", "<p>{/* hi */}</p>"],
  ["<pre>\n::: warning\nx\n:::\n</pre>", "::: warning x :::"],
  ["<pre>\n[toc]\nx</pre>", "[toc] x"],
  ["<p>x</p>\n[toc]\n<p>:::</p>\n-8<- y", "x [toc] ::: -8<- y"],
  ["<pre>\nimport a from 'a'\n> [!note] x\n:a{.b}\n</pre>", "import a from 'a' > [!note] x :a{.b}"],
  ["<p>It costs $5 {{< foo >}} or $6</p>", "It costs $5 or $6"],
  ["<p>`{{< foo >}}` {{ b }}</p>", "`` {{ b }}"],
])("of what Markdown reads HTML has nothing: %j", async (text, said) => {
  const one = await site({ "hugo.toml": "", "content/posts/a.html": FRONT + text });
  const { prose, code } = one.parsed("content/posts/a.html").body.text;
  expect((prose + code).replace(/\s+/g, " ").trim()).toBe(said);
});

test("tags of a site's templates are read in HTML too", async () => {
  const path = "_posts/2024-03-04-a.html";
  const body =
    "<code>{{ x }}</code>a{% note %}<p>b</p>{% endnote %}{% highlight js %}\nif (a < b) {}\n\n  c;\n{% endhighlight %}";
  const one = await site({ "_config.yml": "url: https://j.example\n", [path]: FRONT + body });
  const { prose, code } = one.parsed(path).body.text;
  expect([prose.split("\n"), code]).toEqual([["a", "b"], "if (a < b) {}\n\n  c;"]);
});

/** Each text with what becomes of it where its language is read, and the generators that read it. */
test.each<[text: string, read: string, by: readonly Named[]]>([
  ["It gives {:ok, x} or {:a => 1} back, (so) {:.2}", "", []],
  ["{:ok, x}\nWords.", "Words.", ["jekyll", "bridgetown"]],
  [
    "Write {% youtube x %} there.",
    "Write YouTube there.",
    [
      "hexo",
      "jekyll",
      "jekyllOther",
      "zola",
      "eleventy",
      "pelican",
      "bridgetown",
      "folder",
      "astroMdx",
      "docusaurus",
    ],
  ],
  [
    "Write {{< foo >}} there.",
    "Write there.",
    ALL.filter((name) => !/^(?:astro|astroDirectives|obsidian)$/.test(name)),
  ],
  ["A :icon[Word] here.", "A Word here.", ["docusaurus", "astroDirectives", "folder"]],
  [
    ":::spotlight\n\nInside.\n\n:::\n\nAfter.",
    "Inside. After.",
    ["docusaurus", "astroDirectives", "vitepress", "folder"],
  ],
  [
    "::: spotlight Our result\nInside.\n:::",
    "Our result Inside.",
    ["docusaurus", "astroDirectives", "vitepress", "folder"],
  ],
])("%j", async (text, read, by) => {
  for (const name of ALL) {
    const said = await prose(name, text);
    if (by.includes(name)) expect(said, name).toBe(read);
    else expect(said, name).toContain(text.split("\n")[0]?.replace(/^:+/, ""));
  }
});

test.each([
  ["## 标题\n{: #标题}\n\nWords", "标题 Words"],
  ["**粗体**{:#强调} Words", "粗体 Words"],
  ["> Words\n> {:.1col}", "Words"],
  ["Words\n  {:.1col}\n", "Words"],
  ["Words `x`{:ruby}", "Words x"],
  ["Words\n\n    {:ok, x}", "Words"],
  ["## Т {: #заголовок }\n\nWords", "Т Words"],
])("kramdown's attributes belong to a block or to what ends before them: %j", async (text, said) => {
  expect(await prose("jekyll", text)).toBe(said);
});

test("names of attributes may be of any letters, and an anchor is kept", async () => {
  for (const text of [
    "## Т {: #заголовок }\n\nWords",
    "## Т {#заголовок}\n\nWords",
    "## Т{#заголовок}\n\nWords",
  ])
    for (const name of ALL) expect(await prose(name, text), name).toBe("Т Words");
  const one = await site({ ...GENERATORS.hugo[0], "content/posts/a.md": `${FRONT}## Т {#заголовок}\n\nx` });
  expect(one.parsed("content/posts/a.md").body.text.headings).toMatchObject([{ anchor: "заголовок" }]);
});

test("a block left as text keeps its end, and is no open block", async () => {
  expect(await prose("hugo", ":::foo\nx\n:::\n\n@tab js")).toBe(":::foo x ::: @tab js");
  expect(await prose("astro", "::: Achtung, das ist neu\n\n@tab js")).toBe(
    "::: Achtung, das ist neu @tab js",
  );
  expect(await prose("jekyll", "::: tip\nx\n:::\n\ny\n\n:::")).toBe("x y :::");
});

test.each([
  "::: {.foo .bar}\nWords.\n:::",
  "::: {#refs}\nWords.\n:::",
  '::: {.callout-note collapse="true"}\nWords.\n:::',
  ...["slot hero", "flex between", "align center", "card-grid two", "masonry 3"].map(
    (head) => `::: ${head}\nWords.\n:::`,
  ),
])("settings of a block are no title of it: %j", async (text) => {
  expect(await prose("vitepress", text)).toBe("Words.");
});

test.each(['::: {.callout-note title="Mind the gap"}', ":::{note} Mind the gap"])(
  "the title of %j is one",
  async (head) => {
    expect(await prose("vitepress", `${head}\nWords.\n:::`)).toBe("Mind the gap Words.");
  },
);

test("signs of formats are text in every generator", async () => {
  const text = '<pre>println!("{:?} {:.2} {:>5}");</pre>';
  for (const name of ALL) {
    const [files, path] = GENERATORS[name];
    const read = (await site({ ...files, [path]: FRONT + text })).parsed(path).body.text;
    if (!/mdx|docusaurus/i.test(name)) expect(read.code + read.prose, name).toContain("{:?} {:.2} {:>5}");
  }
});

test.each([
  "Words {: .class #id}\n\nmore",
  '![](a.png){: width="100"}\n\nWords more',
  "* toc\n{:toc}\n\nWords more",
  "::: tip\nWords more\n:::",
])("attributes and boxes of usual names are no text anywhere: %j", async (text) => {
  for (const name of ALL) expect(await prose(name, text), name).toBe("Words more");
});

test("MDX that a fence keeps from other readers is read, in any fence but an outer one", async () => {
  const mdx = async (text: string) => {
    const one = await site({ ...GENERATORS.docusaurus[0], "blog/a.mdx": FRONT + text });
    const { prose, code } = one.parsed("blog/a.mdx").body.text;
    return [prose.trim(), code.trim()];
  };
  expect(await mdx("```mdx-code-block\n<b>Words</b>\n```\n")).toEqual(["Words", ""]);
  expect(await mdx("~~~~mdx-code-block\n```js\nx\n```\n~~~~\n\nWords\n")).toEqual(["Words", "x"]);
  const shown = "```mdx-code-block\n<b>x</b>\n```";
  expect(await mdx(`Words\n\n\`\`\`\`md\n${shown}\n\`\`\`\`\n`)).toEqual(["Words", shown]);
});

test.each([
  ["gatsby-config.js", "content/blog/a.md"],
  ["next.config.js", "posts/a.md"],
  ["README.md", "a.md"],
])("beside %s, remarks and modules of MDX in Markdown are no text, however long", async (mark, path) => {
  const remark = `{/*\n${"internal ".repeat(200)}\n\ninternal\n*/}`;
  const meta = 'export const meta = {\n  note: "internal",\n}';
  const one = await site({ [mark]: "", [path]: `${FRONT}${meta}\n\nWords.\n\n${remark}\n\nMore.` });
  expect(one.parsed(path).body.text.prose.replace(/\s+/g, " ").trim()).toBe("Words. More.");
});

const manifest = (name: string, key: string): string => JSON.stringify({ [key]: { [name]: "1" } });

test("tags of Markdoc are read where a package does", async () => {
  const text =
    '# Head {% #id .x %}\n\n{% callout type="note" %}\nWords {% $x %}.\n{% /callout %}\n\n{% if $a %}\nMore.\n{% else /%}\nElse {{ x }}.\n{% /if %}\n\n{% comment %}internal{% /comment %}`{% if %}`';
  for (const mark of ["next.config.js", "gatsby-config.js"]) {
    const files = { [mark]: "", "package.json": manifest("@markdoc/next.js", "dependencies") };
    const one = await site({ ...files, "content/a.md": `${FRONT}${text}` });
    const said = one.parsed("content/a.md").body.text.prose.replace(/\s+/g, " ");
    expect(said.replace(/^ ?Head /, "").trim()).toBe("Words . More. Else {{ x }}. {% if %}");
  }
});

test.each([
  ["@mdit/plugin-container", "dependencies", "containers"],
  ["remark-flexible-containers", "dependencies", "containers"],
  ["markdown-it-custom-block", "peerDependencies", "containers"],
  ["gatsby-remark-custom-blocks", "optionalDependencies", "containers"],
  ["hexo-renderer-multi-markdown-it", "dependencies", "containers"],
  ["remark-mdc", "dependencies", "directives"],
  ["markdown-it-directive", "devDependencies", "directives"],
  ["remark-directive-rehype", "dependencies", "directives"],
  ["markdown-it", "dependencies", ""],
  ["vue-directive", "dependencies", ""],
])("blocks between colons are read by %s in %s: %s", async (name, key, kind) => {
  const files = { "next.config.js": "", "package.json": manifest(name, key) };
  const one = await site({ ...files, "posts/a.md": `${FRONT}:::spotlight\nA :icon[word].\n:::` });
  const said = one.parsed("posts/a.md").body.text.prose.trim();
  const read = { directives: "A word.", containers: "A :icon[word]." }[kind];
  if (read === undefined) expect(said).toContain(":::spotlight");
  else expect(said).toBe(read);
});

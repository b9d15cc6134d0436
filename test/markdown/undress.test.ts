// The dress of each generator comes off: what it means stays, nothing raw remains, code is left alone.
import { describe, expect, it, test } from "vitest";
import { GUESSED } from "../../src/markdown/extensions.js";
import { parseMarkdown } from "../../src/markdown/read-body.js";
import { toPlain } from "../../src/document/plain.js";
import { undress } from "../../src/markdown/undress.js";

const base = "https://blog.example/p/";
const parse = (markdown: string) => parseMarkdown(markdown, { base, extensions: GUESSED });

describe("becomes what it means", () => {
  it.each([
    [
      "Hexo's note",
      "{% note info Look %}\n**a**\n{% endnote %}",
      { type: "note", kind: "info", title: "Look" },
    ],
    [
      "Hexo's code",
      "{% codeblock lang:js %}\nlet a;\n{% endcodeblock %}",
      { type: "code", lang: "js", value: "let a;" },
    ],
    ["Jekyll's code", "{% highlight ruby %}\nputs `x`\n{% endhighlight %}", { type: "code", lang: "ruby" }],
    [
      "Hugo's code",
      '{{< highlight go "linenos=table" >}}\nx := 1\n{{< /highlight >}}',
      { type: "code", lang: "go" },
    ],
    ["Hexo's quote", "{% blockquote Ann %}\nwords\n{% endblockquote %}", { type: "quote" }],
    [
      "Hexo's picture",
      "{% asset_img pic.png a tree %}",
      { type: "figure", url: `${base}pic.png`, alt: "a tree" },
    ],
    ["Hugo's figure", '{{< figure src="a.png" caption="Cap" >}}', { type: "figure", url: `${base}a.png` }],
    ["a fold", '{{< details "More" >}}\ntext\n{{< /details >}}', { type: "details" }],
    ["VuePress's container", "::: tip Title\n*a*\n:::", { type: "note", kind: "tip", title: "Title" }],
    ["VuePress's fold", "::: details More\ntext\n:::", { type: "details" }],
    [
      "a highlighter's table of line numbers and code",
      '<table><tbody><tr><td class="gutter"><pre><span class="line">1</span><br><span>2</span></pre></td>' +
        '<td class="code"><pre><span class="line">**a**</span><br><span class="line">$$$$</span></pre></td></tr></tbody></table>',
      { type: "code", value: "**a**\n$$$$" },
    ],
    [
      "MDX's picture with a style",
      '<img\n\tstyle={{\n\t\twidth: 60,\n\t}}\n\talt="CD"\n\tsrc="cd.png"\n/>',
      { type: "figure", url: `${base}cd.png`, alt: "CD" },
    ],
    [
      "HTML in a module",
      'import A from "../document/a"\n\n<details onClick={() => go({ a: 1 })}><summary>More</summary>text</details>',
      { type: "details" },
    ],
    ["GitHub's alert", "> [!WARNING]\n> careful", { type: "note", kind: "warning" }],
  ])("%s", (_, markdown, expected) => {
    expect(parse(markdown)).toMatchObject([expected]);
  });

  it.each([
    ["a link by Liquid", "[a]({{ site.baseurl }}/x)", "a"],
    ["a Hexo link to a post", "see {% post_link my-post My post %} now", "see My post now"],
    ["a player", "{% youtube abc %}", "YouTube"],
    ["tabs", "{% tabs x %}\n<!-- tab One -->\na\n<!-- endtab -->\n{% endtabs %}", "One\na"],
    ["raw", "{% raw %}<b>x</b> {{ y }}{% endraw %}", "x {{ y }}"],
    ["a callout with a title", "> [!note]- Watch\n> *this*", "Watch\nthis"],
    ["a callout of one line", "> [!tip] Watch this", "Watch this"],
    ["what follows a container", "::: tip\na\n:::\nb", "a\nb"],
  ])("the text of %s", (_, markdown, expected) => {
    expect(toPlain(parse(markdown))).toBe(expected);
  });
});

it.each([
  ["[TOC]\n\na"],
  ["* TOC\n{:toc}\n\na"],
  ["@[toc](x)\n\na"],
  ["a {{ page.title }}"],
  ["a\n{: .class}"],
  ["import X from './x'\n\na\n\n<Chart data={[1, 2]} on={() => { go() }} />"],
  ["{/* remark */}\n\na"],
  ["{% include x.html %}\na"],
  ["{{< unknown x=1 >}}a{{< /unknown >}}"],
])("%j leaves nothing but the text", (markdown) => {
  expect(toPlain(parse(markdown)).trim()).toBe("a");
});

it.each([
  ["a fence", "```\n{% note %} {{ x }} ::: {{< y >}}\n```"],
  ["code in a line", "`{{ x }}` and `{% y %}`"],
  ["maths", "$x^{{2}}$ and $$\\frac{{a}}{{b}}$$"],
  ["maths in brackets", "\\(a_{i=1}\\) and \\[\n\\sum_{i=1}^n\n\\]"],
  ["an environment", "\\begin{align*}\n\\sum_{i=1}^n\n\\end{align*}"],
  ["plain prose", "import taxes rose; from 5 to 6. a: b ::c"],
])("%s is left alone", (_, markdown) => {
  expect(undress(markdown)).toBe(markdown);
});

it.each([
  "{% ",
  "{{< ",
  "{% codeblock %}\n",
  "::: tip\n",
  "{: ",
  "<A b={",
  "`",
  "``` \n",
  "$$a",
  "import x\n",
  "{% note %}",
])("a text of %j alone does no harm", (piece) => {
  expect(typeof undress(piece.repeat(Math.floor(100_000 / piece.length)))).toBe("string");
});

describe("MDX", () => {
  const mdx = (markdown: string) => toPlain(parseMarkdown(markdown, { base, mdx: true })).trim();
  it.each([
    ["indented text is no code", "<Box>\n\tone\n\ttwo\n</Box>", "one two"],
    ["an import over lines goes", "import {\n  A,\n} from 'a'\n\na", "a"],
    ["an export goes up to its blank line", "export const meta = {\n  a: 1,\n}\n\na", "a"],
    ["a text in braces is said", 'a{\' \'}b {`"c" {d}`} {"e"}', 'a b "c" {d} e'],
    ["other expressions vanish", "a {props.b} {list.map((x) => ({ y: x }))}", "a"],
    ["escaped braces and code stay", "\\{a\\} `{b}` $c_{d}$", "{a} {b} $c_{d}$"],
    ["prose that begins like a module stays", "we\nexport sand", "we export sand"],
  ])("%s", (_, markdown, text) => {
    expect(mdx(markdown)).toBe(text);
  });

  it.each([
    ["front matter", "# {frontmatter.title}\n\nBy {props.frontmatter.who}.", "Tea & <b>\nBy Ann."],
    ["front matter as Docusaurus names it", "{frontMatter.who}, {frontMatter.tags.length}", "Ann, 2"],
    [
      "an exported text",
      'export const cup = "a cup"\n\nIt is {cup} of {frontmatter.none}tea.',
      "It is a cup of tea.",
    ],
    [
      "an exported object",
      "export const meta = {\n  title: 'Tea', n: x(),\n}\n\n# {meta.title}{meta.n}",
      "Tea",
    ],
    ["a choice between texts it cannot make", "{frontmatter.who === 'Ann' ? 'a' : 'b'}c", "c"],
    ["code", "`{frontmatter.title}`", "{frontmatter.title}"],
  ])("what %s says is shown", (_, markdown, said) => {
    const data = { title: "Tea & <b>", who: "Ann", tags: ["a", "b"] };
    expect(toPlain(parseMarkdown(markdown, { base, mdx: true, data })).trim()).toBe(said);
  });

  it("Markdown keeps its braces and its indented code", () => {
    expect(parse("a {b}\n\n    c")).toMatchObject([
      { children: [{ value: "a {b}" }] },
      { type: "code", value: "c" },
    ]);
  });

  it.each(["{a", "{{x}", "export a\n", "{'", "<A b={"])("a text of %j alone does no harm", (piece) => {
    expect(typeof undress(`{${piece.repeat(Math.floor(100_000 / piece.length))}`, { mdx: true })).toBe(
      "string",
    );
  });
});

it.each([
  [
    "an element of a site's own",
    "<callout-info>\n\tsee [this](/x)\n\tand *that*.\n</callout-info>",
    { type: "note", kind: "info", children: [{ children: [{}, { type: "link" }, {}, {}, {}] }] },
  ],
  [
    "a component with a kind and a title",
    '<Callout type="warning" title="Mind">\n**the gap**\n</Callout>',
    { type: "note", kind: "warning", title: "Mind", children: [{ children: [{ type: "strong" }] }] },
  ],
  ["an element of HTML", "<div>\n**a**\n</div>", { type: "paragraph", children: [{ type: "strong" }] }],
  ["code in HTML, as it is typed", "<pre>\n**a**\n</pre>", { type: "code", value: "**a**" }],
])("in MDX, what stands between the lines of %s is Markdown", (_, markdown, expected) => {
  expect(parseMarkdown(markdown, { base, mdx: true })).toMatchObject([expected]);
});

test.each([
  ["1. Here it will stand\n{:toc .x}\n\nWords.", "Words."],
  ['<div markdown="1" class=a>\n**Bold** words.\n</div>\n\nMore.', "Bold words.\nMore."],
  ["Use {{/* a */}} here.", "Use {{/* a */}} here."],
  [
    '<details markdown="block"><summary>S</summary>\n**Bold** words.\n</details>\n\nMore.',
    "S\nBold words.\nMore.",
  ],
])("kramdown's %j", (markdown, said) => {
  expect(toPlain(parseMarkdown(markdown, { base }))).toBe(said);
});

test.each([
  ["{% span red, The kettle %} is on.", "The kettle is on."],
  ["{% label primary@The kettle %} {% label is on primary %}.", "The kettle is on."],
  ["{% u under %} {% kbd Ctrl %} {% checkbox checked, done %}", "under Ctrl done"],
  ["::: tabs#x\n@tab One#a\nThe kettle.\n@tab:active Two\nThe pot.\n:::", "One\nThe kettle.\nTwo\nThe pot."],
  ['_{{ "12 Dec 2014" | timePosted }} ago:_ it is', "12 Dec 2014 ago: it is"],
  ["_We are at ${{ a.b }} of $6000_", "We are at $ of $6000"],
  ['<iframe\n  src="https://a.example/x" height="400px"\n/>\n\nWords <b>here</b>', "a.example\nWords here"],
  ["Let $x_{{a}}$ and ${{a}_b}$ be", "Let $x_{{a}}$ and ${{a}_b}$ be"],
  ["Count is {{ (a || b) }}{{ [1].join() }}{{ `x` }} now.", "Count is now."],
  ["$a {{(b)}}$ and x^{{(a)}}", "$a {{(b)}}$ and x^{{(a)}}"],
])("themes' tags in a line say their words: %j", (markdown, said) => {
  expect(toPlain(parse(markdown))).toBe(said);
});

test.each([
  ["<>\n  The *kettle*.\n</>", "The kettle."],
  ["```mdx-code-block\nimport X from 'y';\n```\n\nThe kettle.", "The kettle."],
  [
    "<figure>\n  <img src='/a.png' />\n  <figcaption>The [*kettle*][k].</figcaption>\n</figure>\n\n[k]: /k",
    "The kettle.",
  ],
  ["<p>The `kettle`\\.</p>\n<td>**It**</td>", "The kettle.\nIt"],
  ["<pre>\n*The* kettle.\n</pre>", "*The* kettle."],
  // What looks like a tag within code, a formula or an address is none.
  ["<p>a ``x <b`` *c*</p>", "a x <b c"],
  ["<div>$a <b$ *c*</div>", "$a <b$ c"],
  ['<figcaption>see [this](/x "<a") *b*</figcaption>', "see this b"],
  ["<div>\n<summary>a *b*</summary>\n<pre>\n*x* [y](/z)\n</pre>\n*c*\n</div>", "a b\n*x* [y](/z)\nc"],
  ["<p>`<pre>` is *c*</p>", "<pre> is c"],
  ["<p>*a* <b c='</p>", "*a*"],
  ["<div data-x='<pre>' hidden>\nsecret <b c='</div>", ""],
  ['<div data-x="\\<pre>" hidden>*secret*</div>', ""],
  ["export const A = ({a}) => (\n  <b>\n\n    {a}\n  </b>\n);\n\nThe kettle.", "The kettle."],
])("MDX's %j", (markdown, said) => {
  expect(toPlain(parseMarkdown(markdown, { base, mdx: true }))).toBe(said);
});

test.each([
  'export const meta = {\n  note: "internal",\n\n  a: [1],\n}\n\nThe kettle.',
  "import {\n  A,\n} from './a'\nThe kettle.",
  "import A from './a'\n\nexport const a = 1\nexport default function B() {\n  return a\n}\nThe kettle.",
  "export const a = ':(';\n\nexport const b = {\n  note: `internal {`, // it's (odd\n}\nThe kettle.",
])("a module over several lines is no text where modules may stand in Markdown: %j", (markdown) => {
  expect(toPlain(parseMarkdown(markdown, { base, extensions: ["modules"] }))).toBe("The kettle.");
});

test("a module that has no end hides no more than its line", () => {
  const markdown = "export const a = {\n\nThe kettle.";
  expect(toPlain(parseMarkdown(markdown, { base, extensions: ["modules"] }))).toBe("The kettle.");
});

test("a tab of MDX has its label above it", () => {
  const tab = (set: string, words: string) => `<TabItem ${set}>\n\n${words}\n\n</TabItem>\n`;
  const tabs = `<Tabs>\n${tab('value="one" label="One [a](b) **"', "First.")}${tab('value="two"', "Second.")}<TabItem label="None" />\n</Tabs>`;
  expect(toPlain(parseMarkdown(tabs, { mdx: true, templates: ["mdx"] }))).toBe(
    "One [a](b) **\nFirst.\ntwo\nSecond.",
  );
});

const DEEP = '{ chart: { type: "bar", x: [{ a: { b: ">" } }] } }';
test.each([
  [`<Chart options={${DEEP}} />\n\nAfter.`, "After."],
  [`<Chart options={${DEEP}}>Inner.</Chart>\n\nAfter.`, "Inner.\nAfter."],
  [`<Tabs items={[${'{ label: "x", value: { y: 1 } },'.repeat(40)}]}>\n\nInner.\n\n</Tabs>`, "Inner."],
  ["<Box render={() => { if (x > 1) { return { a: { b: 1 } }; } }}>\nInner.\n</Box>", "Inner."],
  [`Words <Tip options={${DEEP}}>inner</Tip> after.`, "Words inner after."],
  [`<div style={${DEEP}}>inner</div>`, "inner"],
  ['<Live code={`function a() { return "}" }}`} />After.', "After."],
  ['{list.map((one) => <p title="}">{one}</p>)}After.', "After."],
  // A backslash before a backslash takes nothing from the brace.
  ["a \\\\{list.length} b", "a \\ b"],
])("an element of MDX ends where its braces do: %s", (markdown, words) => {
  expect(toPlain(parseMarkdown(markdown, { mdx: true, templates: ["mdx"] })).trim()).toBe(words);
});

// What an author hid in the language of a generator is nowhere shown: not in the article, its summary, cover or words.
import { describe, expect, it, test } from "vitest";
import {
  documentOf,
  parseMarkdown,
  picturesOf,
  readBody,
  textOf,
  type Writing,
} from "../../src/markdown/read-body.js";
import { summarize } from "../../src/markdown/summary.js";
import { toPlain } from "../../src/document/plain.js";
import type { Template } from "../../src/markdown/template-languages.js";

const writing = (...templates: Template[]): Writing => ({
  templates: [...templates, "html"],
  mdx: templates.includes("mdx"),
  extensions: templates.includes("vue") ? ["vue tags"] : [],
});

/** Everything that is made of a body, as one text. */
function shown(body: string, how: Writing): string {
  const reading = readBody(body, how);
  const text = textOf(reading);
  return [
    toPlain(documentOf(reading, "https://blog.example/p/")),
    text.prose,
    text.code,
    ...text.headings.map(({ title }) => title),
    ...picturesOf(reading),
    summarize(reading, { before: [], after: [], marker: null }),
  ].join("\n");
}

const HIDDEN: readonly (readonly [language: Template, what: string, hidden: string])[] = [
  ["liquid", "a comment", "{% comment %}secret{% endcomment %}"],
  ["liquid", "one over paragraphs", "{% comment %}\nsecret\n\n![s](secret.png)\n{% endcomment %}"],
  ["liquid", "one that trims", "{%- comment -%} secret {%- endcomment -%}"],
  ["liquid", "one in another", "{% comment %}{% comment %}a{% endcomment %} secret{% endcomment %}"],
  ["liquid", "one that holds a fence", "{% comment %}\n```\nsecret\n```\n{% endcomment %}"],
  ["liquid", "one within a line of code", "`{% comment %}secret{% endcomment %}`"],
  ["liquid", "one in a fence", "```\n{% comment %}secret{% endcomment %}\nx\n```"],
  ["liquid", "a tag that is a comment", "{% # secret %}"],
  ["liquid", "captured words", "{% capture a %}secret{% endcapture %}"],
  ["liquid", "what never holds", "{% if false %}\nsecret\n{% endif %}"],
  ["liquid", "what always holds", "{% unless true %}secret{% endunless %}"],
  ["liquid", "another branch", "{% if true %}a{% elsif x %}secret{% else %}secret{% endif %}"],
  ["liquid", "conditions in each other", "{% if nil %}{% if true %}secret{% endif %} secret{% endif %}"],
  ["liquid", "what the text itself decides", "{% assign a = false %}{% if a %}secret{% endif %}"],
  ["liquid", "a name that nobody set", "{% if draft_notes %}secret{% endif %}"],
  ["liquid", "a comparison", '{% assign a = "x" %}{% if a == "y" and true %}secret{% endif %}'],
  ["liquid", "a case", "{% assign a = 1 %}{% case a %}{% when 2 %}secret{% when 1 %}b{% endcase %}"],
  ["liquid", "words in quotes that look like a condition", '{% if "a and b" == "a" %}secret{% endif %}'],
  ["liquid", "the size of nothing", "{% if notes.size > 0 %}secret{% endif %}"],
  ["liquid", "what is not blank", "{% if notes != blank %}secret{% endif %}"],
  ["liquid", "what is contained in nothing", '{% if notes contains "a" %}secret{% endif %}'],
  ["liquid", "a case of several", "{% case 3 %}{% when 1, 2 %}secret{% when 3 or 4 %}b{% endcase %}"],
  ["hexo", "what is not defined", "{% if notes is defined %}secret{% endif %}"],
  ["hexo", "brackets", "{% if not (1 == 1 and (2 > 1)) %}secret{% endif %}"],
  ["hexo", "what is not in a list", '{% if "a" in ["b", "c"] %}secret{% endif %}'],
  ["hexo", "`and` before `or`", "{% if false and true or false %}secret{% endif %}"],
  ["hexo comments", "a comment", "{# secret #}"],
  ["hexo comments", "one over lines", "{#\nsecret\n\nsecret\n#}"],
  ["hexo comments", "one that trims", "{#- secret -#}"],
  ["liquid", "the loop over nothing", "{% for x in unset %}secret{% else %}a{% endfor %}"],
  ["hexo", "the loop over an empty list", "{% for x in [] %}secret{% endfor %}"],
  ["hexo", "one of two texts that a condition chooses", '{{ "secret" if false else "b" }}'],
  ["eleventy liquid", "a comment", "{%- comment -%}secret{%- endcomment -%}"],
  ["eleventy liquid", "a name that nobody set", "{% if draft_notes %}secret{% endif %}"],
  ["nunjucks", "a comment", "{# secret #}"],
  ["hexo", "set words", "{% set a %}secret{% endset %}"],
  ["hexo", "a macro", "{% macro m(a) %}secret{% endmacro %}"],
  ["hexo", "what never holds", "{% if not true %}secret{% endif %}"],
  ["eleventy", "a comment of Liquid", "{% comment %}secret{% endcomment %}"],
  ["eleventy", "a comment of Nunjucks", "{# secret #}"],
  ["hugo", "a comment", "{{< comment >}}\nsecret\n{{< /comment >}}"],
  ["hugo", "one read as Markdown", "{{% comment %}} secret {{% /comment %}}"],
  ["go", "a comment of Go", "{{/* secret */}}"],
  ["go", "one that trims", "{{- /* secret */ -}}"],
  ["zola", "a comment", "{# secret #}"],
  ["erb", "a comment", "<%# secret %>"],
  ["erb", "a program", "<% secret = 1 %>"],
  ["kramdown", "a comment", "{::comment}\nsecret\n\nsecret\n{:/comment}"],
  ["kramdown", "one that is closed in short", "{::comment}\nsecret\n{:/}"],
  ["kramdown", "options", '{::options secret="1" /}'],
  ["kramdown", "an abbreviation", "*[HTML]: secret"],
  ["mdx", "a comment", "{/* secret */}"],
  ["mdx", "one over lines", "{/*\n  secret\n\n  {x}\n*/}"],
  ["mdx", "one with spaces", "{ /* secret */ }"],
  ["obsidian", "a comment", "%%secret%%"],
  ["obsidian", "one over paragraphs", "%%\nsecret\n\nsecret\n%%"],
  ["obsidian", "one that is never closed", "%% secret"],
  ["html", "a comment", "<!-- secret -->"],
  ["html", "one over paragraphs", "a <!-- secret\n\nsecret --> b"],
  ["svelte", "what never holds", "{#if false}secret{:else}a{/if}"],
  ["zola", "one that ends as any shortcode does", "{% comment() %}secret{% end %}"],
  ["extra", "an abbreviation", "*[HTML]: secret"],
  ["html", "an element that is hidden", "<div hidden>\n\nsecret\n\n</div>"],
  [
    "html",
    "one that is not displayed",
    '<div style="color: red; display:none">secret <img src="secret.png"></div>',
  ],
  ["html", "one that its class hides", '<div class="box hidden">\n\nsecret\n\n</div>'],
  ["html", "one for screen readers", "a <span class=sr-only>secret</span> b"],
  ["html", "a dialog that is closed", "<dialog>\n\nsecret\n\n</dialog>"],
  ["html", "a row", "<table><tr class=hidden><td>secret</td></tr><tr><td>a</td></tr></table>"],
  ["html", "a cell", "<table><tr><td>a</td><td style='display:none'>secret</td></tr></table>"],
  ["html", "a caption", "<table><caption hidden>secret</caption><tr><td>a</td></tr></table>"],
  ["html", "an item", "<ul><li class=hidden>secret</li><li>a</li></ul>"],
  ["html", "a description", "<dl><dt>a</dt><dd class=d-none>secret</dd></dl>"],
  ["html", "a summary", "<details><summary hidden>secret</summary>a</details>"],
  ["html", "a part of a listing", "<pre>a <span hidden>secret</span></pre>"],
  ["html", "one for a layout of some screens", '<p class="hidden md:flex-row lg:grid-cols-2">secret</p>'],
  ["html", "one for a state", '<p class="hidden target:block has-checked:block first:block">secret</p>'],
  ["html", "one for paper", '<p class="hidden [@media_print]:block [@page]:flex [&>a]:grid">secret</p>'],
  ["html", "one by other frameworks", '<p class="is-hidden">secret</p><p class="uk-hidden">secret</p>'],
  ["html", "an important class", '<p class="!hidden">secret</p><p class="hidden!">secret</p>'],
  ["mdx", "a class that is a program", "<p className={'hidden'}>secret</p>"],
  ["mdx", "one that is a template", "<p className={`a hidden`}>secret</p>"],
  ["mdx", "one that its class hides", '<p className="d-none d-print-block">secret</p>'],
  ["html", "one within a line", 'a <span style="visibility: hidden">secret</span> b'],
  ["vue", "one that never is", '<p v-if="false">secret</p>'],
  [
    "mdx",
    "one that MDX does not display",
    "<div style={{ color: 'red', display: 'none' }}>\n\nsecret\n\n</div>",
  ],
  ["liquid", "a loop over no numbers", "{% for i in (1..0) %}secret{% endfor %}"],
  ["eleventy liquid", "what is for drafts", "{% if draft %}secret{% endif %}"],
  ["nunjucks", "a switch", "{% switch 1 %}{% case 2 %}secret{% case 1 %}a{% default %}secret{% endswitch %}"],
  ["nunjucks", "what never holds, by another name", "{% ifAsync false %}secret{% endif %}"],
  ["erb", "what never holds", "<% if false %>secret<% else %>a<% end %>"],
  ["erb", "a block in what never holds", "<% if false %><% xs.each do |x| %>secret<% end %>secret<% end %>"],
  ["svelte", "a loop over nothing", "{#each [] as x}secret{/each}"],
  ["vue", "one that is nothing", '<p v-if="0">secret</p>'],
  ["vue", "a comment of a program", "{{ /* secret */ '' }}"],
  ["vue", "an attribute by a short sign", "<template #secret></template>"],
  ["guessed", "a comment of kramdown", "{::comment}secret{:/comment}"],
  ["guessed", "a comment of Hugo", "{{< comment >}}\nsecret\n{{< /comment >}}"],
  ["guessed", "a comment of ERB", "<%# secret %>"],
  ["guessed", "a note of Obsidian's", "a %% secret\n\nsecret %% b"],
  ["guessed", "a comment of MDX", `{/*\n${"secret ".repeat(300)}\n\nsecret */}`],
  ["mdx comments", "one that is long", `{/*\n${"secret ".repeat(300)}\n\n{secret}\n*/}`],
  ["html", "a long comment of MDX where nothing reads it", `{/* secret ${"word ".repeat(300)} secret */}`],
  ["mdx", "what never holds", "{false && <p style={{ a: { b: 1 } }}>secret</p>}"],
  [
    "mdx",
    "what never holds over paragraphs",
    `{null && (\n<p>secret</p>\n\n${"<p>secret</p>\n".repeat(60)})}`,
  ],
  ["mdx", "a long expression", `{drafts.map(() => <p>${"secret ".repeat(200)}</p>)}`],
  ["mdx comments", "what never holds", "{false && <b>secret</b>}"],
  ["guessed", "a comment of another engine", "{% comment %}secret{% endcomment %}{# secret #}"],
];

describe("is shown nowhere", () => {
  it.each(HIDDEN)("%s: %s", (language, _, hidden) => {
    expect(shown(`Public words.\n\n${hidden}\n`, writing(language))).not.toMatch(/secret/);
  });

  it.each(HIDDEN.filter(([, , hidden]) => !hidden.startsWith("*[")))(
    "in lists and quotes, %s: %s",
    (language, _, hidden) => {
      for (const sign of ["- ", "> ", "1. "]) {
        const rest = sign === "> " ? sign : " ".repeat(sign.length);
        const body = `${sign}Public words.\n${rest}\n${hidden.replace(/^/gm, rest)}\n`;
        expect(shown(body, writing(language)), sign).not.toMatch(/secret/);
      }
    },
  );

  it("and what stands around it is, in every language", () => {
    for (const [language, what, hidden] of HIDDEN)
      if (!what.includes("never closed"))
        expect(shown(`First words.\n\n${hidden}\n\nLast words.\n`, writing(language)), hidden).toMatch(
          /First words\.[^]*Last words\./,
        );
  });
});

test("what has no end hides nothing behind the end of what it stands in", () => {
  const body = "{% if false %}{% do x %}secret{% endif %}Last words.";
  expect(shown(body, writing("nunjucks"))).toMatch(/^(?!.*secret)[^]*Last words\./);
});

test.each([
  '<p class="hidden md:block">a</p>',
  '<p class="d-none d-md-inline">a</p>',
  '<p class="hidden dark:md:inline-flex">a</p>',
  '<p class="hidden min-[400px]:table-cell">a</p>',
  '<p class="hidden-xs not-hidden">a</p>',
  '<p class="hidden min-md:block">a</p>',
  '<p class="invisible @md/main:visible">a</p>',
  '<p class="hidden motion-safe:not-dark:flex">a</p>',
  '<p class="hidden [@media(min-width:9em)]:block">a</p>',
  '<p class="hidden supports-[display:grid]:2xl:grid">a</p>',
])("what a class hides on some screens alone is shown: %s", (body) =>
  expect(shown(body, writing("html"))).toMatch(/a/),
);

test.each([
  ["$x^{{2}}$ and $$a_{{b}}$$", "$x^{{2}}$ and\n$$a_{{b}}$$"],
  ["[a {{ b }}](https://x.test/{{y}})", "a {{ b }}"],
  ["![{{ b }}](https://x.test/{{y}}.png)", ""],
])("braces that are text stay so in formulas and addresses: %s", (body, said) => {
  for (const [text, how] of [
    [body, { untouched: true }],
    [`{% raw %}${body}{% endraw %}`, writing("liquid")],
  ] as const) {
    const document = parseMarkdown(text, { base: "https://b.test/", ...how });
    expect(toPlain(document)).toBe(said);
    expect(JSON.stringify(document)).not.toMatch(/[\ufdd0-\ufdd2]|%EF%B7%9/);
  }
});

test("what no engine of a site would print is text", () => {
  const body = "Write {{ x }} {{< y >}}here.";
  const said = (...templates: Template[]) => toPlain(parseMarkdown(body, writing(...templates)));
  expect([said("hugo"), said("obsidian"), said("liquid"), said("vue")]).toEqual([
    "Write {{ x }} here.",
    "Write {{ x }} {{< y >}}here.",
    "Write here.",
    "Write here.",
  ]);
});

describe("is printed as it stands", () => {
  test.each<[Template, string, string, string]>([
    [
      "liquid",
      "raw",
      "{% raw %}{{ a }}{% if false %}b{% endif %}{% endraw %}",
      "{{ a }}{% if false %}b{% endif %}",
    ],
    ["liquid", "raw in code", "`{% raw %}{{ a }}{% endraw %}`", "{{ a }}"],
    ["liquid", "raw in a fence", "```\n{% raw %}{% assign x = 1 %}{% endraw %}\n```", "{% assign x = 1 %}"],
    ["eleventy", "verbatim", "{% verbatim %}{# a #}{% endverbatim %}", "{# a #}"],
    ["hexo comments", "a comment in a fence", "```\n{# a #}\n```", "{# a #}"],
    ["hexo comments", "a comment in code", "`{# a #}`", "{# a #}"],
    ["go", "a comment in code", "`{{/* a */}}`", "{{/* a */}}"],
    ["eleventy liquid", "another engine's comment", "a {# b #}", "{# b #}"],
    ["vue", "what Vue is kept from", "::: v-pre\n*a* {{ b }}\n:::\n\nc", "a {{ b }}"],
    ["vue", "what Vue is kept from in a line", "<span v-pre>{{ b }}</span>", "{{ b }}"],
    ["hugo", "a call", "Write {{</* figure src=x */>}} here", "{{< figure src=x >}}"],
    ["hugo", "a call in code", "`{{%/* note */%}}`", "{{% note %}}"],
    ["hugo", "the end of a call", "a {{</*/note*/>}} b", "{{</note>}}"],
    ["zola", "a call", 'a {{/* youtube(id="x") */}} b', '{{ youtube(id="x") }}'],
    ["zola", "a call with a body", "a {%/* quote() */%} b", "{% quote() %}"],
    ["mdx", "a comment in code", "`{/* a */}`", "{/* a */}"],
    ["obsidian", "a comment in code", "`%%a%%`", "%%a%%"],
    ["kramdown", "a comment in a fence", "```\n{::comment}\na\n{:/comment}\n```", "{::comment}"],
    ["guessed", "tags in code", "`{% comment %}a{% endcomment %}`", "{% comment %}a{% endcomment %}"],
    ["mdx comments", "a comment that is never closed", "Use {/* so.\n\nLast words.", "Last words."],
    ["guessed", "a program's words", "In C: { false ? a : b } stays", "{ false ? a : b }"],
    ["guessed", "a tag that is never closed", "Use {% comment %} so.\n\nLast words.", "Last words."],
    ["kramdown", "what an unclosed comment is followed by", "{::comment}\n\nLast words.", "Last words."],
    ["hexo", "an anchor", "## Title {#one}\n\nWords #} here", "Words #} here"],
  ])("%s: %s", (language, _, body, expected) => {
    expect(toPlain(documentOf(readBody(body, writing(language)), null)).replace(/[“”]/g, '"')).toContain(
      expected,
    );
  });
});

test.each<[Template, string, Readonly<Record<string, unknown>>, boolean]>([
  ["liquid", "page.draft_notes", { draft_notes: false }, false],
  ["liquid", "page.draft_notes", { draft_notes: true }, true],
  ["liquid", "page.draft_notes", {}, false],
  ["liquid", 'page.kind == "long"', { kind: "long" }, true],
  ["liquid", 'page.kind == "long"', { kind: "short" }, false],
  ["liquid", "draft_notes", { draft_notes: true }, false],
  ["hexo", "draft_notes", { draft_notes: true }, true],
  ["nunjucks", "draft_notes and not ready", { draft_notes: true, ready: true }, false],
  ["eleventy liquid", "draft_notes", { draft_notes: "yes" }, true],
  ["liquid", 'page.tags contains "tea"', { tags: ["tea", "pot"] }, true],
  ["liquid", 'page.tags contains "cup"', { tags: ["tea", "pot"] }, false],
  ["liquid", "page.tags.size > 2", { tags: ["tea", "pot"] }, false],
  ["liquid", 'page.author.name == "Ann"', { author: { name: "Ann" } }, true],
  ["liquid", 'page.title == "salt and pepper"', { title: "salt and pepper" }, true],
  ["liquid", "false and false or true", {}, false],
  ["hexo", "false and false or true", {}, true],
  ["hexo", '"tea" in tags and not (kind == "x")', { tags: ["tea"], kind: "y" }, true],
  ["nunjucks", "kind is not defined", { kind: 1 }, false],
])("a condition knows the front matter: %s, %s with %j", (language, condition, data, isShown) => {
  const body = `{% if ${condition} %}Said.{% endif %}`;
  const { source } = readBody(body, { ...writing(language), data });
  expect(source.includes("Said.")).toBe(isShown);
});

test.each<[Template, string, string]>([
  ["liquid", "By {{ page.who }}.", "By Ann & Bob."],
  ["liquid", "v{{ page.version }}{{ page.none }} is out{{ site.nothing }}.", "v1.2 is out."],
  ["liquid", "On [our site]({{ site.url }}{{ site.baseurl }}/x/) too.", "On our site too."],
  ["liquid", 'Write {{ "{{" }} page.who }} and {{ "{%" }} x %}.', "Write {{ page.who }} and {% x %}."],
  ["nunjucks", "Write {{ '{{ who }}' }}.", "Write {{ who }}."],
  ["liquid", "{% assign cup = page.who | upcase %}{{ cup }} it is.", "ANN & BOB it is."],
  ["liquid", "{% capture cup %}A cup{% endcapture %}{{ cup }} of tea.", "A cup of tea."],
  ["liquid", "{{ page.none | default: 'Somebody' }} came.", "Somebody came."],
  ["liquid", "{{ page.tags | join: ', ' }}.", "tea, pot."],
  ["liquid", '{% if site.analytics %}secret{% endif %}For {{ site["title"] }}.', "For Log."],
  ["liquid", '{% if jekyll.environment == "production" %}Live.{% else %}secret{% endif %}', "Live."],
  ["liquid", "`{{ unknown.name }}` is code.", "{{ unknown.name }} is code."],
  ["hexo", "{{ who }}{{ none }} wrote.", "Ann & Bob wrote."],
  ["hexo", '{{ "secret" if none else "Else" }} it is.', "Else it is."],
  ["hexo", "{% for i in [1] %}Once.{% endfor %}", "Once."],
  ["eleventy liquid", "{{ who }} wrote {{ page.who }}.", "Ann & Bob wrote ."],
  ["vue", "{{ $frontmatter.who }} wrote.", "Ann & Bob wrote."],
])(
  "what a template prints is known where the text, front matter or settings say it: %s, %s",
  (language, body, expected) => {
    const data = { who: "Ann & Bob", version: "1.2", tags: ["tea", "pot"] };
    const site = { title: "Log", url: "https://blog.example" };
    const reading = readBody(body, { ...writing(language), data, ...(language === "liquid" && { site }) });
    expect(toPlain(documentOf(reading, null))).toBe(expected);
  },
);

test("what Hexo is told to leave raw is HTML: players and programs have no words", () => {
  const body =
    "{% raw %}\n<div class=a></div>\n\n<script>\nno\n</script>\n{% endraw %}\n\nWords.{% raw %}<iframe src=https://v.example/x></iframe>{% endraw %}";
  const reading = readBody(body, writing("hexo"));
  expect(summarize(reading, { before: [], after: [], marker: null })).toBe("Words.");
});

describe("a cover is no picture of a sample", () => {
  const first = (body: string, how: Writing = {}) => [...picturesOf(readBody(body, how))][0];

  it.each([
    ["a fence", "```\n![](no.png)\n```"],
    ["a fence of a list", "- a\n\n  ```md\n  ![](no.png)\n  ```"],
    ["a fence that begins with its item", "- ```md\n  ![](no.png)\n  ```"],
    ["a fence of a quote", "> ~~~\n> <img src=no.png>\n> ~~~"],
    ["a fence that is never closed by other signs", "````\n```\n![](no.png)\n````"],
    ["back-ticks", "`![](no.png)`"],
    ["two back-ticks", "`` `![](no.png)` ``"],
    ["indented code", "    ![](no.png)"],
    ["a tag of code", "{% codeblock %}\n![](no.png)\n{% endcodeblock %}"],
    ["HTML's code", "<pre>&lt;img src=no.png&gt;</pre>"],
    ["a comment", "<!-- ![](no.png) <img src=no.png> -->"],
  ])("in %s", (_, sample) => {
    expect(first(`${sample}\n\n![](yes.png)\n`)).toBe("yes.png");
    if (!sample.startsWith("    ") && !sample.startsWith("<"))
      expect(first(`${sample}\n\n![](yes.png)\n`, { mdx: true })).toBe("yes.png");
  });
});

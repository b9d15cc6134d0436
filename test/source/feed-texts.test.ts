// What becomes of the texts, titles and pictures of a feed's articles: one real feed of them all, read once.
import { describe, expect, it } from "vitest";
import { parseMarkdown } from "../../src/markdown/read-body.js";
import { plainWords } from "../../src/markdown/summary.js";
import { feedOf, type Article } from "./feed-rows.js";

const rss = (items: readonly string[]): string =>
  `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Lab</title><link>https://blog.test/</link>${items.join("")}</channel></rss>`;
const atom = (entries: readonly string[]): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title>Lab</title><id>x</id>${entries.join("")}</feed>`;

const tex = "x_1 + \\frac{a}{b}*c*d";
const annotated = (more = ""): string =>
  `<math ${more}><semantics><mrow><mi>x</mi></mrow><annotation encoding="application/x-tex">${tex}</annotation></semantics></math>`;

describe("the text of an article", () => {
  const rows: readonly (readonly [name: string, html: string, markdown: string])[] = [
    ["a formula between dollars", `<p>Let $${tex}$ be_it *so*.</p>`, `Let $${tex}$ be\\_it \\*so\\*.`],
    ["a display between dollars", `<p>$$${tex}$$</p>`, `$$${tex}$$`],
    ["a formula with a sign of HTML", "<p>$a_1&lt;b_2$</p>", "$a_1<b_2$"],
    ["a formula in round brackets", `<p>Let \\(${tex}\\) be.</p>`, `Let \\(${tex}\\) be.`],
    ["a display in square brackets", `<p>\\[${tex}\\]</p>`, `\\[${tex}\\]`],
    [
      "MathML without TeX",
      "<p>a <math><mrow><mfrac><mi>a</mi><msub><mi>b</mi><mn>12</mn></msub></mfrac><mo>+</mo><msqrt><mi>c</mi></msqrt></mrow></math> z</p>",
      "a $\\frac{a}{b_{12}}+\\sqrt{c}$ z",
    ],
    [
      "a formula whose source is hidden",
      `<p>a <span style="display: none;"><math alttext="x_1"><mi>x</mi></math></span> z</p>`,
      "a $x_1$ z",
    ],
    [
      "nothing that the page hides",
      '<p>a</p><p hidden>secret</p><div style="color:red;display:none">secret</div><p>b</p>',
      "a\n\nb",
    ],
    [
      "the picture for whoever runs no programs",
      '<p><img src="data:image/gif;base64,AA" class="lazy"><noscript><img src="https://c.test/a.jpg" alt="a"></noscript> x</p>',
      "![a](https://c.test/a.jpg) x",
    ],
    ["prices", "<p>From $5 to $6_x and a_b_c</p>", "From $5 to $6\\_x and a\\_b\\_c"],
    ["Zhihu's", '<p>a <span class="ztext-math" data-tex="x_1">x1</span> z</p>', "a $x_1$ z"],
    [
      "a picture of Zhihu's",
      '<p>a <img src="https://www.zhihu.com/equation?tex=x_1" alt="x_1"> z</p>',
      "a $x_1$ z",
    ],
    [
      "Substack's",
      '<div class="latex-rendered" data-attrs="{&quot;persistentExpression&quot;:&quot;\\\\frac{a}{b}&quot;,&quot;id&quot;:&quot;A&quot;}"></div><p>z</p>',
      "$$\\frac{a}{b}$$\n\nz",
    ],
    [
      "a video of AMP",
      '<amp-youtube data-videoid="abc" width="4"></amp-youtube>',
      '<iframe src="https://www.youtube.com/watch?v=abc"></iframe>',
    ],
    [
      "KaTeX",
      `<p>So <span class="katex"><span class="katex-mathml">${annotated()}</span><span class="katex-html" aria-hidden="true">x1</span></span> is.</p>`,
      `So $${tex}$ is.`,
    ],
    [
      "a display of KaTeX",
      `<p>So</p><span class="katex-display"><span class="katex"><span class="katex-mathml">${annotated('display="block"')}</span><span class="katex-html">x1</span></span></span>`,
      `So\n\n$$${tex}$$`,
    ],
    ["MathML with its source", `<p>So ${annotated()} is.</p>`, `So $${tex}$ is.`],
    [
      "MathML named by its source, and the picture for who cannot see it",
      '<p>So <math alttext="{\\displaystyle x_1}"><mi>x</mi></math><img class="mwe-math-fallback-image-inline" alt="{\\displaystyle x_1}" src="https://m.test/1.svg"> is.</p>',
      "So $x_1$ is.",
    ],
    [
      "MathJax 2",
      '<p>So <span class="MathJax_Preview">x1</span><span class="MathJax">x1</span><script type="math/tex">x_1<y</script> is.</p>',
      "So $x_1<y$ is.",
    ],
    [
      "a display of MathJax 2",
      '<p>So</p><script type="math/tex; mode=display">x_1</script>',
      "So\n\n$$x_1$$",
    ],
    [
      "a picture of a formula",
      '<p>So <img class="latex" alt="x_1" src="https://s0.wp.com/latex.php?latex=x"> is.</p>',
      "So $x_1$ is.",
    ],
    [
      "words that look like tags",
      "<p>Use the &lt;dialog&gt; element and Vec&lt;String&gt;</p>",
      "Use the \\<dialog> element and Vec\\<String>",
    ],
    [
      "tags that no page has",
      "<p>Use <Suspense> and std::vector<int></p>",
      "Use \\<Suspense> and std::vector\\<int>",
    ],
    ["an entity that is meant", "<p>Write &amp;lt; for it</p>", "Write \\&lt; for it"],
    [
      "a script that is spoken of",
      "<p>&lt;script&gt; is removed</p><p>Second</p>",
      "\\<script> is removed\n\nSecond",
    ],
    ["a comparison", "<p>a &lt; b</p>", "a < b"],
    [
      "an emoji drawn as a picture",
      '<p>Hi <img class="wp-smiley" alt="😀" src="https://s.test/1.png"> you</p>',
      "Hi 😀 you",
    ],
    [
      "a picture loaded late",
      '<p><img alt="a" src="https://c.test/placeholder.gif" data-src="https://c.test/real.jpg"></p>',
      "![a](https://c.test/real.jpg)",
    ],
    [
      "a picture of several sizes",
      '<p><img alt="" srcset="https://c.test/s.jpg 320w, https://c.test/l.jpg 1280w"></p>',
      "![](https://c.test/l.jpg)",
    ],
    [
      "a picture of several forms",
      '<picture><source srcset="https://c.test/p.webp"><img src="data:image/gif;base64,AA" alt="p"></picture>',
      "![p](https://c.test/p.webp)",
    ],
    ["a picture that stands in", '<p>a<img src="https://c.test/img/blank.gif">b</p>', "ab"],
    ["a dot by its style", '<p>a<img src="https://c.test/x" style="width:1px;height:1px">b</p>', "ab"],
    [
      "a picture written in",
      `<p><img src="data:image/png;base64,${"A".repeat(300_000)}"></p><p>Words.</p>`,
      "Words.",
    ],
    [
      "a picture of AMP",
      '<amp-img src="https://c.test/a.jpg" alt="a"></amp-img>',
      "![a](https://c.test/a.jpg)",
    ],
    ["no names of a drawing", "<p>a<svg><title>icon</title><path d='M0'/></svg>b</p>", "ab"],
    [
      "a page of code",
      '<p>See</p><script src="https://gist.github.com/ann/0a1.js?file=b.ts"></script>',
      'See\n\n<iframe src="https://gist.github.com/ann/0a1"></iframe>',
    ],
    [
      "an embedded page",
      '<p>See</p><iframe src="https://v.test/embed/a"></iframe>',
      'See\n\n<iframe src="https://v.test/embed/a"></iframe>',
    ],
    [
      "a video of several forms",
      '<video controls><source src="https://c.test/v.mp4"></video>',
      '<video src="https://c.test/v.mp4"></video>',
    ],
  ];
  const article = feedOf(
    rows,
    ([, html], id) =>
      `<item><guid isPermaLink="false">${id}</guid><title>${id}</title><content:encoded><![CDATA[${html}]]></content:encoded></item>`,
    rss,
    "application/rss+xml",
  );
  it.each(rows)("has %s", async (...row) => {
    expect((await article(rows.find(([name]) => name === row[0])!)).body).toBe(row[2]);
  });
});

describe("the title of an article", () => {
  const rows: readonly (readonly [xml: string, text: string])[] = [
    ["<title>Using &lt;Suspense&gt; in React</title>", "Using <Suspense> in React"],
    ["<title><![CDATA[Using <Suspense> again]]></title>", "Using <Suspense> again"],
    ["<title>std::vector&amp;lt;int&amp;gt;</title>", "std::vector<int>"],
    ["<title>A &amp;amp; B</title>", "A & B"],
    ["<title>Title $x_1$</title>", "Title $x_1$"],
    ["<title><![CDATA[The <a> element and <b>bold</b>]]></title>", "The <a> element and bold"],
    ["<title>snake_case_name and 2*3*4</title>", "snake_case_name and 2*3*4"],
  ];
  const inRss = feedOf(
    rows,
    ([xml], id) => `<item><guid isPermaLink="false">${id}</guid>${xml}</item>`,
    rss,
    "text/xml",
  );
  it.each(rows)("in RSS: %s", async (...row) => {
    const { title } = await inRss(rows.find(([xml]) => xml === row[0])!);
    expect(plainWords(parseMarkdown(title))).toBe(row[1]);
  });

  const entries: readonly (readonly [xml: string, text: string])[] = [
    ["<title>A &lt;b&gt; &amp;amp; c</title>", "A <b> &amp; c"],
    ['<title type="text">vector&lt;int&gt;</title>', "vector<int>"],
    [
      '<title type="html">Using &amp;lt;Suspense&amp;gt; &lt;em&gt;now&lt;/em&gt;</title>',
      "Using <Suspense> now",
    ],
    ['<title type="html">Using &lt;Suspense&gt;</title>', "Using <Suspense>"],
    ['<title type="html">The &lt;dialog&gt; element</title>', "The <dialog> element"],
    [
      '<title type="html">&lt;div&gt;safe&lt;script src="x"&gt;no&lt;/script&gt; words&lt;/div&gt;</title>',
      "safe words",
    ],
    [
      '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Using <b>the</b> &lt;S&gt;</div></title>',
      "Using the <S>",
    ],
  ];
  const inAtom = feedOf(
    entries,
    ([xml], id) => `<entry><id>${id}</id>${xml}</entry>`,
    atom,
    "application/atom+xml",
  );
  it.each(entries)("in Atom: %s", async (...row) => {
    const { title } = await inAtom(entries.find(([xml]) => xml === row[0])!);
    expect(plainWords(parseMarkdown(title))).toBe(row[1]);
  });
});

describe("the parts of an article", () => {
  const rows: readonly (readonly [name: string, xml: string, expected: Partial<Article>])[] = [
    [
      "an episode's file and summary",
      '<enclosure url="https://c.test/e.mp3" type="audio/mpeg" length="1"/><itunes:summary>About.</itunes:summary><itunes:image href="https://c.test/i.jpg"/>',
      { url: "https://c.test/e.mp3", body: "About.", image: "https://c.test/i.jpg" },
    ],
    [
      "a group of media",
      '<media:group><media:thumbnail url="https://c.test/t.jpg"/><media:description>A zebra.</media:description></media:group>',
      { body: "A zebra.", image: "https://c.test/t.jpg" },
    ],
    [
      "lines of what a medium is about",
      "<media:group><media:description>\n  About.\n  00:00 Intro\n\n- a_b_c</media:description></media:group>",
      { body: "About.  \n00:00 Intro\n\n\\- a\\_b\\_c" },
    ],
    [
      "lines of an episode's summary",
      "<itunes:summary>00:00 Intro\n01:00 End</itunes:summary>",
      { body: "00:00 Intro  \n01:00 End" },
    ],
    [
      "what stands within a medium",
      '<media:content url="https://c.test/v.mp4" type="video/mp4"><media:description>A lion.</media:description><media:thumbnail url="https://c.test/l.jpg"/></media:content>',
      { body: "A lion.", image: "https://c.test/l.jpg" },
    ],
    [
      "paragraphs of a plain text",
      "<description>One line.\n\nTwo &amp;amp; more\nwords.</description>",
      { body: "One line.\n\nTwo & more words." },
    ],
    [
      "no dot and no face as cover",
      '<media:content medium="image" url="https://1.gravatar.com/avatar/x"/><media:content medium="image" width="1" height="1" url="https://c.test/1"/><media:content medium="image" url="https://c.test/2.jpg"/>',
      { image: "https://c.test/2.jpg" },
    ],
    ["an author behind an address of mail", "<author>a@b.test (Ann Bee)</author>", { authors: ["Ann Bee"] }],
    ["an author of a podcast", "<itunes:author>Ann</itunes:author>", { authors: ["Ann"] }],
    [
      "those of Dublin Core",
      "<dc:description>D</dc:description><dc:subject>tea</dc:subject><dcterms:issued>2024-02-03</dcterms:issued>",
      { body: "D", tags: ["tea"], published: "2024-02-03" },
    ],
    [
      "those of Atom",
      "<atom:published>2024-02-03</atom:published><atom:summary>S</atom:summary>",
      { body: "S", published: "2024-02-03" },
    ],
    ["no placeholder as cover", '<media:thumbnail url="https://c.test/placeholder.png"/>', { image: null }],
  ];
  const article = feedOf(
    rows,
    ([, xml], id) => `<item><title>T</title><guid isPermaLink="false">${id}</guid>${xml}</item>`,
    rss,
    "text/xml",
  );
  it.each(rows)("are %s", async (...row) => {
    expect(await article(rows.find(([name]) => name === row[0])!)).toMatchObject(row[2]);
  });

  const entries: readonly (readonly [name: string, xml: string, expected: Partial<Article>])[] = [
    [
      "a text in paragraphs",
      "<content>With a &lt;script&gt; tag.\n\nSecond, x &lt; y.</content>",
      { body: "With a \\<script> tag.\n\nSecond, x < y." },
    ],
    ["a summary that is text", "<summary>Use &lt;div&gt; tags</summary>", { summary: "Use \\<div> tags" }],
    [
      "a page before its data",
      '<link rel="alternate" type="application/json" href="https://b.test/3.json"/><link rel="alternate" type="text/html" href="https://b.test/3"/>',
      { url: "https://b.test/3" },
    ],
    [
      "the file of an episode that has no page",
      '<link rel="enclosure" type="audio/mpeg" href="https://c.test/e.mp3"/>',
      { url: "https://c.test/e.mp3" },
    ],
    [
      "links as their base has them",
      '<content type="html" xml:base="https://d.test/z/">&lt;a href="y"&gt;z&lt;/a&gt; &lt;a href="#n"&gt;n&lt;/a&gt;</content>',
      { body: "[z](https://d.test/z/y) [n](#n)" },
    ],
    [
      "no bytes as text",
      '<summary>Words</summary><content type="application/octet-stream">SGVsbG8=</content>',
      { body: "Words" },
    ],
  ];
  const entry = feedOf(
    entries,
    ([, xml], id) => `<entry><title>T</title><id>${id}</id>${xml}</entry>`,
    atom,
    "application/atom+xml",
  );
  it.each(entries)("in Atom are %s", async (...row) => {
    expect(await entry(entries.find(([name]) => name === row[0])!)).toMatchObject(row[2]);
  });
});

describe("in JSON", () => {
  const rows: readonly (readonly [name: string, item: object, expected: Partial<Article>])[] = [
    ["a linked page", { external_url: "https://o.test/x" }, { url: "https://o.test/x" }],
    [
      "an episode without a page",
      { attachments: [{ url: "https://c.test/e.mp3", mime_type: "audio/mpeg" }] },
      { url: "https://c.test/e.mp3" },
    ],
    ["a text of lines", { content_text: "a\r\nb\n\nc" }, { body: "a  \nb\n\nc" }],
    ["a formula", { content_html: "<p>\\(a_1*b*\\)</p>" }, { body: "\\(a_1*b*\\)" }],
    ["tags in a title", { title: "Vec<T> & <b>" }, { title: "Vec\\<T> & \\<b>" }],
  ];
  const article = feedOf(
    rows,
    ([, item], id) => JSON.stringify({ id, content_text: "T", ...item }),
    (items) => `{"version":"https://jsonfeed.org/version/1.1","title":"Lab","items":[${items.join(",")}]}`,
    "application/feed+json",
  );
  it.each(rows)("is %s", async (...row) => {
    expect(await article(rows.find(([name]) => name === row[0])!)).toMatchObject(row[2]);
  });
});

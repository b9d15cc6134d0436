// What blogs write in Markdown, and the Document it becomes.
import { describe, expect, it, test } from "vitest";
import { parseMarkdown } from "../../src/markdown/read-body.js";
import { toPlain } from "../../src/document/plain.js";

const text = (markdown: string, options: Parameters<typeof parseMarkdown>[1] = {}): string =>
  toPlain(parseMarkdown(markdown, options));
const formulas = (markdown: string): string[] =>
  [...JSON.stringify(parseMarkdown(markdown)).matchAll(/"tex":("(?:[^"\\]|\\.)*")/g)].map(
    (match) => JSON.parse(match[1]!) as string,
  );

test.each([
  ["말한 **'언어화'**라는 활동", "말한 '언어화'라는 활동"],
  ["할 **대상 (target)**을 지정", "할 대상 (target)을 지정"],
  ["**층<sub>layer</sub>**라는 개념", "층layer라는 개념"],
  ["这是**重要：**请注意", "这是重要：请注意"],
  ["これは**「引用」**です", "これは「引用」です"],
  ["見た**`b`**を~~(c)~~が", "見たbを(c)が"],
  ["长*(宽)*高", "长*(宽)*高"],
  ["2**(b) c**2", "2**(b) c**2"],
  ["计算x**(y+1)和a**(b)的值", "计算x**(y+1)和a**(b)的值"],
  ["次方2**(b)的c**2", "次方2**(b)的c**2"],
  ["这是**(𠮷)**𠮷。𠮷**(野)**家", "这是(𠮷)𠮷。𠮷(野)家"],
  ["a*(b)*c, 乘 2 * 3 * 4", "a*(b)*c, 乘 2 * 3 * 4"],
])("stars beside Chinese, Japanese and Korean mark as their author meant: %j", (written, shown) => {
  expect(text(written)).toBe(shown);
});

test.each([
  ["Beta! :tada:", "Beta! 🎉"],
  [":sweat_smile: and :+1:。:money_with_wings:，来", "😅 and 👍。💸，来"],
  ["**:star:** [:book:](https://x.example)", "⭐ 📖"],
  ["`:tada:` \\:tada: :constructor: :no_such_name:", ":tada: :tada: :constructor: :no_such_name:"],
  ["/:key:/ 10:100:20 :a: std::key::end x:star:", "/:key:/ 10:100:20 :a: std::key::end x:star:"],
  ["See https://x.example/?q=:star:&b=(:key:) :key:", "See https://x.example/?q=:star:&b=(:key:) 🔑"],
  ["https://x.example/a_b?c=d&amp;e;:star: x", "https://x.example/a_b?c=d&e;:star: x"],
  [
    "<https://x.example/?q=(:star:)> mailto:a@x.example?a=(:key:)",
    "https://x.example/?q=(:star:) mailto:a@x.example?a=(:key:)",
  ],
  [
    "#:key: a=:key: b[:100:] {:key: 1} 键:id:值 键:star:值",
    "#:key: a=:key: b[:100:] {:key: 1} 键:id:值 键⭐值",
  ],
  ["<code>:key:</code> <kbd>**:star:**</kbd> <b>:key:</b>", ":key: :star: 🔑"],
])("names of emoji are their signs where they stand as words: %j", (written, shown) => {
  expect(text(written, { extensions: ["emoji names"] })).toBe(shown);
  expect(text(written)).not.toMatch(/\p{Emoji_Presentation}/u);
});

test.each(["{% img left /a.png 80 80 'x' %}", '{{< figure src="/a.png" >}}'])(
  "text right below %s is Markdown",
  (tag) => {
    expect(text(`Before.\n\n${tag}\n**Bold** words.`)).toBe("Before.\nBold words.");
  },
);

describe("maths", () => {
  it.each([
    ["a formula between dollars", "let $x_1$ be", ["x_1"]],
    ["a single letter", "let $n$ be", ["n"]],
    ["underscores and stars in it", "$a_1*b_2$ and $c_3*d_4$", ["a_1*b_2", "c_3*d_4"]],
    ["Chinese all around", "从$X$到$Y$的", ["X", "Y"]],
    ["a number", "at least $0.5$ of", ["0.5"]],
    ["brackets", "\\(a+b\\) and \\[c=d\\]", ["a+b", "c=d"]],
    ["a display over lines", "$$\na\n- b\n\n+ c\n$$", ["a\n- b\n\n+ c"]],
    ["a display after one that was never closed", "$$\na\n\nso $b$ is\n\n$$\nc\n$$", ["b", "c"]],
    ["a display within a line", "so $$E=mc^2$$ holds", ["E=mc^2"]],
    [
      "an environment",
      "\\begin{align}\na &= b \\\\\n\\end{align}",
      ["\\begin{align}\na &= b \\\\\n\\end{align}"],
    ],
    [
      "spaces within the dollars",
      "so $ \\alpha = x^{2} $, 而$E[\\hat t] = t $.",
      ["\\alpha = x^{2}", "E[\\hat t] = t"],
    ],
    ["a price before it", "for 5$ and $ \\beta $ too", ["\\beta"]],
    ["pipes in a list", "- $|a|$\n- $P(a|b)$", ["|a|", "P(a|b)"]],
    ["a series", "in $0, 1$ and $1, 2, …, k$, 第$2，...,k+1$个", ["0, 1", "1, 2, …, k", "2，...,k+1"]],
    ["GitHub's other dollars", "so $`a_1`$ is", ["a_1"]],
  ])("finds %s", (_, markdown, expected) => {
    expect(formulas(markdown)).toEqual(expected);
  });

  it.each([
    "It costs $5 and $10.",
    "from $20,000 to $30,000",
    "$5 or $10 and then $x",
    "I have $5, he has 6$ too",
    "US$3 and NT$40",
    "`$a$`",
    "\\$x\\$",
    "$ a $ b",
    "\\[not a link\\]",
    "他有$100，我有$3",
    "Use $foo/$bar",
    "let $ x $ be",
    "from $2WT to",
    "Set $PATH or `$HOME`, then $PATH, `$HOME` and `$USER`",
  ])("takes no price or code for it: %s", (markdown) => {
    expect(formulas(markdown)).toEqual([]);
  });

  it.each([
    ["a letter between spaces", "let $ x $ be", "x"],
    ["spaces within the dollars", "so $X = v D v^T $, 其中", "X = v D v^T"],
    ["a line's end within them", "so\n$\nh(X,Y) = 1\n$\n", "h(X,Y) = 1"],
    ["a number with letters", "at $2WT$ points", "2WT"],
  ])("in a text that surely has formulas finds %s", (_, markdown, expected) => {
    expect(formulas(markdown)).not.toContain(expected);
    expect(formulas(`$\\alpha$\n\n${markdown}`)).toEqual(["\\alpha", expected]);
  });

  it("takes no price for it there either", () => {
    expect(formulas("$\\alpha$ costs $5 (or €4). Pay $ now, 每月$20起，年付$200起")).toEqual(["\\alpha"]);
  });

  it("keeps the author's TeX in plain text", () => {
    expect(text("从$\\hat{X}$得到：$$\\sum_ {i=1}^n$$ 好")).toBe(
      "从$\\hat{X}$得到：\n$$\\sum_ {i=1}^n$$\n好",
    );
  });
});

describe("pictures", () => {
  const figure = { type: "figure", url: "https://blog.example/a.png", alt: "a", caption: [] };
  const paragraph = (value: string) => ({ type: "paragraph", children: [{ type: "text", value }] });
  it.each([
    ["as they are", { base: "https://blog.example/" }],
    ["as breaks", { base: "https://blog.example/", breaks: true }],
  ])("that have a line of their own stand there, with lines read %s", (_, options) => {
    expect(parseMarkdown("As below:\n![a](/a.png)\nand so on", options)).toEqual([
      paragraph("As below:"),
      figure,
      paragraph("and so on"),
    ]);
  });

  it("stay within their line where it has words", () => {
    expect(parseMarkdown("See ![a](/a.png) here", { base: "https://blog.example/" })).toMatchObject([
      { type: "paragraph", children: [{ type: "text" }, { type: "image" }, { type: "text" }] },
    ]);
  });
});

describe("plain text", () => {
  it.each([
    ["marks", "a **b** *c* ~~d~~ `e` [f](https://x.y)", "a b c d e f"],
    ["entities", "&copy; &amp; &#39;x&#39; AT&T", "© & 'x' AT&T"],
    ["raw HTML", "a <b>b</b><br>c <span style='x'>d</span>", "a b\nc d"],
    [
      "comments and scripts",
      "a<!-- more -->b <script>evil()</script> c\n\n<style>p{}</style>\n\nd",
      "ab c\nd",
    ],
    ["pictures", "a ![alt](https://x.y/z.png) b", "a  b"],
    ["line breaks between Chinese words", "中文\n换行 and\nEnglish", "中文换行 and English"],
    ["lists and tables", "- a\n- b\n  - c\n\n| d | e |\n|---|---|\n| f | g |", "a\nb\nc\nd\te\nf\tg"],
    ["a note's mark", "a[^1]\n\n[^1]: the note", "a\nthe note"],
    ["code", "```js\nlet a;\n```", "let a;"],
  ])("of %s", (_, markdown, expected) => {
    expect(text(markdown)).toBe(expected);
  });

  it("breaks at single line breaks where the generator does", () => {
    expect(toPlain(parseMarkdown("a\nb", { breaks: true }))).toBe("a\nb");
    expect(toPlain(parseMarkdown("a\nb"))).toBe("a b");
  });
});

it("curls quotes where the generator does, but not in code", () => {
  const markdown = `She said "it's 'so'"... \`"x"\` -- yes`;
  expect(toPlain(parseMarkdown(markdown, { typography: "marked" }))).toBe(`She said “it’s ‘so’”… "x" – yes`);
});

describe("the tree", () => {
  it("has a link to a page of code that a script would put in", () => {
    const gist = "https://gist.github.com/ann/0a1";
    expect(parseMarkdown(`See\n\n<script src="${gist}.js"></script>\n\nMore`)).toMatchObject([
      { type: "paragraph" },
      { type: "paragraph", children: [{ type: "link", url: gist }] },
      { type: "paragraph" },
    ]);
  });

  it("makes links and pictures absolute, and drops what is not http(s)", () => {
    const base = "https://blog.example/2020/post/";
    expect(parseMarkdown("[a](../b) [c](javascript:alert(1)) [d](#e) [f](//g.example/h)", { base })).toEqual([
      {
        type: "paragraph",
        children: [
          { type: "link", url: "https://blog.example/2020/b", children: [{ type: "text", value: "a" }] },
          { type: "text", value: " c d " },
          { type: "link", url: "https://g.example/h", children: [{ type: "text", value: "f" }] },
        ],
      },
    ]);
    expect(parseMarkdown("![x](pic%20a.png)", { base })).toEqual([
      { type: "figure", url: "https://blog.example/2020/post/pic%20a.png", alt: "x", caption: [] },
    ]);
  });

  it("knows tasks, tables with their alignment, and fences with their language", () => {
    expect(parseMarkdown("- [x] a\n- [ ] b")).toMatchObject([
      { items: [{ checked: true }, { checked: false }] },
    ]);
    expect(parseMarkdown("|a|b|\n|:-:|--:|\n|c|d|")).toMatchObject([
      { type: "table", align: ["center", "right"] },
    ]);
    expect(parseMarkdown("```C++ {1,3}\nx\n```")).toEqual([{ type: "code", lang: "C++", value: "x" }]);
  });

  it("keeps the cells of an HTML table in their columns where some are as wide or high as several", () => {
    const table =
      '<table><tr><th rowspan="2">Group<th>Name<th>Age<tr><td>Ada<td>36' +
      '<tr><td rowspan="2">A<td>Bob<td>40<tr><td>Eve<td>1e9<tr><td colspan="2">Total<td>70</table>';
    expect(toPlain(parseMarkdown(table)).split("\n")).toEqual([
      "Group\tName\tAge",
      "Group\tAda\t36",
      "A\tBob\t40",
      "A\tEve\t1e9",
      "Total\t\t70",
    ]);
    const wide = parseMarkdown(`<table><tr>${'<td colspan="1000000000">x</td>'.repeat(5)}</table>`);
    expect(toPlain(wide)).toHaveLength("x".length + 39 + 4 * "\tx".length);
  });

  it("reads definition lists as goldmark and kramdown do", () => {
    const [list] = parseMarkdown("Kettle\n: Boils *water*.\n: Sings.\n\nCup\n: Holds tea.");
    expect(list).toMatchObject({
      type: "definitions",
      items: [
        { term: [{ value: "Kettle" }], descriptions: [expect.anything(), expect.anything()] },
        { term: [{ value: "Cup" }], descriptions: [expect.anything()] },
      ],
    });
    expect(text("Kettle\n: Boils *water*.")).toBe("Kettle\nBoils water.");
  });

  it("reads raw HTML blocks, also around Markdown", () => {
    expect(parseMarkdown("<details><summary>S</summary>\n\n**b**\n\n</details>")).toEqual([
      {
        type: "details",
        summary: [{ type: "text", value: "S" }],
        children: [
          { type: "paragraph", children: [{ type: "strong", children: [{ type: "text", value: "b" }] }] },
        ],
      },
    ]);
  });
});

describe("hostile text", () => {
  it.each([
    ["dollars", "$a ".repeat(50_000)],
    ["double dollars", "$$\n".repeat(50_000)],
    ["brackets", "\\(\\[".repeat(30_000)],
    ["environments", "\\begin{align}\n".repeat(10_000)],
    ["open elements", "<b>".repeat(50_000)],
    ["nested divisions", "<div>\n\n".repeat(20_000)],
    ["closing elements", "<b></i>".repeat(30_000)],
    ["quotes", "> ".repeat(50_000)],
    ["lists", "- ".repeat(50_000)],
    ["links", "[a](".repeat(50_000)],
    ["a wide table", `${"|a".repeat(5_000)}\n${"|-".repeat(5_000)}\n`.repeat(5)],
    ["lone surrogates", "\ud800 **\udc00**"],
  ])("of %s still gives a well-formed text", (_, markdown) => {
    expect(text(markdown).isWellFormed()).toBe(true);
  });
});

describe("spaces", () => {
  const line = (markdown: string) => {
    const [first] = parseMarkdown(markdown);
    return first?.type === "paragraph" ? first.children : [];
  };
  it.each([
    ["a link that begins a line", "the\n[book](http://b.example/)"],
    ["a mark within a mark that begins a line", "the\n**[book](http://b.example/)**"],
    ["a space within the link", 'the<a href="http://b.example/"> book</a>'],
    ["spaces on both sides of the mark", 'the <a href="http://b.example/"> book</a>'],
  ])("stand outside %s", (_, markdown) => {
    const [before, link] = line(markdown);
    expect(before).toEqual({ type: "text", value: "the " });
    expect(toPlain([{ type: "paragraph", children: link ? [link] : [] }])).toBe("book");
    expect(JSON.stringify(link)).not.toContain(" book");
  });

  it("do not appear between Chinese lines", () => {
    expect(text("看\n[书](http://b.example/)\n吧")).toBe("看书吧");
  });
});

describe("nesting deeper than anybody writes", () => {
  const lines = (one: (level: number) => string) =>
    Array.from({ length: 100 }, (_, at) => one(at)).join("\n");
  it.each([
    ["lists", lines((at) => `${"  ".repeat(at)}- word${at}`)],
    ["numbered lists", lines((at) => `${"   ".repeat(at)}1. word${at}`)],
    ["quotes", lines((at) => `${"> ".repeat(at)}word${at}`)],
    ["quotes and lists", lines((at) => `${"> - ".repeat(at)}word${at}`)],
  ])("of %s loses no word, nor what follows", (_, markdown) => {
    const words = new Set(text(`${markdown}\n\nThe end.`).match(/\w+/g));
    expect(
      lines((at) => `word${at}`)
        .split("\n")
        .filter((word) => !words.has(word)),
    ).toEqual([]);
    expect(words).toContain("end");
  });
});

it("leaves all that looks like a tag in HTML of no known site", () => {
  const html = "<p>`a` {{ b }}</p><p>{% y %}{{< z >}}</p>";
  expect(text(html, { html: true })).toBe("`a` {{ b }}\n{% y %}{{< z >}}");
});

describe("raised and lowered signs", () => {
  it.each([
    ["10<sup>-6</sup> m<sup>2</sup>", "10⁻⁶ m²"],
    ["H<sub>2</sub>O, x<sub>i</sub>, e<sup>n</sup>", "H₂O, xᵢ, eⁿ"],
    ["2<sup>n/2</sup>", "2^(n/2)"],
    ["the 1<sup>st</sup> Brand<sup>TM</sup>", "the 1st BrandTM"],
    ["so<sup>[1]</sup> and <sup>*so*</sup>", "so[1] and so"],
  ])("%s", (markdown, expected) => {
    expect(text(markdown)).toBe(expected);
  });
});

it("reads what stands in an object that is shown nowhere: its words are for whoever cannot see it", () => {
  const pdf =
    '<object data="a.pdf" type="application/pdf"><param name="x" value="y">Get it <a href="/a.pdf">here</a>.</object>';
  expect(text(`Before.\n\n${pdf}\n\nAfter.`)).toBe("Before.\nGet it here.\nAfter.");
});

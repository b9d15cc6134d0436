// Quarto: which files of a website are posts, what folders say of them, and what cells and blocks print.
import { expect, test } from "vitest";
import { toPlain } from "../../../src/document/plain.js";
import { printedCells } from "../../../src/generator/plain/kin/quarto-cells.js";
import { site } from "../site.js";

const QUARTO = "project:\n  type: website\nwebsite:\n  title: Ink\n  site-url: https://q.example/log\n";
const LISTING = "---\ntitle: All\nlisting:\n  contents: notes/*/index.qmd\n---\n";

test("the posts of a website are those that its listings name, with what their folders say", async () => {
  const quarto = await site({
    "_quarto.yml": QUARTO,
    "index.qmd": LISTING,
    "about.qmd": "---\ntitle: About\n---\nWords.\n",
    "notes/_metadata.yml": "author: Ann\ncategories: [Tea]\n",
    "notes/2024-03-02_kettle/index.qmd":
      "---\ntitle: Kettle\ndate: 3/7/2022\ncategories: [R, Ink]\n---\nWords.\n",
    "notes/lid.qmd": "---\ntitle: Lid\ndate: last-modified\n---\nWords.\n",
    "notes/old/_metadata.yml": "draft: true\n",
    "notes/old/a.qmd": "---\ntitle: Old\n---\nWords.\n",
    "notes/list.qmd": LISTING,
    "notes/_part.qmd": "Words.\n",
  });
  expect(quarto.reader.site.title).toBe("Ink");
  expect(quarto.post("notes/2024-03-02_kettle/index.qmd")).toMatchObject({
    url: "https://q.example/log/notes/2024-03-02_kettle/",
    date: { wall: "2022-03-07T00:00:00" },
    categories: [["R"], ["Ink"]],
    authors: ["Ann"],
  });
  expect(quarto.post("notes/lid.qmd")).toMatchObject({
    url: "https://q.example/log/notes/lid.html",
    date: null,
    categories: [["Tea"]],
  });
  expect(quarto.post("notes/old/a.qmd").visibility).toBe("draft");
  for (const path of ["index.qmd", "about.qmd", "notes/list.qmd", "notes/_part.qmd"])
    expect(quarto.kind(path)).toBe("ignored");
  expect(quarto.reader.isConfig("notes/_metadata.yml")).toBe(true);
});

const shown = async (body: string, config = QUARTO, front = ""): Promise<string> => {
  const quarto = await site({ "_quarto.yml": config, "posts/a.qmd": `---\ntitle: A\n${front}---\n${body}` });
  return toPlain(quarto.parsed("posts/a.qmd").body.document);
};
const cell = (head: string, ...lines: string[]) => `Words.\n\n\`\`\`{${head}}\n${lines.join("\n")}\n\`\`\`\n`;

test.each([
  ["r", ["x <- 1"], "Words.\nx <- 1"],
  ["r setup, include=FALSE", ["secret"], "Words."],
  ["r, echo = FALSE", ["secret"], "Words."],
  ["python", ["#| echo: false", "secret"], "Words."],
  ["r", ["#| echo = FALSE,", '#| fig.cap = "secret"', "secret"], "Words."],
  ["r", ["#| fig.width = 3, echo = FALSE", "secret"], "Words."],
  ["ojs", ["//| label: fig-a", "//| fig-cap: >", "//|   secret", "x = 1"], "Words.\nx = 1"],
  ["=html", ["<p>Printed.</p>"], "Words.\nPrinted."],
  ["=latex", ["secret"], "Words."],
])("of a cell {%s} with %j its page has the code unless that is kept back", async (head, lines, text) => {
  expect(await shown(cell(head, ...lines))).toBe(text);
});

test("whether code is printed may be said for a site and for a post", async () => {
  const quiet = `${QUARTO}execute:\n  echo: false\n`;
  const code = cell("r", "x <- 1") + cell("r", "#| echo: true", "y <- 2");
  expect(await shown(code, quiet)).toBe("Words.\nWords.\ny <- 2");
  expect(await shown(code, quiet, "execute: { echo: true }\n")).toContain("x <- 1");
});

test("blocks that are for other formats or hidden stay hidden, code that shows them does not", async () => {
  const block = (set: string, words: string) => `::: {${set}}\n${words}\n:::\n\n`;
  const body = [
    block(".content-hidden when-format='html'", "secret"),
    block(
      '.content-visible when-format="pdf"',
      "secret\n\n::: {.callout-note}\nsecret\n:::\n\n```\nsecret\n```",
    ),
    block(".hidden", "$$\\def\\secret{}$$"),
    block(".content-visible unless-format='pdf'", "Shown."),
    block(".content-hidden unless-format='html'", "Shown too."),
    "```` markdown\n```{r}\n#| echo: false\n```\n````\n\n",
    "There are `r nrow(x)`12 of `{python} n`them [@bryan2018; -@ann, p. 3].\n\n<aside>The **lid**, `[@key]`.</aside>\n",
  ].join("");
  const text = await shown(body);
  expect(text).not.toContain("secret");
  expect(text).toBe(
    "Shown.\nShown too.\n```{r}\n#| echo: false\n```\nThere are 12 of them.\nThe lid, [@key].",
  );
});

const fenced = (head: string, ...lines: string[]) => `\`\`\`${head}\n${lines.join("\n")}\n\`\`\`\n`;

test.each([
  // Conditions of blocks: all must hold, and what only a run of Quarto tells does not.
  ['::: {.content-hidden unless-format="pdf"}\nsecret\n:::\nSeen.', "Seen."],
  ['::: {.content-visible when-profile="advanced"}\nsecret\n:::\nSeen.', "Seen."],
  ['::: {.content-hidden when-profile="public"}\nsecret\n:::\nSeen.', "Seen."],
  ['::: {.content-visible when-meta="is.internal"}\nsecret\n:::\nSeen.', "Seen."],
  ['::: {.content-visible when-meta="is.open"}\nSeen.\n:::', "Seen."],
  ['::: {.content-hidden when-meta="is.closed"}\nSeen.\n:::', "Seen."],
  ['::: {.content-visible when-format="html" unless-format="revealjs"}\nSeen.\n:::', "Seen."],
  ['::: {.content-visible when-format="html" unless-format="html"}\nsecret\n:::\nSeen.', "Seen."],
  // However a class is written, and wherever the block stands.
  ["::: hidden\nsecret\n:::\nSeen.", "Seen."],
  ['::: {#id class="wide content-hidden"}\nsecret\n:::\nSeen.', "Seen."],
  ["::: {.x\n.content-hidden}\nsecret\n:::\nSeen.", "Seen."],
  ['::: {style="color: red; display: none"}\nsecret\n:::\nSeen.', "Seen."],
  ["> ::: {.hidden}\n> secret\n> :::\n\nSeen.", "Seen."],
  ["## Hidden {.hidden}\n\nsecret\n\n### More\n\nsecret\n\n## Seen\n", "Seen"],
  // A hidden heading hides what is below it, in the block that it stands in.
  ["## S {.hidden}\n\n::: {.callout-tip}\n## Tip\n:::\n\nsecret\n\n## Seen", "Seen"],
  ["## S {.hidden}\n\n> # b\n\n    # c\n\nsecret\n\n- d\n\n  # e\n\nsecret\n\n# Seen", "Seen"],
  ["## S {.hidden}\n\n<div>\n\n# b\n\n</div>\n\nsecret\n\n::: a\n> :::\n\n## Tip\n:::\nsecret", ""],
  ["## S {.hidden}\n\nsecret\n# no heading\nsecret\n\nb  c\n----\n\nsecret\n\nSeen\n----\n", "Seen"],
  ["::: {.panel-tabset}\n## Tab {.hidden}\n\nsecret\n\n## B\n\nb\n:::\n\nSeen.", "B\nb\nSeen."],
  ["::: {.panel-tabset}\n## Tab {.hidden}\n> :::\n\nsecret\n:::\n\nSeen.", "Seen."],
  ["::: {.callout-note}\n> ## Tab {.hidden}\n> secret\n:::\n\nSeen.", "Seen."],
  ["> ## Tab {.hidden}\n>\n> secret\n\nSeen.", "Seen."],
  ["<div>\n\n## A {.hidden}\n\nsecret\n\n</div>\n\nSeen.", "Seen."],
  ["A {.hidden}\n===\n\nsecret\n\nB\n---\n\nsecret\n\nC\n===\n\nSeen.", "C\nSeen."],
  ['<div class="content-visible" when-format="pdf">\n\nsecret\n\n</div>\n\nSeen.', "Seen."],
  ['Seen <span when-format="html" class=content-hidden>secret</span>.', "Seen ."],
  [
    'Seen `<div class="content-visible" when-format="pdf">` in code.',
    'Seen <div class="content-visible" when-format="pdf"> in code.',
  ],
  ["- ## A {.hidden}\n\n  secret\n\nSeen.", "Seen."],
  ["    # list {hidden}\n\nSeen.", "# list {hidden}\nSeen."],
  ["Text\n# no heading {.hidden}\n\nSeen.", "Text # no heading {.hidden}\nSeen."],
  ["10. ::: {.hidden}\n    secret\n    :::\n\nSeen.", "Seen."],
  ["A {.hidden}\n----\n\nsecret\n\nSeen\n====\n\nSeen.", "Seen\nSeen."],
  ["***\n## A {.hidden data-x='}'}\n\nsecret\n", ""],
  // Words, code in a line, pictures.
  ["Seen [secret]{.content-hidden} and [the *secret* [lid](a.md)]{.hidden}.", "Seen and ."],
  ['[a secret\nof two lines]{.content-visible when-format="pdf"}Seen `secret`{.hidden}', "Seen"],
  [
    "![secret](a.png){.hidden}Seen [secret](a.md){.d-none} $[0, 1)$ [$(0, 1]$ secret]{.hidden}",
    "Seen $[0, 1)$",
  ],
  ["[Seen]{.mark} [too]{.content-hidden when-format='pdf'}", "Seen too"],
  // Code.
  [`${fenced('{.python .content-visible when-format="pdf"}', "secret")}Seen.`, "Seen."],
  [`${fenced("{.r .hidden}", "secret")}Seen.`, "Seen."],
  [`${fenced("{r}", "#| classes: hidden", "secret")}Seen.`, "Seen."],
  ["- Seen.\n\n  ```{r, echo=FALSE}\n  secret\n  ```\n", "Seen."],
  ["> Seen.\n>\n> ```{r, include=FALSE}\n> secret\n> ```\n", "Seen."],
  [`${fenced('{r, echo=FALSE, fig.cap="$x_{1}$ echo=TRUE"}', "secret")}Seen.`, "Seen."],
  [`${fenced("{r, echo=!TRUE}", "secret")}Seen.`, "Seen."],
  [`${fenced("{r}", "#| echo: !expr FALSE", "secret")}Seen.`, "Seen."],
  [`${fenced("{r}", "# |   'echo': false # never", "secret")}Seen.`, "Seen."],
  [`${fenced("{r}", "#| {label: a, echo: false}", "secret")}Seen.`, "Seen."],
  [`${fenced("{r, echo=-1}", "secret")}Seen.`, "Seen."],
  [fenced("{r, echo=TRUE, fig.cap='echo=FALSE'}", "seen"), "seen"],
  [fenced("{r}", "#| echo: fenced", "seen"), "seen"],
  [fenced("{r}", "#| echo = TRUE, fig.width = 3", "seen"), "seen"],
  [
    fenced("{r, include=FALSE}", "knitr::opts_chunk$set(fig.width = 4,", "  echo = FALSE)") +
      fenced("{r}", "secret"),
    "",
  ],
  [
    fenced("{r}", 'knitr::opts_chunk$set(comment = "(#>") # (', 'source("a.R", echo = FALSE)') +
      fenced("{r hidden}", "seen"),
    'knitr::opts_chunk$set(comment = "(#>") # (\nsource("a.R", echo = FALSE)\nseen',
  ],
  [
    fenced("{r, include=FALSE}", "knitr::opts_chunk$set(comment = ')', # it's\n a = c(1), echo = FALSE)") +
      fenced("{r}", "secret"),
    "",
  ],
  // Attributes of any length.
  [`::: {.hidden data-x="${"x".repeat(1_100)}"}\nsecret\n:::\nSeen.`, "Seen."],
  [`::: {data-x="${"x} ".repeat(400)}" .hidden}\nsecret\n:::\nSeen.`, "Seen."],
  [`::: {.hidden data-x="{\nsecret\n:::\nSeen.`, "Seen."],
  [`Seen[ secret]{.hidden data-x="${"x".repeat(1_100)}"}.`, "Seen."],
  [`${fenced(`{.r .hidden data-x="${"x".repeat(1_100)}"}`, "secret")}Seen.`, "Seen."],
  ['[secret](http://a\n "t"){.hidden}Seen', "Seen"],
  // What stands before a hidden block does not end it or make it code.
  ["```x``` is code.\n\n::: {.hidden}\nsecret\n:::\n", "x is code."],
  ["Seen.\n\n    ```\n    code\n\n::: {.hidden}\nsecret\n:::\n", "Seen.\n```\ncode"],
  ["<!--\n```\n-->\n\n::: {.hidden}\nsecret\n:::\n\nSeen.", "Seen."],
  ["> ```\n> code\n\n::: {.hidden}\nsecret\n:::\n\n```\nseen\n```\n", "code\nseen"],
  ["::: {.hidden}\na\n\n::: {.x\nid=b}\nb\n:::\n\nsecret\n:::\n\nSeen.", "Seen."],
  ["::: {.hidden}\n> :::\n\nsecret\n\n    :::\n\nsecret\n:::\n\nSeen.", "Seen."],
])("of %j a page shows %j", async (body, text) => {
  expect(await shown(body, QUARTO, "is: { open: true, closed: false }\n")).toBe(text);
});

test.each([
  ["echo: false", ""],
  ["format:\n  html:\n    echo: false", ""],
  ["knitr:\n  opts_chunk:\n    echo: false", ""],
  ["execute:\n  include: false", ""],
])("code is kept back by %j of a post, a folder or the site", async (said) => {
  const code = cell("r", "secret");
  expect(await shown(code, QUARTO, `${said}\n`)).toBe("Words.");
  expect(await shown(code, `${QUARTO}${said}\n`)).toBe("Words.");
  const quarto = await site({
    "_quarto.yml": QUARTO,
    "posts/_metadata.yml": `execute:\n  echo: false\n`,
    "posts/b/_metadata.yml": "execute:\n  freeze: auto\n",
    "posts/b/a.qmd": `---\ntitle: A\nexecute: { warning: false }\n---\n${code}`,
  });
  expect(toPlain(quarto.parsed("posts/b/a.qmd").body.document)).toBe("Words.");
});

test("what the site names as drafts, or does not render, is told nobody", async () => {
  const post = "---\ntitle: A\n---\nWords.\n";
  const files = {
    "_quarto-online.yml": "website:\n  drafts: [posts/d.qmd]\n",
    // For a quick look: no list of what the blog is.
    "_quarto-preview.yml": "project:\n  render: [posts/e.qmd, '!posts/f.qmd']\n",
    "_quarto.yml.local": "website:\n  drafts: [posts/g.qmd]\n",
    "drafts.yml": "website:\n  drafts: posts/c/\n",
    "index.qmd": "---\nlisting:\n  contents: posts\n---\n",
    ...Object.fromEntries(
      ["a", "b", "c/index", "d", "e", "f", "g"].map((name) => [`posts/${name}.qmd`, post]),
    ),
  };
  const quarto = await site({
    ...files,
    "_quarto.yml": `${QUARTO}  drafts: [posts/b.qmd]\nmetadata-files: [drafts.yml]\n`,
  });
  expect(quarto.post("posts/a.qmd").visibility).toBe("public");
  expect(quarto.kind("posts/f.qmd")).toBe("ignored");
  for (const name of ["b", "c/index", "d", "g"])
    expect(quarto.post(`posts/${name}.qmd`).visibility).toBe("draft");
  for (const path of [
    "drafts.yml",
    "_quarto-online.yml",
    "_quarto.yml.local",
    "index.qmd",
    "posts/index.qmd",
    "list.qmd",
  ])
    expect(quarto.reader.isConfig(path)).toBe(true);
  expect(quarto.reader.isConfig("posts/a.qmd")).toBe(false);
  const rendering = (...patterns: string[]) =>
    site({ ...files, "_quarto.yml": `project:\n  render: ${JSON.stringify(patterns)}\nwebsite: {}\n` });
  const kinds = async (...patterns: string[]) => {
    const rendered = await rendering(...patterns);
    return ["a", "c/index", "e"].map((name) => rendered.kind(`posts/${name}.qmd`)).join(" ");
  };
  expect(await kinds("*.qmd", "!posts/a.qmd")).toBe("ignored post post");
  expect(await kinds("!posts/c/")).toBe("post ignored post");
  expect(await kinds("./", "!posts/a.qmd")).toBe("ignored post post");
  expect(await kinds("index.qmd", "posts/e.qmd")).toBe("ignored ignored post");
});

const BLANKS = " ".repeat(200_000);
test.each([`#| echo: true${BLANKS}y`, `#| echo: ${"},".repeat(100_000)}y`, `${BLANKS}y`, `#|${BLANKS}y`])(
  "a long line of a cell is read at once",
  (line) => {
    expect(printedCells(fenced("{r}", `${line}\n#| a: b`, "seen"), true, {})).toMatch(
      /^(?:```r[^]*seen\n```\n)?$/,
    );
  },
);

test.each([
  ["```r\n", "```r\n"],
  ["> ```r\n", "> ```r\n"],
  ["::: {.hidden}\n", ""],
  ["::: a\n", "::: a\n"],
  ["::: {\n", "::: {\n"],
  ["`r ", "r "],
  ["#| a: b\n", "#| a: b\n"],
  ['[]{="', '[]{="'],
  [`[]{${"x".repeat(50)}`, `[]{${"x".repeat(50)}`],
  ["# {a}\n", "# {a}\n"],
  ["> # {.hidden}\n", ""],
])("rows of %j without an end are read at once", (row, start) => {
  const text = printedCells(row.repeat(30_000), true, {});
  expect(text.slice(0, 14)).toBe(start.repeat(14).slice(0, 14));
});

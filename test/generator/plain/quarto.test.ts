// Quarto: which files of a website are posts, what folders say of them, and what cells and blocks print.
import { expect, test } from "vitest";
import { toPlain } from "../../../src/document/plain.js";
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

test("rows of openings without an end are read at once", async () => {
  for (const row of ["```{r}\n", "::: {.hidden}\n", "`r ", "#| a: b\n"])
    expect(typeof (await shown(row.repeat(30_000)))).toBe("string");
});

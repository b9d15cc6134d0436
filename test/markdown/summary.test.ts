// The summary of a post whose author wrote none: whole sentences of its beginning.
import { expect, it } from "vitest";
import { summarize } from "../../src/markdown/summary.js";

const none = { before: [], after: [], marker: null, typography: "none" } as const;
const long = `# Kettles

[[toc]]

![A kettle on a fire](/kettle.png)

\`\`\`
boil();
\`\`\`

A kettle boils water, and this article tells how kettles were made through the ages of the world. ${"However, nobody knows who made the first kettle of all those that were ever made. ".repeat(3)}A kettle of copper boils water sooner than a kettle of clay.

## More kettles

- a list of kettles.
`;

it("is whole sentences, without headings, captions, code and lists", () => {
  const text = summarize(long, none, "Kettles");
  expect(text).toMatch(/^A kettle boils water, .* of the world\./);
  expect(text).toMatch(/\.$/);
  expect(text).not.toMatch(/However|boil\(|fire|list|More/);
});

it("is the same of HTML", () => {
  const html =
    "<h1>Kettles</h1><pre>boil();</pre><figure><img src=/k.png><figcaption>A kettle on a fire.</figcaption></figure>" +
    `<p>A kettle boils water for tea.</p><p>${"Tea is a drink that needs a kettle. ".repeat(9)}</p>`;
  expect(summarize(html, { ...none, html: true }, "Kettles")).toBe(
    "A kettle boils water for tea. Tea is a drink that needs a kettle.",
  );
});

it("shows no dress of MDX", () => {
  const mdx = "import A from 'a'\n\n{/* an outline. */}\n\n<Box>\n\tA kettle boils water.\n</Box>\n";
  expect(summarize(mdx, { ...none, mdx: true })).toBe("A kettle boils water.");
});

it("is the first paragraph where there is no sentence, and the author's own where there is one", () => {
  expect(summarize("# Head\n\nJust words\n", none)).toBe("Just words");
  expect(summarize(long, { ...none, before: ["My own."] })).toBe("My own.");
});

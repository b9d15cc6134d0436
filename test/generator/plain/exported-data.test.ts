// What a page in MDX exports of itself where its object holds more than values: JSX, and words like those that hide.
import { expect, test } from "vitest";
import { site } from "../site.js";

const visibilityOf = async (object: string, body = "Words.") => {
  const next = await site({
    "next.config.mjs": "export default {};",
    "posts/a.mdx": `export const metadata = ${object}\n\n${body}`,
  });
  return next.post("posts/a.mdx").visibility;
};

test.each([
  ['{ title: <b>Private keys</b>, description: "how I published a draft" }', "public"],
  ['{ title: <b>A</b>, "draft": isDraft }', "draft"],
  ["{ title: <b>A</b>, draft }", "draft"],
  ["{ title: <b>A</b>, published: true }", "public"],
  ["{ title: @, published: when() }", "draft"],
  ['{ title: @, description: "hidden, draft, private", }', "public"],
  ['{ title: @, about: "x, draft: a word" }', "public"],
])("an object with more than values: %s", async (object, visibility) => {
  expect(await visibilityOf(object)).toBe(visibility);
});

test("words of the post are no keys of an object that never ends", async () => {
  expect(await visibilityOf("{ title: (", "Words { draft: true } and so on.")).toBe("public");
});

const read = async (page: string) => {
  const next = await site({ "next.config.mjs": "export default {};", "posts/a.mdx": page });
  const { title, summary, visibility, date, authors } = next.post("posts/a.mdx");
  return { title, summary, visibility, day: date?.wall.slice(0, 10), authors };
};

const ARTICLE = `import { Layout } from '@/components/Layout'

export const article = {
  author: 'Ann',
  date: '2022-09-05',
  title: 'Tea “by hand”',
  description: 'All of it.',
}
`;

test.each([
  [
    "export const metadata = {\n  title: article.title,\n  description: article.description,\n}",
    "Tea “by hand”",
  ],
  ["export const metadata = { title: `${article.title} again` }", "Tea “by hand” again"],
  ["export default (props) => <Layout article={article} {...props} />", "Tea “by hand”"],
])("what a page calls itself in an object of its own is known: %s", async (more, title) => {
  expect(await read(`${ARTICLE}\n${more}\n\nWords.`)).toEqual({
    title,
    summary: "All of it.",
    visibility: "public",
    day: "2022-09-05",
    authors: ["Ann"],
  });
});

test.each([
  [
    "export const article = { title: 'A', draft: true }\n\nexport const metadata = { title: article.title }",
    "draft",
  ],
  ["export const article = { title: 'A' }\n\nexport const metadata = { draft: article.isNew }", "draft"],
  ["export const size = { draft: true }", "public"],
  ["export const article = { title: 'A' }\n\nexport const post = { title: 'B', draft: true }", "draft"],
  [
    "{/*\nexport const metadata = { title: 'Old' }\n*/}\n\nexport const metadata = { title: 'A', draft: true }",
    "draft",
  ],
  ["export const metadata = { title: 'A' }\n\nexport const metadata = { title: 'B', draft: true }", "draft"],
  ["{/* x */}\n\nexport const metadata = {/* a */ title: 'A', draft: true /* b */ }", "draft"],
  ["```\n{/*\n```\n\nexport const metadata = { title: 'A', draft: true }\n\n{/* x */}", "draft"],
  [`${"export const chart = { title: 'A' }\n\n".repeat(12)}export const metadata = { draft: true }`, "draft"],
  [
    `${"export const chart = { title: 'A' }\n\n".repeat(12)}export const article = { title: 'T', draft: true }`,
    "draft",
  ],
  ["export const info = { title: 'A', draft: true }\n\nexport const metadata = { ...info }", "draft"],
  ["export const info = { title: 'A', draft: true }\n\nexport default withLayout(info)", "draft"],
  [
    "export const info = { title: 'A', draft: true }\n\nexport default (p) => <L meta={info} {...p} />",
    "draft",
  ],
  ["```js\nexport const metadata = { title: 'A', draft: true }\n```", "public"],
])("and whether it hides: %s", async (page, visibility) => {
  expect((await read(`${page}\n\nWords.`)).visibility).toBe(visibility);
});

test.each([
  ["export const chart = { title: 'Sales', hidden: true }\n\n# Tea", "Tea"],
  ["# Tea\n\nexport const nav = { title: 'On this page', date: '2001-01-01' }\n\n<Nav {...nav} />", "Tea"],
  [
    "export const nav = { title: 'On this page', draft: true }\n\nexport default () => <nav>nav</nav>\n\n# Tea",
    "Tea",
  ],
  [
    "export const article = { title: 'Tea' }\n\nexport const ogImage = { title: 'Card', hidden: true }",
    "Tea",
  ],
  ["export const page = { title: 'On this page', hidden: true }\n\n# Tea", "Tea"],
  [
    "export const nav = { title: 'N', hidden: true }\n\nexport const article = { title: 'Tea' }\n\nexport default (p) => <Layout nav={nav} article={article} {...p} />",
    "Tea",
  ],
  [
    "export const nav = { title: 'N', hidden: true }\n\nexport default (p) => <Layout nav={nav} {...p} />\n\n# Tea",
    "Tea",
  ],
  [
    "export const metadata = { title: 'Tea', images: [og] }\n\nexport const og = { title: 'Card', hidden: true }",
    "Tea",
  ],
  ["{/*\nexport const article = { title: 'Old' }\n*/}\n\nexport const article = { title: 'Tea' }", "Tea"],
])("an object of another kind says nothing of the page: %s", async (page, title) => {
  expect(await read(`${page}\n\nWords.`)).toMatchObject({ title, visibility: "public", day: undefined });
});

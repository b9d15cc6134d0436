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

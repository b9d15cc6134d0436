// Links of an article that name a file lead to its post's page, as each generator writes them.
import { expect, test } from "vitest";
import { toPlain } from "../../src/document/plain.js";
import { linksOf } from "../../src/doctor/links.js";
import { linkedToPages } from "../../src/post/linked-pages.js";
import { parseMarkdown } from "../../src/markdown/read-body.js";
import { aPost } from "../fixtures/a-post.js";

const here = aPost({ id: "here", source: "content/blog/a.md", url: "https://b.example/2024/a/" });
const posts = [
  here,
  aPost({ id: "b", source: "content/blog/b.md", url: "https://b.example/2024/b/" }),
  aPost({ id: "c", source: "content/notes/c/index.mdx", url: "https://b.example/c/" }),
  aPost({ id: "q", source: "posts/q/index.qmd", url: "https://b.example/q/" }),
  aPost({ id: "d", source: "_posts/2024-01-02-d.md", url: "https://b.example/d.html" }),
  aPost({ id: "e", source: "content/one/e.md", url: "https://b.example/1/e/" }),
  aPost({ id: "f", source: "content/two/e.md", url: "https://b.example/2/e/" }),
];
const read = (markdown: string) => linkedToPages(parseMarkdown(markdown, { base: here.url }), here, posts);
const links = (markdown: string): readonly string[] => linksOf(read(markdown));

test.each([
  ["[x](./b.md)", "https://b.example/2024/b/"],
  ["[x](b.md#part)", "https://b.example/2024/b/#part"],
  ["[x](../notes/c/index.mdx)", "https://b.example/c/"],
  ["[x](../../posts/q/index.qmd)", "https://b.example/q/"],
  ["[x](/blog/b.md)", "https://b.example/2024/b/"],
  ["[x](@/blog/b.md#part)", "https://b.example/2024/b/#part"],
  ["[x](@site/content/blog/b.md)", "https://b.example/2024/b/"],
  ['[x]({{< ref "b.md" >}})', "https://b.example/2024/b/"],
  ['[x]({{% relref "/blog/b#part" %}})', "https://b.example/2024/b/#part"],
  ["[x]({% post_url 2024-01-02-d %})", "https://b.example/d.html"],
  ["[x]({{ site.baseurl }}{% link _posts/2024-01-02-d.md %})", "https://b.example/d.html"],
  ["[x][y]\n\n[y]: {% post_url 2024-01-02-d %}", "https://b.example/d.html"],
  ["- **[x]({% post_path b %})**", "https://b.example/2024/b/"],
  ["{% post_link b Words %}", "https://b.example/2024/b/"],
  ["[x](https://far.example/b.md)", "https://far.example/b.md"],
])("%s", (markdown, page) => {
  expect(links(markdown)).toEqual([page]);
});

test.each(["[where](@/e.md)", '**[where]({{< ref "nowhere" >}})**'])(
  "of a name that several files have, or none, the words alone stay: %s",
  (markdown) => {
    expect(links(markdown)).toEqual([]);
    expect(toPlain(read(markdown))).toBe("where");
  },
);

test("a link without words is called by its post's title", () => {
  expect(toPlain(read("See {% post_link b %} and {% post_link b '<b>it</b>' false %}."))).toBe(
    `See ${posts[1]?.title} and it.`,
  );
});

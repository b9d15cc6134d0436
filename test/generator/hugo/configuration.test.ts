// How the files of Hugo's config/_default are put together.
import { expect, test } from "vitest";
import { site } from "../site.js";

const front = (...lines: string[]) => `---\n${lines.join("\n")}\n---\nFirst words.\n`;

test("a file of config/_default may set up one language", async () => {
  const hugo = await site({
    "config/_default/hugo.toml": 'baseURL = "https://h.example/"\ntimeZone = "UTC"\n',
    "config/_default/languages.en.toml": 'title = "N"\nlanguageCode = "en-GB"\nweight = 1\n',
    "content/posts/a.md": "---\ntitle: A\n---\nx",
  });
  expect(hugo.reader.site).toMatchObject({ title: "N", lang: "en-GB" });
  expect(hugo.post("content/posts/a.md").url).toBe("https://h.example/posts/a/");
});

test("a file of config/_default for one language says nothing of the others", async () => {
  const hugo = await site({
    "config/_default/hugo.yaml": "baseURL: https://h.example/\ntitle: The Log\n",
    "config/_default/hugo.zh-hans.yaml": "title: 日志\n",
    "config/_default/languages.yaml": "en: { weight: 1 }\nzh-hans: { weight: 2 }\n",
    "config/_default/permalinks.zh-hans.yaml": "permalinks: { posts: /w/:slug/ }\n",
    "config/_default/permalinks.en.yaml": "posts: /no/:slug/\n",
    "content/posts/a.zh-hans.md": front("slug: b"),
    "content/posts/a.md": front("slug: b"),
  });
  expect(hugo.reader.site.title).toBe("The Log");
  expect(["a.zh-hans", "a"].map((one) => hugo.post(`content/posts/${one}.md`).url)).toEqual([
    "https://h.example/zh-hans/w/b/",
    "https://h.example/posts/b/",
  ]);
});

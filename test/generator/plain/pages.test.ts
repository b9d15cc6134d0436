// Under plain rules: what is a page of the site and no post, and where files of its own lie.
import { expect, test } from "vitest";
import { site } from "../site.js";

test("Pelican's own addresses of files are those that they have on the site", async () => {
  const pelican = await site({
    "pelicanconf.py": "SITENAME = 'P'\nSITEURL = 'https://p.example'\n",
    "content/news/a.md": "Title: A\nDate: 2020-01-01\n\n![x]({attach}cup.png) and [it]({static}/tea.pdf).\n",
  });
  const { post, body } = pelican.parsed("content/news/a.md");
  expect(post.cover).toBe("https://p.example/news/cup.png");
  expect(JSON.stringify(body.document)).toContain('"https://p.example/tea.pdf"');
});

test.each(["about/index.md", "pages/tea.md", "en/about.md", "projects.md"])(
  "an undated %s is a page of the site",
  async (path) => {
    const zola = await site({
      "config.toml": 'base_url = "https://z.example"\n',
      [`content/${path}`]: "+++\ntitle = 'P'\n+++\nWords.\n",
      "content/blog/about.md": "+++\ntitle = 'A'\n+++\nWords.\n",
    });
    expect(zola.kind(`content/${path}`)).toBe("ignored");
    expect(zola.kind("content/blog/about.md")).toBe("post");
  },
);

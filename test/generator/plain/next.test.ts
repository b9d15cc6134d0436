// Next.js: where its posts lie, and what is known of their addresses.
import { expect, test } from "vitest";
import { toPlain } from "../../../src/document/plain.js";
import { site } from "../site.js";

test("Next.js: posts in folders of public/ are read where there is no other folder of posts", async () => {
  const files = { "next.config.js": "export default {}", "public/a-chain/index.md": "---\ntitle: A\n---\nx" };
  const next = await site(files, { url: "https://n.example", permalink: "/:slug/" });
  expect(next.post("public/a-chain/index.md")).toMatchObject({
    title: "A",
    url: "https://n.example/a-chain/",
  });
  const other = await site({ ...files, "posts/b.md": "x" });
  expect(other.kind("public/a-chain/index.md")).toBe("ignored");
});

test("Next.js: pages in MDX have the addresses of their folders, and say of themselves what they export", async () => {
  const next = await site({
    "next.config.ts": "export default { trailingSlash: true, pageExtensions: ['tsx', 'mdx'] }",
    "README.md": "x",
    "app/layout.tsx":
      "import './a.css';\nexport const metadata: Metadata = {\n  metadataBase: new URL('https://n.example'),\n  title: { default: 'N', template: '%s | N' },\n};\n\nexport default function L({ children }: P) { return <html>{children}</html>; }",
    "app/(blog)/n/a/page.mdx":
      "import { Name } from '../name';\n\nexport const metadata = {\n  title: 'On “A”',\n  openGraph: { publishedTime: '2024-03-01T10:00:00Z' },\n  keywords: ['x'],\n};\n\n# Heading\n\n<Name />\n\nWords.",
    "app/n/part.mdx": "x",
  });
  expect(next.reader.site).toMatchObject({ title: "N", url: "https://n.example" });
  expect(next.post("app/(blog)/n/a/page.mdx")).toMatchObject({
    title: "On “A”",
    tags: ["x"],
    date: { instant: Date.UTC(2024, 2, 1, 10) },
    summary: "Words.",
    url: "https://n.example/n/a/",
  });
  for (const path of ["README.md", "app/n/part.mdx"]) expect(next.kind(path)).toBe("ignored");
});

test("Next.js: MDX among the pages of the Pages Router", async () => {
  const next = await site(
    {
      "next.config.mjs": "export default { pageExtensions: ['tsx', 'mdx'] }",
      "src/pages/writing/index.mdx": "# All",
      "src/pages/writing/a.mdx": "export const meta = { title: 'A', date: '2024-03-01' }\n\nWords.",
    },
    { url: "https://n.example" },
  );
  const { url, date } = next.post("src/pages/writing/a.mdx");
  expect([url, date?.wall]).toEqual(["https://n.example/writing/a", "2024-03-01T00:00:00"]);
  // It lists what lies below it.
  expect(next.kind("src/pages/writing/index.mdx")).toBe("ignored");
});

test("Next.js: what may be components in Markdown is no text", async () => {
  const next = await site({
    "next.config.js": "",
    "posts/a.md":
      "---\ntitle: A\n---\n<span style={{wordBreak: 'break-word'}}>Words</span> <Video src=\"./2.mp4\" muted /> and {{ more }}.\n\n<RecentPlays />\n\nEnd.",
  });
  expect(toPlain(next.parsed("posts/a.md").body.document)).toBe("Words and {{ more }}.\nEnd.");
});

test.each([
  [["app/blog/[slug]/page.tsx", "app/tag/[tag]/page.tsx"], "/blog/:slug"],
  [["src/app/(site)/writing/[...slug]/page.jsx"], "/writing/:path"],
  [["pages/[slug].js"], "/:slug"],
  [["pages/posts/[id].tsx", "pages/products/[id].tsx"], "/posts/:slug"],
  [["pages/a/[id].tsx", "pages/b/[id].tsx"], "/blog/:slug"],
  [["pages/api/posts/[id].ts", "pages/w/[[...slug]].tsx"], "/w/:path"],
])("Next.js: PERMALINK is proposed by the routes %s", async (routes, proposal) => {
  const programs = Object.fromEntries(routes.map((path) => [path, "export default X"]));
  const next = await site(
    { "next.config.js": "module.exports = {}", "posts/a.md": "Words.", ...programs },
    { url: "https://n.example" },
  );
  expect(next.problems("posts/a.md")[0]?.message).toContain(`PERMALINK=${proposal}`);
});

test("Next.js: one page in MDX takes no post away that lies elsewhere", async () => {
  const next = await site(
    {
      "next.config.js": "export default {}",
      "app/uses/page.mdx": "Words.",
      "app/blog/[slug]/page.tsx": "export default X",
      "app/blog/posts/a.mdx": "---\ntitle: A\n---\nWords.",
      "blog/b.mdx": "Words.",
      "pages/about.mdx": "Words.",
    },
    { url: "https://n.example" },
  );
  for (const path of ["app/blog/posts/a.mdx", "blog/b.mdx"]) {
    expect(next.post(path).url).toBeNull();
    expect(next.problems(path)[0]?.message).toContain("PERMALINK=/blog/:slug");
  }
  for (const path of ["app/uses/page.mdx", "pages/about.mdx"]) expect(next.kind(path)).toBe("ignored");
});

test.each([
  ["app/blog/a/page.mdx", "{ basePath: '/docs', pageExtensions }", "/docs/blog/a"],
  ["app/@modal/x/(y)/page.mdx", "{ pageExtensions }", "/x"],
  ["src/pages/blog/a.mdx", "{ pageExtensions: ['page.mdx', 'tsx'] }", null],
  ["src/pages/blog/a.page.mdx", "{ pageExtensions: ['page.mdx', 'tsx'] }", "/blog/a"],
  ["app/blog/a/page.page.mdx", "{ pageExtensions: ['page.mdx'] }", "/blog/a"],
  ["src/pages/blog/a.md", "{ pageExtensions }", null],
  ["src/pages/blog/a.md", "{}", null],
  ["src/pages/blog/a.mdx", "make({ pageExtensions: made() })", null],
  ["src/pages/blog/a.mdx", "require('nextra')({})", "/blog/a"],
  ["app/[locale]/blog/a/page.mdx", "{ pageExtensions }", null],
  ["app/feed/(.)photo/page.mdx", "{ pageExtensions }", null],
  ["app/blog/a/page.mdx", "{ basePath: process.env.BASE, pageExtensions }", null],
  ["app/blog/a/page.mdx", "make({ trailingSlash: is(), pageExtensions })", null],
])("Next.js: %s with %s is at %s", async (path, config, url) => {
  const layout = "export const metadata = { title: 'N', metadataBase: new URL('https://n.example') };\n";
  const next = await site({
    "next.config.js": `const pageExtensions = ['tsx', 'mdx'];\nmodule.exports = ${config}`,
    "app/layout.jsx": layout,
    [path]: "Words.",
  });
  expect(next.post(path).url).toBe(url === null ? null : `https://n.example${url}`);
});

test.each(["app/page.mdx", "app/projects/page.mdx", "app/(site)/about/page.mdx", "pages/index.md"])(
  "Next.js: %s is a page of the site",
  async (path) => {
    const next = await site({ "next.config.js": "export default {}", [path]: "Words." });
    expect(next.kind(path)).toBe("ignored");
  },
);

const META = "image: cover, authors: [{ name: 'Ann', url: 'https://ann.example/' }], ";
test.each([
  [`{ title: "Secret", draft: true, ${META} openGraph: { images: [{ url: "/og.png" }] } }`, "draft"],
  ["{ title: 'Secret', draft: true } satisfies Metadata", "draft"],
  ["{ title: `Secret`, 'draft': !0 } as const;", "draft"],
  ["{ title: 'Secret', draft: isNew() }", "draft"],
  ["{ title: 'Secret', published: false, draft: false }", "hidden"],
  ["{ title: <b>Secret</b>, draft: true }", "draft"],
  [`{ title: "Secret", ${META} openGraph: { images: [{ url: "/og.png" }] } }`, "public"],
])("what a page exports is known key by key: %s", async (object, visibility) => {
  const next = await site({
    "next.config.js": "export default {}",
    "posts/a.mdx": `export const metadata = ${object}\n\nWords.`,
  });
  const post = next.post("posts/a.mdx");
  expect([post.visibility, post.url]).toEqual([visibility, null]);
  if (visibility === "public") expect(post).toMatchObject({ title: "Secret", authors: ["Ann"] });
});

test("Next.js: beside pages in MDX, papers of the repository are no posts", async () => {
  const next = await site({
    "next.config.js": "export default {}",
    "app/blog/a/page.mdx": "Words.",
    "docs/adr/0001.md": "Words.",
    "prompts/x.md": "Words.",
    "components/button.md": "Words.",
    "src/articles/b.md": "Words.",
    "notes/2024/c.md": "Words.",
  });
  for (const path of ["docs/adr/0001.md", "prompts/x.md", "components/button.md"])
    expect(next.kind(path)).toBe("ignored");
  for (const path of ["app/blog/a/page.mdx", "src/articles/b.md", "notes/2024/c.md"])
    expect(next.kind(path)).toBe("post");
});

const DATED = "export const metadata = { date: '2024-03-01' }\n\nWords.";
test.each([
  ["app/blog/page.mdx", "Words.", "app/blog/[slug]/page.tsx", "ignored"],
  ["app/blog/page.mdx", "Words.", "app/blog/a/page.tsx", "ignored"],
  ["pages/blog/index.mdx", "Words.", "pages/blog/a.tsx", "ignored"],
  ["pages/tags/[tag].mdx", DATED, "pages/x.mdx", "ignored"],
  ["app/[locale]/about/page.mdx", "Words.", "app/x/page.mdx", "ignored"],
  ["app/[locale]/page.mdx", "Words.", "app/x/page.mdx", "ignored"],
  ["app/blog/a/page.mdx", DATED, "app/blog/a/gallery/page.tsx", "post"],
  ["app/blog/a/page.mdx", "Words.", "app/blog/a/raw/route.ts", "post"],
  ["app/blog/a.mdx", "Words.", "app/blog/[slug]/page.tsx", "post"],
  ["pages/blog/a.mdx", "Words.", "pages/x.tsx", "post"],
  ["pages/blog/about.mdx", "Words.", "pages/x.tsx", "ignored"],
  ["pages/blog/about.mdx", DATED, "pages/x.tsx", "post"],
  ["pages/about/me.mdx", "Words.", "pages/x.tsx", "ignored"],
])("Next.js: %s (%s) beside %s: %s", async (path, text, other, kind) => {
  const next = await site({
    "next.config.js": "export default {}",
    "app/uses/page.mdx": "Words.",
    [other]: "Words.",
    [path]: text,
  });
  expect(next.kind(path)).toBe(kind);
});

test("Next.js: a page in MDX is named by its folder", async () => {
  const next = await site(
    { "next.config.js": "export default {}", "app/blog/(long)/a/page.mdx": "Words." },
    { url: "https://n.example", permalink: "/blog/:slug" },
  );
  expect(next.post("app/blog/(long)/a/page.mdx")).toMatchObject({
    title: "a",
    slug: "a",
    url: "https://n.example/blog/a",
  });
});

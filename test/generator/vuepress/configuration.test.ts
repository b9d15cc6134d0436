// How VitePress' configuration may be written, and what a page says of it and takes in.
import { expect, test } from "vitest";
import { site } from "../site.js";

const front = (...lines: string[]) => `---\n${lines.join("\n")}\n---\nFirst words.\n`;

test.each([
  [
    "typed",
    "export default defineConfigWithTheme<X>({ title: 'Log', sitemap: { hostname: 'https://v.example' } })",
  ],
  [
    "filled later",
    "const c = {}\nc.title = 'Log'\nc.sitemap = { hostname: 'https://v.example' }\nexport default c",
  ],
  [
    "made by a function",
    "function make() {\n const title = 'Log'\n return { title, sitemap: { hostname: 'https://v.example' } }\n}\nexport default make()",
  ],
  [
    "joined",
    "export default Object.assign({ title: 'Log' }, { sitemap: { hostname: 'https://v.example' } })",
  ],
  [
    "taken apart",
    "const { title, host } = { title: 'Log', host: 'https://v.example' }\nexport default { title, sitemap: { hostname: host } }",
  ],
  [
    "chosen by the environment",
    "const host = process.env.NODE_ENV === 'production' ? 'https://v.example' : 'http://localhost'\nexport default { title: 'Log', sitemap: { hostname: process.env.X ? 'https://x.example' : host } }",
  ],
])("VitePress: a configuration that is %s", async (_, config) => {
  const vite = await site({ ".vitepress/config.ts": config, "posts/a.md": front("title: A") });
  expect(vite.reader.site.title).toBe("Log");
  expect(vite.post("posts/a.md").url).toBe("https://v.example/posts/a.html");
});

test("a page may say its front matter, and take in code from where its generator is run", async () => {
  const vue = await site({
    "docs/.vuepress/config.js": "module.exports = {}",
    "docs/a.md": "---\ntitle: A & B\n---\nIt is {{ $frontmatter.title }}.\n\n<<< @/docs/b.js\n",
    "docs/b.js": "let b",
  });
  expect(vue.post("docs/a.md").summary).toBe("It is A & B.");
  expect(vue.reader.included?.("docs/a.md", Buffer.from("<<< @/docs/b.js\n"))).toEqual(["docs/b.js"]);
});

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

// By VuePress 2's documentation ("Configuration") and that of its theme Plume ("Front matter", "Markdown extensions").
test("VuePress 2: a configuration beside the folder of pages, which a script names; Plume's date and marks", async () => {
  const vue = await site({
    "vuepress.config.ts":
      "import theme from './.vuepress/theme.js'\nexport default defineUserConfig({ locales: { '/': { lang: 'zh-CN', title: 'P' } }, theme })",
    ".vuepress/theme.ts": "export default plumeTheme({ hostname: 'https://p.example' })",
    "package.json":
      '{ "scripts": { "build": "vuepress build src" }, "dependencies": { "vuepress": "2.0.0-rc.30", "vuepress-theme-plume": "1" } }',
    "src/a.md": "---\ntitle: A\ncreateTime: 2018/05/17 12:28:33\n---\n==Composite（组合）== 模式。",
    "README.md": "x",
  });
  expect(vue.reader.site).toMatchObject({ title: "P", lang: "zh-CN" });
  expect(vue.post("src/a.md")).toMatchObject({
    url: "https://p.example/a.html",
    date: { wall: "2018-05-17T12:28:33" },
    summary: "Composite（组合） 模式。",
  });
  expect(vue.kind("README.md")).toBe("ignored");
  expect(vue.reader.isConfig("vuepress.config.ts")).toBe(true);
});

test.each(["dev ./docs", "dev --clean-cache docs", 'build "docs"', "build -p 8080 docs/ && echo x"])(
  "VuePress 2: the folder of the script “vuepress %s”",
  async (command) => {
    const vue = await site({
      "vuepress.config.js": "module.exports = { title: 'P' }",
      ".vuepress/client.ts": "",
      "package.json": JSON.stringify({
        scripts: { a: `vuepress ${command}` },
        dependencies: { vuepress: "2.0.0" },
      }),
      "docs/a.md": "Words.",
      "b.md": "Words.",
    });
    expect(["docs/a.md", "b.md"].map((path) => vue.kind(path))).toEqual(["post", "ignored"]);
  },
);

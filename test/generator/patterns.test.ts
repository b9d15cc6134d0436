// Patterns of a site's configuration mean what they mean to its generator, and none of them holds the bot up.
import picomatch from "picomatch";
import { describe, expect, it } from "vitest";
import { globs } from "../../src/generator/rules/pattern.js";
import { site } from "./site.js";

const PATHS = [
  "a.md",
  "b.md",
  "a.txt",
  "ab.md",
  "1.md",
  "drafts/a.md",
  "drafts/deep/er/b.mdx",
  "posts/2024/a.md",
  "posts/README.md",
  "posts/_b.md",
  "x(1)/a.md",
  "drafts",
  "posts/[a].md",
  "node/aaab",
  "!a.md",
];
const GLOBS = [
  "*.md",
  "**/*.md",
  "**/*.{md,mdx}",
  "**/[^_]*.{md,mdx}",
  "drafts/**",
  "**/drafts/**",
  "posts/**/*.md",
  "posts/*",
  "?.md",
  "{a,b}.md",
  "{a,ab}*",
  "[0-9].md",
  "{1..3}.md",
  "@(a|b).md",
  "+(a|b).md",
  "?(a)b.md",
  "*(a)b.md",
  "**/!(README).md",
  "!drafts/**",
  "./a.md",
  "posts/\\[a\\].md",
  "**",
  "{drafts/**,posts/**}",
  "{posts/**/*.md,drafts/**/*.mdx}",
  "@(drafts/**|posts)/*.md",
  "a*",
  "[a.md",
];

it.each(GLOBS)("the glob %s fits what picomatch says it fits", (glob) => {
  expect(PATHS.filter(globs([glob]))).toEqual(PATHS.filter((path) => picomatch([glob])(path)));
});

it("reads what picomatch does not: negation by an exclamation mark, groups within groups", () => {
  expect(PATHS.filter(globs(["posts/[!_]*.md"]))).toEqual(["posts/README.md", "posts/[a].md"]);
  expect(PATHS.filter(globs(["node/+(a|aa|+(a))b"]))).toEqual(["node/aaab"]);
});

it("leaves out what is to be ignored", () => {
  expect(PATHS.filter(globs(["**/*.md"], ["posts/**", "drafts/**"]))).toEqual(
    PATHS.filter((path) => picomatch(["**/*.md"], { ignore: ["posts/**", "drafts/**"] })(path)),
  );
});

/** Names and patterns on which an engine that tries again and again is busy for minutes. */
const a = "a".repeat(120);
const stars = "*a".repeat(14);
const hostile = [
  {
    name: "Jekyll's exclude",
    path: `_posts/2024-01-01-${a}.md`,
    files: { "_config.yml": `exclude: ["_posts/2024-01-01-${stars}b"]\n`, "_posts/2024-01-01-x.md": "x" },
  },
  {
    name: "Hexo's new_post_name",
    path: `source/_posts/${a}.md`,
    files: { "_config.yml": 'new_post_name: ":a:b:c:d:e:f:g:h:i:j:k:l:m:n:o:p-Z.md"\n' },
  },
  {
    name: "Hexo's skip_render",
    path: `source/_posts/${a}.md`,
    files: { "_config.yml": `skip_render: "_posts/${stars}b"\nnew_post_name: ":title.md"\n` },
  },
  {
    name: "Hugo's ignoreFiles",
    path: `content/posts/${a}.md`,
    files: { "hugo.toml": 'ignoreFiles = ["(a+)+(a+)+b$"]\n' },
  },
  {
    name: "Hugo's mounts",
    path: `content/posts/${a}.md`,
    files: {
      "hugo.toml": `[[module.mounts]]\nsource = "content"\ntarget = "content"\nexcludeFiles = "posts/${stars}b"\n`,
    },
  },
  {
    name: "VitePress' rewrites",
    path: `${a}/x.md`,
    files: {
      ".vitepress/config.mjs": `export default { rewrites: { "${":x(.*)".repeat(8)}b.md": "y.md" } };\n`,
    },
  },
  {
    name: "VitePress' srcExclude",
    path: `posts/${a}.md`,
    files: { ".vitepress/config.mjs": `export default { srcExclude: ["posts/${stars}b"] };\n` },
  },
  {
    name: "Zola's ignored_content",
    path: `content/posts/${a}.md`,
    files: {
      "config.toml": `base_url = "https://blog.test"\ncompile_sass = true\nignored_content = ["posts/+(a|aa|+(a))+(a)+(a|aa)b"]\n`,
    },
  },
  {
    name: "Astro's glob",
    path: `src/content/blog/${a}.md`,
    files: {
      "astro.config.mjs": "export default {};\n",
      "src/content.config.ts": `import { defineCollection } from "astro:content";\nimport { glob } from "astro/loaders";\nexport const collections = { blog: defineCollection({ loader: glob({ pattern: ["**/*.md", "!${stars}b"], base: "src/content/blog" }) }) };\n`,
    },
  },
] as const;

describe.each(hostile)("$name", ({ path, files }) => {
  it("is matched at once however it is written", async () => {
    const text = "---\ntitle: A\ndate: 2024-01-01\n---\nWords.\n";
    const began = performance.now();
    const read = await site({ ...files, [path]: text });
    expect(read.kind(path)).toBe("post");
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

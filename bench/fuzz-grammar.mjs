// What the fuzzer builds sites from: pieces that bite parsers, and dice to pick them with.
import { fuzzPrograms } from "./fuzz-programs.mjs";
import { seeded } from "./random.mjs";

export function chance(seed) {
  const next = seeded(seed);
  const below = (limit) => Math.floor(next() * limit);
  return { below, pick: (list) => list[below(list.length)], odds: (share) => next() < share };
}

const KEYS =
  "title date updated tags tag categories category permalink url slug id abbrlink layout published draft hidden password encrypt excerpt description summary cover image lang series author authors notify announce _build build aliases permalink_defaults constructor __proto__ toString excerpt_separator publishDate expiryDate pubDate home article".split(
    " ",
  );
const VALUES = [
  "",
  "~",
  "null",
  "true",
  "false",
  "yes",
  "no",
  "0",
  "-0",
  "0123",
  "0x1f",
  "1e999",
  ".inf",
  ".nan",
  "12:30",
  "1_000",
  "9".repeat(400),
  "2023-10-21",
  "2023-10-21 05:02:42",
  "2023-13-45",
  "0000-00-00",
  "9999-99-99T99:99:99Z",
  "275761-01-01",
  "-1",
  "8.64e15",
  "8.64e16",
  "2023-1-2 5:02:42 +99:99",
  "Sat, 21 Oct 2023 05:02:42 +0800",
  "'2023-10-21T05:02:42+08:00'",
  "[a, b]",
  "[[a, [b]], c]",
  "[null, {a: 1}]",
  "{a: {b: c}}",
  "&a [*a]",
  "*missing",
  "!!js/function 'x'",
  "!!binary aGk=",
  "!!set {a, b}",
  "!!python/object:os.system x",
  "|\n  a\n  ---\n  b",
  ">\n  folded",
  '"\\u0000"',
  '"\\ud800"',
  "'</b><script>'",
  "@everyone",
  "`x`",
  "- x",
  ": :",
  "%foo",
  "javascript:alert(1)",
  "//evil.example/x",
  "../../etc/passwd",
  "/a//b/../c",
  "https://[::1",
  ":year/:month/:title",
  ":constructor/:__proto__",
  ":sections[9999999:]",
  "a".repeat(3000),
  "\u202eabc",
  "👩‍👩‍👧‍👦",
  "（全角）",
  "é",
  "\t",
  "{{ x }}",
  "{% raw %}",
  "$x$",
  "$$",
  "<!--more-->",
  "[".repeat(500),
  "{a: ".repeat(200),
];
const BODIES = [
  "Words.\n\nMore.",
  "<!--more-->",
  "P <!-- more --> x",
  "```\n<!-- more -->",
  "$$\n\n$$",
  "$".repeat(300),
  "[".repeat(400),
  "![".repeat(200),
  "*".repeat(500),
  "<".repeat(300),
  "<!--".repeat(60),
  "> ".repeat(300) + "x",
  "- ".repeat(200) + "x",
  "{{".repeat(200),
  "{%".repeat(200),
  "\\begin{a}".repeat(60),
  "|a|\n|-|\n|b|",
  "[a]: b\n".repeat(100),
  "`".repeat(301),
  "&#0;&#x110000;&amp",
  "a\0b",
  "\u2028",
  "# H\n\n".repeat(80),
  "<div>\n".repeat(100),
  "import x from 'y'\n",
  "::: tip\nx\n:::",
  "<img src=x onerror=globalThis.fuzzRan=true>",
  "![a](javascript:x)",
  "***a** b*".repeat(60),
  "http://".repeat(100),
  "\\(".repeat(150),
];
const FENCES = [
  "---",
  "--- ",
  "----",
  "+++",
  ";;;",
  "---js",
  "---javascript",
  "---coffee",
  "---yaml",
  "---toml",
  "{",
  "",
  "\n---",
  "\ufeff---",
];
const CODE = "globalThis.fuzzRan = true; require('fs').writeFileSync('/tmp/fuzz-ran', 'x')";
const NAMES = [
  "a",
  "2023-10-21-a",
  "22-3-4-x",
  "index",
  "_index",
  "a.zh",
  "C# & 100%",
  "...",
  ".a",
  "_a",
  "a\nb",
  "a".repeat(300),
  "中文，",
  "a%2f..",
  "%zz",
  "-",
  "~",
  "a?b",
  "constructor",
  "\ud800",
  "a:b",
  ":title",
];
const FOLDERS = {
  hexo: "source/_posts/",
  hugo: "content/post/",
  jekyll: "_posts/",
  astro: "src/content/blog/",
  vuepress: "docs/",
  vitepress: "",
  plain: "",
};
const ENDINGS = [".md", ".md", ".md", ".markdown", ".html", ".mdx", ".org", ".MD", ""];
const CONFIGS = {
  hexo: [
    "_config.yml",
    "title url root permalink permalink_defaults timezone new_post_name source_dir category_map default_category filename_case post_asset_folder pretty_urls future render_drafts abbrlink encrypt ignore exclude skip_render language",
  ],
  hugo: [
    "hugo.yaml",
    "baseURL title languages permalinks timeZone defaultContentLanguage defaultContentLanguageInSubdir contentDir uglyURLs frontmatter disableLanguages buildFuture markup",
  ],
  jekyll: [
    "_config.yml",
    "url baseurl permalink timezone defaults collections collections_dir exclude excerpt_separator future title",
  ],
};
const PROGRAMS = [
  "export default {",
  "module.exports = {",
  "export default defineConfig({",
  "const a = {",
  `${CODE}\nexport default {`,
];
const PATTERNS = [
  ":year/:title/",
  ":title.md",
  ":lang/:title.md",
  "/:sections[1:]/:slug/",
  "https://x.example/",
  "/b/",
  "Asia/Shanghai",
  "Mars/Base",
  "**/*.md",
  "!(a|b)+(c)*",
  "(((((",
  "{a,b}{c,d}",
  "[a-",
  "\\",
];

const frontMatter = (random) => {
  const fence = random.pick(FENCES);
  const close = random.odds(0.85)
    ? fence.trim().replace(/[a-z]+$/, "")
    : random.pick(["...", "", "---", "+++"]);
  if (/js|coffee/.test(fence)) return `${fence}\n${CODE}\n${close}\n`;
  const toml = fence === "+++";
  const lines = Array.from(
    { length: random.below(9) },
    () => `${random.pick(KEYS)}${toml ? " = " : ": "}${random.pick(VALUES)}`,
  );
  return `${fence}\n${lines.join("\n")}\n${close}\n`;
};

/** A few blind changes of single signs: cut, double, swap for a special one. */
function mutate(text, random) {
  let result = text;
  for (let times = random.below(4); times > 0; times -= 1) {
    const at = random.below(result.length + 1);
    const size = random.below(6);
    result =
      result.slice(0, at) +
      random.pick([
        "",
        "\n",
        ":",
        "-",
        '"',
        "'",
        "\0",
        "\r",
        "[",
        "&",
        "*",
        "\ufeff",
        result.slice(at, at + size),
      ]) +
      result.slice(at + (random.odds(0.5) ? size : 0));
  }
  return result;
}

function config(generator, random) {
  if (["vuepress", "vitepress", "astro"].includes(generator)) {
    const body = Array.from(
      { length: random.below(6) },
      () =>
        `${random.pick(["base", "title", "site", "locales", "sitemap", "themeConfig", "permalink", "[x]", "...a"])}: ${random.pick(["'/b/'", "`x${a}`", "{ hostname: 'https://x.example' }", "a.b.c", "run()", "(() => { globalThis.fuzzRan = true })()", "'x' + a", "[".repeat(50)])}`,
    );
    const name = {
      vuepress: "docs/.vuepress/config.js",
      vitepress: ".vitepress/config.ts",
      astro: "astro.config.ts",
    }[generator];
    return [
      name,
      mutate(`${random.pick(PROGRAMS)} ${body.join(", ")} }${random.odds(0.5) ? ")" : ""}`, random),
    ];
  }
  const [name, keys] = CONFIGS[generator] ?? ["x.txt", "x"];
  const lines = Array.from(
    { length: random.below(8) },
    () =>
      `${random.pick(keys.split(" "))}: ${random.odds(0.5) ? JSON.stringify(random.pick(PATTERNS)) : random.pick(VALUES)}`,
  );
  return [name, mutate(lines.join("\n"), random)];
}

export const GENERATORS = Object.keys(FOLDERS);

/** A site of one configuration and a path with the bytes of a post. */
export function fuzzCase(random) {
  const generator = random.pick(GENERATORS);
  const [name, content] = config(generator, random);
  const programs =
    ["astro", "vitepress", "vuepress"].includes(generator) && random.odds(0.5)
      ? fuzzPrograms(generator, random)
      : {};
  const folder = FOLDERS[generator] + (random.odds(0.2) ? `${random.pick(NAMES)}/` : "");
  const path = `${folder}${random.pick(NAMES)}${random.pick(ENDINGS)}`;
  const text = mutate(
    frontMatter(random) + Array.from({ length: 1 + random.below(3) }, () => random.pick(BODIES)).join("\n\n"),
    random,
  );
  const bytes = Buffer.from(text, random.odds(0.03) ? "utf16le" : "utf8");
  return { generator, files: { [name]: content, ...programs }, path, bytes };
}

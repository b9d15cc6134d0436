// Programs of sites for the fuzzer: ids, addresses and rewrites made by small functions, harmless and hostile.

const NAMES = [
  "entry",
  "post",
  "id",
  "data",
  "post.id",
  "post.data",
  "post.data.title",
  "entry.filePath",
  "x",
  "slug",
  "__proto__",
  "constructor",
  "this",
  "globalThis",
  "undefined",
  "f",
];
const TEXTS = [
  "''",
  "'/'",
  "'-'",
  "'.md'",
  "'../..'",
  "'//evil.example'",
  "`a`",
  "'\\0'",
  "'%zz'",
  "'x'.repeat(1e9)",
  "1e9",
  "-1",
  "0",
  "null",
  "true",
  "[]",
  "{}",
];
const REGEXES = [
  "/\\.mdx?$/",
  "/(a+)+$/",
  "/(a|a)*b/",
  "/.*.*.*x/g",
  "/a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaa/",
  "/(.)\\1/",
  "/^\\d{4}-/",
  "/[/g",
  "/(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)b/",
];
const METHODS = [
  "replace",
  "replaceAll",
  "split",
  "slice",
  "toLowerCase",
  "at",
  "pop",
  "join",
  "map",
  "filter",
  "concat",
  "match",
  "padStart",
  "test",
  "constructor",
  "toString",
  "getFullYear",
  "hasOwnProperty",
  "reverse",
  "normalize",
];
const HOSTILE = [
  "(() => { globalThis.fuzzRan = true })()",
  "eval('globalThis.fuzzRan = true')",
  "Function('globalThis.fuzzRan = true')()",
  "import('x')",
  "process.exit(1)",
  "post.constructor.constructor('globalThis.fuzzRan = true')()",
  "[].map.constructor('globalThis.fuzzRan = true')()",
  "new Date('x').toISOString()",
  "new Array(1e9)",
  "f(f)",
  "`${post}`",
];

function expression(random, depth = 0) {
  const sub = () => expression(random, depth + 1);
  if (depth > 4 || random.odds(0.25)) return random.pick(random.odds(0.7) ? NAMES : TEXTS);
  const make = [
    () => `${sub()}.${random.pick(METHODS)}(${random.odds(0.4) ? random.pick(REGEXES) : sub()}, ${sub()})`,
    () => `${sub()}?.${random.pick(METHODS)}(${random.odds(0.5) ? `(x) => ${sub()}` : sub()})`,
    () => `\`\${${sub()}}/\${${sub()}}\``,
    () => `(${sub()} ${random.pick(["||", "??", "&&", "+", "===", "-", "in"])} ${sub()})`,
    () => `(${sub()} ? ${sub()} : ${sub()})`,
    () => `f(${sub()})`,
    () => `${sub()}[${sub()}]`,
    () => `[...${sub()}, ${sub()}]`,
    () => random.pick(HOSTILE),
  ];
  return random.pick(make)();
}

function body(random) {
  const lines = Array.from({ length: random.below(4) }, () =>
    random.pick([
      `const x = ${expression(random)};`,
      `const [slug, ...x] = ${expression(random)};`,
      `if (${expression(random)}) return ${expression(random)};`,
      "let x = 'a'; x = x + x; x = x + x;",
      "while (true) {}",
    ]),
  );
  return `{ ${lines.join(" ")} return ${expression(random)} }`;
}

/** Files beside the configuration, by path. */
export function fuzzPrograms(generator, random) {
  if (generator === "astro") {
    const helper = `const f = (x) => ${random.odds(0.3) ? "f(x) + f(x)" : expression(random)};`;
    const schema = random.odds(0.5)
      ? `, schema: z.object({ date: z.coerce.date().default(${expression(random)}), draft: z.boolean().default(true), tags: z.array().default(['x']) })`
      : "";
    const own = random.odds(0.6)
      ? `, generateId: ({ entry, data }) => ${random.odds(0.5) ? body(random) : expression(random)}`
      : "";
    return {
      "src/content.config.ts": `${helper} export const collections = { blog: defineCollection({ loader: glob({ pattern: '**/*.md', base: 'src/content/blog'${own} })${schema} }) }`,
      "src/pages/[year]/[...slug].astro": `---\n${helper}\nexport async function getStaticPaths() { const posts = await getCollection("blog"); return posts.map((post) => ${random.odds(0.5) ? `({ params: { year: ${expression(random)}, slug: ${expression(random)} } })` : `{ const x = ${expression(random)}; return { params: { year: x, slug: ${expression(random)} } } }`}) }\n---\n`,
    };
  }
  if (generator === "vitepress")
    return {
      ".vitepress/config.ts": `const f = (x) => ${expression(random)}; export default defineConfig({ rewrites: (id) => ${random.odds(0.5) ? body(random) : expression(random)}, extends: { base: '/x/' } })`,
    };
  return {
    ".vuepress/config.js": `module.exports = { themeConfig: { encrypt: { config: { [${expression(random)}]: '1', '/%zz': '1', '/a': f } } }, plugins: [['@vuepress/blog', { directories: [{ dirname: 'a', itemPermalink: '/:x/:slug' }, { dirname: '../..' }] }]] }`,
  };
}

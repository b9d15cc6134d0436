// Configurations that are programs, read and never run.
import { describe, expect, test } from "vitest";
import { readModule } from "../../src/script/read-module.js";
import { memoryFiles } from "../generator/site.js";

const readJsConfig = async (source: string, files: Record<string, string> = {}) => {
  const module = await readModule("config.ts", source, memoryFiles(files));
  return module && (module.main ?? {});
};

describe("a configuration in JavaScript", () => {
  test.each([
    ["export default { base: '/a/' }", { base: "/a/" }],
    ["module.exports = { title: `T`, base: '/a' + '/' }", { title: "T", base: "/a/" }],
    [
      "const url = 'https://x.example';\nexport default defineConfig({ site: `${url}/b`, go: run() })",
      { site: "https://x.example/b" },
    ],
    [
      "import { defineConfig } from 'astro/config';\nconst c: Config = { site: 'https://x.example' } as const;\nexport default defineConfig(c satisfies Config)",
      { site: "https://x.example" },
    ],
    [
      "import { name } from './meta';\nexport default async ({ mode }: { mode: string }) => {\n  const rest = { base: '/b/' };\n  return withPwa(extend(defineConfig({ ...rest, title: 'T', env: mode })))\n}",
      { title: "T", base: "/b/" },
    ],
    [
      "module.exports = function (it) { it.add('x'); return { dir: { input: 'src' } } }",
      { dir: { input: "src" } },
    ],
    ["export default function () { return { base: '/a/' } }", { base: "/a/" }],
    ["const shared = { title: 'T' };\nexport default { ...shared, base: '/' }", { title: "T", base: "/" }],
  ])("%j", async (source, expected) => {
    expect(await readJsConfig(source)).toMatchObject(expected);
  });

  test("nothing in it runs, and what would have to be run is left out", async () => {
    const read = await readJsConfig(
      "globalThis.ran = true;\nexport default { base: (() => { globalThis.ran = true; return '/x/' })(), title: 'T' }",
    );
    expect(read).toEqual({ title: "T" });
    expect("ran" in globalThis).toBe(false);
  });

  /** Forty constants, each of which names the one before twice. */
  const doubled = (first: string, next: (before: string) => string) =>
    Array.from({ length: 40 }, (_, at) => `const d${at} = ${at === 0 ? first : next(`d${at - 1}`)};\n`).join(
      "",
    ) + `export default { all: [${Array.from({ length: 40 }, (_, at) => `d${at}`).join(", ")}], title: "T" }`;

  test.each([
    ["a text", doubled("'text'", (before) => `\`\${${before}}\${${before}}\``)],
    ["a sum", doubled("'text'", (before) => `${before} + ${before}`)],
    [
      "a map",
      doubled(
        "{ n: 1 }",
        (before) => `mergeConfig({ a: ${before}, b: ${before} }, { a: ${before}, b: ${before} })`,
      ),
    ],
  ])("%s that doubles itself costs no more than a configuration may", async (_, source) => {
    const begun = performance.now();
    const read = await readJsConfig(source);
    expect(Array.isArray((read as { all: unknown }).all)).toBe(true);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  test("what is no JavaScript is told apart from an empty configuration", async () => {
    expect(await readJsConfig("export default {{{")).toBeNull();
    expect(await readJsConfig("console.log(1)")).toEqual({});
  });
});

describe("a configuration in several files", () => {
  const files = {
    "src/config.ts": "export const SITE = { website: 'https://x.example', n: 1 as number } as const;",
    "locales/en.ts": "export default { lang: 'en-US', title: 'E' }",
    "locales/index.ts": "export { default as en } from './en';\nexport { en as loop } from './index';",
    "theme.json": '{ "title": "T" }',
  };

  test.each([
    [
      "import { SITE } from './src/config';\nexport default { site: SITE.website }",
      { site: "https://x.example" },
    ],
    [
      "import { SITE as S } from '@/config.js';\nexport default { site: S.website }",
      { site: "https://x.example" },
    ],
    ["import { en, loop } from './locales';\nexport default { ...en, loop }", { title: "E", lang: "en-US" }],
    ["const theme = require('./theme.json');\nmodule.exports = { theme }", { theme: { title: "T" } }],
    ["import x from '../outside';\nexport default { x, title: 'T' }", { title: "T" }],
  ])("%j", async (source, expected) => {
    expect(await readJsConfig(source, files)).toMatchObject(expected);
  });

  test("types are passed over, wherever they stand", async () => {
    const source =
      "interface A { a: string }\nenum E { B }\nconst f = ({ a }: A, n?: number): a is E => !!a!;\n" +
      "export default defineConfig<A>({ title: <string>'T', f: async (x: A): Promise<void> => {} } satisfies Partial<A>)";
    expect(await readJsConfig(source)).toMatchObject({ title: "T" });
  });
});

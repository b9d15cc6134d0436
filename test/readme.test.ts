// The README says the same in both languages: the same commands, settings and files.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import GithubSlugger from "github-slugger";
import { describe, expect, test } from "vitest";

const code = (file: string): readonly string[] => {
  const text = readFileSync(file, "utf8");
  const fenced = [...text.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, lines = ""]) =>
    lines.split("\n").map((line) => line.replace(/\s*#.*$/, "")),
  );
  const inline = [...text.replace(/^```.*?^```/gms, "").matchAll(/`([^`]+)`/g)].map(
    ([, words = ""]) => words,
  );
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, to = ""]) => to);
  return [...fenced, ...inline, ...links].filter((one) => one !== "" && !one.startsWith("README")).toSorted();
};

test("README.md and README.zh-CN.md name the same commands, settings and files", () => {
  expect(code("README.zh-CN.md")).toEqual(code("README.md"));
});

describe.each([
  "README.md",
  "README.zh-CN.md",
  ...readdirSync("docs")
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
])("%s", (file) => {
  const text = readFileSync(file, "utf8");
  const named = (pattern: RegExp): readonly string[] =>
    [...text.matchAll(pattern)].map(([, name = ""]) => name);

  test("names only scripts and subcommands that there are", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
      scripts: Record<string, string>;
    };
    expect(named(/npm run (?:-s )?([a-z][\w:-]*)/g).filter((name) => !Object.hasOwn(scripts, name))).toEqual(
      [],
    );
    const commands = [...readFileSync("src/cli.ts", "utf8").matchAll(/\.command\("([\w-]+)"/g)].map(
      ([, name]) => name,
    );
    expect(named(/(?:`|^)postern ([a-z-]+)/gm).filter((name) => !commands.includes(name))).toEqual([]);
  });

  test("links only to files and headings that there are", () => {
    const links = named(/\]\((?!https?:)([^)\s]+)\)/g);
    const broken = links.filter((link) => {
      const [path = "", heading] = link.split("#");
      const target = path === "" ? file : join(dirname(file), path);
      if (!existsSync(target)) return true;
      return heading !== undefined && !headingsOf(target).includes(heading);
    });
    expect(broken).toEqual([]);
  });
});

/** As GitHub makes them addresses. */
const headingsOf = (file: string): readonly string[] => {
  const slugger = new GithubSlugger();
  return [...readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    slugger.slug(title.replace(/[`*]/g, "")),
  );
};

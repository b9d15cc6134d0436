// A Node that is too old, or a clone not built, is told so in a sentence, by whatever way Postern is called.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "acorn";
import { expect, it } from "vitest";

const sentence =
  /^Postern needs Node 20\.19\.0 or a later 20, or 22\.12\.0 or newer, and this is Node 18\.20\.4\./m;
const old = ["--require", resolve("test/fixtures/old-node.cjs")];
const { scripts, bin } = JSON.parse(readFileSync("package.json", "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
};

it.each([bin["postern"]!, "bin/node-version.cjs"])("%s can be read by the oldest Node", (file) => {
  expect(() => parse(readFileSync(file, "utf8"), { ecmaVersion: 5, allowHashBang: true })).not.toThrow();
});

it.each(Object.keys(scripts).filter((name) => /node |vitest run/.test(scripts[name]!)))(
  "npm run %s looks at the version first",
  (name) => {
    const first = (scripts[`pre${name}`] ?? scripts[name]!).split(" && ")[0]!;
    const asked = scripts[/^npm run --silent (\w+)$/.exec(first)?.[1] ?? ""] ?? first;
    expect(asked).toMatch(/^node (?:--\S+ )?bin\/(?:node-version|postern)\.cjs(?: |$)/);
  },
);

it.each([
  ["20.18.3", 1],
  ["20.19.0", 0],
  ["21.7.3", 1],
  // It refuses to load packages of modules as the build does.
  ["22.11.0", 1],
  ["22.12.0", 0],
  ["23.0.0", 0],
  ["100.0.0", 0],
])("Node %s: ends with code %i", (node, code) => {
  const script = `Object.defineProperty(process, "versions", { value: { node: "${node}" } }); require("./bin/node-version.cjs");`;
  expect(spawnSync(process.execPath, ["-e", script]).status).toBe(code);
});

it("is what `npm start` shows", () => {
  const { status, stdout, stderr } = spawnSync("npm", ["start"], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], NODE_OPTIONS: old.join(" ") },
  });
  expect(status).not.toBe(0);
  expect(stdout + stderr).toMatch(sentence);
});

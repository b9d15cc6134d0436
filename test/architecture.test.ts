// What docs/architecture.md says of files and functions is so, and one name stands for one thing.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const doc = readFileSync("docs/architecture.md", "utf8");
const section = doc.split(/^## /m).find((part) => part.startsWith("Three ways through the house")) ?? "";
const steps = [...section.matchAll(/^\d+\. `(\S+\.ts)`: (.+)$/gm)].map(([, file = "", names = ""]) => ({
  file: `src/${file}`,
  names: [...names.replace(/\(.*?\)/g, "").matchAll(/`(\w+)`/g)].map(([, name = ""]) => name),
}));

test("the three ways name files and what these declare", () => {
  expect(steps.length).toBeGreaterThan(30);
  const missing = steps.flatMap(({ file, names }) => {
    if (!existsSync(file)) return [file];
    const source = readFileSync(file, "utf8");
    const declares = (name: string) => new RegExp(`(?:function|const|class) ${name}\\b`).test(source);
    return names.filter((name) => !declares(name)).map((name) => `${file}: ${name}`);
  });
  expect(missing).toEqual([]);
});

test("no two types have one name", () => {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const types = files.flatMap((file) =>
    [
      ...readFileSync(join("src", file), "utf8").matchAll(
        /^\s*(?:export )?(?:declare )?(?:abstract )?(?:interface|type|class|enum) (\w+)(?=[\s<])(?! from)/gm,
      ),
    ].map(([, name = ""]) => ({ name, file })),
  );
  expect(types.length).toBeGreaterThan(400);
  const names = types.map(({ name }) => name);
  expect(types.filter(({ name }, at) => names.indexOf(name) !== at)).toEqual([]);
});

test("nothing that is cut, sorted or written follows the language of the machine", () => {
  const follows =
    /new Intl\.\w+\((?:undefined\b|\))|\.toLocale\w*\((?:undefined\b|\))|\.localeCompare\([^,()]*\)/;
  const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  expect(files.filter((file) => follows.test(readFileSync(join("src", file), "utf8")))).toEqual([]);
});

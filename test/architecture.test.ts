// What docs/architecture.md says of files and functions is so.
import { existsSync, readFileSync } from "node:fs";
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

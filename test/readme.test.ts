// The README says the same in both languages: the same commands, settings and files.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

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

// The build is made when what it is made from changed, and not else: every start asks for it.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { folderOf } from "./program.js";

const PROGRAMS = [
  "cli",
  "library/read-orders",
  "source/feed-thread",
  "formula/draw-orders",
  "chat/page/browser/page",
];

it("builds what changed or was lost, and else leaves dist/ alone", async () => {
  const root = await folderOf({
    // Small ones: it is about when, not how.
    ...Object.fromEntries(PROGRAMS.map((name) => [`src/${name}.ts`, "export const one: number = 1;\n"])),
    "src/look.css": "a {}\n",
    "package.json": '{ "type": "module", "dependencies": {} }\n',
    "package-lock.json": "{}\n",
    "dist/gone/whose-source-is-gone.js": "",
    "dist/dictionaries/zh.tsv.br": "packed",
  });
  await cp("scripts", join(root, "scripts"), { recursive: true });
  await symlink(resolve("node_modules"), join(root, "node_modules"));
  const build = () => void execFileSync(process.execPath, [join(root, "scripts/build.mjs")], { cwd: root });
  const look = () => readFile(join(root, "dist/look.css"), "utf8");

  build();
  expect(await readFile(join(root, "dist/cli.js"), "utf8")).toMatch(/\bone=/);
  expect(existsSync(join(root, "dist/gone"))).toBe(false);
  expect(await readFile(join(root, "dist/dictionaries/zh.tsv.br"), "utf8")).toBe("packed");
  await writeFile(join(root, "dist/look.css"), "as it was left");
  build();
  expect(await look()).toBe("as it was left");
  await writeFile(join(root, "src/look.css"), "a { color: red }\n");
  build();
  expect(await look()).toBe("a { color: red }\n");
  await rm(join(root, "dist/look.css"));
  build();
  expect(await look()).toBe("a { color: red }\n");
});

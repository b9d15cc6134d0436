// The build is made when what it is made from changed, and not else: every start asks for it.
import { execFileSync } from "node:child_process";
import { cp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { folderOf } from "./program.js";

it("builds what changed or was lost, and else leaves dist/ alone", async () => {
  const root = await folderOf({
    "src/one.ts": "export const one: number = 1;\n",
    "src/look.css": "a {}\n",
    "package.json": '{ "type": "module" }\n',
    "tsconfig.json": "{}\n",
    // With few libraries: it is about when, not how.
    "tsconfig.build.json":
      '{ "compilerOptions": { "rootDir": "src", "outDir": "dist", "noCheck": true, "module": "esnext", "target": "es2022", "lib": ["es5"], "types": [] } }\n',
  });
  await mkdir(join(root, "scripts"));
  await cp("scripts/build.mjs", join(root, "scripts/build.mjs"));
  await symlink(resolve("node_modules"), join(root, "node_modules"));
  const build = () => void execFileSync(process.execPath, [join(root, "scripts/build.mjs")], { cwd: root });
  const look = () => readFile(join(root, "dist/look.css"), "utf8");

  build();
  expect(await readFile(join(root, "dist/one.js"), "utf8")).toContain("export const one = 1;");
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

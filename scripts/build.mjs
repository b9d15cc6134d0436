// Builds dist/ from src/, where something changed since: TypeScript by tsc (types are checked by `npm run typecheck`),
// everything else copied.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stampFile = join(root, "dist", ".built");

/** Of what the build is made from, by size and time; and of the files made, so that one lost is made anew. */
function stamp() {
  const inFolder = (folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .toSorted()
      .map((name) => join(folder, name));
  const sources = [
    "tsconfig.json",
    "tsconfig.build.json",
    "package.json",
    "scripts/build.mjs",
    ...inFolder("src"),
  ];
  const facts = sources.map((path) => {
    const { size, mtimeMs } = statSync(join(root, path));
    return `${path} ${size} ${mtimeMs}`;
  });
  const made = inFolder("dist").filter((name) => !/\.(built|tsbuildinfo|br)$/.test(name));
  return createHash("sha256")
    .update([...facts, ...made].join("\n"))
    .digest("hex");
}

function isBuilt() {
  try {
    return readFileSync(stampFile, "utf8") === stamp();
  } catch {
    return false;
  }
}

if (!isBuilt()) {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const run = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], {
    cwd: root,
    stdio: "inherit",
  });
  if (run.status !== 0) process.exit(run.status ?? 1);
  cpSync(join(root, "src"), join(root, "dist"), {
    recursive: true,
    filter: (from) => !from.endsWith(".ts"),
  });
  writeFileSync(stampFile, stamp());
}

// Builds dist/ once, for the tests that start the real program.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

export default function setup(): void {
  const build = spawnSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
  if (build.status !== 0) throw new Error("The build failed; `npm run build` shows why.");
  dropCompiled("node_modules/.cache/compiled", readFileSync("dist/.built", "utf8"));
}

/** Of other builds; see compiled.cjs. */
function dropCompiled(folder: string, current: string): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    if (name !== current) rmSync(join(folder, name), { recursive: true });
}

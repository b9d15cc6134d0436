// Builds dist/ once, for the tests that start the real program.
import { spawnSync } from "node:child_process";

export default function setup(): void {
  const build = spawnSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
  if (build.status !== 0) throw new Error("The build failed; `npm run build` shows why.");
}

// Builds dist/ once, and of it one quick program: a test that starts the real program pays for no module file by file.
import { spawnSync } from "node:child_process";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { CLI } from "./program.js";

/** Packages with compiled parts, or that the program does without when they are not there. */
const APART = [
  /\.node$/,
  /^@photostructure\/sqlite$/,
  /^@resvg\//,
  /^pg-native$/,
  /^zlib-sync$/,
  /^bufferutil$/,
];

export default async function setup(): Promise<void> {
  const build = spawnSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
  if (build.status !== 0) throw new Error("The build failed; `npm run build` shows why.");
  const bundle = await rolldown({
    input: resolve("dist/cli.js"),
    platform: "node",
    external: APART,
    // UMD hides from a bundler what it requires.
    resolve: { mainFields: ["module", "main"] },
    logLevel: "silent",
    // A module finds the files beside it where they are in dist/.
    plugins: [
      {
        name: "own-address",
        transform: (code, id) =>
          code.includes("import.meta.url")
            ? code.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(id).href))
            : null,
      },
    ],
  });
  await bundle.write({
    dir: dirname(CLI),
    format: "esm",
    entryFileNames: "[name].mjs",
    chunkFileNames: "[name]-[hash].mjs",
  });
  await bundle.close();
}

// Builds dist/ once, and of it one quick program: a test that starts the real program pays for no module file by file.
import { spawnSync } from "node:child_process";
import { basename, dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { CLI, THREADS } from "./program.js";

/** Packages with compiled parts, or that the program does without when they are not there. */
const APART = [
  /\.node$/,
  /^@photostructure\/sqlite$/,
  /^@resvg\//,
  /^pg-native$/,
  /^zlib-sync$/,
  /^bufferutil$/,
];

/** A module finds the files beside it where they are in dist/, but its threads' programs made quick as well. */
function withAddresses(code: string, id: string): string | null {
  if (!code.includes("import.meta.url")) return null;
  const own = JSON.stringify(pathToFileURL(id).href);
  return Object.entries(THREADS)
    .reduce(
      (text, [name, { href }]) =>
        text.replaceAll(`new URL("./${basename(name)}.js", import.meta.url)`, `new URL("${href}")`),
      code,
    )
    .replaceAll("import.meta.url", own);
}

export default async function setup(): Promise<void> {
  const build = spawnSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
  if (build.status !== 0) throw new Error("The build failed; `npm run build` shows why.");
  const bundle = await rolldown({
    input: ["cli", ...Object.keys(THREADS)].map((name) => resolve("dist", `${name}.js`)),
    platform: "node",
    external: APART,
    // UMD hides from a bundler what it requires.
    resolve: { mainFields: ["module", "main"] },
    logLevel: "silent",
    plugins: [{ name: "own-address", transform: withAddresses }],
  });
  await bundle.write({
    dir: dirname(CLI),
    // Loaded at once, it costs a fifth less than modules, which Node loads file by file.
    format: "cjs",
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name]-[hash].cjs",
  });
  await bundle.close();
}

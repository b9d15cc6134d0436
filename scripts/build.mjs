// Builds dist/ from src/, where something changed since: a program of few files, since Node takes long to load many. Types
// are checked by `npm run typecheck`. With `modules`: build/, a file for each of src/, for bench/ and scripts/.
import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { ownCode } from "./own-code.mjs";
import { thirdParty } from "./third-party.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const src = join(root, "src");
const dist = join(root, "dist");
const stampFile = join(dist, ".built");

/** What Node starts: the program and those of its threads and processes; each finds the files beside it as in src/. */
const PROGRAMS = ["cli", "library/read-orders", "source/feed-thread", "formula/draw-orders"];
const PAGE = "chat/page/browser/page";
/**
 * What `npm install` brings stays apart. Of the packages for development the build takes in what it needs: zod, of which
 * a quarter is left then; p-queue, whose default export CommonJS does not find; kysely, of whose 260 files Node would load
 * each; and small ones of modules, which Node loads slowly from CommonJS.
 */
const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const isApart = (id) => Object.keys(dependencies).some((name) => id === name || id.startsWith(`${name}/`));
const inSrc = (names) => Object.fromEntries(names.map((name) => [name, join(src, `${name}.ts`)]));

/** In whatever file of dist/ a module comes to lie, it finds the files beside it: they lie as in src/. */
const ownAddress = {
  name: "own-address",
  transform(code, id) {
    // Compared so, for in Windows an id may have slashes of either kind.
    const own = relative(src, id).replaceAll("\\", "/");
    if (own.startsWith("../") || !code.includes("import.meta.url")) return null;
    return code.replaceAll("import.meta.url", `new URL(${JSON.stringify(own)}, BUILT_IN).href`);
  },
};
function intro({ fileName }) {
  const up = JSON.stringify("../".repeat(fileName.split("/").length - 1));
  return `const BUILT_IN = require("node:url").pathToFileURL(require("node:path").join(__dirname, ${up}, "/"));`;
}

/**
 * V8 keeps the text of a program in memory, and takes two bytes for every sign of a file that has one beyond Latin-1: where
 * few are, they are written as escapes, which mean the same in strings, templates and patterns (of which `String.raw` is
 * used here only).
 */
const oneByteSigns = {
  name: "one-byte-signs",
  generateBundle(_options, files) {
    for (const file of Object.values(files)) {
      if (file.type !== "chunk") continue;
      const beyond = file.code.match(/[^\0-\xff]/g)?.length ?? 0;
      // As an escape a sign takes six bytes in memory in place of two of all, and up to twice as many on the disk.
      if (beyond === 0 || beyond * 20 > file.code.length) continue;
      file.code = file.code.replace(
        /[^\0-\xff]/g,
        (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
    }
  },
};

/** The package is some 120 KB smaller by it; names of functions and classes stay, by which a stack trace is read. */
const minify = { compress: false, mangle: { keepNames: true }, codegen: { removeWhitespace: true } };

async function bundle(input, output, options) {
  // Not there any more once `npm prune --omit=dev` has followed a build, nor needed.
  const { rolldown } = await import("rolldown");
  const build = await rolldown({
    input: inSrc(input),
    platform: "node",
    transform: { define: ownCode() },
    logLevel: "silent",
    ...options,
  });
  const { output: files } = await build.write({ comments: false, chunkFileNames: "[name].js", ...output });
  await build.close();
  return files;
}

/** Of what the build is made from, by size and time; and of the files made, so that one lost is made anew. */
function stamp() {
  const inFolder = (folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .toSorted()
      .map((name) => join(folder, name));
  const sources = ["package.json", "package-lock.json", ...inFolder("scripts"), ...inFolder("src")];
  const facts = sources.map((path) => {
    const { size, mtimeMs } = statSync(join(root, path));
    return `${path} ${size} ${mtimeMs}`;
  });
  const made = inFolder("dist").filter((name) => !/\.(built|br)$/.test(name));
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

if (process.argv[2] === "modules") {
  rmSync(join(root, "build"), { recursive: true, force: true });
  const output = { dir: join(root, "build"), preserveModules: true, preserveModulesRoot: src };
  await bundle(PROGRAMS, output, { external: /^[^./]/, treeshake: false });
} else if (!isBuilt()) {
  // What has no source any more is not to stay; packed dictionaries take half a minute to make.
  for (const name of existsSync(dist) ? readdirSync(dist) : [])
    if (name !== "dictionaries") rmSync(join(dist, name), { recursive: true });
  // Loaded at once, CommonJS costs a fifth less than modules, which Node loads file by file.
  const files = await bundle(
    PROGRAMS,
    { dir: dist, format: "cjs", intro, minify },
    { external: isApart, plugins: [ownAddress, oneByteSigns] },
  );
  files.push(...(await bundle([PAGE], { dir: dist, minify }, {})));
  cpSync(src, dist, { recursive: true, filter: (from) => !from.endsWith(".ts") });
  writeFileSync(join(dist, "package.json"), '{ "type": "commonjs" }\n');
  writeFileSync(join(dist, "THIRD-PARTY.txt"), thirdParty(files));
  writeFileSync(stampFile, stamp());
}

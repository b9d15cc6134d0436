// Loaded before a program that tests start: what one process has compiled the next ones take over. Of what a start costs
// the processor a fifth is to compile 1,400 files.
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const { Script, constants } = require("node:vm");

/** Of this build alone, for what is compiled is taken for any text of the same length; see build.ts. */
const root = path.join(__dirname, "../..");
const build = readFileSync(path.join(root, "dist/.built"), "utf8");
const folder = path.join(root, "node_modules/.cache/compiled", build);

/** In ms. */
const LONGEST = 100;

if (Module.enableCompileCache) Module.enableCompileCache(folder);
else keepByOurselves();

/** Node 20 does not. */
function keepByOurselves() {
  const compile = Module.prototype._compile;
  const fresh = new Map();
  const fileOf = (name) => path.join(folder, createHash("sha1").update(name).digest("hex"));

  Module.prototype._compile = function (text, filename, format) {
    const script = format === "module" ? null : scriptOf(text, filename);
    if (!script) return compile.call(this, text, filename, format);
    const require = (id) => this.require(id);
    require.resolve = (id, options) => Module._resolveFilename(id, this, false, options);
    Object.assign(require, {
      main: process.mainModule,
      extensions: Module._extensions,
      cache: Module._cache,
    });
    const module = script.runInThisContext();
    return module.call(this.exports, this.exports, require, this, filename, path.dirname(filename));
  };

  /** Null for what is no CommonJS: Node knows better. */
  function scriptOf(text, filename) {
    const cachedData = compiledBefore(filename);
    try {
      const script = new Script(Module.wrap(text.replace(/^#!/, "//")), {
        filename,
        cachedData,
        importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      });
      if (!cachedData || script.cachedDataRejected) fresh.set(filename, script);
      return script;
    } catch {
      return null;
    }
  }

  function compiledBefore(filename) {
    try {
      return readFileSync(fileOf(filename));
    } catch {
      return undefined;
    }
  }

  // At the end it holds the functions that were called, too; but a few processes share the work, for an end must be soon.
  process.on("exit", () => {
    const end = Date.now() + LONGEST;
    try {
      if (fresh.size > 0) mkdirSync(folder, { recursive: true });
      for (const [filename, script] of fresh) {
        if (Date.now() > end) return;
        const made = `${fileOf(filename)}.${process.pid}`;
        writeFileSync(made, script.createCachedData());
        renameSync(made, fileOf(filename));
      }
    } catch {
      // What cannot be kept does no harm; the program ends as it would.
    }
  });
}

// A JavaScript or TypeScript configuration read without running it, with what it imports from the site's own files.
import type { Program } from "acorn";
import { posix } from "node:path";
import { readAliases, type Aliases, type Files } from "./aliases.js";
import { readJson } from "./json.js";
import { programModule, type Home, type ExportLookup, type SiteModule } from "./module.js";
import { parseProgram } from "./program.js";
import { fullSteps } from "./value.js";

const MOST_TEXT = 256 * 1024;
/** A configuration is spread over this many files at most, and imports this deep. */
const MOST_FILES = 24;
const DEEPEST_IMPORT = 4;

/** A configuration as far as it is written out. */
export interface JsModule {
  /** `export default`, `module.exports`; undefined where there is none that can be read. */
  readonly main: unknown;
  /** The value of what it exports, or only declares, by this name. */
  named(name: string): unknown;
  /** Its names; null where it is data. */
  readonly home: Home | null;
  /** Its tree and those of what it imports. */
  readonly programs: readonly { readonly program: Program; readonly home: Home }[];
  /** The paths it was read from: its own, and those of what it imports. */
  readonly files: readonly string[];
}

const DATA: ExportLookup = () => undefined;

const ENDINGS = ["", ".ts", ".mts", ".js", ".mjs", ".cjs", ".json", "/index.ts", "/index.js"];

/** What a program imports, as it is written. */
const IMPORTED = /(?:\bfrom|\bimport|\brequire\s*\()\s*["']([^"'\n]{1,200})["']/g;

class ModuleLoader {
  readonly done = new Map<string, SiteModule | null>();
  private aliases: Promise<Aliases> | null = null;
  /** One for all files of a configuration. */
  private readonly steps = fullSteps();
  constructor(private readonly files: Files) {}

  /** Where in the site an import may lead; nowhere for a package. */
  private async placesOf(specifier: string, from: string): Promise<readonly string[]> {
    if (specifier.startsWith(".")) return [posix.join(posix.dirname(from), specifier)];
    this.aliases ??= readAliases(this.files);
    return (await this.aliases)(specifier);
  }

  /** The module an import names, read the first time it is asked for; null outside the site or where there is none. */
  private async find(place: string, depth: number): Promise<SiteModule | null> {
    if (place.startsWith("..") || place.startsWith("/") || depth > DEEPEST_IMPORT) return null;
    const places = [...ENDINGS.map((ending) => place + ending), place.replace(/\.([cm]?)js$/, ".$1ts")];
    for (const path of places.filter((one) => /\.(?:[cm]?[jt]s|json)$/.test(one))) {
      const done = this.done.get(path);
      if (done !== undefined) return done;
      const source = this.done.size < MOST_FILES ? await this.files.read(path) : null;
      if (source !== null) return this.read(path, source, depth);
    }
    return null;
  }

  private async firstOf(places: readonly string[], depth: number): Promise<SiteModule | null> {
    for (const place of places) {
      const found = await this.find(place, depth);
      if (found !== null) return found;
    }
    return null;
  }

  async read(path: string, source: string, depth: number): Promise<SiteModule | null> {
    this.done.set(path, null);
    const parsed = path.endsWith(".json")
      ? jsonModule(source)
      : await this.program(path, source, depth).catch((fault: unknown) => {
          // A parser deep in a pathological file.
          if (fault instanceof RangeError) return null;
          throw fault;
        });
    this.done.set(path, parsed);
    return parsed;
  }

  private async program(path: string, source: string, depth: number): Promise<SiteModule | null> {
    const program = source.length > MOST_TEXT ? null : parseProgram(source, path);
    if (!program) return null;
    const modules = new Map<string, SiteModule | null>();
    for (const [, specifier = ""] of source.matchAll(IMPORTED)) {
      // Nothing is said of packages: they have no place here.
      const places = await this.placesOf(specifier, path);
      if (places.length > 0) modules.set(specifier, await this.firstOf(places, depth + 1));
    }
    return programModule(program, source, modules, this.steps);
  }
}

function jsonModule(source: string): SiteModule | null {
  const data = readJson(source);
  return data === undefined ? null : { named: DATA, main: () => data };
}

/** The module at `path`, with what it imports from `files`; null when it cannot even be parsed. */
export async function readModule(path: string, source: string, files: Files): Promise<JsModule | null> {
  const reading = new ModuleLoader(files);
  const parsed = await reading.read(path, source, 0);
  if (!parsed) return null;
  return {
    main: parsed.main(0),
    named: (name) => parsed.named(name, 0),
    home: parsed.home ?? null,
    programs: [...reading.done.values()].flatMap((one) =>
      one?.program && one.home ? [{ program: one.program, home: one.home }] : [],
    ),
    files: [...reading.done.keys()],
  };
}

// Opens one library over all sources.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { keptWithPosts } from "../post/kept-with-posts.js";
import type { Post } from "../post/post.js";
import type { Source } from "../source/source.js";
import { openWorkerPool, type WorkerPoolOptions } from "../threads/worker-pool.js";
import { joinLibraries } from "./join-libraries.js";
import { createKeptTexts } from "./kept-texts.js";
import type { Library } from "./library.js";
import { linesInFile, openMemory, type MemoryLines } from "./memory.js";
import { openLibrary, type LibraryOptions } from "./open-library.js";

/** Where what may take long is read: the compiled file that does it, with its usual limits. */
export const READ_THREADS: WorkerPoolOptions = { program: new URL("./read-orders.js", import.meta.url) };

export interface LibrariesOptions extends Omit<
  LibraryOptions,
  "source" | "prefix" | "memory" | "threads" | "texts"
> {
  /** One or more; what the owner says of the site (`overrides`) is said of the first. */
  readonly sources: readonly [Source, ...Source[]];
  /** The folder for what is remembered over restarts; null to remember nothing. */
  readonly dataDir: string | null;
  /** Where it is remembered instead, by the library's name; what `dataDir` remembers is taken over. */
  readonly linesOf?: (name: string) => MemoryLines;
  /** READ_THREADS, or where its program is compiled to; absent, everything is read here, however long it takes. */
  readonly threads?: WorkerPoolOptions;
  /** Tells the language of the newest posts, for a site that says none. */
  readonly languageOf?: (posts: readonly Post[]) => string | null;
  /** False: what is remembered there is read and never written; true unless told. */
  readonly keeps?: boolean;
}

/** The same as openLibrary, for several sources. */
export async function openLibraries(given: LibrariesOptions): Promise<Library> {
  const { sources, dataDir, linesOf, threads: limits, keeps = true, languageOf, ...options } = given;
  const threads = limits === undefined ? null : openWorkerPool(limits);
  const texts = createKeptTexts();
  const { timezone, buildTimezone } = options.overrides;
  const others = {
    url: null,
    title: null,
    permalink: null,
    generator: null,
    lang: null,
    timezone,
    buildTimezone,
  };
  const open = (source: Source, first: boolean): Promise<Library> => {
    const key = createHash("sha256").update(source.name).digest("hex").slice(0, 8);
    const name = first ? "library" : `library-${key}`;
    const lines = dataDir === null ? null : linesInFile(join(dataDir, `${name}.jsonl`));
    const kept = linesOf ? { ...linesOf(name), ...(lines && { before: lines }) } : lines;
    return openLibrary({
      ...options,
      source,
      threads,
      texts,
      overrides: first ? options.overrides : others,
      prefix: first ? "" : `${source.name} `,
      memory: kept && openMemory(kept, options.log, keeps),
    });
  };
  const [first, ...rest] = sources;
  const [main, ...more] = await Promise.all([
    open(first, true),
    ...rest.map((source) => open(source, false)),
  ] as const);
  const joined = joinLibraries(options.log, main, ...more);
  const languageFound = keptWithPosts((posts) => languageOf?.(posts) ?? null);
  return {
    ...joined,
    get site() {
      return { ...joined.site, lang: joined.site.lang ?? languageFound(joined.visible()) };
    },
    async stop() {
      await Promise.all([joined.stop(), threads?.stop()]);
    },
  };
}

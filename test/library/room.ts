// A folder of posts in a temporary place with a library over it, and what it said.
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Library, PostChange } from "../../src/library/library.js";
import { linesInFile, openMemory } from "../../src/library/memory.js";
import { openLibrary, type LibraryOptions } from "../../src/library/open-library.js";
import { openFolder } from "../../src/source/folder.js";
import { until } from "../until.js";
import { isTinyRoot, noOverrides, openTinySite } from "./tiny-site.js";
import { recordedLog } from "../recorded-log.js";

export interface Room {
  readonly root: string;
  write(path: string, text: string | Uint8Array): Promise<void>;
  move(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  read(path: string): Promise<string>;
  open(options?: Partial<LibraryOptions>): Promise<Opened>;
  close(): Promise<void>;
}

export interface Opened {
  readonly library: Library;
  readonly changes: PostChange[];
  readonly warnings: string[];
  /** `kind title` of every change so far, emptied by reading. */
  readonly said: () => string[];
  /** Waits until `condition` holds; fails with what the library then was. */
  readonly until: (condition: () => boolean, what: string) => Promise<void>;
  readonly titles: () => string[];
}

export async function makeRoom(): Promise<Room> {
  const base = await mkdtemp(join(tmpdir(), "postern-library-"));
  const root = join(base, "blog");
  await mkdir(root);
  const opened: Library[] = [];
  return {
    root,
    async write(path, text) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    },
    move: (from, to) => rename(join(root, from), join(root, to)),
    remove: (path) => rm(join(root, path), { recursive: true }),
    read: (path) => readFile(join(root, path), "utf8"),
    async open(options = {}) {
      const warnings: string[] = [];
      const changes: PostChange[] = [];
      const library = await openLibrary({
        source: await openFolder(root, { isRoot: isTinyRoot }),
        openSite: openTinySite,
        overrides: noOverrides,
        memory: openMemory(linesInFile(join(base, "data", "library.jsonl")), recordedLog(warnings)),
        log: recordedLog(warnings),
        ...options,
      });
      opened.push(library);
      library.onChange((batch) => changes.push(...batch));
      await library.settled();
      const titles = (): string[] => library.visible().map((post) => post.title);
      let told = 0;
      return {
        library,
        changes,
        warnings,
        titles,
        said: () =>
          changes.slice(told, (told = changes.length)).map((one) => `${one.kind} ${one.post.title}`),
        async until(condition, what) {
          const state = () => JSON.stringify({ titles: titles(), warnings, changes }, null, 1).slice(0, 3000);
          await until(condition, () => `waited in vain for: ${what}\n${state()}`);
          await library.settled();
        },
      };
    },
    async close() {
      for (const library of opened) await library.stop();
      await rm(base, { recursive: true, force: true });
    },
  };
}

/** A text of some length that only this seed gives. */
export function prose(seed: string, words = 200): string {
  let state = createHash("sha256").update(seed).digest().readUInt32BE();
  const next = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0);
  return Array.from({ length: words }, () => (next() >>> 8).toString(36)).join(" ");
}

/** What the posts of these changes say, as far as they are there. */
export const textsOf = (changes: readonly PostChange[]): Promise<readonly string[]> =>
  Promise.all(
    changes.flatMap((change) =>
      change.kind === "removed" ? [] : [change.body.text().then(({ prose }) => prose)],
    ),
  );

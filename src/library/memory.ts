// What the library remembers over restarts: the entry of every file, a line each.
import { createReadStream } from "node:fs";
import { appendFile, mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { clearDrafts, draftOf } from "../drafts.js";
import type { Log } from "../log.js";
import type { Post } from "../post/post.js";
import { createYielder } from "../slices.js";
import type { LibraryEntry } from "./library-entry.js";
import type { PostIdentities } from "./post-identities.js";

/** Raise it when the form of a line changes; an older file is then read anew from the posts. */
const VERSION = 2;
const SAVE_AFTER_MS = 300;

/** Where the lines are kept. */
export interface MemoryLines {
  /** For messages. */
  readonly name: string;
  /** All that were written, the header first; nothing where nothing was. */
  read(): AsyncIterable<string>;
  /** Where they were kept before: what is there is taken over where nothing was written here yet. */
  readonly before?: Pick<MemoryLines, "name" | "read">;
  /** `whole`: instead of all there were. The header's path is "". */
  write(lines: readonly { readonly path: string; readonly text: string }[], whole: boolean): Promise<void>;
}

/** In one file that is only added to. */
export const linesInFile = (path: string): MemoryLines => ({
  name: path,
  async *read() {
    await clearDrafts(path);
    const input = createReadStream(path, "utf8");
    try {
      yield* createInterface({ input, crlfDelay: Infinity });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    } finally {
      input.destroy();
    }
  },
  async write(lines, whole) {
    const texts = lines.map(({ text }) => `${text}\n`);
    await mkdir(dirname(path), { recursive: true });
    if (whole) {
      const draft = draftOf(path);
      await writeFile(draft, texts);
      await rename(draft, path);
    } else if (texts.length > 0) await appendFile(path, texts.join(""));
  },
});

export interface Memory {
  /** Fills the identities: files in `present` as live, all others as gone. */
  recall(identities: PostIdentities, present: ReadonlySet<string>): Promise<void>;
  /** What an earlier run read of a file by the same rules (`stamp`); it holds as long as the file's digest is the same. */
  find(path: string, stamp: string): LibraryEntry | null;
  /** `stamp` as for `find`; what is not `lasting` is not found again. */
  keep(identities: PostIdentities, path: string, lasting: boolean, stamp: string): void;
  forget(path: string): void;
  /** Writes what is not yet written. */
  close(): Promise<void>;
}

const line = z.object({
  gone: z.boolean(),
  stamp: z.string(),
  lasting: z.boolean().default(false),
  entry: z.object({
    path: z.string(),
    permanent: z.string().nullable(),
    sketch: z.string().length(172),
    digest: z.string(),
    cut: z.literal(true).optional(),
    // Written by us from a Post; only what identity stands on is checked.
    post: z.looseObject({
      id: z.string().regex(/^[a-z0-9]{10}$/),
      title: z.string(),
      url: z.string().nullable(),
      date: z.object({ instant: z.number() }).loose().nullable(),
      visibility: z.string(),
    }),
  }),
});

interface MemoryLine {
  readonly gone: boolean;
  /** By which rules the file was read. */
  readonly stamp: string;
  readonly lasting: boolean;
  readonly entry: LibraryEntry;
}

function parseLine(text: string): MemoryLine | null {
  try {
    const { entry, ...rest } = line.parse(JSON.parse(text));
    const { cut, ...plain } = entry;
    return {
      ...rest,
      entry: { ...plain, ...(cut && { cut }), post: entry.post as unknown as Post },
    };
  } catch {
    return null;
  }
}

/**
 * Opens the memory kept in these lines. Missing, older or damaged ones are no fault: they are made anew.
 * With `keeps` false they are only read: they belong to a bot that may be running.
 */
export function openMemory(kept: MemoryLines, log: Log, keeps = true): Memory {
  const rows = new Map<string, MemoryLine>();
  const unsaved = new Set<string>();
  let whole = true; // write everything next time: there is no good file yet
  let told = false; // that it cannot be written; once until it can
  let lines = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const header = JSON.stringify({ postern: "library", version: VERSION });

  const loadFrom = async ({ name, read }: Pick<MemoryLines, "name" | "read">): Promise<void> => {
    const pause = createYielder();
    try {
      for await (const text of read()) {
        if (lines++ === 0) {
          if (text !== header) return;
          whole = false;
          continue;
        }
        const row = parseLine(text);
        if (row === null)
          whole = true; // torn by a crash or damaged: the others still hold
        else rows.set(row.entry.path, row);
        await pause();
      }
    } catch (error) {
      whole = true;
      log.warn({ file: name, reason: String(error) }, "What was remembered of the posts cannot be read");
    }
    if (lines > 2 * rows.size + 100) whole = true;
  };
  const load = async (): Promise<void> => {
    await loadFrom(kept);
    if (lines > 0 || !kept.before) return;
    await loadFrom(kept.before);
    whole = true;
  };

  const write = async (): Promise<void> => {
    const paths = whole ? [...rows.keys()] : [...unsaved];
    const parts = whole ? [{ path: "", text: header }] : [];
    unsaved.clear();
    const pause = createYielder();
    for (const one of paths) {
      const row = rows.get(one);
      if (row !== undefined) parts.push({ path: one, text: JSON.stringify(row) });
      await pause();
    }
    try {
      if (parts.length > 0) await kept.write(parts, whole);
      whole = false;
      told = false;
    } catch (error) {
      whole = true;
      if (told) return;
      told = true;
      log.warn(
        { file: kept.name, reason: String(error) },
        "What is to be remembered of the posts cannot be written; renames while Postern is stopped will not be noticed",
      );
    }
  };

  const save = (): void => {
    timer = undefined;
    if (!keeps) return;
    writing = writing.then(write);
  };
  const note = (row: MemoryLine): void => {
    rows.set(row.entry.path, row);
    unsaved.add(row.entry.path);
    timer ??= setTimeout(save, SAVE_AFTER_MS);
  };

  return {
    async recall(identities, present) {
      await load();
      const pause = createYielder();
      // A post that was renamed has a line for each of its files: the one that lives has its id.
      for (const live of [true, false]) {
        for (const { gone, entry } of rows.values()) {
          if ((!gone && present.has(entry.path)) === live) identities.restore(entry, live);
          await pause();
        }
      }
      if (whole) save();
    },
    find(path, stamp) {
      const row = rows.get(path);
      return row?.lasting === true && row.stamp === stamp ? row.entry : null;
    },
    keep(identities, path, lasting, stamp) {
      const entry = identities.get(path);
      if (entry === undefined) return this.forget(path);
      const old = rows.get(path);
      const same =
        old?.gone === false &&
        old.stamp === stamp &&
        old.lasting === lasting &&
        old.entry.digest === entry.digest &&
        old.entry.post.id === entry.post.id;
      if (!same) note({ gone: false, stamp, lasting, entry });
    },
    forget(path) {
      const old = rows.get(path);
      if (old?.gone === false) note({ ...old, gone: true });
    },
    async close() {
      clearTimeout(timer);
      if (unsaved.size > 0 || whole) save();
      await writing;
    },
  };
}

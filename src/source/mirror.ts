// A source whose files are fetched from elsewhere into a folder of ours and read there.
import { stat } from "node:fs/promises";
import { relative } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openFolder, slashes, type FolderSource } from "./folder.js";
import { createLooks } from "./looks.js";
import type { IsRoot } from "./root.js";
import { NotYet, SourceError, type FileChange, type Source, type SourceListener } from "./source.js";

export interface MirrorOptions {
  readonly name: string;
  /** Where the files of the posts lie once fetched (absolute): the site's root, or a folder inside it. */
  readonly folder: string;
  /** The folder all of it is fetched into; a site's root is never looked for above it. */
  readonly top: string;
  readonly isRoot: IsRoot;
  /** Whether an earlier run fetched everything. */
  readonly ready: () => Promise<boolean>;
  /** Seconds between two looks at the origin. */
  readonly interval: number;
  /** Milliseconds that opening waits for the very first fetch (1,000); a longer one goes on behind an empty source. */
  readonly openWait?: number | undefined;
  /**
   * Brings the folder up to date and tells what changed, by paths from `top`; "everything" when it cannot tell.
   * Throws when the origin cannot be had; the folder then still holds its last good state.
   */
  readonly fetch: (
    signal: AbortSignal,
    note: (what: string) => void,
  ) => Promise<readonly FileChange[] | "everything">;
  readonly updated?: (path: string) => number | null;
  /** Whether the origin has a link where a plain file with its target's name lies. */
  readonly isLink?: (path: string) => boolean;
}

/** After failures in a row the pause doubles up to this many times the interval. */
const PATIENCE = 8;
/** In ms: the page is to answer soon. */
const OPEN_WAIT = 1_000;
/** So much longer `arrived` waits, in ms. */
const FIRST_WAIT = 9_000;

/**
 * A source from the start when something was fetched before, else after the first fetch or a second, whichever is
 * sooner. A failing or slow origin is no error here: `watch` tells of it and goes on trying.
 */
export async function openMirror(options: MirrorOptions): Promise<Source> {
  const { name, folder, interval } = options;
  const aborter = new AbortController();
  let inner: FolderSource | null = null;
  let listener: SourceListener | null = null;
  let failure: string | null = null;
  let failures = 0;
  /** What the origin itself asked for, in milliseconds. */
  let asksFor = 0;
  /** Whether something came after opening and before anybody listened. */
  let missed = false;
  /** What there was to note before anybody listened. */
  const untold: string[] = [];
  let asked = false;
  let upToDate = false;

  /** The path from `top` of one from the site's root. */
  const fromTop = (path: string): string => {
    const root = inner === null ? "" : slashes(relative(options.top, inner.root));
    return root === "" ? path : `${root}/${path}`;
  };
  /** Changes below the site's root, by paths from there. */
  const fromRoot = (changes: readonly FileChange[]): readonly FileChange[] => {
    const above = fromTop("");
    const cut = (path: string): string => path.slice(above.length);
    return changes
      .filter(({ path }) => path.startsWith(above))
      .map(({ kind, path, from }) => ({
        kind,
        path: cut(path),
        ...(from?.startsWith(above) && { from: cut(from) }),
      }));
  };

  const openInner = async (): Promise<void> => {
    if (inner === null && (await stat(folder).catch(() => null)) !== null)
      inner = await openFolder(folder, { isRoot: options.isRoot, top: options.top });
  };

  const note = (what: string): void => void (listener === null ? untold.push(what) : listener.noted(what));

  const update = async (): Promise<void> => {
    try {
      asked = true;
      const before = inner;
      const changes = await options.fetch(aborter.signal, note);
      await openInner();
      const recovered = failure !== null || inner !== before;
      [failure, failures, asksFor] = [null, 0, 0];
      if (inner === null) throw new SourceError(`has no folder ${relative(options.top, folder)}`);
      if (listener === null) missed = true;
      else if (recovered || changes === "everything") listener.found();
      else if (changes.length > 0) listener.changed(fromRoot(changes));
      upToDate = true;
    } catch (error) {
      if (aborter.signal.aborted) return;
      const why = `${name}: ${(error as Error).message}`;
      failures++;
      asksFor = error instanceof NotYet ? error.wait : 0;
      if (why !== failure) listener?.lost(why);
      failure = why;
    }
  };

  /** In ms; null while nobody listens. */
  const nextLook = (): number | null => {
    if (listener === null) return null;
    const wait = interval * 1000 * Math.min(PATIENCE, 2 ** Math.min(failures, 8));
    return Math.max(wait * (0.9 + Math.random() / 5), asksFor);
  };
  const looks = createLooks(update, nextLook, aborter.signal);
  const refresh = async (): Promise<string | null> => {
    await looks.now();
    return failure;
  };

  if (await options.ready()) await openInner().catch(() => undefined);
  const first = inner === null ? refresh() : null;
  const within = (wait: number): Promise<unknown> =>
    Promise.race([first, pause(wait, null, { ref: false, signal: aborter.signal }).catch(() => null)]);
  await within(options.openWait ?? OPEN_WAIT);
  missed = false;
  const arrived = within(FIRST_WAIT);

  return {
    name,
    get folder() {
      return inner?.folder ?? "";
    },
    scan: async (wanted) => (await inner?.scan(wanted)) ?? [],
    async read(path, limit, follows) {
      if (follows !== undefined && options.isLink?.(fromTop(path)) === true) return "repository link";
      return (await inner?.read(path, limit, follows)) ?? "gone";
    },
    place: (path) => (options.isLink?.(fromTop(path)) === true ? null : (inner?.place?.(path) ?? null)),
    mark: async (path) =>
      options.isLink?.(fromTop(path)) === true ? null : ((await inner?.mark?.(path)) ?? null),
    list: async (at) => (await inner?.list(at)) ?? [],
    async watch(_wanted, told) {
      listener = told;
      for (const what of untold.splice(0)) told.noted(what);
      if (failure !== null) told.lost(failure);
      // It may have come after the site's rules were read of nothing.
      if (missed) told.found();
      missed = false;
      if (asked) looks.plan();
      else void refresh();
    },
    async stop() {
      aborter.abort();
      listener = null;
      await looks.ended();
    },
    refresh,
    awaited: () => inner === null,
    upToDate: () => upToDate,
    async arrived() {
      await arrived;
    },
    updated: (path) => options.updated?.(fromTop(path)) ?? null,
  };
}

// The interface of a source: where the files of a blog come from.

/** A file that appeared, changed or went; `path` is relative to the source's root, with forward slashes. */
export interface FileChange {
  readonly kind: "changed" | "removed";
  readonly path: string;
  /** The name this file had before, where the source knows of a rename. */
  readonly from?: string;
}

export interface FileEntry {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since the epoch; only to notice changes, never a post's date. */
  readonly modified: number;
}

/**
 * Says which paths matter; asked anew for every file, so its answer may change. Of a path that ends in a slash, a folder
 * that generators mostly write to (`public/`), it says whether posts lie in it.
 */
export type Wanted = (path: string) => boolean;

export interface SourceListener {
  /** Changes gathered from one burst; a rename is a removal and a change in the same burst. */
  changed(changes: readonly FileChange[]): void;
  /** The source cannot be read for now; what was read of it stays true meanwhile. */
  lost(why: string): void;
  /** Something that its owner should know and that holds nothing up. */
  noted(what: string): void;
  /** The source can be read again: everything may have changed. */
  found(): void;
}

/**
 * Why a file is not read: no such plain file, over the limit, led out of the root by a link, a link that is not
 * followed (in a repository none is), or kept from us.
 */
export type Unread = "gone" | "large" | "outside" | "link" | "repository link" | "refused";

/** Says whether a symbolic link may be followed to the file with this path, from the root. */
export type Follows = (target: string) => boolean;

export interface Source {
  readonly name: string;
  /** The folder below the root whose posts are wanted, without slashes at its ends; "" for the whole root. */
  readonly folder: string;
  /**
   * Every plain file below the root that `wanted` names, by path, and every such link, whatever it leads to. Throws
   * SourceError when the root cannot be read.
   */
  scan(wanted: Wanted): Promise<readonly FileEntry[]>;
  /**
   * The bytes of a file, or why there are none. `limit` is in bytes. A link within the root is followed where `follows`
   * says so; unless told, to what is not hidden (a file or folder whose name begins with a dot).
   */
  read(path: string, limit: number, follows?: Follows): Promise<Uint8Array | Unread>;
  /** Where a plain file lies on this machine (absolute), so that a thread can read it there; null where only `read` may. */
  place?(path: string): string | null;
  /**
   * Differs whenever the bytes of a plain file may differ, and costs no reading; null where there is no such file, where it
   * is a link, or where it was written so lately that what is written next would not be told.
   */
  mark?(path: string): Promise<string | null>;
  /** Names in a folder (folders end with `/`), or none when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** Tells of changes since the last scan, and from then on, until `stop`. */
  watch(wanted: Wanted, listener: SourceListener): Promise<void>;
  stop(): Promise<void>;
  /** Asks the origin for news now, where the source has one; resolves to why that failed, or to null. */
  refresh?(): Promise<string | null>;
  /** True while nothing was ever had of it: it is not a blog without posts, only one that is still to come. */
  awaited?(): boolean;
  /** False until something was fetched since the start: what lies there is as old as an earlier run, or a backup. */
  upToDate?(): boolean;
  /** Resolves when its first fetch has ended, or takes too long to be waited for. */
  arrived?(): Promise<void>;
  /** Links to folders, as of the last scan or change, that would hold something wanted if they were entered. */
  linkedFolders?(wanted: Wanted): Promise<readonly string[]>;
  /** When a file was last changed after it was first written, as far as the source has kept count. */
  updated?(path: string): number | null;
}

/** An origin that is not to be asked again for so many milliseconds. */
export class NotYet extends Error {
  override readonly name = "NotYet";
  constructor(
    message: string,
    readonly wait: number,
  ) {
    super(message);
  }
}

/** A source that cannot be read; the message says which setting to mend and how. */
export class SourceError extends Error {
  override readonly name = "SourceError";
}

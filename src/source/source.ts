// The interface of a source: where the files of a blog come from.

/** A file that appeared, changed or went; `path` is relative to the source's root, with forward slashes. */
export interface FileChange {
  readonly kind: "changed" | "removed";
  readonly path: string;
}

export interface FileEntry {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since the epoch; only to notice changes, never a post's date. */
  readonly modified: number;
}

export interface Source {
  readonly name: string;
  /** Every readable file below the root that `wanted` names. Throws SourceError when the root cannot be read. */
  scan(wanted: (path: string) => boolean): Promise<readonly FileEntry[]>;
  /** The bytes of a file, or null when it is gone, is no plain file, leaves the root or is over `limit`. */
  read(path: string, limit: number): Promise<Uint8Array | null>;
  /** Calls back with changes, gathered in bursts, until `stop`. A lost root is reported by `lost`. */
  watch(listener: { changed(changes: readonly FileChange[]): void; lost(why: string): void }): Promise<void>;
  stop(): Promise<void>;
}

/** A source that cannot be read; the message says which setting to mend and how. */
export class SourceError extends Error {
  override readonly name = "SourceError";
}

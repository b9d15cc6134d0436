// What the page's browser side and server side say to each other, as JSON.

/** One completion: what the list shows, and the line it stands for. */
export interface Completion {
  readonly label: string;
  readonly detail: string;
  readonly line: string;
  /** False where the line still wants an argument. */
  readonly complete: boolean;
}

export interface Completions {
  readonly completions: readonly Completion[];
  /** How many there are, in words. */
  readonly status: string;
}

/** An answer as each chat would show it; `html` is safe to insert. */
export interface Shown {
  /** Of the document. */
  readonly title: string;
  readonly panes: readonly { readonly name: string; readonly html: string }[];
  /** How far the blog is read, in words; empty when it is. */
  readonly reading: string;
  /** What the search found and why; empty where nothing was looked for. Safe as well. */
  readonly why: string;
}

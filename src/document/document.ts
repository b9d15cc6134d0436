// The Document: a text as a tree of blocks and marks, what a post's body and a reply's text are made of.

/** A run of text with its marks. `math` holds TeX without its delimiters. */
export type Inline =
  /** `written`: the name that an emoji has in the source, where this is nothing else. */
  | { readonly type: "text"; readonly value: string; readonly written?: string }
  | { readonly type: "strong"; readonly children: readonly Inline[] }
  | { readonly type: "emphasis"; readonly children: readonly Inline[] }
  | { readonly type: "strike"; readonly children: readonly Inline[] }
  /** `mention`: what the chat that asked shows instead, a command to be tapped, in its own markup; never of a post. */
  | { readonly type: "code"; readonly value: string; readonly mention?: string }
  | { readonly type: "math"; readonly tex: string }
  /** `file`: the address as it is written, where it names a file of the site: its page is found by all posts. */
  | {
      readonly type: "link";
      readonly url: string;
      readonly children: readonly Inline[];
      readonly file?: string;
    }
  | { readonly type: "image"; readonly url: string; readonly alt: string }
  | { readonly type: "footnote"; readonly label: string }
  | { readonly type: "break" };

/** A list item. `checked` is set only on a task list. */
export interface ListEntry {
  readonly checked?: boolean;
  readonly children: readonly Block[];
}

export type TableCell = readonly Inline[];
export type Align = "left" | "right" | "center" | null;

/** A block of a text. `level` is 1–6; `start` is the first number of an ordered list. */
export type Block =
  | { readonly type: "paragraph"; readonly children: readonly Inline[] }
  | {
      readonly type: "heading";
      readonly level: number;
      readonly children: readonly Inline[];
      /** The anchor that its author gave it. */
      readonly id?: string;
    }
  | {
      readonly type: "list";
      readonly ordered: boolean;
      readonly start: number;
      readonly items: readonly ListEntry[];
    }
  | { readonly type: "code"; readonly lang: string | null; readonly value: string }
  | { readonly type: "math"; readonly tex: string }
  | { readonly type: "quote"; readonly children: readonly Block[] }
  | {
      readonly type: "table";
      readonly align: readonly Align[];
      readonly header: readonly TableCell[];
      readonly rows: readonly (readonly TableCell[])[];
    }
  | {
      readonly type: "figure";
      readonly url: string;
      readonly alt: string;
      readonly caption: readonly Inline[];
    }
  | { readonly type: "details"; readonly summary: readonly Inline[]; readonly children: readonly Block[] }
  | {
      readonly type: "note";
      readonly kind: string;
      readonly title: string;
      readonly children: readonly Block[];
    }
  | { readonly type: "footnotes"; readonly notes: readonly { label: string; children: readonly Block[] }[] }
  | {
      readonly type: "definitions";
      readonly items: readonly { term: readonly Inline[]; descriptions: readonly (readonly Block[])[] }[];
    }
  | { readonly type: "divider" };

export type Heading = Extract<Block, { type: "heading" }>;
export type Figure = Extract<Block, { type: "figure" }>;
export type Table = Extract<Block, { type: "table" }>;

/** A whole text. */
export type Document = readonly Block[];

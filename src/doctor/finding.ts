// What the doctor says of one matter, and how it is put together.
import type { Problem } from "../generator/generator.js";
import type { Post } from "../post/post.js";

/** One place a finding is about. */
export interface Item {
  /** Path from the site's root, or null. */
  readonly source: string | null;
  /** 1-based, where known. */
  readonly line: number | null;
  readonly text: string;
}

/** One finding. `fault` breaks something readers see, `warning` may, `note` is only told. */
export interface Finding {
  readonly level: "fault" | "warning" | "note";
  readonly kind:
    | "site url"
    | "configuration"
    | "time zone"
    | "no posts"
    | "inner site"
    | "other format"
    | "linked folder"
    | "skipped"
    | "same address"
    | "same name"
    | "second copy"
    | "link unknown"
    | "no page"
    | "elsewhere"
    | "undated"
    | "odd"
    | "tag variants"
    | "broken link"
    | "protected"
    | "hidden"
    | "not live";
  /** One sentence. */
  readonly title: string;
  /** How to mend it; null where nothing need be done. */
  readonly mend: string | null;
  readonly items: readonly Item[];
}

/** `1 post`, `2 posts`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

export const itemOf = ({ source, line, message }: Problem): Item => ({ source, line, text: message });
export const titled = ({ source, title }: Post): Item => ({ source, line: null, text: title });

/** A finding about all items, or none where there are none. */
export const about = (
  level: Finding["level"],
  kind: Finding["kind"],
  items: readonly Item[],
  tell: (count: number) => string,
  mend: string | null,
): Finding[] => (items.length === 0 ? [] : [{ level, kind, title: tell(items.length), mend, items }]);

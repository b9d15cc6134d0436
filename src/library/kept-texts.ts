// The texts of posts that were asked for lately, of all sources: the sentence that answers is looked for in them.
import { LRUCache } from "lru-cache";
import type { BodyText } from "../document/body-text.js";
import { KEPT_TEXTS } from "../post/body.js";

export interface KeptText {
  readonly text: BodyText;
  /** The mark of its file (see `Source.mark`): it holds as long as that is the same. Null where more than that tells. */
  readonly mark: string | null;
}

/** By prefix, path, digest and the site's rules. */
export type KeptTexts = LRUCache<string, KeptText>;

export const createKeptTexts = (): KeptTexts =>
  new LRUCache({
    maxSize: KEPT_TEXTS,
    sizeCalculation: ({ text: { prose, code, formulas } }) =>
      prose.length + code.length + formulas.length + 1,
  });

// The limits of a rich message (Bot API 10.3, "Rich Message Limits"), and what is left of them while one is written.
import { cutText } from "../../../fit/cut-text.js";

/** Characters of the text, the source of formulas included; counted in UTF-16 units, which is never less. */
export const MOST_CHARS = 32_768;
/** Blocks, with nested ones, list items and table rows. */
const MOST_BLOCKS = 500;
/** Blocks and formatting within each other. */
export const MOST_LEVELS = 16;
const MOST_MEDIA = 50;
export const MOST_COLUMNS = 20;
/** Pictures beside each other in one gallery. */
export const MOST_IN_GALLERY = 10;

/** What a message may still hold. Once something did not fit, nothing more is taken: `full`. */
export class MessageBudget {
  /** One sign is kept for the ellipsis, one block for the line that tells that something is missing. */
  #chars: number;
  #blocks = MOST_BLOCKS - 1;
  #media = MOST_MEDIA;
  #full = false;

  /** @param chars how many UTF-16 units may come out, ellipsis included */
  constructor(chars = MOST_CHARS) {
    this.#chars = Math.max(0, Math.min(chars, MOST_CHARS) - 1);
  }

  get full(): boolean {
    return this.#full;
  }

  get chars(): number {
    return this.#chars;
  }

  /** As much of a text as fits, with an ellipsis where that is not all. */
  text(value: string): string {
    if (this.#full) return "";
    if (value.length <= this.#chars) {
      this.#chars -= value.length;
      return value;
    }
    this.#full = true;
    return cutText(value, this.#chars + 1);
  }

  /** Whether a text that cannot be cut fits. */
  whole(value: string): boolean {
    if (this.#full || value.length > this.#chars) this.#full = true;
    else this.#chars -= value.length;
    return !this.#full;
  }

  /** Whether so many more blocks fit. */
  blocks(count = 1): boolean {
    if (this.#full || count > this.#blocks) this.#full = true;
    else this.#blocks -= count;
    return !this.#full;
  }

  /** Whether one more picture fits; if not, the text goes on without it. */
  picture(): boolean {
    if (this.#media === 0) return false;
    this.#media -= 1;
    return true;
  }
}

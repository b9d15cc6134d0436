// The program of the thread that reads feeds: whoever writes one decides how long that takes.
import { serve } from "../threads/serve.js";
import { decodeBytes } from "./feed-bytes.js";
import { parseItems } from "./feed-items.js";

export interface FeedOrder {
  readonly body: Uint8Array;
  readonly contentType: string | null;
  /** Where it was had from. */
  readonly at: string;
}

serve({
  learn: () => Promise.resolve(),
  carryOut(order) {
    const { body, contentType, at } = order as FeedOrder;
    return parseItems(decodeBytes(body, contentType), at);
  },
});

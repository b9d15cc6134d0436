// The program of the thread that parses feeds: whoever writes one decides how long that takes.
import { serve } from "../threads/serve.js";
import { parseItems } from "./feed-items.js";

export interface FeedOrder {
  readonly text: string;
  /** Where it was had from. */
  readonly at: string;
}

serve({
  learn: () => Promise.resolve(),
  carryOut(order) {
    const { text, at } = order as FeedOrder;
    return parseItems(text, at);
  },
});

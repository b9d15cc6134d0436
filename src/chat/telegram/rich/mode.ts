// What the owner wants of rich messages. Apart from their use, which brings all that calls Telegram along.
import type { Wish } from "./message.js";

/**
 * `auto`: where a rich message shows more than HTML; `on`: every card and article; `off`: never.
 */
export type RichMode = "auto" | "on" | "off";

/** Which answers a mode makes rich; null for none. */
export const wishOf = (mode: RichMode): Wish | null =>
  mode === "off" ? null : mode === "on" ? "always" : "where-better";

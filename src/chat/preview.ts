// What a chat lends to the local page: how an answer would look there.
import type { SealedReply } from "../reply/reply.js";

export interface Preview {
  /** `discord`, `telegram`. */
  readonly name: string;
  /**
   * Safe HTML made from the very payload the chat would send. Buttons that act are
   * `<button type="button" data-state="…">`; links carry `rel="noopener noreferrer" target="_blank"`.
   * A formula drawn is `<img src="/formula/KEY.png">`, a picture of the blog `<img class="blog">` by `blogPictureHtml`.
   */
  html(reply: SealedReply): string | Promise<string>;
  /** The same in words, for a terminal: the marks as they are written, buttons in brackets. */
  text(reply: SealedReply): string;
  /** Styles for that HTML, all below `.chat-NAME`, light and dark. */
  readonly css: string;
}

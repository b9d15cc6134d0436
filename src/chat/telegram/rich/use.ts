// Decides in which form a message goes out, and remembers who refused the richer ones. In memory only.
import { LRUCache } from "lru-cache";
import { atMost } from "../../at-most.js";
import { CallError } from "../api.js";
import { errorKindOf, type TelegramErrorKind } from "../error-table.js";
import { richParams, type Payload } from "../render.js";
import type { Wish } from "./message.js";
import { wishOf, type RichMode } from "./mode.js";

/** From the richest to the plainest; `linked` is a rich message whose pictures are links. */
type Form = "rich" | "linked" | "html";
type RichParams = NonNullable<ReturnType<typeof richParams>>;

export interface RichUse {
  /** What `render` is to make. */
  readonly wish: Wish | null;
  /**
   * Gives `send` the payload as a rich message, without its pictures, and at last null (send the HTML), until one
   * is not refused for its form. `uploads`: whether pictures may be fetched for this message at all.
   */
  send<T>(
    chat: string,
    payload: Payload,
    uploads: boolean,
    send: (rich: RichParams | null) => Promise<T>,
  ): Promise<T>;
}

/** A chat that refused is asked again after so long, in ms. */
const CHAT_RESTS = 6 * 3_600_000;
/** A picture that Telegram could not fetch is tried again after so long, in ms. */
const PICTURE_RESTS = 3_600_000;
/** So many refusals of unknown reason in a row, with HTML accepted, and it is the chat that refuses. */
const PATIENCE = 3;

/** Refusals that have to do with what the message looks like. */
const formal: ReadonlySet<string> = new Set<TelegramErrorKind>(["request", "content"]);
/** Words about what was asked for that no other form would change. */
const NOT_THE_FORM = /not modified|group chat was|replied not found|query is too old/i;
/** This very message's content is at fault: RICH_MESSAGE_EMAIL_INVALID, RICH_MESSAGE_PHOTO_NO_MEDIA_FOUND, … */
const CONTENT = /RICH_\w+_(INVALID|REQUIRED|FOUND|EMPTY|LONG|MANY)|can't parse|too long|too many/i;
/** Telegram could not fetch a picture, or may not show one here. */
const PICTURE = /PHOTO|MEDIA|IMAGE|WEBPAGE|HTTP URL|file identifier|send (photos|media|animations)/i;
/** The chat says outright that it takes none. */
const CLOSED = /RICH_\w*(FORBIDDEN|NOT_ALLOWED|DISABLED|UNSUPPORTED)|PREMIUM|rich messages/i;
/** A server older than Bot API 10.1 knows no such method, and sees an edit without a text. */
const UNKNOWN = /^404|method not found|message text is empty/i;

export function richUse(mode: RichMode): RichUse {
  let serverRefuses = false;
  const resting = new LRUCache<string, true>({ ...atMost(10_000), ttl: CHAT_RESTS });
  const pictureless = new LRUCache<string, true>({ ...atMost(10_000), ttl: CHAT_RESTS });
  const strikes = new LRUCache<string, number>({ ...atMost(10_000), ttl: CHAT_RESTS });
  const broken = new LRUCache<string, true>({ ...atMost(10_000), ttl: PICTURE_RESTS });

  function learn(error: CallError, chat: string): void {
    if (UNKNOWN.test(error.message)) serverRefuses = true;
    else if (CLOSED.test(error.message)) resting.set(chat, true);
    else if (!CONTENT.test(error.message)) {
      const count = (strikes.get(chat) ?? 0) + 1;
      strikes.set(chat, count);
      if (count >= PATIENCE) resting.set(chat, true);
    }
  }

  /** What to try after a refusal, or null when no other form would help. */
  function after(error: CallError, chat: string, form: Form, pictures: readonly string[]): Form | null {
    if (form === "html") return null;
    const unknown = UNKNOWN.test(error.message);
    const refused =
      error.kind === "refused" || (error.kind === "forbidden" && error.message.startsWith("400"));
    const ofForm = formal.has(errorKindOf(error.message)) && !NOT_THE_FORM.test(error.message);
    if (!unknown && !(refused && ofForm)) return null;
    if (unknown || pictures.length === 0) {
      learn(error, chat);
      return "html";
    }
    if (error.kind === "forbidden") pictureless.set(chat, true);
    else if (PICTURE.test(error.message)) for (const url of pictures) broken.set(url, true);
    return "linked";
  }

  return {
    wish: wishOf(mode),
    async send(chat, payload, uploads, send) {
      let form: Form = serverRefuses || resting.has(chat) ? "html" : "rich";
      if (form === "rich" && (!uploads || pictureless.has(chat))) form = "linked";
      for (;;) {
        const pictures: string[] = [];
        const shows = (url: string): boolean => {
          const shown = form === "rich" && !broken.has(url);
          if (shown) pictures.push(url);
          return shown;
        };
        const rich = form === "html" ? null : richParams(payload, shows);
        try {
          const sent = await send(rich);
          if (rich !== null) strikes.delete(chat);
          return sent;
        } catch (error) {
          const next = error instanceof CallError ? after(error, chat, rich ? form : "html", pictures) : null;
          if (next === null) throw error;
          form = next;
        }
      }
    },
  };
}

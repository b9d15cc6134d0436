// What is offered inline or sent as a guest: a result whose message is rich where that shows more and is taken.
import type { InlineQueryResultArticle, InputRichMessage } from "@grammyjs/types";
import { safeLine } from "../../document/safe-text.js";
import { safeUrl } from "../../document/safe-url.js";
import { cutText } from "../../fit/cut-text.js";
import { messageParams, richParams, type Payload } from "./render.js";
import type { RichUse } from "./rich/use.js";

/** The apps show no more of either. */
const LONGEST_TITLE = 128;
const LONGEST_DESCRIPTION = 200;

export interface Offered {
  /** 1–64 bytes. */
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly cover?: string | null;
  readonly payload: Payload;
  /** Not offered where rich messages are refused: the small part of it that HTML holds is not what it says it is. */
  readonly onlyRich?: true;
}

/** Bot API, InputRichMessageContent: only files uploaded before may be used, so pictures are links. */
const noPictures = (): boolean => false;

function resultOf(
  { id, title, description, cover, payload }: Offered,
  rich: boolean,
): InlineQueryResultArticle {
  const { content, reply_markup } = contentOf(payload, rich);
  const thumbnail = cover ? safeUrl(cover) : null;
  const detail = description && cutText(safeLine(description), LONGEST_DESCRIPTION);
  return {
    type: "article",
    id,
    title: cutText(safeLine(title), LONGEST_TITLE) || "…",
    ...(detail && { description: detail }),
    ...(thumbnail !== null && { thumbnail_url: thumbnail }),
    input_message_content: content,
    ...(reply_markup && { reply_markup }),
  };
}

function contentOf(payload: Payload, rich: boolean) {
  const asRich = rich ? richParams(payload, noPictures) : null;
  if (asRich) {
    const { rich_message: message, reply_markup } = asRich;
    // Its only files would be pictures.
    return { content: { rich_message: message as InputRichMessage<never> }, reply_markup };
  }
  const { text, reply_markup, ...rest } = messageParams(payload);
  return { content: { message_text: text, ...rest }, reply_markup };
}

/** Gives `send` the results, with rich messages among them unless these are refused. Throws CallError. */
export async function sendResults(
  use: RichUse,
  offered: readonly Offered[],
  send: (results: InlineQueryResultArticle[]) => Promise<unknown>,
): Promise<void> {
  const results = (rich: boolean) =>
    offered.filter(({ onlyRich }) => rich || !onlyRich).map((one) => resultOf(one, rich));
  const richest = offered.find(({ payload }) => payload.rich)?.payload;
  if (!richest) await send(results(false));
  else await use.send(INLINE, richest, false, (rich) => send(results(rich !== null)));
}

/** Messages sent inline have no chat of which something could be learnt. */
const INLINE = "";

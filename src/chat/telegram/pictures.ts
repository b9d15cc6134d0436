// Puts the picture of a text's formulas below it. What Telegram has taken once is named the next time, not sent again.
import { LRUCache } from "lru-cache";
import { CallError, unlessUnchanged, upload, type Api } from "./api.js";
import type { Sheet } from "./formula-sheet.js";
import { replyMarkup, type Payload } from "./render.js";
import { printHtml } from "./rich-text.js";

export interface Pictures {
  /** Below the text `id`, or in place of its old picture, with the buttons. Throws CallError. */
  put(
    at: {
      readonly chat: string;
      readonly id: number;
      readonly topic: number | null;
      readonly picture?: number;
    },
    sheet: Sheet,
    keyboard: Payload["keyboard"],
  ): Promise<void>;
}

export function pictures(api: Api, signal: AbortSignal): Pictures {
  /** Telegram's names of the files it has, by ours. */
  const known = new LRUCache<string, string>({ max: 2_000 });

  async function call(
    { chat, id, topic, picture }: Parameters<Pictures["put"]>[0],
    photo: string,
    { caption }: Sheet,
    keyboard: Payload["keyboard"],
  ): Promise<unknown> {
    const words = { caption: printHtml(caption), parse_mode: "HTML" as const };
    if (picture !== undefined)
      return api.call(
        "editMessageMedia",
        {
          chat_id: chat,
          message_id: picture,
          media: { type: "photo", media: photo, ...words },
          ...replyMarkup(keyboard),
        },
        { signal },
      );
    return api.call(
      "sendPhoto",
      {
        chat_id: chat,
        ...(topic !== null && { message_thread_id: topic }),
        // By this a press on its buttons finds the text.
        reply_parameters: { message_id: id },
        disable_notification: true,
        photo,
        ...words,
        ...replyMarkup(keyboard),
      },
      { signal },
    );
  }

  return {
    async put(at, sheet, keyboard) {
      const file = upload(Buffer.from(sheet.png), "formulas.png");
      const name = known.get(sheet.key);
      const sent = await call(at, name ?? file, sheet, keyboard)
        .catch((error: unknown) => {
          if (name === undefined || !(error instanceof CallError) || !/file/i.test(error.message))
            throw error;
          known.delete(sheet.key);
          return call(at, file, sheet, keyboard);
        })
        .catch(unlessUnchanged);
      const largest = (sent as { photo?: { file_id: string }[] } | undefined)?.photo?.at(-1);
      if (largest) known.set(sheet.key, largest.file_id);
    },
  };
}

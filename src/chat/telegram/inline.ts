// Inline mode: `@bot words` in any chat offers posts to send there.
import { freeTextCommand, type Dispatcher } from "../../command/dispatcher.js";
import { cutText } from "../../fit/cut-text.js";
import { safeLine } from "../../document/safe-text.js";
import { safeUrl } from "../../document/safe-url.js";
import type { Locale } from "../../locale/locale.js";
import type { Params } from "./api.js";
import type { Question } from "./question.js";
import { messageParams, render } from "./render.js";

/** Bot API, answerInlineQuery: at most 50 results; so many fill a phone's screen several times. */
const MOST_RESULTS = 20;
/** Seconds Telegram may keep an answer: short, since posts change. */
const CACHE_SECONDS = 60;

export async function inlineAnswer(
  question: Extract<Question, { kind: "inline" }>,
  dispatcher: Dispatcher,
  locale: Locale,
): Promise<Params<"answerInlineQuery">> {
  const asker = { locale: question.locale };
  const { name, option } = freeTextCommand(dispatcher);
  const suggestions = dispatcher.suggest(name, option, question.text, asker).slice(0, MOST_RESULTS);
  const results = await Promise.all(
    suggestions.map(async ({ value }, at) => {
      const { card } = await dispatcher.run(name, { [option]: value }, asker);
      if (!card) return null;
      const reply = { card, buttons: card.url ? [{ label: locale.say.read, url: card.url }] : [], posts: [] };
      const { text, parse_mode, link_preview_options, reply_markup } = messageParams(
        render({ ...reply, audience: "everyone" }, locale),
      );
      const thumbnail = card.cover === null ? null : safeUrl(card.cover);
      const detail = [card.date, card.tags.join(", ")].filter(Boolean).join(" · ");
      return {
        type: "article" as const,
        id: String(at),
        title: cutText(safeLine(card.title), 128) || "…",
        ...(detail && { description: cutText(safeLine(detail), 200) }),
        ...(thumbnail !== null && { thumbnail_url: thumbnail }),
        input_message_content: {
          message_text: text,
          ...(parse_mode && { parse_mode }),
          link_preview_options,
        },
        ...(reply_markup && { reply_markup }),
      };
    }),
  );
  return {
    inline_query_id: question.query,
    results: question.offset === "" ? results.filter((result) => result !== null) : [],
    cache_time: CACHE_SECONDS,
    // The language of the reader is in the answer.
    is_personal: true,
  };
}

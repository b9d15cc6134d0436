// Inline mode, `@bot words` typed in any chat: posts to send there, page by page, and sentences with links to posts.
import { freeTextCommand, type Asker } from "../../command/dispatcher.js";
import type { Suggestion } from "../../command/command.js";
import type { Locale } from "../../locale/locale.js";
import type { SealedReply } from "../../reply/reply.js";
import { addressIn, answerLine, type LineDeps } from "./answer-line.js";
import type { Api, Params } from "./api.js";
import { readDeepLink, startParameter } from "./deep-link.js";
import { forEveryone } from "./for-everyone.js";
import { sendResults, type Offered } from "./inline-result.js";
import type { QuestionOf } from "./question.js";
import { render, type Payload } from "./render.js";
import { plainText } from "./rich-text.js";
import type { RichUse } from "./rich/use.js";

/** Bot API, answerInlineQuery: at most 50 results; so many fill a phone's screen several times. */
const PAGE = 20;
/** Seconds Telegram may keep an answer: short, since posts change; shorter where a post that is to come may fit. */
const CACHE_SECONDS = 60;
const CACHE_NOTHING = 5;
/** Telegram's clients wait no longer for what they offer to send, in ms. */
const TIMEOUT = 5_000;

export interface InlineDeps extends LineDeps {
  readonly api: Api;
  readonly use: RichUse;
}

/** Offers a page of what fits. Throws CallError. */
export async function answerInline(
  { query, text, offset, locale: language }: QuestionOf<"inline">,
  locale: Locale,
  deps: InlineDeps,
): Promise<void> {
  const { api, dispatcher, use } = deps;
  const offer = offers({ locale: language, isOffer: true }, locale, deps);
  // So many were offered before, as we said ourselves; what we did not say begins anew.
  const from = /^\d{1,5}$/.test(offset) ? Number(offset) : 0;
  const { name, option } = freeTextCommand(dispatcher);
  const found = dispatcher.suggest(name, option, text, { locale: language }, from + PAGE + 1);
  const shown = found.slice(from, from + PAGE);
  const isFirst = from === 0;
  const offered = await Promise.all([
    isFirst ? offer.sentence(text) : null,
    ...shown.map(({ value }) => offer.card(value)),
    isFirst && shown[0] && isMeant(shown[0], text, shown.length) ? offer.article(shown[0].value) : null,
  ]);
  const fits = shown.length > 0 && !shown[0]?.isGuess;
  const around = {
    inline_query_id: query,
    cache_time: fits ? CACHE_SECONDS : CACHE_NOTHING,
    // The language of the reader is in the answer.
    is_personal: true,
    ...(found.length > from + PAGE && { next_offset: String(from + PAGE) }),
    ...(isFirst && !fits && { button: askInstead(text, locale) }),
  } satisfies Omit<Params<"answerInlineQuery">, "results">;
  await sendResults(
    use,
    offered.filter((one) => one !== null),
    (results) => api.call("answerInlineQuery", { ...around, results }, { timeout: TIMEOUT }),
  );
}

/** `@bot words` sent in a chat that the bot is no member of: one answer. Throws CallError. */
export async function answerGuest(
  question: QuestionOf<"guest">,
  locale: Locale,
  deps: InlineDeps,
): Promise<void> {
  const { api, use } = deps;
  const asker = { locale: question.locale };
  const { reply } = await answerLine(question, asker, deps);
  const payload = render(forEveryone(reply, deps.bot), locale, use.wish);
  await sendResults(use, [{ id: "answer", title: plainText(payload.runs), payload }], async ([result]) => {
    if (result)
      await api.call("answerGuestQuery", { guest_query_id: question.query, result }, { timeout: TIMEOUT });
  });
}

/** What is offered was chosen: only now it counts as asked for. */
export async function countChosen(
  { result, locale }: QuestionOf<"chosen">,
  { dispatcher }: InlineDeps,
): Promise<void> {
  const chosen = readDeepLink(result);
  if (chosen) await dispatcher.run(chosen.to, { query: chosen.value }, { locale });
}

/** The whole article is offered where it is plain which is meant: by its title, as the button “Share” gives it. */
const isMeant = ({ parts }: Suggestion, text: string, count: number): boolean =>
  text.trim() !== "" && (count === 1 || parts?.asked.toLowerCase() === text.trim().toLowerCase());

/** Where nothing fits, the bot can be asked in its own chat. */
const askInstead = (text: string, { say }: Locale) => ({
  text: say.askInstead,
  start_parameter: startParameter({ to: "search", value: text.trim() }) ?? "start",
});

/** What can be offered, each null where there is no such thing. */
function offers(asker: Asker, locale: Locale, deps: InlineDeps) {
  const { dispatcher, use, bot } = deps;
  const { name, option } = freeTextCommand(dispatcher);
  const payloadOf = (reply: SealedReply): Payload => render(forEveryone(reply, bot), locale, use.wish);
  // By the result's id Telegram says later what was chosen.
  const idOf = (to: "post" | "read", value: string): string => startParameter({ to, value }) ?? value;
  return {
    async card(id: string): Promise<Offered | null> {
      const reply = await dispatcher.run(name, { [option]: id }, asker);
      const { card } = reply;
      if (!card) return null;
      const description = [card.date, card.tags.join(", ")].filter(Boolean).join(" · ");
      return {
        id: idOf("post", id),
        title: card.title,
        description,
        cover: card.cover,
        payload: payloadOf(reply),
      };
    },
    async article(id: string): Promise<Offered | null> {
      if (use.wish === null) return null;
      const reply = await dispatcher.run("read", { query: id }, asker);
      const [post] = reply.posts;
      return post && reply.article
        ? {
            id: idOf("read", id),
            title: post.title,
            description: locale.say.wholeArticle,
            cover: post.cover,
            payload: payloadOf(reply),
            onlyRich: true,
          }
        : null;
    },
    /** What was typed, with links to the posts that its `+words+` mean. */
    async sentence(text: string): Promise<Offered | null> {
      const reply = await dispatcher.link(text, asker, addressIn(deps));
      if (!reply) return null;
      const payload = payloadOf(reply);
      const description = reply.posts.map(({ title }) => title).join(" · ");
      return { id: "links", title: plainText(payload.runs), description, payload };
    },
  };
}

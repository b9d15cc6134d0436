// The formulas of an answer that plain signs cannot say, on one picture: a message of text has no room for any.
import type { Document } from "../../document/document.js";
import { formulasOf } from "../../document/formulas.js";
import { LAST_NUMBER, numbered, numberSign, type Numbers } from "../../fit/numbered.js";
import type { Formulas } from "../../formula/formulas.js";
import { inTime, stack } from "../../formula/illustrate.js";
import type { Locale } from "../../locale/locale.js";
import type { SealedReply } from "../../reply/reply.js";
import { render, type Payload } from "./render.js";
import { verbatim, Writer, type HtmlMark, type MarkedText } from "./rich-text.js";

/** Bot API, sendPhoto: 0–1024 characters after entities parsing. */
const LONGEST_CAPTION = 1024;

/** A picture below a text. */
export interface Sheet {
  readonly key: string;
  readonly png: Uint8Array;
  /** The source of what the text shows by number only: folded, for who cannot see the picture or wants to copy it. */
  readonly caption: readonly MarkedText[];
}

export interface Illustrated {
  /** The text, with numbers in the place of formulas. */
  readonly payload: Payload;
  readonly sheet: Sheet;
}

/** What is to be shown, and the same with its formulas on a picture below, for messages that cannot hold any. */
export interface AnswerPayload extends Payload {
  /** `signal` ends the drawing: there is no picture then. */
  readonly illustrated?: (signal: AbortSignal) => Promise<Illustrated | null>;
}

/** Null where there is nothing to draw, or nothing that can be drawn in time, before `signal`. Never rejects. */
export async function illustrated(
  reply: SealedReply,
  locale: Locale,
  formulas: Formulas | null,
  signal?: AbortSignal,
): Promise<Illustrated | null> {
  const { body = [], card } = reply;
  const wanted = formulas ? sourcesOf([...body, ...(card?.summary ?? [])]) : [];
  if (!formulas || wanted.length === 0) return null;
  const drawn = await inTime(stack(wanted, formulas, true), formulas, signal);
  if (!drawn) return null;
  const numbers: Numbers = new Map(drawn.shown.map((tex, at) => [tex, at + 1]));
  const text: SealedReply = {
    ...reply,
    body: numbered(body, numbers),
    ...(card && { card: { ...card, summary: numbered(card.summary, numbers) } }),
  };
  return {
    payload: render(text, locale),
    sheet: { ...drawn.picture, caption: captionOf(numbers) },
  };
}

/** Each once, in the order of the text. */
const sourcesOf = (document: Document): readonly string[] =>
  [...new Set(formulasOf(document).all.flatMap(({ sources }) => sources))].slice(0, LAST_NUMBER);

function captionOf(numbers: Numbers): readonly MarkedText[] {
  const out = new Writer(LONGEST_CAPTION);
  const quote: HtmlMark = { tag: "blockquote", expandable: true };
  for (const [tex, number] of numbers) {
    out.write(`${out.used > 0 ? "\n" : ""}${numberSign(number)} `, [quote]);
    out.write(verbatim(tex).replace(/\s+/g, " ").trim(), [quote, { tag: "code" }]);
  }
  return out.runs();
}

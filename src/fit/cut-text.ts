// Cuts plain text at whole graphemes, so that no letter, emoji or surrogate pair is ever halved.

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
/** One grapheme may be hostile (a letter under a thousand accents); a longer one is cut at a code point. */
const MAX_GRAPHEME = 64;

/** At most `limit` UTF-16 units, the ellipsis included; text that fits is returned as it is. */
export function cutText(text: string, limit: number, ellipsis = "…"): string {
  if (text.length <= limit) return text;
  const room = limit - ellipsis.length;
  if (room <= 0) return ellipsis.length <= limit ? ellipsis : "";
  const end = graphemeEnd(text, room);
  const head = text.slice(0, end);
  return ellipsis === "" ? head : head.trimEnd() + ellipsis;
}

/** The last end of a grapheme at or before `limit`. */
export function graphemeEnd(text: string, limit: number): number {
  if (text.length <= limit) return text.length;
  if (limit <= 0) return 0;
  // Only the neighbourhood decides: starting a little before keeps this quick in a long text.
  const near = limit - 4 * MAX_GRAPHEME;
  const start = near <= 0 ? 0 : safeStart(text, near);
  const around = graphemes.segment(text.slice(start, limit + MAX_GRAPHEME)).containing(limit - start);
  // Not even the first fits: a hostile one is divided, a short one is left out.
  if (!around || (around.index === 0 && around.segment.length > MAX_GRAPHEME))
    return isLowSurrogate(text, limit) ? limit - 1 : limit;
  return start + around.index;
}

/** A place before which surely no grapheme reaches over: after a line break or space, else a code point. */
function safeStart(text: string, from: number): number {
  for (let at = from; at < from + 2 * MAX_GRAPHEME; at += 1)
    if (text[at] === " " || text[at] === "\n") return at;
  return isLowSurrogate(text, from) ? from + 1 : from;
}

const isLowSurrogate = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
};
